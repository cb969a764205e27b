"""The morning letter: what somebody who reads once a day has not read yet, one for each organisation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.identity.links import way_in
from app.identity.models import Organisation, Pace, Person
from app.jobs.rounds import daily_at, rounds
from app.jobs.work import After, Workshop, later, on
from app.kit.words import Said
from app.notifications.envelope import reader_mark
from app.notifications.models import Notice
from app.notifications.queries import says
from app.notifications.writing import post
from app.settings import Settings

ROUND: Final = "notifications.gather"
TRIES: Final = 10
MOST: Final = 30
rounds[ROUND] = daily_at(7, 30)


@dataclass(frozen=True)
class Line:
    """One piece of news, and the link to it."""

    who: str
    says: Said
    about: Said
    link: str


@on(ROUND)
def gather(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Asks for a letter to each person from each organisation; who has read everything gets none."""
    found: defaultdict[tuple[int, int | None], list[int]] = defaultdict(list)
    for notice in db.scalars(select(Notice).where(Notice.for_digest).order_by(Notice.id)):
        notice.for_digest = False
        if notice.read_at is None:
            found[notice.person_id, notice.organisation_id].append(notice.id)
    for (person_id, organisation_id), notices in found.items():
        letter = {"person": person_id, "organisation": organisation_id, "notices": notices}
        later(db, "notifications.digest", letter)
    return None


@on("notifications.digest", TRIES)
def write(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Only what is unread still, when the letter leaves; never an empty one, nor to who has said no."""
    person = db.get_one(Person, payload["person"])
    wanted = select(Notice).where(Notice.id.in_(payload["notices"]), Notice.read_at.is_(None))
    notices = list(db.scalars(wanted.order_by(Notice.id).options(joinedload(Notice.actor))))
    if not notices or person.pace is Pace.NEVER:
        return None
    organisation = db.get(Organisation, payload["organisation"]) if payload["organisation"] else None
    lines = _lines(shop, db, person, notices)
    refusing = f"{shop.settings.base_url}/vestules/{reader_mark(shop.settings, person.id)}"
    values = {
        "lines": lines[:MOST],
        "listed": True,
        "more": max(0, len(lines) - MOST),
        "n": len(lines),
        "link": _link(shop, db, person, payload["organisation"], "/pazinojumi"),
        "organisation": organisation,
        "unsubscribe": refusing,
        "doer": None,
        "thing": None,
    }
    return post(
        shop,
        db,
        person,
        "notifications.digest",
        payload["organisation"],
        values,
        headers=list_headers(refusing),
    )


def list_headers(refusing: str) -> dict[str, str]:
    """One click in the reader's mail program, without signing in (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{refusing}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }


def _lines(shop: Workshop, db: Session, person: Person, notices: list[Notice]) -> list[Line]:
    """The same said of the same thing more than once is one line; one address has one link."""
    links: dict[str, str] = {}
    lines: dict[tuple[Any, ...], Line] = {}
    for notice in notices:
        same = (notice.verb, notice.actor_id, notice.thing_type, notice.thing_id)
        if same not in lines and len(lines) < MOST and notice.address not in links:
            links[notice.address] = _link(shop, db, person, notice.organisation_id, notice.address)
        link = links.get(notice.address, "")
        lines[same] = Line(notice.actor.name, says(notice), notice.about_said, link)
    return list(lines.values())


def _link(shop: Workshop, db: Session, person: Person, organisation_id: int | None, address: str) -> str:
    settings: Settings = shop.settings
    return settings.base_url + way_in(db, person, organisation_id, address)
