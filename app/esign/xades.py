"""XAdES signatures of a container: form, digests and value; the rest is judged as for every signature."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from app.esign.algorithms import made_with
from app.esign.codes import Code
from app.esign.container import Container
from app.esign.judging import Proofs, judge
from app.esign.markup import Element
from app.esign.report import Finding, SignatureFound
from app.esign.trust import Trust
from app.esign.wrong import Wrong
from app.esign.xml_signature import PROPERTIES, Reference, Written, signatures_in, written


def check_xades(
    container: Container, trust: Trust, ocsp: Mapping[str, Sequence[bytes]] | None = None
) -> list[SignatureFound]:
    """Every signature in the container; a file that cannot be read counts as one bad signature."""
    found: list[SignatureFound] = []
    for name, data in container.signatures.items():
        try:
            elements = signatures_in(data, name)
        except Wrong as wrong:
            found.append(SignatureFound(id=name, findings=[wrong.finding]))
            continue
        found += [_check(element, container, trust, ocsp or {}) for element in elements]
    return found


def _check(
    element: Element, container: Container, trust: Trust, ocsp: Mapping[str, Sequence[bytes]]
) -> SignatureFound:
    found = SignatureFound(id=element.get("Id") or "")
    try:
        made = written(element)
        found.claimed_at = made.claimed_at.isoformat()
        certificate = _certificate(made, found)
        found.findings += _covered(made, container, found)
        if not made_with(certificate, made.method, made.value, made.signed_info):
            found.findings.append(Finding(Code.SIGNATURE_VALUE))
        stamps = [(one.token, one.shape.of(made.value_element)) for one in made.stamps]
        others = [*made.certificates, *made.others]
        judge(found, Proofs(certificate, others, stamps, made.ocsp, ocsp), trust, made.claimed_at)
    except Wrong as wrong:
        found.findings.append(wrong.finding)
    found.findings = list(dict.fromkeys(found.findings))
    return found


def _certificate(made: Written, found: SignatureFound) -> bytes:
    """The certificate that the signed properties mean."""
    for certificate in made.certificates:
        if hashlib.new(made.certificate_hash, certificate).digest() == made.certificate_digest:
            return certificate
    found.findings.append(Finding(Code.CERTIFICATE_MISMATCH))
    return made.certificates[0]


def _covered(made: Written, container: Container, found: SignatureFound) -> list[Finding]:
    """Each reference is a file of the container or the signed properties, and each file is referred to."""
    wrong: list[Finding] = []
    properties = 0
    for reference in made.references:
        if reference.uri.startswith("#"):
            properties += 1
            wrong += _properties(reference, made)
        else:
            wrong += _file(reference, made, container, found)
    if properties != 1:
        wrong.append(Finding(Code.SIGNED_PROPERTIES, str(properties)))
    wrong += [Finding(Code.NOT_COVERED, name) for name in container.files if name not in found.covers]
    return wrong


def _properties(reference: Reference, made: Written) -> list[Finding]:
    """The element that is digested is the one that was read."""
    if reference.uri[1:] != made.properties.get("Id") or reference.shape is None:
        return [Finding(Code.REFERENCE, reference.uri)]
    if reference.kind != PROPERTIES:
        return [Finding(Code.SIGNED_PROPERTIES, reference.kind)]
    same = hashlib.new(reference.hash, reference.shape.of(made.properties)).digest() == reference.digest
    return [] if same else [Finding(Code.SIGNED_PROPERTIES)]


def _file(reference: Reference, made: Written, container: Container, found: SignatureFound) -> list[Finding]:
    name = unquote(reference.uri)
    if name not in container.files:
        name = reference.uri
    entry = container.files.get(name)
    if entry is None or reference.kind == PROPERTIES:
        return [Finding(Code.REFERENCE, reference.uri)]
    if name not in found.covers:
        found.covers.append(name)
    if entry.digest(reference.hash) != reference.digest:
        return [Finding(Code.DIGEST_MISMATCH, name)]
    told = made.media_types.get(reference.id) if reference.id else None
    if told is not None and told != container.manifest.get(name, told):
        return [Finding(Code.MANIFEST_MISMATCH, name)]
    return []
