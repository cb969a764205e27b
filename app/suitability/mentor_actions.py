"""The evidence of mentors: added, checked, removed; and the check by the law on children's rights."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.companies.models import Mentor
from app.identity.actor import Actor
from app.kit.clock import now, today
from app.kit.db import store_of
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.suitability import verbs
from app.suitability.evidence import ChildCheck, Evidence, EvidenceCheck
from app.suitability.files import Sealed
from app.suitability.formula import Kind


@does(verbs.ADD_EVIDENCE)
def add_evidence(
    db: Session,
    actor: Actor,
    mentor: Mentor,
    *,
    kind: Kind,
    issuer: str = "",
    number: str = "",
    hours: int | None = None,
    since: date | None = None,
    until: date | None = None,
    file: Sealed | None = None,
) -> Evidence:
    """A paper says who issued it and when; work in the sector, where and since when."""
    if not kind.declared and not issuer.strip():
        raise Refused(_("Write who issued it; for work, the employer."))
    if not kind.declared and since is None:
        raise Refused(_("Write the date."))
    if kind.least_hours and hours is None:
        raise Refused(_("Write how many hours the programme had."))
    if since is not None and (since > today() or (until is not None and until < since)):
        raise Refused(_("Check the dates."))
    made = Evidence(
        mentor=mentor,
        kind=kind,
        issuer=issuer.strip(),
        number=number.strip(),
        hours=hours,
        since=since if since or not kind.declared else today(),
        until=until,
        added_by_id=actor.person_id,
    )
    if file is not None:
        file.keep(store_of(db), made)
    db.add(made)
    return made


@does(verbs.REMOVE_EVIDENCE)
def remove_evidence(db: Session, actor: Actor, evidence: Evidence) -> None:
    """It was mistaken, or is replaced; the trail keeps that it was there."""
    db.delete(evidence)


@does(verbs.CHECK_EVIDENCE)
def check_evidence(db: Session, actor: Actor, evidence: Evidence) -> None:
    """The school has seen the paper; again, it has seen it anew."""
    for check in evidence.checks:
        if check.school_id == actor.organisation_id:
            check.person_id, check.at = actor.person_id, now()
            return
    evidence.checks.append(
        EvidenceCheck(school_id=actor.organisation_id, person_id=actor.person_id, at=now())
    )


@does(verbs.NOTE_CHILD_CHECK)
def note_child_check(
    db: Session,
    actor: Actor,
    mentor: Mentor,
    *,
    checked_on: date,
    allowed: bool,
    next_due: date | None = None,
) -> ChildCheck:
    """The day, yes or no, when it is due again."""
    if checked_on > today():
        raise Refused(_("This date is in the future."))
    if next_due is not None and next_due <= checked_on:
        raise Refused(_("It must be due after it was made."))
    noted = ChildCheck(
        mentor=mentor,
        checked_on=checked_on,
        allowed=allowed,
        next_due=next_due,
        noted_by_id=actor.person_id,
    )
    db.add(noted)
    return noted
