"""Writing and sending messages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from jinja2 import TemplateNotFound
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actions import RESET_LIFE, ask_reset
from app.identity.actor import actor_for
from app.identity.links import passwordless, way_in
from app.identity.models import Organisation, Person
from app.identity.ways_in import renewed, signs_in
from app.jobs.work import After, Workshop, on
from app.kit.db import Base
from app.kit.words import Said
from app.notifications import settling
from app.notifications.letter import Letter
from app.notifications.models import Channel, Fate, Message
from app.notifications.post import Unsent, send_letter, send_sms
from app.notifications.queries import dead_address
from app.notifications.reasons import NO_ADDRESS

FIRST_PASSWORD = timedelta(days=3)
TRIES = 10  # a minute, two, four …: most of a day


def _thing(db: Session, named: list[Any] | None) -> Any:
    if not named:
        return None
    model = next(m.class_ for m in Base.registry.mappers if m.class_.__tablename__ == named[0])
    return db.get(model, named[1])


def compose(shop: Workshop, person: Person, template: str, values: dict[str, Any]) -> tuple[str, str, str]:
    """Subject, text and HTML of a message in the person's language."""
    env = shop.templates[person.language]
    written = env.get_template(f"mail/{template}.txt").render(person=person, **values).strip()
    first, _newline, body = written.partition("\n")
    subject = " ".join(first.removeprefix("Subject:").split())
    paragraphs = [p.strip() for p in body.strip().split("\n\n") if p.strip()]
    around = {
        "subject": subject,
        "paragraphs": paragraphs,
        "lang": person.language,
        "sender": values.get("organisation"),
        "portal": shop.settings.base_url,
        "by_link": "/s/" in values.get("link", ""),
    }
    html = env.get_template("layout/mail.html").render(**around)
    text = env.get_template("layout/mail.txt").render(**around)
    return subject, text.strip() + "\n", html


def brief(shop: Workshop, person: Person, template: str, values: dict[str, Any]) -> str:
    """The words of a short message, where the verb has its own."""
    env = shop.templates[person.language]
    try:
        return env.get_template(f"mail/{template}.sms").render(person=person, **values).strip()
    except TemplateNotFound:
        return ""


def post(
    shop: Workshop,
    db: Session,
    person: Person,
    template: str,
    organisation_id: int | None,
    values: dict[str, Any],
    *,
    asked: bool = False,
    headers: dict[str, str] | None = None,
) -> After | None:
    """Records the message and returns what sends it, to be done after the commit.

    `asked`: by the person, who knows the address; then it is tried even where a letter has come back.
    """
    subject, text, html = compose(shop, person, template, values)
    message = _record(shop, db, person, template, organisation_id, subject, values)
    if not message.recipient:
        settling.refuse(db, message, NO_ADDRESS, "no address")
        return None
    if message.channel is Channel.EMAIL and not asked and (gone := dead_address(db, message.recipient)):
        settling.refuse(db, message, gone.status, "not tried: an earlier letter to this address came back")
        return None
    db.flush()  # a message is marked by its id
    short = brief(shop, person, template, values) or f"{subject} {values.get('link', '')}".strip()
    letter = Letter(
        message.id, message.recipient, subject, text, html, person.name, person.language, headers or {}
    )
    return lambda: _leave(shop, letter, short if message.channel is Channel.SMS else None)


def _record(
    shop: Workshop,
    db: Session,
    person: Person,
    template: str,
    organisation_id: int | None,
    subject: str,
    values: dict[str, Any],
) -> Message:
    """The row of this message: a new one, or that of the try before."""
    mine = select(Message).where(Message.job_id == shop.job_id, Message.person_id == person.id)
    message = db.scalar(mine) if shop.job_id else None
    if message is None:
        message = Message(person_id=person.id, job_id=shop.job_id)
        db.add(message)
    thing, doer = values.get("thing"), values.get("doer")
    message.organisation_id, message.sender_id = organisation_id, doer.id if doer else None
    message.channel = Channel.EMAIL if person.email else Channel.SMS
    message.recipient = person.email or person.phone
    message.template, message.subject = template, subject
    message.thing = values.get("named") or (f"{thing.__tablename__}:{thing.id}" if thing is not None else "")
    message.state, message.status, message.error = Fate.QUEUED, "", ""
    return message


def _leave(shop: Workshop, letter: Letter, short: str | None) -> None:
    """Sends it, and writes down what came of it. What may go better later is the job's to try again."""
    try:
        if short is None:
            send_letter(shop.settings, letter)
        else:
            send_sms(shop.settings, letter.to, short)
    except Unsent as unsent:
        with shop.database.session() as db:
            message = db.get_one(Message, letter.message_id)
            if unsent.lasting or shop.last_try:
                settling.refuse(db, message, unsent.status, unsent.said)
            else:
                message.status, message.error = unsent.status, unsent.said[: settling.MOST]
        if not unsent.lasting:
            raise
        return
    with shop.database.session() as db:
        settling.leave(db.get_one(Message, letter.message_id))


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
    links = [
        (
            db.get_one(Organisation, organisation).name,
            shop.settings.base_url + way_in(db, person, organisation, target),
        )
        for organisation, target in doors
    ]
    values: dict[str, Any] = {"links": links, "organisation": None, "doer": None}
    if not links:
        if not signs_in(db, person):
            return None
        values["link"] = f"{shop.settings.base_url}/ieiet"
        return post(shop, db, person, "identity.renew_password", None, values, asked=True)
    values["link"] = links[0][1]
    return post(shop, db, person, "identity.renew_link", doors[0][0], values, asked=True)


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
