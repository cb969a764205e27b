"""Lost links and passwords, invitations, and the bell."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response
from sqlalchemy import select

from app.identity.actions import choose_pace
from app.identity.actor import actor_for
from app.identity.door import Public, Signed, client_ip, public_room, room, seen
from app.identity.forms import ContactForm
from app.identity.links import link_of, masked_contact, renewable
from app.identity.models import Pace, Person, PersonalLink
from app.identity.passwords import too_often
from app.identity.profile_pages import came_from
from app.kit.errors import NotFound, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.identifiers import Wrong
from app.kit.identifiers import phone as read_phone
from app.kit.pages import Page
from app.kit.words import _
from app.notifications import invitations, undelivered_pages
from app.notifications.envelope import reader_of
from app.notifications.queries import latest, news, reader, says, undelivered_count
from app.notifications.undelivered import office_of_letters

public = public_room()
pages = room()
pages.include_router(undelivered_pages.pages)


def _ways_in(
    page: Page, people: list[Person], old: PersonalLink | None = None, by_phone: bool = False
) -> None:
    """A new way in for each, unless they have just been sent several."""
    ip = client_ip(page.request)
    for person in people:
        if not too_often(page.db, "new-link", str(person.id), 3):
            actor = actor_for(person, person.memberships, None, "link", ip)
            invitations.renew(page.db, actor, person, old, by_phone)


def _crowd(page: Page) -> bool:
    """Too many askings from one address."""
    return too_often(page.db, "lost-ip", client_ip(page.request), 20)


@public.post("/s/{token}/jauna", name="identity.renew_link")
def renew_link(page: Public, token: str) -> Response:
    """Sends a fresh link to the address the school has; never shows it here."""
    found = link_of(page.db, token)
    if found is None:
        raise NotFound("link")
    if not renewable(page.db, found):
        raise Refused(_("This link has been withdrawn. Ask the school for a new invitation."))
    if not _crowd(page):
        _ways_in(page, [found.person], found)
    return page.show("identity/link_sent.html", to=masked_contact(found.person))


@public.get("/saite", name="identity.lost_link")
def lost_link(page: Public) -> Response:
    """I cannot find my link."""
    return page.show("identity/lost_link.html", form=blank(ContactForm))


@public.post("/saite", name="identity.find_link")
def find_link(page: Public, form: Annotated[Sent[ContactForm], sent(ContactForm)]) -> Response:
    """Sends a link to all my open work; says the same whether or not anybody has this address."""
    if not form.errors and _crowd(page):
        form.refuse("contact", _("Too many tries. Try again in 15 minutes."))
    if form.errors:
        return page.again("identity/lost_link.html", form=form)
    _ways_in(page, _people_at(page, form.data.contact), by_phone="@" not in form.data.contact)
    return page.show("identity/link_sent.html", to="")


def _people_at(page: Page, contact: str) -> list[Person]:
    if "@" in contact:
        return list(page.db.scalars(select(Person).where(Person.email == contact.casefold()).limit(5)))
    try:
        number = read_phone(contact)
    except Wrong:  # what cannot be a number belongs to nobody; the answer is the same
        return []
    return list(page.db.scalars(select(Person).where(Person.phone == number.e164).limit(5)))


@public.get("/parole", name="identity.forgotten")
def forgotten(page: Public) -> Response:
    """I have forgotten my password."""
    return page.show("identity/forgotten.html", form=blank(ContactForm))


@public.post("/parole", name="identity.ask_reset")
def ask_reset(page: Public, form: Annotated[Sent[ContactForm], sent(ContactForm)]) -> Response:
    """Mails a link that sets a new password, if somebody signs in with this e-mail."""
    if not form.errors and _crowd(page):
        form.refuse("contact", _("Too many tries. Try again in 15 minutes."))
    if form.errors:
        return page.again("identity/forgotten.html", form=form)
    for person in _people_at(page, form.data.contact) if "@" in form.data.contact else []:
        if not too_often(page.db, "reset", str(person.id), 3):
            invitations.want_reset(page.db, person)
    return page.show("identity/link_sent.html", to="")


def _reader(page: Page, token: str) -> Person:
    number = reader_of(page.request.app.state.settings, token)
    found = reader(page.db, number) if number else None
    if found is None:
        raise NotFound("reader")
    return found


@public.get("/vestules/{token}", name="notifications.unsubscribe_form")
def unsubscribe_form(page: Public, token: str) -> Response:
    """Asks first: mail scanners open links too."""
    return page.show("notifications/unsubscribe.html", token=token, person=_reader(page, token), done=False)


@public.post("/vestules/{token}", name="notifications.unsubscribe")
def unsubscribe(page: Public, token: str) -> Response:
    """No more morning letters: the button of the page, or one click in the mail program."""
    person = _reader(page, token)
    actor = actor_for(person, person.memberships, None, "link", client_ip(page.request))
    if person.pace is not Pace.NEVER:
        choose_pace(page.db, actor, person, Pace.NEVER)
    return page.show("notifications/unsubscribe.html", token=token, person=person, done=True)


@pages.post("/personas/{person_id:int}/uzaicinat", name="identity.invite")
def invite(page: Signed, person: Annotated[Person, seen(Person)]) -> Response:
    """A personal link, or for staff a link to their first password, to the address that the school has."""
    invitations.invite(page.db, page.actor, person)
    notice = _("The invitation to {name} is on its way.", name=person.name)
    return page.done(came_from(page), notice=notice)


@pages.get("/pazinojumi", name="notifications.list")
def notices(page: Signed) -> Response:
    """What happened that concerns me, newest first."""
    lost = undelivered_count(page.db, page.actor) if office_of_letters(page.actor, None) else 0
    return page.show(
        "notifications/list.html", notices=latest(page), says=says, waiting=news(page).bell, lost=lost
    )


@pages.post("/pazinojumi/izlasiti", name="notifications.read")
def read_all(page: Signed) -> Response:
    """Marks all as read."""
    invitations.mark_read(page.db, page.actor)
    return page.done(page.url("notifications.list"), notice=_("All notices are marked as read."))
