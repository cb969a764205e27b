"""A signed file that comes from outside: checked, laid beside the expected people, kept, and recorded.

Uploads and signing providers come through here; there is no other way in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents import verbs
from app.documents.issuing import content_of
from app.documents.matching import Match, Reading, match
from app.documents.models import Brought, Document, Signature, Signer, State, Strength, Verdict, Way
from app.documents.signatures import Given, record
from app.documents.superseding import differences_of, older_hashes
from app.esign.child import checker
from app.esign.codes import Code
from app.esign.issued import Issued
from app.esign.report import Report
from app.identity.actor import Actor
from app.jobs.work import later
from app.kit.clock import now
from app.kit.db import store_of
from app.kit.errors import Reason, Refused
from app.kit.verbs import does
from app.kit.words import Said, _
from app.trust.queries import current

MOST: Final = 30  # megabytes
Fetched = Mapping[str, Sequence[bytes]]  # OCSP answers by the SHA-256 of the certificate


def issued(document: Document) -> Issued:
    """The file that must have been signed, byte for byte, and those that no longer may be."""
    edition = document.edition
    return Issued(edition.sha256, edition.size, older=older_hashes(document))


def examine(db: Session, document: Document, name: str, data: bytes, ocsp: Fetched | None = None) -> Reading:
    """Checks the file in the child process and lays its signatures beside the people; stores nothing."""
    report = checker().check(data, name, current(db), issued=issued(document), ocsp=ocsp)
    return match(db, document, report)


def known(db: Session, document: Document, data: bytes) -> Brought | None:
    """The same file brought before."""
    digest = hashlib.sha256(data).hexdigest()
    wanted = select(Brought).where(Brought.document_id == document.id, Brought.sha256 == digest)
    return db.scalar(wanted)


def reasons(reading: Reading, document: Document) -> list[Reason]:
    """Why a file is not taken, each in words with its code; of an earlier version, also what has changed."""
    told = [_told(finding.code.says, finding.about, finding.code.value) for finding in reading.refused]
    if any(finding.code is Code.OLD_VERSION for finding in reading.refused):
        told += differences_of(document)
    if not told and not reading.of_use:
        told = [Reason(_("Everybody whose signature is in this file has signed already."))]
    return list(dict.fromkeys(told))


def _told(says: Said, about: str, code: str) -> Reason:
    if about:
        return Reason(_("{says} ({about}; {code})", says=says, about=about, code=code))
    return Reason(_("{says} ({code})", says=says, code=code))


@does(verbs.BRING)
def bring(
    db: Session,
    actor: Actor,
    document: Document,
    *,
    name: str,
    data: bytes,
    reading: Reading,
    provider: str = "",
) -> Brought:
    """Keeps a file that was examined, with its report, and records every signature that holds."""
    if found := known(db, document, data):
        return found
    if not reading.of_use:
        raise Refused(*reasons(reading, document))
    brought = Brought(
        document=document,
        edition=document.edition,
        person=actor.person,
        organisation_id=actor.organisation_id,
        name=name[-200:],
        sha256=store_of(db).put(data),
        size=len(data),
        state=Verdict.WAITING if reading.waits else Verdict.ACCEPTED,
        report_sha256=store_of(db).put(reading.report.to_bytes()),
        provider=provider,
    )
    db.add(brought)
    db.flush()  # the job that asks about revocation names it
    if reading.waits:
        later(db, "documents.ask_revocation", {"brought": brought.id})
    _record_all(db, actor, brought, reading)
    return brought


def _record_all(db: Session, actor: Actor, brought: Brought, reading: Reading) -> None:
    for one in sorted(reading.holds, key=lambda each: each.signer.position):
        if one.signer.pending:  # a signature before may have spared this one
            accept(db, actor, one.signer, given=given(brought, reading.report, one))


def given(brought: Brought, report: Report, one: Match) -> Given:
    """What the verifier found, as a signature of the portal."""
    return Given(
        person=one.person,
        way=Way.FILE,
        strength=strength(one),
        signed_at=one.found.signed_at or now(),
        proof=_proof(brought, report, one),
        file_sha256=brought.sha256,
        report_sha256=brought.report_sha256,
        delegation=one.delegation,
    )


def strength(one: Match) -> Strength:
    """By its certificate: a test one has none, a qualified one equals a handwritten signature."""
    if one.found.test:
        return Strength.TEST
    return Strength.QUALIFIED if one.found.qualified else Strength.ADVANCED


def _proof(brought: Brought, report: Report, one: Match) -> dict[str, Any]:
    found = one.found
    return {
        "method": report.format.value,
        "file": {"name": brought.name, "sha256": brought.sha256, "size": brought.size},
        "signature": found.id,
        "level": found.level,
        "certificate_sha256": found.certificate_sha256,
        "issuer": found.issuer,
        "time": found.time,
        "revocation_at": found.revocation_at,
        "trusted_by": found.trusted_by,
        "compared_by": "name" if one.by_name else "personal code",
        "verifier": report.verifier,
        "provider": brought.provider,
    }


@does(verbs.ACCEPT)
def accept(db: Session, actor: Actor, signer: Signer, *, given: Given) -> None:
    """A signature that was proved from outside; also before their turn, because it has been given."""
    if signer.document.state is not State.OUT:
        raise Refused(_("The document is not out for signature any more."))
    record(db, actor, signer, given)


@does(verbs.SETTLE)
def settle(db: Session, actor: Actor, brought: Brought, *, reading: Reading, fetched: Fetched) -> None:
    """Revocation is known now, and the signatures hold."""
    _learned(db, brought, reading, fetched)
    _record_all(db, actor, brought, reading)


@does(verbs.REFUSE)
def refuse(db: Session, actor: Actor, brought: Brought, *, reading: Reading, fetched: Fetched) -> None:
    """Revocation is known now, and the file does not hold."""
    _learned(db, brought, reading, fetched)


def _learned(db: Session, brought: Brought, reading: Reading, fetched: Fetched) -> None:
    brought.answers = [store_of(db).put(answer) for answers in fetched.values() for answer in answers]
    brought.report_sha256 = store_of(db).put(reading.report.to_bytes())


def report_of(db: Session, brought: Brought) -> Report:
    """What the verifier said of it last."""
    return Report.from_json(json.loads(content_of(db, brought.report_sha256, "report")))


def bytes_of(db: Session, brought: Brought) -> bytes:
    """The file as it came."""
    return content_of(db, brought.sha256, "brought file")


def brought_to(db: Session, document: Document) -> list[Brought]:
    """Every file that came for the document, in the order in which they came."""
    return list(db.scalars(select(Brought).where(Brought.document_id == document.id).order_by(Brought.id)))


def signatures_from(db: Session, brought: Brought) -> list[Signature]:
    """Those that the file brought."""
    return list(db.scalars(select(Signature).where(Signature.file_sha256 == brought.sha256)))
