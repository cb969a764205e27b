"""Instructing, confirming, disputing, repeating the check."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.documents.issuing import add_edition, issue, next_number
from app.documents.models import Document
from app.documents.models import State as DocumentState
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.clock import now, today
from app.kit.errors import Reason, Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Placement
from app.safety import values, verbs
from app.safety.models import Conditions, Instruction, State
from app.safety.queries import conditions_of, sheet_of
from app.safety.topics import CHECKLISTS, REASONED, TOPICS, Kind, required


@does(verbs.INSTRUCT)
def instruct(
    db: Session,
    actor: Actor,
    placement: Placement,
    *,
    kind: Kind,
    on: date,
    topics: Collection[str],
    own_topics: Sequence[str] = (),
    passed: bool = True,
    reason: str = "",
) -> Instruction:
    """What was explained, and whether it was understood; the learner confirms when it was (749: 19, 20)."""
    _check(kind, on, topics, own_topics, reason)
    instruction = Instruction(
        placement=placement,
        kind=kind,
        state=State.WAITING if passed else State.FAILED,
        no=next_number(db, placement.company_id or placement.school_id, "instruction", on.year),
        on=on,
        reason=reason.strip() if kind in REASONED else "",
        topics=_ordered(kind, topics),
        own_topics=list(own_topics),
        passed=passed,
        instructor=actor.person,
        instructor_role=_role(placement, actor.person),
    )
    db.add(instruction)
    return instruction


def _check(kind: Kind, on: date, topics: Collection[str], own: Sequence[str], reason: str) -> None:
    if on > today():
        raise Refused(_("An instruction is recorded when it has been held."))
    if left := [key for key in CHECKLISTS[kind] if key in required(kind) - set(topics)]:
        missing = [TOPICS[key] for key in left]
        raise Refused(Reason(_("Still to be explained: {topics:list_of}", topics=missing), kind.clause))
    if not topics and not own:
        raise Refused(_("Tick what was explained."))
    if kind in REASONED and not reason.strip():
        raise Refused(_("Write what the instruction was held for."))


def _ordered(kind: Kind, topics: Collection[str]) -> list[str]:
    return [key for key in CHECKLISTS[kind] if key in topics]


def _role(placement: Placement, person: Person) -> str:
    mentor = placement.mentor
    return mentor.occupation if mentor and mentor.person_id == person.id else ""


@does(verbs.REPEAT_CHECK)
def repeat_check(
    db: Session,
    actor: Actor,
    instruction: Instruction,
    *,
    on: date,
    passed: bool,
    topics: Collection[str] = (),
) -> None:
    """Held once more; only now may work begin, if it was understood (749: 20)."""
    if not instruction.on <= on <= today():
        raise Refused(_("Choose the day on which the instruction was repeated."))
    instruction.on, instruction.passed = on, passed
    instruction.tries += 1
    instruction.instructor = actor.person
    instruction.instructor_role = _role(instruction.placement, actor.person)
    instruction.given_at, instruction.disputed_at, instruction.dispute = now(), None, ""
    instruction.state = State.WAITING if passed else State.FAILED


@does(verbs.CONFIRM)
def confirm(db: Session, actor: Actor, instruction: Instruction) -> None:
    """The learner was instructed and has understood it (749: 29)."""
    instruction.confirmed_at = now()


@does(verbs.DISPUTE)
def dispute(db: Session, actor: Actor, instruction: Instruction, *, reason: str) -> None:
    """It was otherwise: the instruction is held again, or the record withdrawn."""
    if not reason.strip():
        raise Refused(_("Write why you do not agree."))
    instruction.disputed_at, instruction.dispute = now(), reason.strip()


@does(verbs.WITHDRAW)
def withdraw(db: Session, actor: Actor, instruction: Instruction) -> None:
    """Recorded by mistake."""


@does(verbs.KEEP_SHEET)
def keep_sheet(db: Session, actor: Actor, placement: Placement) -> Document:
    """The sheet with everything confirmed so far; a later one is its next version (749: 29, 30)."""
    document = sheet_of(db, placement)
    found = values.sheet(db, placement, document.number if document else "")
    if not found["rows"]:
        raise Refused(_("Nothing has been confirmed by both yet."))
    if document is not None:
        add_edition(db, document, values.SHEET, found)
        return document
    number = f"DA-{today().year}/{next_number(db, placement.school_id, 'safety', today().year)}"
    document = issue(
        db,
        organisation_id=placement.school_id,
        kind="safety",
        number=number,
        title="Instruktāžu lapa",
        subject=f"placement:{placement.id}",
        template=values.SHEET,
        values={**found, "number": number},
        about=placement.called,
    )
    document.state, document.completed_at = DocumentState.ISSUED, now()
    db.flush()  # the placement names its sheet
    conditions = conditions_of(db, placement) or Conditions(placement=placement)
    conditions.sheet_id = document.id
    db.add(conditions)
    return document
