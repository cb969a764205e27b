"""A letter or a short message: its words in the receiver's language, its row, and how it leaves."""

from __future__ import annotations

from typing import Any

from jinja2 import TemplateNotFound
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.models import Person
from app.jobs.work import After, Workshop
from app.notifications import settling
from app.notifications.letter import Letter
from app.notifications.models import Channel, Fate, Message
from app.notifications.post import Unsent, send_letter, send_sms
from app.notifications.reasons import NO_ADDRESS


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
        "parts": _parts(paragraphs),
        "listed": bool(values.get("listed")),
        "unsubscribe": values.get("unsubscribe", ""),
        "lang": person.language,
        "sender": values.get("organisation"),
        "portal": shop.settings.base_url,
        "by_link": "/s/" in values.get("link", ""),
    }
    html = env.get_template("layout/mail.html").render(**around)
    text = env.get_template("layout/mail.txt").render(**around)
    return subject, text.strip() + "\n", html


def _parts(paragraphs: list[str]) -> list[tuple[str, str]]:
    """Each paragraph with the link that follows it, for the letter's HTML."""
    parts: list[tuple[str, str]] = []
    for paragraph in paragraphs:
        before, _newline, last = paragraph.rpartition("\n")
        if not last.startswith("http"):
            parts.append((paragraph, ""))
        elif not before and parts and not parts[-1][1]:
            parts[-1] = (parts[-1][0], last)
        else:
            parts.append((before, last))
    return parts


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
    by: Channel | None = None,
    headers: dict[str, str] | None = None,
) -> After | None:
    """Records the message and returns what sends it, to be done after the commit.

    `asked`: by the person, who knows the address; then it is tried even where a letter has come back.
    """
    subject, text, html = compose(shop, person, template, values)
    about = {"template": template, "subject": subject, "organisation_id": organisation_id}
    message = _record(shop, db, person, by, about, values)
    if not message.recipient:
        settling.refuse(db, message, NO_ADDRESS, "no address")
        return None
    if message.channel is Channel.EMAIL and person.email_fault and not asked:
        settling.refuse(db, message, person.email_fault, "not tried: an earlier letter to it came back")
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
    by: Channel | None,
    about: dict[str, Any],
    values: dict[str, Any],
) -> Message:
    """The row of this message: a new one, or that of the try before. Filled at once: to look is to flush."""
    thing, doer = values.get("thing"), values.get("doer")
    by = by or (Channel.EMAIL if person.email else Channel.SMS)
    told = {
        **about,
        "person_id": person.id,
        "sender_id": doer.id if doer else None,
        "channel": by,
        "recipient": person.email if by is Channel.EMAIL else person.phone,
        "thing": values.get("named") or (f"{thing.__tablename__}:{thing.id}" if thing is not None else ""),
        "document_id": _document_of(thing),
        "office_id": _office_of(thing),
    }
    mine = select(Message).where(Message.job_id == shop.job_id, Message.person_id == person.id)
    message = db.scalar(mine) if shop.job_id else None
    if message is None:
        message = Message(job_id=shop.job_id, **told)
        db.add(message)
    for name, value in told.items():
        setattr(message, name, value)
    message.state, message.status, message.error = Fate.QUEUED, "", ""
    return message


def _office_of(thing: Any) -> int | None:
    """Whose matter it is: the issuer's of a document, else the school's."""
    document = getattr(thing, "document", None)
    for owner, name in (
        (document, "organisation_id"),
        (thing, "school_id"),
        (getattr(thing, "placement", None), "school_id"),
        (thing, "organisation_id"),
    ):
        number: int | None = getattr(owner, name, None)
        if number:
            return number
    return None


def _document_of(thing: Any) -> int | None:
    """A document, or what is signed as one."""
    itself = getattr(thing, "__tablename__", "") == "document"
    number: int | None = getattr(thing, "id" if itself else "document_id", None)
    return number


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
