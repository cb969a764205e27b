"""Naming somebody else who signs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.documents import replacing
from app.documents.forms import ReplaceForm, SuggestForm
from app.documents.models import Document, Signer
from app.documents.queries import mine
from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _

pages = room()
SeenSigner = Annotated[Signer, seen(Signer)]


def _show(page: Page, signer: Signer, form: Sent[ReplaceForm], status: int = 200) -> Response:
    if not replacing.REPLACE.permits(page.actor, signer):
        raise Forbidden(replacing.REPLACE.name)
    found = replacing.candidates(page.db, signer)
    return page.show(
        "documents/replace.html",
        status=status,
        signer=signer,
        document=signer.document,
        choices=[(person.id, f"{person.name}, {what}" if what else person.name) for person, what in found],
        writable=replacing.REPLACE.open_to(page.actor, signer),
        form=form,
    )


@pages.get("/dokumenti/parakstitaji/{signer_id:int}", name="documents.signer")
def show(page: Signed, signer: SeenSigner) -> Response:
    """Who could sign instead."""
    return _show(page, signer, blank(ReplaceForm))


@pages.post("/dokumenti/parakstitaji/{signer_id:int}", name="documents.replace")
def replace(
    page: Signed, signer: SeenSigner, form: Annotated[Sent[ReplaceForm], sent(ReplaceForm)]
) -> Response:
    """One of them signs instead."""
    replacing.REPLACE.check(page.db, page.actor, signer)
    known = {person.id: person for person, _what in replacing.candidates(page.db, signer)}
    if form.clean and form.clean.person not in known:
        form.refuse("person", _("Choose one from the list."))
    if form.errors:
        return _show(page, signer, form, 422)
    person = known[form.data.person]
    replacing.replace(page.db, page.actor, signer, person=person, reason=form.data.reason)
    notice = _("{new} signs instead of {old}. Both are told.", new=person.name, old=signer.person.name)
    return page.done(signer.document.address, notice=notice)


@pages.post("/dokumenti/{document_id:int}/cits", name="documents.suggest")
def suggest(
    page: Signed,
    document: Annotated[Document, seen(Document)],
    form: Annotated[Sent[SuggestForm], sent(SuggestForm)],
) -> Response:
    """It is not for me: the school is told for whom."""
    signer = mine(page.actor, document)
    if signer is None:
        raise Forbidden(replacing.SUGGEST.name)
    replacing.SUGGEST.check(page.db, page.actor, signer)
    data = form.clean
    replacing.suggest(
        page.db, page.actor, signer, name=data.name if data else "", reason=data.reason if data else ""
    )
    return page.done(document.address, notice=_("The school is told. Until it decides, the document waits."))
