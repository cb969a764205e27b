"""The same for every kind of signature: when it was made, by whom, by what right, and whether it held."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Final

from cryptography import x509

from app.esign.anchors import Anchor, Purpose
from app.esign.chain import issued_by, path_findings
from app.esign.codes import Code, Weight
from app.esign.identity import identity
from app.esign.report import Finding, SignatureFound
from app.esign.revocation import Revocation, read_ocsp
from app.esign.timestamps import Stamp, read_timestamp
from app.esign.trust import Trust

MOST_PROOFS: Final = 20


@dataclass
class Proofs:
    """What came along with a signature; a stamp is its token and the bytes it is over."""

    certificate: bytes
    others: Sequence[bytes] = ()
    stamps: Sequence[tuple[bytes, bytes]] = ()
    ocsp: Sequence[bytes] = ()
    fetched: Mapping[str, Sequence[bytes]] = field(default_factory=dict)  # by the certificate's SHA-256


def judge(found: SignatureFound, proofs: Proofs, trust: Trust, claimed_at: datetime | None) -> None:
    """Adds to `found` who signed, when, on whose word, and what speaks against it."""
    found.certificate_sha256 = hashlib.sha256(proofs.certificate).hexdigest()
    found.certificate = base64.b64encode(proofs.certificate).decode()
    _who(found, proofs.certificate)
    stamp = _stamped(proofs, trust)
    found.findings += stamp.findings
    if stamp.time is not None:
        found.time = stamp.time.isoformat()
    found.level = "B-T" if proofs.stamps else "B-B"
    at = stamp.time or claimed_at
    if at is None:
        return
    wrong, anchor = path_findings(proofs.certificate, trust, Purpose.CA, at)
    found.findings += wrong
    if anchor is not None:
        found.trusted_by = dict(anchor.source)
    found.test |= any(one is not None and one.test for one in (anchor, stamp.anchor))
    if found.test:
        found.findings.append(Finding(Code.TEST))
    _held(found, proofs, trust, anchor, at)
    granted = anchor is not None and anchor.trusted_at(at)
    found.qualified = found.qualified and granted
    if not found.qualified:
        found.findings.append(Finding(Code.NOT_QUALIFIED))


def _who(found: SignatureFound, certificate: bytes) -> None:
    try:
        known = asdict(identity(certificate))
    except (ValueError, TypeError) as broken:
        found.findings.append(Finding(Code.BAD_CERTIFICATE, str(broken)[:200]))
        return
    found.signer = known.pop("name")
    for name, value in known.items():
        setattr(found, name, value)


def _stamped(proofs: Proofs, trust: Trust) -> Stamp:
    """The first good time stamp; if none is good, what is wrong with the first."""
    if not proofs.stamps:
        return Stamp(findings=[Finding(Code.NO_TIMESTAMP)])
    read = [read_timestamp(token, over, trust) for token, over in proofs.stamps[:MOST_PROOFS]]
    return next((one for one in read if _good(one.findings)), read[0])


def _good(findings: Sequence[Finding]) -> bool:
    return all(finding.weight is Weight.NOTE for finding in findings)


def _held(found: SignatureFound, proofs: Proofs, trust: Trust, anchor: Anchor | None, at: datetime) -> None:
    """What is known of revocation: the answers inside the file, else those fetched later."""
    issuer = anchor.certificate if anchor is not None else _issuer(proofs)
    fetched = proofs.fetched.get(found.certificate_sha256, ())
    inside = proofs.ocsp[:MOST_PROOFS]
    if issuer is None:
        if not inside:
            found.findings.append(Finding(Code.NO_REVOCATION))
        return
    if inside:
        told: Revocation = read_ocsp(inside, proofs.certificate, issuer, trust, at)
    else:
        told = read_ocsp(fetched, proofs.certificate, issuer, trust, at, late=True)
    found.findings += told.findings
    if told.produced_at is not None:
        found.revocation_at = told.produced_at.isoformat()
        if inside and proofs.stamps:
            found.level = "B-LT"


def _issuer(proofs: Proofs) -> bytes | None:
    """Without a trusted issuer its certificate may still be in the file: the answer is read all the same."""
    try:
        signer = x509.load_der_x509_certificate(proofs.certificate)
        for one in proofs.others[:MOST_PROOFS]:
            if issued_by(signer, x509.load_der_x509_certificate(one)):
                return one
    except (ValueError, TypeError):
        return None
    return None
