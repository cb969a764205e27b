"""What the verifier found in a file, kept as JSON beside the signature it speaks of."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self

from app.esign.codes import Code, Weight

VERIFIER: Final = "1"  # counted up when a verdict could change


class Format(StrEnum):
    """The kinds of file the verifier reads."""

    ASIC_E = "ASiC-E"
    PADES = "PAdES"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """One thing noticed; `about` names the file, the element or the number it is about."""

    code: Code
    about: str = ""

    @property
    def weight(self) -> Weight:
        """Whether it refuses, waits, or is only worth knowing."""
        return self.code.weight


@dataclass(frozen=True)
class SignedFile:
    """A file under signature, as found in the container; for a PDF the PDF itself."""

    name: str
    sha256: str
    size: int
    media_type: str = ""


@dataclass
class SignatureFound:
    """One signature: who, when, by what right, and what is wrong with it.

    `time` is the trusted time of the time stamp, `claimed_at` what the signer's device said; ISO 8601, UTC.
    `personal_code` is without prefix, as `120481-11569` or `321806-14495`; for a seal it is empty and
    `organisation_code` holds the register number.
    """

    id: str
    level: str = ""  # B-B, B-T, B-LT
    signer: str = ""
    given_name: str = ""
    family_name: str = ""
    personal_code: str = ""
    organisation: str = ""
    organisation_code: str = ""
    country: str = ""
    issuer: str = ""
    certificate_sha256: str = ""
    certificate: str = ""  # DER in Base64
    claimed_at: str = ""
    time: str = ""
    revocation_at: str = ""  # producedAt of the OCSP answer
    covers: list[str] = field(default_factory=list)
    seal: bool = False
    qualified: bool = False  # a qualified certificate on a device, from a service granted at that time
    test: bool = False  # rests on a test anchor: without legal force
    trusted_by: dict[str, Any] = field(default_factory=dict)  # country, number and sha256 of the trusted list
    findings: list[Finding] = field(default_factory=list)

    @property
    def valid(self) -> bool:
        """Nothing refuses it and nothing is still awaited."""
        return all(finding.weight is Weight.NOTE for finding in self.findings)

    @property
    def waits(self) -> bool:
        """Sound as far as it can be seen, but revocation is not known yet."""
        weights = {finding.weight for finding in self.findings}
        return Weight.WAIT in weights and Weight.REFUSE not in weights

    @property
    def signed_at(self) -> datetime | None:
        """The trusted time."""
        return datetime.fromisoformat(self.time) if self.time else None


@dataclass
class Report:
    """The verdict on one file."""

    file: str
    sha256: str
    size: int
    format: Format = Format.UNKNOWN
    files: list[SignedFile] = field(default_factory=list)
    signatures: list[SignatureFound] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)  # of the file as a whole
    checked_at: str = ""
    verifier: str = VERIFIER

    @property
    def sound(self) -> bool:
        """Nothing is wrong with the file as a whole."""
        return all(finding.weight is Weight.NOTE for finding in self.findings)

    @property
    def valid(self) -> bool:
        """Sound, signed, and every signature valid."""
        return self.sound and bool(self.signatures) and all(s.valid for s in self.signatures)

    def to_json(self) -> dict[str, Any]:
        """As kept and as printed by `verify --json`: one object with plain values."""
        made = asdict(self)
        made["valid"] = self.valid
        made["codes"] = [f.code.value for f in self.findings]
        for shown, signature in zip(made["signatures"], self.signatures, strict=True):
            shown["valid"] = signature.valid
            shown["codes"] = [f.code.value for f in signature.findings]
        return made

    def to_bytes(self) -> bytes:
        """Canonical JSON: the same report gives the same bytes."""
        return json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, indent=1).encode()

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Reads what `to_json` wrote."""
        made = cls(kept["file"], kept["sha256"], kept["size"], Format(kept["format"]))
        made.files = [SignedFile(**one) for one in kept["files"]]
        made.findings = _findings(kept["findings"])
        made.checked_at, made.verifier = kept["checked_at"], kept["verifier"]
        for one in kept["signatures"]:
            values = {k: v for k, v in one.items() if k not in {"valid", "codes", "findings"}}
            made.signatures.append(SignatureFound(**values, findings=_findings(one["findings"])))
        return made


def _findings(kept: list[dict[str, str]]) -> list[Finding]:
    return [Finding(Code(one["code"]), one["about"]) for one in kept]
