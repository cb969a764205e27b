"""The closing event: announcing it and writing its results for everybody at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy.orm import Session

from app.assessment import actions
from app.assessment import paper_verbs as verbs
from app.assessment.events import ClosingEvent, Participation
from app.assessment.models import Assessment
from app.identity.actor import Actor
from app.kit.clock import now, today
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Placement
from app.schools.models import School


@dataclass(frozen=True)
class Result:
    """What one learner showed; `mark` None with `attended` sets no mark."""

    participation: Participation
    attended: bool
    mark: int | None
    reason: str = ""
    sheet: Assessment | None = None


@does(verbs.PLAN_EVENT)
def plan_event(
    db: Session,
    actor: Actor,
    school: School,
    *,
    title: str,
    on: date,
    at: time,
    place: str,
    placements: Sequence[Placement],
) -> ClosingEvent:
    """Day, hour, place and the learners."""
    if not placements:
        raise Refused(_("Choose who takes part."))
    event = ClosingEvent(school_id=school.id, title=title, on=on, at=at, place=place)
    db.add(event)
    for each in placements:
        event.participations.append(Participation(placement=each))
    db.flush()  # each invitation names its row
    for one in event.participations:
        invite(db, actor, one)
    return event


@does(verbs.INVITE)
def invite(db: Session, actor: Actor, participation: Participation) -> None:
    """Tells the learner and the supervisor."""


@does(verbs.HOLD_EVENT)
def hold_event(db: Session, actor: Actor, event: ClosingEvent, *, results: Sequence[Result]) -> None:
    """Who came, and the school's mark of each (481: 7.5); who did not come has n/v with the reason."""
    if event.on > today():
        raise Refused(_("The event has not been held yet."))
    if any(not one.attended and not one.reason.strip() for one in results):
        raise Refused(_("Write why the learner did not take part."))
    for one in results:
        one.participation.attended, one.participation.note = one.attended, one.reason.strip()
        if one.sheet is None or (one.attended and one.mark is None):
            continue
        mark = one.mark if one.attended else None
        actions.grade(db, actor, one.sheet, mark=mark, held_on=event.on, reason=one.reason)
    event.held_at = now()
