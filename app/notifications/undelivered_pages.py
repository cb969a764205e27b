"""What was not delivered, for whoever sent it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.notifications import undelivered as actions
from app.notifications.forms import AddressForm
from app.notifications.models import Message
from app.notifications.queries import undelivered
from app.notifications.undelivered import corrector, office_of_letters

pages = room()


def _all(page: Page, form: Sent[AddressForm] | None = None, at: int = 0) -> Response:
    return page.show(
        "notifications/undelivered.html",
        status=422 if form and form.errors else 200,
        messages=undelivered(page.db, page.actor),
        form=form or blank(AddressForm),
        at=at,
        may_correct=corrector(page.actor, None),
    )


@pages.get("/pazinojumi/nesanemti", name="notifications.undelivered")
def all_undelivered(page: Signed) -> Response:
    """Who has not got it, why, and what can be done."""
    if not office_of_letters(page.actor, None):
        raise Forbidden("undelivered")
    return _all(page)


@pages.post("/pazinojumi/{message_id:int}/adrese", name="notifications.readdress")
def readdress(
    page: Signed,
    message: Annotated[Message, seen(Message)],
    form: Annotated[Sent[AddressForm], sent(AddressForm)],
) -> Response:
    """Another address, and the message goes there."""
    actions.READDRESS.check(page.db, page.actor, message)
    if not form.errors:
        form.attempt(lambda: actions.readdress(page.db, page.actor, message, form.data.email), "email")
    if form.errors:
        return _all(page, form, message.id)
    said = _("The address of {name} is corrected, and the message is on its way.", name=message.person.name)
    return page.done(page.url("notifications.undelivered"), notice=said)


@pages.post("/pazinojumi/{message_id:int}/velreiz", name="notifications.send_again")
def send_again(page: Signed, message: Annotated[Message, seen(Message)]) -> Response:
    """To the same address."""
    actions.send_again(page.db, page.actor, message)
    said = _("The message to {name} is on its way again.", name=message.person.name)
    return page.done(page.url("notifications.undelivered"), notice=said)


@pages.post("/pazinojumi/{message_id:int}/citadi", name="notifications.handle")
def handle(page: Signed, message: Annotated[Message, seen(Message)]) -> Response:
    """Told by telephone, or in person."""
    actions.handle(page.db, page.actor, message)
    return page.done(page.url("notifications.undelivered"), notice=_("Noted."))
