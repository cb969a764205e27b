"""What a certificate says it is for, read leniently: old issuers wrote what libraries now refuse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from asn1crypto import core, x509

KEY_USAGE, EXTENDED, CONSTRAINTS = "2.5.29.15", "2.5.29.37", "2.5.29.19"
QC_STATEMENTS: Final = "1.3.6.1.5.5.7.1.3"
COMPLIANCE, DEVICE, TYPE = "0.4.0.1862.1.1", "0.4.0.1862.1.4", "0.4.0.1862.1.6"
# names, policies, where to ask: they may be critical, and change nothing about an end entity
UNDERSTOOD: Final = {KEY_USAGE, EXTENDED, CONSTRAINTS, QC_STATEMENTS} | {
    f"2.5.29.{n}" for n in (14, 17, 31, 32, 35)
}


class _Statement(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: Final = [("id", core.ObjectIdentifier), ("info", core.Any, {"optional": True})]


class _Statements(core.SequenceOf):  # type: ignore[misc]
    _child_spec = _Statement


class _Types(core.SequenceOf):  # type: ignore[misc]
    _child_spec = core.ObjectIdentifier


@dataclass(frozen=True)
class Extensions:
    """`stated`: what the issuer states by EN 319 412-5, the types among it."""

    signs: bool = False  # content commitment, once called non-repudiation
    authority: bool = False
    usages: frozenset[str] = frozenset()
    stated: frozenset[str] = frozenset()
    unknown: bool = False  # something that must be understood is not


@lru_cache(maxsize=256)
def extensions(certificate: bytes) -> Extensions:
    """Raises ValueError for what cannot be read."""
    found: dict[str, bytes] = {}
    unknown = False
    for one in x509.Certificate.load(certificate)["tbs_certificate"]["extensions"]:
        name = one["extn_id"].dotted
        if name in found:
            raise ValueError(f"extension {name} twice")
        found[name] = one["extn_value"].contents
        unknown |= bool(one["critical"].native) and name not in UNDERSTOOD
    usage = x509.KeyUsage.load(found[KEY_USAGE]).native if KEY_USAGE in found else set()
    extended = core.SequenceOf.load(found[EXTENDED], spec=core.ObjectIdentifier) if EXTENDED in found else ()
    basic = CONSTRAINTS in found and x509.BasicConstraints.load(found[CONSTRAINTS])["ca"].native
    return Extensions(
        signs="non_repudiation" in usage,
        authority=bool(basic),
        usages=frozenset(one.dotted for one in extended),
        stated=frozenset(_stated(found[QC_STATEMENTS])) if QC_STATEMENTS in found else frozenset(),
        unknown=unknown,
    )


def _stated(value: bytes) -> set[str]:
    stated = set()
    for statement in _Statements.load(value):
        stated.add(statement["id"].dotted)
        if statement["id"].dotted == TYPE:
            stated |= {one.dotted for one in statement["info"].parse(_Types)}
    return stated
