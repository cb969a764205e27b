"""What a file is: one answer for uploads, the command line, the public page and the nightly check."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator, Mapping, Sequence

from app.esign.codes import Code
from app.esign.container import MOST, Container, open_container
from app.esign.issued import Issued
from app.esign.pades import check_pades
from app.esign.report import Finding, Format, Report, SignatureFound, SignedFile
from app.esign.revisions import beginnings
from app.esign.trust import Trust
from app.esign.wrong import Wrong
from app.esign.xades import check_xades
from app.kit.clock import now

__all__ = ["Issued", "verify"]
Fetched = Mapping[str, Sequence[bytes]]  # answers about revocation, by the certificate's SHA-256


def verify(
    data: bytes, name: str, trust: Trust, *, issued: Issued | None = None, ocsp: Fetched | None = None
) -> Report:
    """Never raises for what is in the file: what goes wrong becomes a finding."""
    report = Report(name, hashlib.sha256(data).hexdigest(), len(data), checked_at=now().isoformat())
    if len(data) > MOST:
        report.findings.append(Finding(Code.TOO_LARGE, str(len(data))))
        return report
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # libraries grumble about names that real issuers write
            _read(report, data, trust, issued, ocsp or {})
    except Wrong as wrong:
        report.findings.append(wrong.finding)
    except (MemoryError, RecursionError):
        report.findings.append(Finding(Code.TOO_LONG))
    except Exception as broken:  # whatever a stranger's bytes bring a library to
        report.findings.append(Finding(Code.DAMAGED, type(broken).__name__))
    _count_once(report.signatures)
    report.findings = list(dict.fromkeys(report.findings))
    return report


def _read(report: Report, data: bytes, trust: Trust, issued: Issued | None, ocsp: Fetched) -> None:
    if data[:5] == b"%PDF-":
        _pdf(report, data, trust, issued, ocsp)
    elif data[:2] == b"PK" or b"PK\x05\x06" in data[-70_000:]:
        _container(report, data, trust, issued, ocsp)
    elif b"%PDF-" in data[:1024]:
        report.format = Format.PADES
        report.findings.append(Finding(Code.LEADING_BYTES))
    else:
        report.findings.append(Finding(Code.UNKNOWN_FORMAT))
        return
    if not report.signatures and report.sound:
        report.findings.append(Finding(Code.NOT_SIGNED))


def _pdf(report: Report, data: bytes, trust: Trust, issued: Issued | None, ocsp: Fetched) -> None:
    report.format = Format.PADES
    report.files.append(SignedFile(report.file, report.sha256, report.size, "application/pdf"))
    report.signatures, findings = check_pades(data, trust, ocsp)
    report.findings += findings
    for signature in report.signatures:
        signature.covers = [report.file]
    if issued is not None and hashlib.sha256(memoryview(data)[: issued.size]).hexdigest() != issued.sha256:
        older = set(issued.older) & set(beginnings(data))
        report.findings.append(Finding(Code.OLD_VERSION if older else Code.NOT_ISSUED_DOCUMENT, report.file))


def _container(report: Report, data: bytes, trust: Trust, issued: Issued | None, ocsp: Fetched) -> None:
    report.format = Format.ASIC_E
    container = open_container(data)
    report.findings += container.findings
    report.signatures = check_xades(container, trust, ocsp)
    report.files = list(_files(container))
    if issued is None:
        return
    held = {file.sha256 for file in report.files}
    if issued.sha256 not in held:
        older = held & set(issued.older)
        report.findings.append(Finding(Code.OLD_VERSION if older else Code.NOT_ISSUED_DOCUMENT))


def _files(container: Container) -> Iterator[SignedFile]:
    for name, entry in container.files.items():
        sha256 = entry.digest("sha256").hex()
        yield SignedFile(name, sha256, entry.size, container.manifest.get(name, ""))


def _count_once(signatures: Sequence[SignatureFound]) -> None:
    """The same person twice is formally right, and still one person."""
    seen: set[str] = set()
    for signature in signatures:
        code = signature.personal_code or signature.organisation_code
        who = f"{signature.country} {code}" if code else signature.certificate_sha256
        if who and who in seen:
            signature.findings.append(Finding(Code.SAME_SIGNER_TWICE, signature.signer))
        seen.add(who)
