"""Telling people: a notice on the bell at once; mail or a short message by a job, at once or each morning."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.identity.models import Pace, Person
from app.jobs.models import Job
from app.jobs.work import later
from app.kit.verbs import Verb
from app.kit.words import Said
from app.notifications.models import Notice

urgent: Final[set[str]] = set()  # verbs that ask somebody to sign, or tell of danger; named by the wiring


def tell(db: Session, actor: Actor, verb: Verb, thing: Any) -> None:
    """After a deed: everybody in its audience but the doer; what the portal did in their name they hear."""
    if verb.tells is None:
        return
    address = getattr(thing, "address", "/")
    about = _about(thing)
    for person in dict.fromkeys(verb.tells(thing)):
        if person.id == actor.person_id and actor.via != "system":
            continue
        organisation_id = place_of(thing, person)
        at_once = verb.name in urgent or person.pace is Pace.AT_ONCE
        db.add(
            Notice(
                person_id=person.id,
                organisation_id=organisation_id,
                actor_id=actor.person_id,
                verb=verb.name,
                thing_type=thing.__tablename__,
                thing_id=thing.id,
                about=about,
                address=address,
                for_digest=not at_once and person.pace is Pace.DAILY,
            )
        )
        if at_once:
            write_to(db, person, verb.name, organisation_id, address, thing=thing, actor_id=actor.person_id)


def _about(thing: Any) -> dict[str, Any] | None:
    """What the thing calls itself, kept as it was called when the deed was done."""
    called = getattr(thing, "called", "")
    return (called if isinstance(called, Said) else Said(called)).to_json() if called else None


def place_of(thing: Any, person: Person) -> int | None:
    """In which organisation's name the person is told: the thing knows, else its school."""
    named = getattr(thing, "organisation_of", None)
    if named is not None:
        found: int | None = named(person)
        return found
    return getattr(thing, "school_id", None) or getattr(thing, "organisation_id", None)


def write_to(
    db: Session,
    person: Person,
    template: str,
    organisation_id: int | None,
    address: str,
    *,
    thing: Any = None,
    actor_id: int | None = None,
    named: str = "",
    values: dict[str, Any] | None = None,
    delay: timedelta = timedelta(),
) -> Job:
    """Asks for one message from `templates/mail/<template>.txt`, rendered later in the person's language.

    What became of it is found under the thing, or under `named`; see `queries.deliveries`.
    """
    payload = {
        "person": person.id,
        "template": template,
        "organisation": organisation_id,
        "address": address,
        "thing": [thing.__tablename__, thing.id] if thing is not None else None,
        "actor": actor_id,
        "named": named,
        "values": values or {},
    }
    return later(db, "notifications.write", payload, delay)
