"""The end of papers: proposed by one, approved by another, deleted by a job."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.documents.typeset import pdf
from app.identity.actor import Actor
from app.identity.models import Organisation
from app.jobs.work import later
from app.kit.clock import now, today
from app.kit.db import store_of
from app.kit.errors import Reason, Refused
from app.kit.verbs import does
from app.kit.words import _
from app.registers import erasing, verbs
from app.registers.acts import TEMPLATE, act_values
from app.registers.models import Destruction, Direction, Entry
from app.registers.numbering import next_number


def _stops(entry: Entry) -> Reason | None:
    """Why a paper may not be destroyed now."""
    if entry.held:
        return Reason(_("The destruction of {paper} is forbidden.", paper=entry.called), url=entry.address)
    if entry.destroyed_on or not entry.due:
        return Reason(_("The time of {paper} is not over.", paper=entry.called), url=entry.address)
    return None


@does(verbs.PROPOSE)
def propose(db: Session, actor: Actor, school: Organisation, *, entries: Sequence[Entry]) -> Destruction:
    """A list of papers whose time is over; the director decides."""
    if not entries:
        raise Refused(_("Choose at least one paper."))
    if any(entry.destruction_id for entry in entries):
        raise Refused(_("One of the papers stands on a list already."))
    if reasons := [reason for entry in entries if (reason := _stops(entry))]:
        raise Refused(*reasons[:10])
    made = Destruction(organisation_id=school.id, proposed_by=actor.person)
    made.entries = list(entries)
    db.add(made)
    return made


@does(verbs.APPROVE)
def approve(db: Session, actor: Actor, list_: Destruction) -> None:
    """The act is made and kept, the entries say so, and the bytes go when this stands."""
    if list_.proposed_by_id == actor.person_id:
        raise Refused(_("Who proposed the list does not approve it: that takes a second person."))
    if reasons := [reason for entry in list_.entries if (reason := _stops(entry))]:
        raise Refused(*reasons[:10])
    list_.number = next_number(db, list_.organisation_id, Direction.OUT, "destruction", today())
    list_.decided_by, list_.decided_at = actor.person, now()
    data = pdf(TEMPLATE, act_values(list_, actor.organisation))
    list_.act_sha256 = store_of(db).put(data)
    for entry in list_.entries:
        entry.destroyed_on = today()
    later(db, erasing.JOB, {"destruction": list_.id})


@does(verbs.REJECT)
def reject(db: Session, actor: Actor, list_: Destruction, *, reason: str) -> None:
    """The papers stay, and may be proposed again."""
    list_.decided_by, list_.decided_at, list_.reason = actor.person, now(), reason
    list_.entries.clear()
