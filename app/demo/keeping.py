"""Safety in the demo year: instruction, equipment, health, by those whose deeds they are."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.demo.setting import Part
from app.identity.actor import Actor
from app.kit.clock import today
from app.placements.models import Placement
from app.safety import actions
from app.safety.topics import CHECKLISTS, OPTIONAL, Kind

EQUIPMENT = (("Darba apavi", "42"), ("Aizsargbrilles", ""))
RISKS = "Griezoši darbmašīnu instrumenti, troksnis un putekļi. Aizsargā nosegi, nosūce, brilles un austiņas."


def keep(db: Session, mentor: Actor, learner: Actor, placement: Placement, part: Part, real: date) -> None:
    """What a company does before the first task and the learner confirms; `real` is the real today."""
    late, expired = part.plays == "instruction-late", part.plays == "health-expired"
    confirm = part.plays != "instruction-turn"
    if late or part.number % 2 == 0:
        actions.describe(db, mentor, placement, risks=RISKS, hazardous=late or part.number % 4 == 0)
    if expired or part.number % 9 == 0:
        until = real + timedelta(days=-12 if expired else 200)
        done = min(until - timedelta(days=365), today())
        actions.record_health(db, mentor, placement, needed=True, on=done, until=until)
    for kind in (Kind.FIRE, Kind.INDUCTION, Kind.INITIAL):
        topics = [key for key in CHECKLISTS[kind] if key not in OPTIONAL]
        on = real - timedelta(days=200) if late else today()
        made = actions.instruct(db, mentor, placement, kind=kind, on=on, topics=topics)
        if confirm:
            actions.confirm(db, learner, made)
    for item, size in EQUIPMENT[: (2, 0, 1, 0)[part.number % 4]]:
        given = actions.issue(db, mentor, placement, item=item, size=size, on=today())
        if confirm:
            actions.receive(db, learner, given)
