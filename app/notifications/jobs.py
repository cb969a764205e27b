"""What is written to people by jobs: after a deed, and what they ask for at the doors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.identity.actions import RESET_LIFE, ask_reset
from app.identity.actor import actor_for
from app.identity.links import passwordless, way_in
from app.identity.models import Organisation, Person
from app.identity.ways_in import renewed, signs_in
from app.jobs.work import After, Workshop, on
from app.kit.db import Base
from app.kit.words import Said
from app.notifications import digest, domain, returning
from app.notifications.models import Channel
from app.notifications.open_work import open_work
from app.notifications.writing import compose, post

__all__ = ["ROUNDS", "compose", "post"]
ROUNDS = (digest, domain, returning)  # have handlers of their own
FIRST_PASSWORD = timedelta(days=3)
TRIES = 10  # a minute, two, four …: most of a day


def _thing(db: Session, named: list[Any] | None) -> Any:
    if not named:
        return None
    model = next(m.class_ for m in Base.registry.mappers if m.class_.__tablename__ == named[0])
    return db.get(model, named[1])


def _told(value: Any) -> Any:
    """A sentence kept in the payload is a sentence again, in the language of whoever reads it."""
    return Said.from_json(value["said"]) if isinstance(value, dict) and "said" in value else value


@on("notifications.write", TRIES)
def write(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """The link is made here, when the message leaves, so that its token is stored nowhere."""
    person = db.get_one(Person, payload["person"])
    organisation = db.get(Organisation, payload["organisation"]) if payload["organisation"] else None
    path = way_in(db, person, payload["organisation"], payload["address"])
    values = {
        "link": shop.settings.base_url + path,
        "thing": _thing(db, payload["thing"]),
        "doer": db.get(Person, payload["actor"]) if payload["actor"] else None,
        "organisation": organisation,
        "named": payload.get("named", ""),
        **{name: _told(value) for name, value in payload["values"].items()},
    }
    return post(shop, db, person, payload["template"], payload["organisation"], values)


@on("identity.send_ways_in", TRIES)
def send_ways_in(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """One message with a fresh link for each organisation the person belongs to without a password."""
    person, doors = renewed(db, payload)
    by = Channel(payload["by"]) if payload.get("by") else None
    links = [_door(shop, db, person, organisation, target) for organisation, target in doors]
    values: dict[str, Any] = {"links": links, "organisation": None, "doer": None}
    values["listed"] = any(waiting for _name, _link, waiting in links)
    if not links:
        if not signs_in(db, person):
            return None
        values["link"] = f"{shop.settings.base_url}/ieiet"
        return post(shop, db, person, "identity.renew_password", None, values, asked=True, by=by)
    values["link"] = links[0][1]
    return post(shop, db, person, "identity.renew_link", doors[0][0], values, asked=True, by=by)


def _door(
    shop: Workshop, db: Session, person: Person, organisation_id: int, target: str
) -> tuple[str, str, list[tuple[Said, Said | None, str]]]:
    """The organisation, the link to it, and with a link each what waits for the person there."""

    def link(address: str) -> str:
        return shop.settings.base_url + way_in(db, person, organisation_id, address)

    actor = actor_for(person, person.memberships, organisation_id, "link")
    waiting = open_work(db, actor) if target == "/" else []
    found = [(work.title, work.detail, link(work.address)) for work in waiting]
    return db.get_one(Organisation, organisation_id).name, link(target), found


@on("identity.send_reset")
def send_reset(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """A link to a new password, for those who sign in with one."""
    person = db.get_one(Person, payload["person"])
    if not signs_in(db, person):
        return None
    link = _password_link(shop, db, person)
    values = {"link": link, "organisation": None, "doer": None}
    return post(shop, db, person, "identity.ask_reset", None, values, asked=True)


@on("identity.send_invitation", TRIES)
def send_invitation(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """A personal link; to those whose roles all need a password, a link to set one."""
    person = db.get_one(Person, payload["person"])
    organisation = db.get_one(Organisation, payload["organisation"])
    values: dict[str, Any] = {"organisation": organisation, "doer": db.get(Person, payload["actor"])}
    if passwordless(db, person, organisation.id):
        values["link"] = shop.settings.base_url + way_in(db, person, organisation.id, "/")
        return post(shop, db, person, "identity.invite", organisation.id, values)
    values["link"] = _password_link(shop, db, person, FIRST_PASSWORD)
    return post(shop, db, person, "identity.invite_staff", organisation.id, values)


def _password_link(shop: Workshop, db: Session, person: Person, life: timedelta = RESET_LIFE) -> str:
    actor = actor_for(person, person.memberships, None, "system")
    return f"{shop.settings.base_url}/parole/{ask_reset(db, actor, person, life)}"
