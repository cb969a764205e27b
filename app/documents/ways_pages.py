"""Signing outside the portal and on paper: the file to sign, the signed file, the scan, the package."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.documents import actions, bringing, containers, letters, papers, verbs
from app.documents.bringing import MOST, bring, bytes_of, examine, reasons
from app.documents.forms import BringForm, PaperForm
from app.documents.issuing import content_of
from app.documents.models import Brought, Document, Signature
from app.documents.queries import mine
from app.documents.showing import shown
from app.documents.signatures import evidence
from app.documents.superseding import refuse_replaced
from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden, NotFound
from app.kit.forms import Sent, sent
from app.kit.uploads import CONTAINER, JPEG, PDF, PNG, take
from app.kit.words import _

pages = room()
SIGNED = frozenset({PDF, CONTAINER})
SCANS = frozenset({PDF, JPEG, PNG})
SeenDocument = Annotated[Document, seen(Document)]


@pages.post("/dokumenti/{document_id:int}/atverts", name="documents.open")
def open_(page: Signed, document: SeenDocument) -> Response:
    """The page tells that its signer or its reader has it before them; without scripts a button does."""
    signer, reader = mine(page.actor, document), letters.reader_of(page.actor, document)
    if signer is None and reader is None:
        raise Forbidden("documents.open")
    if signer is not None:
        actions.open_(page.db, page.actor, signer)
    if reader is not None and reader.opened_at is None:
        letters.read(page.db, page.actor, reader)
    return Response(status_code=204) if page.htmx else page.done(document.address)


@pages.get("/dokumenti/{document_id:int}/parakstamais", name="documents.file_to_sign")
def file_to_sign(page: Signed, document: SeenDocument) -> Response:
    """The PDF to be signed elsewhere; the one that others have signed already, when there is one."""
    data = containers.to_sign(page.db, document)
    return page.download(data, containers.name_of(document, "pdf"), PDF)


@pages.get("/dokumenti/{document_id:int}/konteiners", name="documents.container")
def container(page: Signed, document: SeenDocument) -> Response:
    """All signatures that came in containers, in one."""
    data = containers.merged(page.db, document)
    if data is None:
        raise NotFound("container")
    return page.download(data, containers.name_of(document, "edoc"), CONTAINER)


@pages.get("/dokumenti/{document_id:int}/zimogs", name="documents.sealed")
def sealed(page: Signed, document: SeenDocument) -> Response:
    """The package that the portal sealed when everybody had signed."""
    kind = page.request.query_params.get("veids", "")
    found = next(
        (s for s in containers.sealed(page.db, document) if (s.media_type == PDF) == (kind == "pdf")), None
    )
    if found is None:
        raise NotFound("sealed")
    ending = "pdf" if kind == "pdf" else "asice"
    data = content_of(page.db, found.sha256, "sealed package")
    return page.download(data, containers.name_of(document, ending), found.media_type)


@pages.get("/dokumenti/{document_id:int}/atnestais/{brought_id:int}", name="documents.brought")
def brought(page: Signed, document: SeenDocument, brought: Annotated[Brought, seen(Brought)]) -> Response:
    """A signed file as it came, or what the verifier said of it."""
    _within(document, brought.document_id)
    if page.request.query_params.get("skatit") == "atskaite":
        report = content_of(page.db, brought.report_sha256, "report")
        return page.download(report, f"{brought.name}.json", "application/json")
    kind = PDF if brought.name.lower().endswith(".pdf") else CONTAINER
    return page.download(bytes_of(page.db, brought), brought.name, kind)


@pages.get("/dokumenti/{document_id:int}/pieradijums/{signature_id:int}", name="documents.evidence")
def proof(page: Signed, document: SeenDocument, signature: Annotated[Signature, seen(Signature)]) -> Response:
    """What proves one signature, in words; for the issuer's staff."""
    _within(document, signature.signer.document_id)
    if not verbs.issuer(page.actor, document):
        raise Forbidden("documents.evidence")
    if page.request.query_params.get("skatit") == "skens" and signature.file_sha256:
        proof = evidence(page.db, signature)["proof"]
        scan = content_of(page.db, signature.file_sha256, "scan")
        return page.download(scan, proof["scan"]["name"], proof["scan"]["media_type"])
    kept = evidence(page.db, signature)
    return page.show("documents/evidence.html", document=document, signature=signature, evidence=kept)


def _within(document: Document, document_id: int) -> None:
    if document.id != document_id:
        raise NotFound("document")


@pages.post("/dokumenti/{document_id:int}/augsupieladet", name="documents.bring")
def bring_file(
    page: Signed, document: SeenDocument, form: Annotated[Sent[BringForm], sent(BringForm)]
) -> Response:
    """Takes a file signed elsewhere; what is wrong with it is said beside the field, and nothing is kept."""
    refuse_replaced(page.db, page.actor, document)
    verbs.BRING.check(page.db, page.actor, document)
    file = take(form, "file", SIGNED, _("Send an .edoc, .asice or signed .pdf file."), MOST)
    if form.errors or file is None:
        return shown(page, document, bring=form, status=422)
    back = page.url("documents.show", document_id=document.id)
    if bringing.known(page.db, document, file.data):
        return page.done(back, notice=_("This file was brought before; nothing has changed."))
    reading = examine(page.db, document, file.filename, file.data)
    if not reading.of_use:
        return shown(page, document, bring=form, reasons=reasons(reading, document), status=422)
    bring(page.db, page.actor, document, name=file.filename, data=file.data, reading=reading)
    if reading.waits:
        notice = _("The signature is sound. Whether its certificate was revoked is being asked.")
    else:
        names = ", ".join(dict.fromkeys(one.person.name for one in reading.holds))
        notice = _("The file is accepted. Signed: {names}.", names=names)
    return page.done(back, notice=notice)


@pages.post("/dokumenti/{document_id:int}/papirs", name="documents.record_paper")
def record_paper(
    page: Signed, document: SeenDocument, form: Annotated[Sent[PaperForm], sent(PaperForm)]
) -> Response:
    """Takes the scan of what was signed on paper."""
    verbs.RECORD_PAPER.check(page.db, page.actor, document)
    scan = take(form, "file", SCANS, _("Send the scan as a PDF, JPG or PNG file."), 10)
    if form.clean and not form.clean.compared:
        form.refuse("compared", _("Compare the scan with the original first."))
    if scan and not form.errors:
        sent_values = form.data
        form.attempt(
            lambda: papers.record_paper(
                page.db,
                page.actor,
                document,
                signers=[signer for signer in document.signers if signer.id in sent_values.signers],
                scan=scan,
                signed_on=sent_values.signed_on,
                place=sent_values.place,
            ),
            "signers",
        )
    if form.errors:
        return shown(page, document, paper=form, status=422)
    back = page.url("documents.show", document_id=document.id)
    return page.done(back, notice=_("The signatures on paper are recorded."))
