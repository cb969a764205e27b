"""Sending a document: the school's own PDF, to whom, to sign or to read, with a covering note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Response
from pydantic import ConfigDict, Field
from starlette.datastructures import UploadFile

from app.documents import kinds, letters
from app.documents.models import Document, State
from app.documents.superseding import GONE
from app.identity.door import Signed, room, seen
from app.identity.models import Membership
from app.kit.errors import Forbidden
from app.kit.forms import Form, Sent, blank, sent
from app.kit.pages import Page
from app.kit.uploads import PDF, take
from app.kit.words import _, _n

pages = room()
SeenDocument = Annotated[Document, seen(Document)]
MOST = 20  # megabytes


class UploadForm(Form):
    """The school's own document."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    kind: str = Field(max_length=40)
    title: str = Field(min_length=3, max_length=300)
    number: str = Field(default="", max_length=60)
    instead: int | None = None  # of a withdrawn or declined one
    file: UploadFile


class SendForm(Form):
    """Who signs, who reads, and what is said to them. `find` only looks for more people."""

    read: list[int] = Field(default=[], max_length=100)
    sign: list[int] = Field(default=[], max_length=20)
    note: str = Field(default="", max_length=1000)
    q: str = Field(default="", max_length=100)
    find: bool = False


def _new(page: Page, form: Sent[UploadForm], status: int = 200) -> Response:
    options = [(code, page.words.text(label)) for code, label in kinds.WRITTEN.items()]
    return page.show("documents/new.html", status=status, form=form, kinds=options)


@pages.get("/dokumenti/jauns", name="documents.new")
def new(page: Signed) -> Response:
    """A PDF that the school has written elsewhere."""
    organisation = page.actor.organisation
    if organisation is None or not letters.UPLOAD.permits(page.actor, organisation):
        raise Forbidden(letters.UPLOAD.name)
    asked = page.request.query_params.get("aizstaj", "")
    old = _replaced(page, int(asked)) if asked.isdecimal() and len(asked) < 10 else None
    if old is None:
        return _new(page, blank(UploadForm))
    return _new(page, blank(UploadForm, kind=old.kind, title=old.title, instead=old.id))


def _replaced(page: Page, number: int) -> Document | None:
    """One of the school's own that is not signed any more."""
    wanted = Document.visible_to(page.actor).where(
        Document.id == number,
        Document.organisation_id == page.actor.organisation_id,
        Document.state.in_(GONE),
    )
    found = page.db.scalar(wanted)
    return found if found and not found.edition.template else None


@pages.post("/dokumenti/jauns", name="documents.upload")
def upload(page: Signed, form: Annotated[Sent[UploadForm], sent(UploadForm)]) -> Response:
    """Keeps it; then it is said to whom it goes."""
    organisation = page.actor.organisation
    if organisation is None:
        raise Forbidden(letters.UPLOAD.name)
    letters.UPLOAD.check(page.db, page.actor, organisation)
    if form.clean and form.clean.kind not in kinds.WRITTEN:
        form.refuse("kind", _("Choose one from the list."))
    file = take(form, "file", frozenset({PDF}), _("Send a PDF file."), MOST)
    if form.errors or file is None:
        return _new(page, form, 422)
    data = form.data
    document = letters.upload(
        page.db,
        page.actor,
        organisation,
        kind=data.kind,
        title=data.title,
        number=data.number,
        file=file,
        supersedes=_replaced(page, data.instead) if data.instead else None,
    )
    page.db.flush()  # its address has its id
    return page.done(page.url("documents.send_form", document_id=document.id))


def _send(page: Page, document: Document, form: Sent[SendForm], status: int = 200) -> Response:
    chosen = [int(one) for name in ("read", "sign") for one in form.values(name) if one.isdecimal()]
    people = letters.addressees(page.db, page.actor, document, form.value("q"), chosen)
    return page.show(
        "documents/send.html",
        status=status,
        document=document,
        form=form,
        people=people,
        signing=document.state is State.DRAFT,
        may_sign=letters.PARTY_OF,
        has={(reader.person_id, reader.organisation_id) for reader in document.readers},
    )


def _may(page: Page, document: Document) -> None:
    verb = letters.SEND if document.state is State.DRAFT else letters.HAND
    verb.check(page.db, page.actor, document)


@pages.get("/dokumenti/{document_id:int}/sutit", name="documents.send_form")
def send_form(page: Signed, document: SeenDocument) -> Response:
    """To whom, and with which words."""
    _may(page, document)
    return _send(page, document, blank(SendForm, q=page.request.query_params.get("q", "")))


def _memberships(page: Page, numbers: Sequence[int]) -> list[Membership]:
    wanted = Membership.visible_to(page.actor).where(Membership.id.in_(numbers))
    return list(page.db.scalars(wanted.order_by(Membership.id)))


@pages.post("/dokumenti/{document_id:int}/sutit", name="documents.send")
def send(page: Signed, document: SeenDocument, form: Annotated[Sent[SendForm], sent(SendForm)]) -> Response:
    """Sends it to everybody chosen; each gets a letter with the note and the link."""
    _may(page, document)
    if form.clean is None or form.clean.find:
        return _send(page, document, form, 422 if form.errors else 200)
    data, draft = form.data, document.state is State.DRAFT
    signers = _memberships(page, data.sign) if draft else []
    readers = [one for one in _memberships(page, data.read) if one not in signers]
    if len(signers) + len(readers) != len({*(data.sign if draft else []), *data.read}) or not (
        signers or readers
    ):
        form.refuse("read", _("Choose to whom it is sent."))
        return _send(page, document, form, 422)
    if draft:
        letters.send(page.db, page.actor, document, signers=signers, note=data.note)
    for one in readers:
        letters.hand(page.db, page.actor, document, to=one, note=data.note)
    n = len(signers) + len(readers)
    return page.done(document.address, notice=_n("Sent to {n} person.", "Sent to {n} people.", n))


@pages.post("/dokumenti/{document_id:int}/atsaukt", name="documents.withdraw")
def withdraw(page: Signed, document: SeenDocument) -> Response:
    """The school's own document; what other rooms have made, they withdraw."""
    letters.take_back(page.db, page.actor, document)
    return page.done(document.address, notice=_("Withdrawn. Those who were asked are told."))


@pages.post("/dokumenti/{document_id:int}/izmest", name="documents.discard")
def discard(page: Signed, document: SeenDocument) -> Response:
    """Before anybody has seen it."""
    letters.discard(page.db, page.actor, document)
    return page.done(page.url("documents.list"), notice=_("Thrown away; nobody has seen it."))
