"""Many documents at once through eParaksts: one archive to take away, many signed files to bring back."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.documents import containers
from app.documents.bringing import bring, examine, known, reasons
from app.documents.models import Document, Signer
from app.esign.child import checker
from app.identity.actor import Actor
from app.kit.errors import Forbidden, Reason, Refused
from app.kit.uploads import CONTAINER, PDF, kind_of
from app.kit.words import Said, _
from app.trust.queries import current


@dataclass(frozen=True)
class Outcome:
    """What became of one file: `ok`, `wait` while revocation is asked about, `late` when it was not taken."""

    name: str
    tone: str
    says: Sequence[Said]
    document: Document | None = None


def archive(db: Session, signers: Iterable[Signer]) -> bytes:
    """The PDFs to sign; their names are the ones that a signed file may keep."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for document in dict.fromkeys(signer.document for signer in signers):
            made.writestr(containers.name_of(document, "pdf"), containers.to_sign(db, document))
    return packed.getvalue()


def _document_of(db: Session, name: str, data: bytes, waiting: Sequence[Document]) -> Document | None:
    """The one whose issued bytes are in the file: at its beginning, or in the container."""
    if kind_of(data) == PDF:
        for document in waiting:
            for edition in document.editions:
                if hashlib.sha256(data[: edition.size]).hexdigest() == edition.sha256:
                    return document
        return None
    inside = {each.sha256 for each in checker().check(data, name, current(db)).files}
    return next((d for d in waiting if inside & {edition.sha256 for edition in d.editions}), None)


def bring_each(
    db: Session, actor: Actor, waiting: Sequence[Document], files: Iterable[tuple[str, bytes]]
) -> list[Outcome]:
    """Each file finds its document by itself; one that is not taken does not hinder the others."""
    return [_bring(db, actor, waiting, name, data) for name, data in files]


def _bring(db: Session, actor: Actor, waiting: Sequence[Document], name: str, data: bytes) -> Outcome:
    if kind_of(data) not in {PDF, CONTAINER}:
        return Outcome(name, "late", [_("Send an .edoc, .asice or signed .pdf file.")])
    document = _document_of(db, name, data, waiting)
    if document is None:
        return Outcome(name, "late", [_("It holds none of the documents that wait for your signature.")])
    if known(db, document, data):
        return Outcome(name, "ok", [_("This file was brought before; nothing has changed.")], document)
    reading = examine(db, document, name, data)
    if not reading.of_use:
        return _refused(name, document, reasons(reading, document))
    try:
        bring(db, actor, document, name=name, data=data, reading=reading)
    except Forbidden:
        return Outcome(name, "late", [_("You do not have the right to do this.")], document)
    except Refused as refused:
        return _refused(name, document, refused.reasons)
    if reading.waits:
        return Outcome(
            name,
            "wait",
            [_("The signature is sound. Whether its certificate was revoked is being asked.")],
            document,
        )
    names = ", ".join(dict.fromkeys(one.person.name for one in reading.holds))
    return Outcome(name, "ok", [_("The file is accepted. Signed: {names}.", names=names)], document)


def _refused(name: str, document: Document, why: Sequence[Reason]) -> Outcome:
    return Outcome(name, "late", [reason.text for reason in why], document)
