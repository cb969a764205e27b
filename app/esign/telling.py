"""A verdict in words: for the command line, the public page, and whoever asks what a signature is worth."""

from __future__ import annotations

from collections.abc import Iterator

from app.esign.report import Finding, Report, SignatureFound
from app.kit.words import Said, Words, _, _n


def verdict(report: Report) -> Said:
    """One sentence about the whole file."""
    many = len(report.signatures)
    if report.valid and any(signature.test for signature in report.signatures):
        return _n(
            "The signature is in order, but it is a TEST signature without legal force.",
            "All {n} signatures are in order, but there are TEST signatures without legal force among them.",
            n=many,
        )
    if report.valid:
        return _n("The signature is valid.", "All {n} signatures are valid.", n=many)
    if waits(report):
        return _("The file is intact, but whether a certificate was revoked is not known yet.")
    if not report.signatures:
        return _("There is no signature here that could be confirmed.")
    return _("The file is not validly signed.")


def waits(report: Report) -> bool:
    """Nothing is wrong that time and an answer of the issuer could not settle."""
    unsettled = [signature for signature in report.signatures if not signature.valid]
    return report.sound and bool(unsettled) and all(signature.waits for signature in unsettled)


def strength(signature: SignatureFound) -> Said:
    """What the law makes of a valid signature."""
    if signature.test:
        return _("TEST signature, without legal force")
    if signature.seal and signature.qualified:
        return _("Qualified electronic seal: it shows where the document comes from and that it is unchanged")
    if signature.qualified:
        return _("Qualified electronic signature, equal to a signature by hand")
    if signature.seal:
        return _("Electronic seal that is not qualified")
    return _("Electronic signature that is not qualified")


def lines(report: Report, words: Words) -> Iterator[str]:
    """As the command line prints it."""
    yield f"{report.file}: {words.text(verdict(report))}"
    for finding in report.findings:
        yield f"    {_told(finding, words)}"
    for signature in report.signatures:
        mark = "+" if signature.valid else "?" if signature.waits else "-"
        yield f"  {mark} {_signature(signature, words)}"
        for finding in signature.findings:
            yield f"    {_told(finding, words)}"


def _signature(signature: SignatureFound, words: Words) -> str:
    code = signature.personal_code or signature.organisation_code
    who = f"{signature.signer or signature.id}{f' ({code})' if code else ''}"
    parts = [who]
    if signature.signed_at:
        parts.append(f"{words.day(signature.signed_at)} {words.time(signature.signed_at)}")
    if signature.valid:
        parts.append(words.text(strength(signature)))
    return " · ".join(parts)


def _told(finding: Finding, words: Words) -> str:
    about = f" ({finding.about})" if finding.about else ""
    return f"{finding.code.value}: {words.text(finding.code.says)}{about}"
