"""An accident: reported, investigated, its act approved."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from app.documents.issuing import issue, next_number
from app.documents.models import State as DocumentState
from app.identity.actor import Actor
from app.kit.clock import RIGA, now, today
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Placement
from app.safety import values, verbs
from app.safety.incidents import Incident
from app.safety.queries import confirmed_lines


@does(verbs.REPORT)
def report(
    db: Session,
    actor: Actor,
    placement: Placement,
    *,
    on: date,
    at: time,
    place: str,
    circumstances: str,
    witnesses: str = "",
    injury: str = "",
    first_aid: str = "",
) -> Incident:
    """What happened, in the reporter's words; what had been instructed by then is filled from the records."""
    if datetime.combine(on, at, RIGA) > now():
        raise Refused(_("An accident is reported after it has happened."))
    if not place.strip() or not circumstances.strip():
        raise Refused(_("Write where it was and what happened."))
    incident = Incident(
        placement=placement,
        on=on,
        at=at,
        place=place.strip(),
        circumstances=circumstances.strip(),
        witnesses=witnesses.strip(),
        injury=injury.strip(),
        first_aid=first_aid.strip(),
        instructed=confirmed_lines(db, placement, until=on),
        reported_by=actor.person,
    )
    db.add(incident)
    return incident


@does(verbs.INVESTIGATE)
def investigate(db: Session, actor: Actor, incident: Incident, *, cause: str, conclusions: str) -> None:
    """Why it happened, and what is done so that it does not happen again."""
    if not cause.strip() or not conclusions.strip():
        raise Refused(_("Write the cause and the conclusions."))
    incident.cause, incident.conclusions = cause.strip(), conclusions.strip()
    incident.investigated_at, incident.investigated_by = now(), actor.person


@does(verbs.APPROVE_ACT)
def approve_act(db: Session, actor: Actor, incident: Incident) -> None:
    """The director approves it, and it is kept (528: 3.9)."""
    incident.approved_at, incident.approved_by = now(), actor.person
    placement = incident.placement
    number = next_number(db, placement.school_id, "incident", today().year)
    document = issue(
        db,
        organisation_id=placement.school_id,
        kind="incident",
        number=f"NG-{today().year}/{number}",
        title="Akts par nelaimes gadījumu",
        subject=f"placement:{placement.id}",
        template=values.ACT,
        values=values.act(incident, f"NG-{today().year}/{number}"),
        about=placement.called,
    )
    document.state, document.completed_at = DocumentState.ISSUED, now()
    db.flush()  # the accident names its act
    incident.document_id = document.id
