"""Everything that signatures are held against: the services of trusted lists and configured anchors."""

from __future__ import annotations

import hashlib
import json
import logging
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.esign.anchors import Anchor, Purpose, Status, configured
from app.esign.trusted_list import TrustedList, Unusable, read_list
from app.kit.words import Said, _

__all__ = ["Anchor", "Purpose", "Source", "Status", "Trust"]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Source:
    """One file that was looked at: a list, a file of anchors, or something refused with a reason."""

    name: str
    list: TrustedList | None = None
    vouched_by: str = ""  # the list of lists that names the signer, as "EU 332"; empty: the operator alone
    refused: Said | None = None


class Trust:
    """The anchors, indexed by the subject's name; the same anchors have the same fingerprint."""

    def __init__(self, anchors: Iterable[Anchor], sources: Sequence[Source] = ()) -> None:
        self.anchors = tuple(anchors)
        self.sources = tuple(sources)

    @property
    def test(self) -> bool:
        """Whether a signature without legal force could pass."""
        return any(anchor.test for anchor in self.anchors)

    @property
    def mixed(self) -> bool:
        """Whether test services stand beside real ones; a portal refuses that, a folder only shows it."""
        return len({anchor.test for anchor in self.anchors}) > 1

    def of(self, purpose: Purpose) -> tuple[Anchor, ...]:
        """The services of one kind."""
        return self._of[purpose]

    @cached_property
    def _of(self) -> dict[Purpose, tuple[Anchor, ...]]:
        return {p: tuple(a for a in self.anchors if a.purpose is p) for p in Purpose}

    @cached_property
    def _named(self) -> dict[tuple[Purpose, bytes], list[Anchor]]:
        named = defaultdict(list)
        for anchor in self.anchors:
            if anchor.subject:
                named[anchor.purpose, anchor.subject].append(anchor)
        return named

    def named(self, purpose: Purpose, subject: x509.Name) -> Sequence[Anchor]:
        """The services with that name: the only ones worth comparing keys with."""
        return self._named.get((purpose, subject.public_bytes()), ())

    # ------------------------------------------------------------ read and kept

    @classmethod
    def load(cls, folder: Path) -> Self:
        """All `*.xml` lists and `*.pem` anchors of a folder that the operator has chosen.

        A list with a broken signature is refused and named in `sources`; one whose signer no list of lists in
        the folder names is taken on the operator's word, and marked.
        """
        read: list[tuple[str, TrustedList]] = []
        sources: list[Source] = []
        anchors: list[Anchor] = []
        for path in sorted(folder.iterdir()):
            try:
                if path.suffix.lower() == ".xml":
                    read.append((path.name, read_list(path.read_bytes())))
                elif path.suffix.lower() in {".pem", ".crt"}:
                    anchors += read_anchors(path.read_bytes(), path.name)
                    sources.append(Source(path.name))
            except Unusable as refused:
                sources.append(Source(path.name, refused=refused.said))
                log.warning("%s: %s", path.name, refused)
        return cls.made_of(read, anchors, sources)

    @classmethod
    def made_of(
        cls,
        lists: Sequence[tuple[str, TrustedList]],
        configured: Sequence[Anchor] = (),
        others: Sequence[Source] = (),
    ) -> Self:
        """Lists by name; what a newer list of the country says of a service, an older one cannot change."""
        sources, anchors = list(others), list(configured)
        known: set[tuple[str, Purpose, bytes]] = set()
        for name, one in sorted(lists, key=lambda named: -named[1].number):
            by = vouching(one, [other for _name, other in lists])
            sources.append(Source(name, one, by))
            told = {(one.country, anchor.purpose, anchor.certificate) for anchor in one.anchors}
            for anchor in one.anchors:
                if (one.country, anchor.purpose, anchor.certificate) not in known:
                    anchors.append(replace(anchor, source={**anchor.source, "vouched_by": by}))
            known |= told
        return cls(anchors, sources)

    def to_bytes(self) -> bytes:
        """Compact, for a child process or a cache."""
        kept = [anchor.to_json() for anchor in self.anchors]
        return zlib.compress(json.dumps(kept, sort_keys=True, separators=(",", ":")).encode(), 1)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Self:
        """Reads what `to_bytes` wrote; where the anchors come from stays with each of them."""
        told: list[dict[str, Any]] = json.loads(zlib.decompress(kept))
        return cls(Anchor.from_json(one) for one in told)

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same anchors, in whatever order they were read."""
        each = sorted(json.dumps(anchor.to_json(), sort_keys=True) for anchor in self.anchors)
        return hashlib.sha256("\n".join(each).encode()).hexdigest()


def vouching(one: TrustedList, others: Iterable[TrustedList]) -> str:
    """The list of lists that names this list's signer for its country, as "EU 332"; none names itself."""
    for other in others:
        if other.lotl and other.signer and other.sha256 != one.sha256:
            named = (p for p in other.pointers if p.country == one.country)
            if any(one.signer_sha256 in pointer.signers for pointer in named):
                return f"{other.country} {other.number}"
    return ""


def read_anchors(pem: bytes, name: str) -> list[Anchor]:
    """The anchors of a PEM file, which may have text between them."""
    try:
        certificates = x509.load_pem_x509_certificates(pem)
        return [configured(one.public_bytes(Encoding.DER), name) for one in certificates]
    except ValueError as broken:
        raise Unusable(_("The file holds no certificate that can be read.")) from broken
