"""Documents: reading one, signing or declining it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.documents import (
    actions,
    batch_pages,
    carrying_pages,
    circuit_pages,
    codes,
    delegation_pages,
    letter_pages,
    list_pages,
    reminding_pages,
    replacing_pages,
    verbs,
    ways_pages,
)
from app.documents.codes import Proof
from app.documents.forms import DeclineForm, SignForm
from app.documents.issuing import content
from app.documents.models import Document, Edition, Signer
from app.documents.queries import mine
from app.documents.showing import shown
from app.documents.superseding import refuse_replaced
from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden, NotFound
from app.kit.forms import Sent, sent
from app.kit.pages import Page
from app.kit.words import _

pages = room()
pages.include_router(list_pages.pages)
pages.include_router(letter_pages.pages)
pages.include_router(reminding_pages.pages)
pages.include_router(batch_pages.pages)
pages.include_router(carrying_pages.pages)
pages.include_router(circuit_pages.pages)
pages.include_router(delegation_pages.pages)
pages.include_router(replacing_pages.pages)
pages.include_router(ways_pages.pages)
# the PDF alone may stand in a frame, and only in one of our own pages
FRAMED = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


@pages.get("/dokumenti/{document_id:int}", name="documents.show")
def show(page: Signed, document: Annotated[Document, seen(Document)]) -> Response:
    """The document with its signers; for the one whose turn it is, the ways to sign."""
    return shown(page, document)


@pages.get("/dokumenti/{document_id:int}/fails", name="documents.file")
def file(page: Signed, document: Annotated[Document, seen(Document)]) -> Response:
    """The bytes as they were issued, checked against their hash; an earlier version by its number."""
    name = f"{document.number or document.title}.pdf".replace("/", "-")
    edition = _edition(document, page.request.query_params.get("redakcija", ""))
    inline = page.request.query_params.get("skatit") == "1"
    answer = page.download(content(page.db, edition), name, "application/pdf", inline=inline)
    answer.headers["Content-Security-Policy"] = FRAMED
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _edition(document: Document, number: str) -> Edition:
    if not number:
        return document.edition
    for edition in document.editions:
        if str(edition.no) == number:
            return edition
    raise NotFound("edition")


def _my_turn(page: Page, document: Document) -> Signer:
    signer = mine(page.actor, document)
    if signer is None:
        raise Forbidden("documents.sign")
    return signer


@pages.post("/dokumenti/{document_id:int}/kods", name="documents.ask_code")
def ask_code(page: Signed, document: Annotated[Document, seen(Document)]) -> Response:
    """Sends a code to my e-mail or phone."""
    signer = _my_turn(page, document)
    refuse_replaced(page.db, page.actor, document)
    actions.ask_code(page.db, page.actor, signer)
    to = codes.masked(codes.address_of(page.actor.person))
    back = page.url("documents.show", document_id=document.id)
    return page.done(f"{back}#paraksts", notice=_("The code is on its way to {address}.", address=to))


@pages.post("/dokumenti/{document_id:int}/parakstit", name="documents.sign")
def sign(
    page: Signed,
    document: Annotated[Document, seen(Document)],
    form: Annotated[Sent[SignForm], sent(SignForm)],
) -> Response:
    """Signs; a wrong code is counted and said beside the field."""
    signer = _my_turn(page, document)
    refuse_replaced(page.db, page.actor, document)
    verbs.SIGN.check(page.db, page.actor, signer)
    code: str | Proof = ""
    if not form.errors:
        code = form.data.code
        # a code typed for an older version must not be used up: the action says what has changed
        if form.data.sha256 == document.edition.sha256:
            proof = codes.prove(page.db, page.actor.person_id, codes.covering([signer]), code)
            if isinstance(proof, Proof):
                code = proof
            else:
                form.refuse("code", proof)
    if form.errors:
        return shown(page, document, sign=form, status=422)
    actions.sign(page.db, page.actor, signer, code=code, sha256=form.data.sha256)
    return page.done(page.url("documents.show", document_id=document.id), notice=_("Signed. Thank you."))


@pages.post("/dokumenti/{document_id:int}/atteikt", name="documents.decline")
def decline(
    page: Signed,
    document: Annotated[Document, seen(Document)],
    form: Annotated[Sent[DeclineForm], sent(DeclineForm)],
) -> Response:
    """Does not sign, and says why."""
    signer = _my_turn(page, document)
    verbs.DECLINE.check(page.db, page.actor, signer)
    if form.errors:
        return shown(page, document, decline=form, status=422)
    actions.decline(page.db, page.actor, signer, reason=form.data.reason)
    return page.done(
        page.url("documents.list"), notice=_("Your answer is sent to the school. Nothing was signed.")
    )
