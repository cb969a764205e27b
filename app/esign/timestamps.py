"""Time stamps (RFC 3161): that a token is whole, over these bytes, and by a service trusted at that time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from asn1crypto import tsp
from cryptography import x509

from app.esign import cms
from app.esign.anchors import Anchor, Purpose
from app.esign.chain import path_findings
from app.esign.codes import Code
from app.esign.identity import called
from app.esign.report import Finding
from app.esign.trust import Trust
from app.esign.wrong import Wrong

# the authority is not the signer: what is wrong with its certificate is said as one thing
UNTRUSTED: Final = {Code.CHAIN, Code.EXPIRED, Code.KEY_USAGE, Code.BAD_CERTIFICATE}


@dataclass
class Stamp:
    """When something existed at the latest, and who says so; `time` is missing when nothing could be read."""

    time: datetime | None = None
    findings: list[Finding] = field(default_factory=list)
    tsa: str = ""
    anchor: Anchor | None = None


def read_timestamp(token: bytes, over: bytes | Callable[[str], bytes], trust: Trust) -> Stamp:
    """`over` is what was stamped, or gives its digest by the name of an algorithm."""
    try:
        signed = cms.read_signed(token)
        told = tsp.TSTInfo.load(signed.content, strict=True)
        moment: datetime = told["gen_time"].native
        imprint = told["message_imprint"]
        algorithm = cms.accepted(imprint["hash_algorithm"]["algorithm"].native)
        expected = cms.digest(algorithm, over) if isinstance(over, bytes) else over(algorithm)
        held = signed.kind == "tst_info" and imprint["hashed_message"].native == expected
    except Wrong as wrong:
        weak = wrong.finding.code is Code.WEAK_DIGEST
        return Stamp(findings=[Finding(Code.WEAK_DIGEST if weak else Code.TIMESTAMP, str(wrong))])
    except cms.STRUCTURE as broken:
        return Stamp(findings=[Finding(Code.TIMESTAMP, str(broken)[:200])])
    name = called(x509.load_der_x509_certificate(signed.certificate).subject)
    findings, anchor = path_findings(signed.certificate, trust, Purpose.TSA, moment)
    judged = [Finding(Code.TSA_UNTRUSTED if f.code in UNTRUSTED else f.code, f.about) for f in findings]
    if not held:
        judged.append(Finding(Code.TIMESTAMP, "imprint"))
    return Stamp(moment, judged, name, anchor)
