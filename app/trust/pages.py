"""The administrator's page of trusted lists."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.esign.trusted_list import LARGEST
from app.identity.door import Signed, room, seen
from app.identity.roles import Role
from app.kit.errors import Forbidden, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.trust import actions, queries
from app.trust.forms import ImportForm
from app.trust.models import TrustAnchor, TrustedList

pages = room()


def _values(page: Page) -> dict[str, Any]:
    settings = page.request.app.state.settings
    return {
        "state": queries.state(page.db),
        "testing": settings.test_signing,
        "lotl_url": settings.lotl_url,
    }


@pages.get("/administresana/uzticamiba", name="trust.lists")
def lists(page: Signed) -> Response:
    """Which lists are here, until when they count, and on whose word."""
    if not page.actor.has(Role.PORTAL_ADMIN):
        raise Forbidden("trust")
    return page.show("trust/lists.html", form=blank(ImportForm), **_values(page))


@pages.post("/administresana/uzticamiba", name="trust.import")
def import_file(page: Signed, form: Annotated[Sent[ImportForm], sent(ImportForm)]) -> Response:
    """Takes a list or certificates in, or says why not."""
    if not page.actor.has(Role.PORTAL_ADMIN):
        raise Forbidden("trust")
    made = None
    if not form.errors:
        data = form.data.file.file.read(LARGEST + 1)
        testing = page.request.app.state.settings.test_signing
        try:
            made = actions.import_file(
                page.db,
                page.actor,
                page.actor.person,
                data=data,
                fingerprint=form.data.fingerprint,
                testing=testing,
                name=form.data.file.filename or "",
            )
        except Refused as refused:
            form.refuse("file", refused.reasons[0].text)
    if made is None:
        return page.again("trust/lists.html", form=form, **_values(page))
    if isinstance(made, TrustedList):
        notice = _("The list {country} no. {number} is here.", country=made.country, number=made.number)
    else:
        notice = _("The certificate is trusted from now on.")
    return page.done(page.url("trust.lists"), notice=notice)


@pages.post("/administresana/uzticamiba/sertifikati/{trust_anchor_id:int}/beigt", name="trust.end_anchor")
def end_anchor(page: Signed, anchor: Annotated[TrustAnchor, seen(TrustAnchor)]) -> Response:
    """Not trusted any more."""
    actions.end_anchor(page.db, page.actor, anchor)
    return page.done(page.url("trust.lists"), notice=_("The certificate is not trusted any more."))


@pages.post("/administresana/uzticamiba/atjaunot", name="trust.refresh")
def refresh(page: Signed) -> Response:
    """Asks for newer lists now."""
    actions.refresh(page.db, page.actor, page.actor.person)
    return page.done(page.url("trust.lists"), notice=_("Newer lists are being asked for."))
