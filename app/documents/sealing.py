"""The package sealed when everybody has signed: what was signed, and everything that proves it."""

from __future__ import annotations

import json
import logging
from typing import Any, Final

from sqlalchemy.orm import Session

from app.documents.bringing import brought_to
from app.documents.containers import to_sign
from app.documents.issuing import content, content_of
from app.documents.models import Document, Sealed, Signature, State, Way
from app.documents.protocol import told
from app.documents.seals import Seal
from app.documents.signatures import evidence, signatures_of
from app.documents.typeset import pdf
from app.esign.child import checker
from app.kit.db import store_of
from app.kit.uploads import CONTAINER, PDF
from app.trust.queries import current

log = logging.getLogger(__name__)
PROTOCOL: Final = "protocol_v1"
File = tuple[str, bytes, str]


class NotSealed(Exception):
    """What was sealed does not stand up to our own verifier; it is thrown away, and the job shows why."""


def seal(db: Session, document: Document, by: Seal) -> list[Sealed]:
    """Seals the package and the PDF of what all have signed; both are verified before they count."""
    if document.state is not State.COMPLETE:
        return []
    package = by.asice(package_of(db, document))
    sealed_pdf = by.pdf(to_sign(db, document))
    return [_kept(db, document, by, package, CONTAINER), _kept(db, document, by, sealed_pdf, PDF)]


def _kept(db: Session, document: Document, by: Seal, data: bytes, media_type: str) -> Sealed:
    name = "zimogs.pdf" if media_type == PDF else "zimogs.asice"
    report = checker().check(data, name, current(db))
    if not report.valid:
        found = [f.code.value for s in report.signatures for f in s.findings] + [
            f.code.value for f in report.findings
        ]
        raise NotSealed(", ".join(dict.fromkeys(found)))
    row = Sealed(
        document=document,
        edition_id=document.edition.id,
        media_type=media_type,
        sha256=store_of(db).put(data),
        size=len(data),
        report_sha256=store_of(db).put(report.to_bytes()),
        by=by.name,
        test=by.test,
    )
    db.add(row)
    return row


def package_of(db: Session, document: Document) -> list[File]:
    """The PDF, the protocol for people and for programs, and each file and report that proves a signature."""
    given = [each for each in signatures_of(db, document) if each.edition_id == document.edition.id]
    proofs = [(each, evidence(db, each)) for each in given]
    values = told(document, proofs)
    files: dict[str, File] = {}
    for file in (
        ("dokuments.pdf", content(db, document.edition), PDF),
        ("protokols.pdf", pdf(PROTOCOL, values), PDF),
        ("protokols.json", _json([proof for _signature, proof in proofs]), "application/json"),
        *_brought(db, document),
        *(file for signature, proof in proofs for file in _scan(db, signature, proof)),
    ):
        files.setdefault(file[0], file)
    return list(files.values())


def _brought(db: Session, document: Document) -> list[File]:
    files = []
    for each in brought_to(db, document):
        if each.edition_id == document.edition.id and each.state.value == "accepted":
            ending, kind = ("pdf", PDF) if each.is_pdf else ("asice", CONTAINER)
            files.append((f"parakstits-{each.id}.{ending}", content_of(db, each.sha256, "brought"), kind))
            report = content_of(db, each.report_sha256, "report")
            files.append((f"parakstits-{each.id}-atskaite.json", report, "application/json"))
    return files


def _scan(db: Session, signature: Signature, proof: dict[str, Any]) -> list[File]:
    if signature.way is not Way.PAPER or signature.file_sha256 is None:
        return []
    scan = proof["proof"]["scan"]
    ending = {"application/pdf": "pdf", "image/png": "png"}.get(scan["media_type"], "jpg")
    data = content_of(db, signature.file_sha256, "scan")
    return [(f"skenejums-{signature.file_sha256[:8]}.{ending}", data, scan["media_type"])]


def _json(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode()
