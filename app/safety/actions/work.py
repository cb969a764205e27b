"""Equipment in the learner's hands, the conditions of work, the health check, hazardous tasks."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.kit.clock import now, today
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Placement
from app.safety import verbs
from app.safety.models import Conditions, Equipment, Hazard
from app.safety.queries import conditions_of, hazard_of
from app.safety.topics import HazardTag


@does(verbs.ISSUE)
def issue(
    db: Session, actor: Actor, placement: Placement, *, item: str, on: date, size: str = ""
) -> Equipment:
    """Given to the learner (484: 9.4)."""
    if not item.strip():
        raise Refused(_("Write what is issued."))
    if on > today():
        raise Refused(_("Equipment is written down when it has been issued."))
    equipment = Equipment(
        placement=placement, item=item.strip(), size=size.strip(), issued_on=on, issued_by=actor.person
    )
    db.add(equipment)
    return equipment


@does(verbs.RECEIVE)
def receive(db: Session, actor: Actor, equipment: Equipment) -> None:
    """The learner has it."""
    equipment.received_at = now()


@does(verbs.TAKE_IN)
def take_in(db: Session, actor: Actor, equipment: Equipment) -> None:
    """It is with the company again."""
    equipment.returned_on = today()


def _conditions(db: Session, placement: Placement) -> Conditions:
    conditions = conditions_of(db, placement)
    if conditions is None:
        conditions = Conditions(placement=placement, hazardous=False, health_needed=False, risks="")
        db.add(conditions)
    return conditions


@does(verbs.DESCRIBE)
def describe(
    db: Session, actor: Actor, placement: Placement, *, risks: str, hazardous: bool = False
) -> Conditions:
    """New risks are read again: the guardian has not seen them yet (DL 37)."""
    conditions = _conditions(db, placement)
    if conditions.risks != risks.strip():
        conditions.informed_at = conditions.informed_by = None
    conditions.risks, conditions.hazardous = risks.strip(), hazardous
    return conditions


@does(verbs.RECORD_HEALTH)
def record_health(
    db: Session,
    actor: Actor,
    placement: Placement,
    *,
    needed: bool,
    on: date | None = None,
    until: date | None = None,
    limits: str = "",
) -> Conditions:
    """When it was done and until when it is valid; what the learner must not do, never why."""
    if on and on > today():
        raise Refused(_("The health check is written down when it has been done."))
    if on and until and until < on:
        raise Refused(_("The health check cannot end before it was done."))
    conditions = _conditions(db, placement)
    conditions.health_needed, conditions.health_on = needed, on
    conditions.health_until, conditions.health_limits = until, limits.strip()
    return conditions


@does(verbs.ACKNOWLEDGE)
def acknowledge(db: Session, actor: Actor, conditions: Conditions) -> None:
    """The guardian has read the risks and how one is protected from them (DL 37)."""
    if not conditions.risks:
        raise Refused(_("The company has not described the risks yet."))
    conditions.informed_at, conditions.informed_by = now(), actor.person


@does(verbs.TAG_HAZARD)
def tag_hazard(db: Session, actor: Actor, placement: Placement, *, tag: HazardTag) -> Hazard:
    """A task of this placement is on the list for adolescents (206)."""
    if hazard_of(db, placement, tag):
        raise Refused(_("This task is named already."))
    hazard = Hazard(placement=placement, tag=tag)
    db.add(hazard)
    return hazard


@does(verbs.JUSTIFY)
def justify(db: Session, actor: Actor, hazard: Hazard, *, justification: str) -> None:
    """Which part of the programme needs it (206: 3)."""
    if not justification.strip():
        raise Refused(_("Write which part of the training needs this task."))
    hazard.justification = justification.strip()
    hazard.justified_at, hazard.justified_by = now(), actor.person


@does(verbs.ALLOW)
def allow(db: Session, actor: Actor, hazard: Hazard, *, supervised: bool, protected: bool) -> None:
    """The company answers for both conditions (206: 3)."""
    if not (supervised and protected):
        raise Refused(
            _("It is allowed only in the presence of the supervisor and when labour protection is ensured.")
        )
    hazard.allowed_at, hazard.allowed_by = now(), actor.person


@does(verbs.UNTAG)
def untag(db: Session, actor: Actor, hazard: Hazard) -> None:
    """The learner does not do it after all."""
    db.delete(hazard)
