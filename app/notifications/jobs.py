"""Writing and sending messages."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.identity.actions import ask_reset
from app.identity.actor import actor_for
from app.identity.links import way_in
from app.identity.models import Organisation, Person
from app.identity.ways_in import renewed
from app.jobs.work import After, Workshop, on
from app.kit.db import Base
from app.notifications.models import Channel, Message
from app.notifications.post import send_email, send_sms


def _thing(db: Session, named: list[Any] | None) -> Any:
    if not named:
        return None
    model = next(m.class_ for m in Base.registry.mappers if m.class_.__tablename__ == named[0])
    return db.get(model, named[1])


def compose(shop: Workshop, person: Person, template: str, values: dict[str, Any]) -> tuple[str, str, str]:
    """Subject, text and HTML of a message in the person's language."""
    env = shop.templates[person.language]
    text = env.get_template(f"mail/{template}.txt").render(person=person, **values).strip()
    first, _newline, body = text.partition("\n")
    subject = first.removeprefix("Subject:").strip()
    paragraphs = [p.strip() for p in body.strip().split("\n\n") if p.strip()]
    html = env.get_template("layout/mail.html").render(subject=subject, paragraphs=paragraphs, **values)
    return subject, body.strip() + "\n", html


def post(
    shop: Workshop,
    db: Session,
    person: Person,
    template: str,
    organisation_id: int | None,
    values: dict[str, Any],
) -> After | None:
    """Records the message and returns what sends it, to be done after the commit."""
    subject, text, html = compose(shop, person, template, values)
    channel = Channel.EMAIL if person.email else Channel.SMS
    message = Message(
        person_id=person.id,
        organisation_id=organisation_id,
        channel=channel,
        template=template,
        subject=subject,
    )
    db.add(message)
    to = person.email or person.phone
    if not to:
        message.error = "no address"
        return None
    if channel is Channel.EMAIL:
        return lambda: send_email(shop.settings, to, subject, text, html)
    short = f"{subject} {values.get('link', '')}".strip()
    return lambda: send_sms(shop.settings, to, short)


@on("notifications.write")
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
        **payload["values"],
    }
    return post(shop, db, person, payload["template"], payload["organisation"], values)


@on("identity.send_ways_in")
def send_ways_in(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """One message with a fresh link for each organisation the person belongs to without a password."""
    person, doors = renewed(db, payload)
    links = [
        (
            db.get_one(Organisation, organisation).name,
            shop.settings.base_url + way_in(db, person, organisation, target),
        )
        for organisation, target in doors
    ]
    if not links:
        return None
    values = {"links": links, "link": links[0][1], "organisation": None, "doer": None}
    return post(shop, db, person, "identity.renew_link", doors[0][0], values)


@on("identity.send_reset")
def send_reset(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """A link to a new password, for those who sign in with one."""
    person = db.get_one(Person, payload["person"])
    actor = actor_for(person, person.memberships, None, "system")
    if not any(role.needs_password for role in actor.roles):
        return None
    link = f"{shop.settings.base_url}/parole/{ask_reset(db, actor, person)}"
    return post(
        shop, db, person, "identity.ask_reset", None, {"link": link, "organisation": None, "doer": None}
    )
