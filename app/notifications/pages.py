"""Lost links and passwords, and the bell."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response
from sqlalchemy import select

from app.identity.door import Public, Signed, client_ip, public_room, room
from app.identity.forms import ContactForm
from app.identity.links import link_of
from app.identity.models import Person, PersonalLink
from app.identity.passwords import too_often
from app.jobs.work import later
from app.kit.clock import now
from app.kit.errors import NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.identifiers import Wrong
from app.kit.identifiers import phone as read_phone
from app.kit.pages import Page
from app.kit.verbs import named
from app.kit.words import _
from app.notifications.models import Notice

public = public_room()
pages = room()


@public.post("/s/{token}/jauna", name="identity.renew_link")
def renew_link(page: Public, token: str) -> Response:
    """Sends a fresh link to the address the school has; never shows it here."""
    found = link_of(page.db, token)
    if found is None:
        raise NotFound("link")
    _send_ways_in(page, [found.person], found)
    return page.show("identity/link_sent.html")


@public.get("/saite", name="identity.lost_link")
def lost_link(page: Public) -> Response:
    """I cannot find my link."""
    return page.show("identity/lost_link.html", form=blank(ContactForm))


@public.post("/saite", name="identity.find_link")
def find_link(page: Public, form: Annotated[Sent[ContactForm], sent(ContactForm)]) -> Response:
    """Sends a link to all my open work; says the same whether or not anybody has this address."""
    if form.errors:
        return page.again("identity/lost_link.html", form=form)
    if too_often(page.db, "lost-link-ip", client_ip(page.request), 20):
        form.refuse("contact", _("Too many tries. Try again in 15 minutes."))
        return page.again("identity/lost_link.html", form=form)
    _send_ways_in(page, _people_at(page, form.data.contact))
    return page.show("identity/link_sent.html")


def _people_at(page: Page, contact: str) -> list[Person]:
    if "@" in contact:
        return list(page.db.scalars(select(Person).where(Person.email == contact.casefold()).limit(5)))
    try:
        number = read_phone(contact)
    except Wrong:  # what cannot be a number belongs to nobody; the answer is the same
        return []
    return list(page.db.scalars(select(Person).where(Person.phone == number.e164).limit(5)))


def _send_ways_in(page: Page, people: list[Person], old: PersonalLink | None = None) -> None:
    for person in people:
        if too_often(page.db, "new-link", str(person.id), 3):
            continue
        later(page.db, "identity.send_ways_in", {"person": person.id, "link": old.id if old else None})


@public.get("/parole", name="identity.forgotten")
def forgotten(page: Public) -> Response:
    """I have forgotten my password."""
    return page.show("identity/forgotten.html", form=blank(ContactForm))


@public.post("/parole", name="identity.ask_reset")
def ask_reset(page: Public, form: Annotated[Sent[ContactForm], sent(ContactForm)]) -> Response:
    """Mails a link that sets a new password, if somebody signs in with this e-mail."""
    if form.errors:
        return page.again("identity/forgotten.html", form=form)
    person = page.db.scalar(select(Person).where(Person.email == form.data.contact.casefold()))
    if person and not too_often(page.db, "reset", str(person.id), 3):
        later(page.db, "identity.send_reset", {"person": person.id})
    return page.show("identity/link_sent.html")


@pages.get("/pazinojumi", name="notifications.list")
def notices(page: Signed) -> Response:
    """What happened that concerns me, newest first."""
    wanted = Notice.visible_to(page.actor).order_by(Notice.id.desc()).limit(100)
    return page.show("notifications/list.html", notices=list(page.db.scalars(wanted)), verbs=named)


@pages.post("/pazinojumi/izlasiti", name="notifications.read")
def read_all(page: Signed) -> Response:
    """Marks all as read."""
    for notice in page.db.scalars(Notice.visible_to(page.actor).where(Notice.read_at.is_(None))):
        notice.read_at = now()
    return page.done(page.url("notifications.list"), notice=_("All notices are marked as read."))
