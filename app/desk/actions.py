"""Saving a filter, and nudging many people at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.models import WITH_COMPANY, Assessment
from app.desk import verbs
from app.desk.models import SavedFilter
from app.diary.models import State as WeekState
from app.diary.models import Week
from app.documents.models import Reader, Signer, Step
from app.identity.actor import Actor
from app.identity.models import Organisation, Person
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import Said
from app.notifications.models import Reminder
from app.notifications.reminders import remind


@does(verbs.SAVE_FILTER)
def save_filter(
    db: Session, actor: Actor, organisation: Organisation, *, name: str, query: str, shared: bool
) -> SavedFilter:
    """Keeps the address under a name; the same name again replaces it."""
    wanted = select(SavedFilter).where(
        SavedFilter.person_id == actor.person_id,
        SavedFilter.organisation_id == organisation.id,
        SavedFilter.name == name,
    )
    saved = db.scalar(wanted) or SavedFilter(
        person_id=actor.person_id, organisation_id=organisation.id, name=name, query=query
    )
    saved.query, saved.shared = query, shared
    db.add(saved)
    return saved


@does(verbs.DROP_FILTER)
def drop_filter(db: Session, actor: Actor, saved: SavedFilter) -> None:
    """Forgets it."""
    db.delete(saved)


@dataclass
class Nudged:
    """Who was reminded, and who was not and why."""

    sent: list[Reminder] = field(default_factory=list)
    skipped: list[tuple[str, Said]] = field(default_factory=list)


def remind_all(db: Session, actor: Actor, names: Sequence[str]) -> Nudged:
    """Each is its own deed; one that is refused stops nobody else."""
    nudged = Nudged()
    for name in dict.fromkeys(names):
        found = _reminded(db, actor, name)
        if found is None:
            continue
        thing, person, template = found
        try:
            nudged.sent.append(remind(db, actor, thing, person, template))
        except Refused as refused:
            nudged.skipped.append((person.name, refused.reasons[0].text))
    return nudged


def _reminded(db: Session, actor: Actor, name: str) -> tuple[Any, Person, str] | None:
    """The thing, who has to act, and the letter to send; None when nothing is asked of anybody."""
    kind, _colon, number = name.partition(":")
    if not number.isdecimal():
        return None
    if kind == "signer":
        signer = db.scalar(
            Signer.visible_to(actor).where(
                Signer.id == int(number), Signer.step == Step.ASKED, Signer.stopped == ""
            )
        )
        return (signer, signer.person, "remind.sign") if signer else None
    if kind == "reader":
        wanted = Reader.visible_to(actor).where(Reader.id == int(number), Reader.opened_at.is_(None))
        reader = db.scalar(wanted)
        return (reader, reader.person, "remind.read") if reader else None
    if kind == "assessment":
        return _assessment(db, actor, int(number))
    week: Week | None = (
        db.scalar(Week.visible_to(actor).where(Week.id == int(number))) if kind == "week" else None
    )
    if week is None or week.state is WeekState.APPROVED:
        return None
    if week.state is WeekState.SUBMITTED:
        guide = week.placement.guide
        return (week, guide, "remind.approve") if guide else None
    return week, week.placement.learner.person, "remind.submit"


def _assessment(db: Session, actor: Actor, number: int) -> tuple[Any, Person, str] | None:
    sheet = db.scalar(Assessment.visible_to(actor).where(Assessment.id == number))
    guide = sheet.placement.guide if sheet and sheet.state in WITH_COMPANY else None
    return (sheet, guide, "remind.assess") if guide else None
