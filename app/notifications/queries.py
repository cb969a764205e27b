"""The bell: how many notices wait, and what each says. And what became of the letters about a thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.pages import Page
from app.kit.verbs import named
from app.kit.words import Said, _
from app.notifications.models import UNDELIVERED, Message, Notice

MOST = 100


# what else waits for a person, by the route of the menu that leads there; rooms above are wired in
counted: Final[dict[str, Callable[[Actor], ColumnElement[int]]]] = {}


@dataclass(frozen=True)
class News:
    """What the frame of a page counts: notices on the bell, and by address what waits behind the menu."""

    bell: int = 0
    behind: Mapping[str, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        """Behind the menu altogether: what its button says on a phone."""
        return sum(self.behind.values())


def news(page: Page) -> News:
    """Asked by the layout, so that only whole pages pay for it: one statement, from indexes."""
    if page.actor is None:
        return News()
    bell = select(func.count()).where(Notice.person_id == page.actor.person_id, Notice.read_at.is_(None))
    there = {item.url for item in page.menu}
    asked = {page.url(route): count for route, count in counted.items() if page.url(route) in there}
    found = page.db.execute(select(bell.scalar_subquery(), *(count(page.actor) for count in asked.values())))
    first, *others = found.one()
    return News(first, dict(zip(asked, others, strict=True)))


def latest(page: Page) -> list[Notice]:
    """The newest notices with who did it."""
    actor: Actor = page.actor
    wanted = Notice.visible_to(actor).order_by(Notice.id.desc()).limit(MOST)
    return list(page.db.scalars(wanted.options(joinedload(Notice.actor))))


def says(notice: Notice) -> Said:
    """What was done; a verb that has been taken out of the portal still says something."""
    verb = named.get(notice.verb)
    return verb.says if verb else _("changed something")


def reader(db: Session, person_id: int) -> Person | None:
    """Whoever refuses the morning letter, proved by the mark in it."""
    return db.get(Person, person_id)


@dataclass(frozen=True)
class Delivery:
    """How it went with the letters to one person about one thing."""

    last_sent_at: datetime | None  # when the newest left that did leave
    not_delivered_at: datetime | None  # since when the newest is known not to have arrived
    reason: Said | None
    advice: Said | None = None


def deliveries(db: Session, things: Sequence[str]) -> dict[tuple[str, int], Delivery]:
    """By thing (`signer:12`) and person, in one select; `document:5` is also whatever is signed as it."""
    documents = {int(name[9:]): name for name in things if name.startswith("document:")}
    wanted = Message.thing.in_(things) | Message.document_id.in_(documents)
    found: dict[tuple[str, int], Delivery] = {}
    for message in db.scalars(select(Message).where(wanted).order_by(Message.id)):
        for name in {message.thing, documents.get(message.document_id or 0, "")} & set(things):
            key = (name, message.person_id)
            found[key] = _after(found.get(key), message)
    return found


def _after(before: Delivery | None, message: Message) -> Delivery:
    """The newest message counts; while it is on its way, nothing bad is known of it."""
    sent_at = message.sent_at or (before.last_sent_at if before else None)
    if not message.undelivered:
        return Delivery(sent_at, None, None)
    since = (before and before.not_delivered_at) or message.undelivered_at
    return Delivery(sent_at, since, message.why, message.what_to_do)


def undelivered(db: Session, actor: Actor) -> list[Message]:
    """What the actor has sent, or their school, and nobody has seen to since; the newest first."""
    wanted = Message.visible_to(actor).where(Message.state.in_(UNDELIVERED), Message.handled_at.is_(None))
    wanted = wanted.options(joinedload(Message.person), joinedload(Message.sender))
    return list(db.scalars(wanted.order_by(Message.undelivered_at.desc(), Message.id.desc()).limit(MOST)))


def undelivered_count(db: Session, actor: Actor) -> int:
    """How many of them there are."""
    wanted = Message.visible_to(actor).where(Message.state.in_(UNDELIVERED), Message.handled_at.is_(None))
    return db.scalar(select(func.count()).select_from(wanted.subquery())) or 0
