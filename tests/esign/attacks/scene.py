"""What an attacker has at hand: a good file, people, and an authority of the same name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.esign.codes import Code
from app.esign.making.asice import build_container, sign_asice
from app.esign.making.pades import sign_pdf
from app.esign.report import Report
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki

PDF = "application/pdf"
SIGNATURE = "META-INF/signatures0.xml"
MANIFEST = "META-INF/manifest.xml"
NAME = "līgums.pdf"


@dataclass
class Scene:
    """`contract` is what the portal issued."""

    pki: TestPki
    contract: bytes
    folder: Path

    @cached_property
    def anna(self) -> Held:
        return self.pki.person("Anna", "Ozoliņa", "010180-12345")

    @cached_property
    def juris(self) -> Held:
        return self.pki.person("Juris", "Kalniņš", "020280-12345")

    @cached_property
    def impostor(self) -> TestPki:
        return self.pki.impostor(self.folder / "impostor")

    @cached_property
    def good(self) -> bytes:
        """A container that is as it should be."""
        return sign_asice([(NAME, self.contract, PDF)], self.anna, self.pki.tsa, self.pki.ocsp)

    @cached_property
    def good_pdf(self) -> bytes:
        return sign_pdf(self.contract, self.anna, self.pki.tsa, self.pki.ocsp)

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """The files of the good container, in their order."""
        with zipfile.ZipFile(io.BytesIO(self.good)) as opened:
            return {name: opened.read(name) for name in opened.namelist()}

    @property
    def xml(self) -> bytes:
        """Its signature."""
        return self.parts[SIGNATURE]

    def with_xml(self, xml: bytes, *more: bytes) -> bytes:
        """The same file under another signature."""
        return build_container([(NAME, self.contract, PDF)], [xml, *more])

    def replaced(self, old: bytes | str, new: bytes | str) -> bytes:
        """The signature with one thing replaced."""
        before, after = (one.encode() if isinstance(one, str) else one for one in (old, new))
        assert self.xml.count(before) >= 1, before
        return self.with_xml(self.xml.replace(before, after, 1))


Maker = Callable[[Scene], bytes]
Check = Callable[[bytes], Report]


def codes(report: Report) -> set[Code]:
    """All that was found, in the file and in its signatures."""
    found = [*report.findings, *(f for signature in report.signatures for f in signature.findings)]
    return {finding.code for finding in found}


def refused(report: Report, expected: frozenset[Code]) -> None:
    assert not report.valid
    assert codes(report) & expected, f"refused with {sorted(codes(report))}"


@dataclass
class Attacks:
    """A list that functions join; each refused with one of its codes."""

    known: dict[str, tuple[Maker, frozenset[Code]]] = field(default_factory=dict)

    def __call__(self, *codes: Code) -> Callable[[Maker], Maker]:
        def joined(maker: Maker) -> Maker:
            assert maker.__name__ not in self.known
            self.known[maker.__name__] = (maker, frozenset(codes))
            return maker

        return joined
