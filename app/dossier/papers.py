"""The files of one document: its editions, what was brought, what proves each signature, what was sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.bringing import brought_to
from app.documents.issuing import content, content_of
from app.documents.models import Brought, Delegation, Document, Reader, Sealed, Signature, Signer
from app.documents.signatures import evidence, signatures_of
from app.dossier.items import Files, canonical, plain_name
from app.dossier.parts import parts_of
from app.identity.actor import Actor
from app.kit.uploads import PDF
from app.kit.words import Words

LV = Words.of("lv")


@dataclass(frozen=True)
class Folder:
    """Where the files of one document go, and who they are for."""

    db: Session
    document: Document
    files: Files
    path: str
    actor: Actor
    whole: bool

    def may_read(self, signature: Signature) -> bool:
        """Evidence is for the issuer and for whoever gave it: it tells from where somebody signed."""
        return self.whole or signature.person_id == self.actor.person_id

    def may_know(self, reader: Reader) -> bool:
        """To whom else it was sent to be read is the school's to know."""
        return self.whole or reader.person_id == self.actor.person_id

    def put(self, name: str, data: bytes, about: str) -> str:
        """A file of this document."""
        return self.files.add(f"{self.path}/{name}", data, about)


def lay_out(folder: Folder) -> dict[str, Any]:
    """Puts the files of a document into the dossier; gives what the table of contents says of it."""
    document = folder.document
    return {
        **_told(folder),
        "note": document.note if folder.whole else "",
        "editions": _editions(folder),
        "brought": [_brought(folder, n, each) for n, each in enumerate(_files(folder), 1)],
        "signatures": _signatures(folder),
        "sealed": _sealed(folder),
    }


def remembered(folder: Folder) -> dict[str, Any]:
    """A document that was destroyed by an approved act: what is known of it, without its files."""
    return {**_told(folder), "note": "", "editions": [], "brought": [], "signatures": [], "sealed": []}


def _told(folder: Folder) -> dict[str, Any]:
    document = folder.document
    return {
        "folder": folder.path,
        "number": document.number,
        "title": document.title,
        "kind": document.kind,
        "state": document.state.value,
        "state_lv": LV.text(document.state.label),
        "issued_by": document.organisation.name,
        "created_at": document.created_at.isoformat(),
        "sent_at": _at(document.sent_at),
        "completed_at": _at(document.completed_at),
        "signers": [_signer(each) for each in document.signers],
        "readers": [_reader(each) for each in document.readers if folder.may_know(each)],
    }


def _at(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _editions(folder: Folder) -> list[dict[str, Any]]:
    found = []
    for edition in folder.document.editions:
        made = {
            "no": edition.no,
            "sha256": edition.sha256,
            "size": edition.size,
            "template": edition.template,
            "created_at": edition.created_at.isoformat(),
        }
        data = content(folder.db, edition)
        made["pdf"] = folder.put(f"redakcija-{edition.no}.pdf", data, f"{edition.no}. redakcija")
        if folder.whole:
            values = canonical(edition.values)
            about = f"{edition.no}. redakcijas dati"
            made["values"] = folder.put(f"redakcija-{edition.no}.json", values, about)
        found.append(made)
    return found


def _signer(signer: Signer) -> dict[str, Any]:
    return {
        "name": signer.person.name,
        "party": signer.party.value,
        "party_lv": LV.text(signer.party.label),
        "capacity": signer.capacity,
        "step": signer.step.value,
        "asked_at": _at(signer.asked_at),
        "opened_at": _at(signer.opened_at),
        "signed_at": _at(signer.signed_at),
        "declined_at": _at(signer.declined_at),
        "reason": signer.reason,
        "way": signer.way.value if signer.way else None,
        "outside_only": signer.outside,
    }


def _reader(reader: Reader) -> dict[str, Any]:
    return {
        "name": reader.person.name,
        "sent_by": reader.sender.name,
        "sent_at": reader.sent_at.isoformat(),
        "opened_at": _at(reader.opened_at),
    }


def _files(folder: Folder) -> list[Brought]:
    return brought_to(folder.db, folder.document)


def _brought(folder: Folder, number: int, brought: Brought) -> dict[str, Any]:
    stem, _dot, ending = brought.name.rpartition(".")
    name = f"atnesti/{number:02}-{plain_name(stem)}"
    data = content_of(folder.db, brought.sha256, "brought file")
    path = folder.put(f"{name}.{plain_name(ending, 8)}", data, f"atnests fails „{brought.name}”")
    report = content_of(folder.db, brought.report_sha256, "report")
    if not brought.is_pdf:
        _prove(folder, name, data)
    return {
        "name": brought.name,
        "file": path,
        "sha256": brought.sha256,
        "by": brought.person.name,
        "at": brought.at.isoformat(),
        "state": brought.state.value,
        "provider": brought.provider,
        "report": folder.put(f"{name}-atskaite.json", report, f"pārbaudes atskaite par „{brought.name}”"),
    }


def _prove(folder: Folder, name: str, container: bytes) -> None:
    for number, parts in parts_of(container):
        for file, data, about in parts:
            path = f"{folder.path}/{name}/paraksts-{number}/{file}"
            folder.files.add(path, data, about, again=True)


def _signatures(folder: Folder) -> list[dict[str, Any]]:
    found = []
    for number, signature in enumerate(signatures_of(folder.db, folder.document), 1):
        made = {
            "name": signature.person.name,
            "for": signature.signer.person.name,
            "party_lv": LV.text(signature.signer.party.label),
            "edition": signature.edition.no,
            "way": signature.way.value,
            "way_lv": LV.text(signature.way.label),
            "strength": signature.strength.value,
            "strength_lv": LV.text(signature.strength.label),
            "signed_at": signature.signed_at.isoformat(),
            "recorded_at": signature.recorded_at.isoformat(),
        }
        if folder.may_read(signature):
            made |= _proof(folder, number, signature)
        found.append(made)
    return found


def _proof(folder: Folder, number: int, signature: Signature) -> dict[str, Any]:
    db, who = folder.db, signature.person.name
    name = f"paraksti/{number:02}-{plain_name(who)}"
    kept = content_of(db, signature.evidence_sha256, "evidence")
    made = {"evidence": folder.put(f"{name}.json", kept, f"paraksta pierādījumi: {who}")}
    if signature.file_sha256:
        told = evidence(db, signature)["proof"].get("scan") or {}
        ending = plain_name(str(told.get("name", "")).rpartition(".")[2], 8)
        data = content_of(db, signature.file_sha256, "scan")
        made["file"] = folder.put(f"{name}-skens.{ending}", data, f"skenēts oriģināls: {who}")
    if signature.report_sha256:
        report = content_of(db, signature.report_sha256, "report")
        made["report"] = folder.put(f"{name}-atskaite.json", report, f"pārbaudes atskaite: {who}")
    if signature.delegation_id:
        delegation = db.get_one(Delegation, signature.delegation_id)
        proof = content_of(db, delegation.proof_sha256, "delegation")
        ending = plain_name(delegation.proof_name.rpartition(".")[2], 8)
        made["delegation"] = folder.put(f"{name}-pilnvara.{ending}", proof, f"pilnvara: {delegation.basis}")
    return made


def _sealed(folder: Folder) -> list[dict[str, Any]]:
    found = []
    wanted = select(Sealed).where(Sealed.document_id == folder.document.id).order_by(Sealed.id)
    for number, sealed in enumerate(folder.db.scalars(wanted), 1):
        name, pdf = f"zimogi/{number:02}", sealed.media_type == PDF
        data = content_of(folder.db, sealed.sha256, "sealed package")
        path = folder.put(f"{name}.{'pdf' if pdf else 'asice'}", data, f"apzīmogota pakete ({sealed.by})")
        if not pdf:
            _prove(folder, name, data)
        report = content_of(folder.db, sealed.report_sha256, "report")
        found.append(
            {
                "file": path,
                "by": sealed.by,
                "test": sealed.test,
                "at": sealed.at.isoformat(),
                "report": folder.put(f"{name}-atskaite.json", report, "zīmoga pārbaudes atskaite"),
            }
        )
    return found
