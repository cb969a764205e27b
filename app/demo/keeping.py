"""Safety in the demo year: instruction, equipment, health, by those whose deeds they are."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from app.demo.setting import Part
from app.identity.actor import Actor
from app.kit.clock import today
from app.placements.models import Placement
from app.safety import actions
from app.safety.topics import CHECKLISTS, OPTIONAL, HazardTag, Kind

EQUIPMENT = (("Darba apavi", "42"), ("Aizsargbrilles", ""))
HURT = 5  # Gustavs Čakste
RISKS = "Griezoši darbmašīnu instrumenti, troksnis un putekļi. Aizsargā nosegi, nosūce, brilles un austiņas."


def keep(
    db: Session,
    mentor: Actor,
    learner: Actor,
    placement: Placement,
    part: Part,
    real: date,
    ilze: Actor | None = None,
) -> None:
    """What a company does before the first task and the learner confirms; `real` is the real today."""
    late, expired = part.plays == "instruction-late", part.plays == "health-expired"
    confirm = part.plays != "instruction-turn"
    if late or part.number % 2 == 0:
        actions.describe(db, mentor, placement, risks=RISKS, hazardous=late or part.number % 4 == 0)
    if expired or part.number % 9 == 0:
        until = real + timedelta(days=-12 if expired else 200)
        done = min(until - timedelta(days=365), today())
        actions.record_health(db, mentor, placement, needed=True, on=done, until=until)
    if ilze and part.number == 0:
        saw = actions.tag_hazard(db, mentor, placement, tag=HazardTag.MACHINES)
        actions.justify(
            db, ilze, saw, justification="Modulis par koka mehānisko apstrādi: zāģēšana, frēzēšana."
        )
        actions.allow(db, mentor, saw, supervised=True, protected=True)
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


def accident(db: Session, ilze: Actor, mentor: Actor, placement: Placement, day: date) -> None:
    """A small one, whose act waits for the director, and the instruction after it for the mentor."""
    told = actions.report(
        db,
        mentor,
        placement,
        on=day,
        at=time(10, 40),
        place="Metālapstrādes cehs, pie urbjmašīnas",
        circumstances="Tīrot skaidas ar roku, iegrieza īkšķī.",
        injury="virspusēja brūce",
        first_aid="brūce notīrīta un pārsieta",
        witnesses="uzņēmuma vadītājs",
    )
    db.flush()
    actions.investigate(
        db,
        ilze,
        told,
        cause="Skaidas tīrītas ar roku, nevis ar suku.",
        conclusions="Neplānotā instruktāža; pie katras mašīnas suka.",
    )
