"""The test provider: the portal's own test authority signs for whoever presses the button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.esign.making.pades import sign_pdf
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki
from app.providers.by_digest import ByDigest
from app.providers.steps import Certificate, Go, SignedFile, Step, Task, Value

CODE: Final = "testa"


@dataclass(frozen=True)
class TestKeys:
    """Signs digests with the key that the test authority keeps for the person."""

    __test__ = False
    pki: TestPki
    code: str = CODE

    def outside(self, _task: Task) -> bool:
        """Everything is in this process."""
        return False

    def certificate(self, task: Task) -> Certificate | Go:
        """Once the person has pressed the button."""
        if "format" not in task.answer:
            return Go("", {})
        held = holder(self.pki, task)
        return Certificate(held.certificate, held.chain, {})

    def sign(self, task: Task, digest: bytes) -> Value:
        """At once."""
        return Value(holder(self.pki, task).sign(digest))


@dataclass(frozen=True)
class Local(ByDigest):
    """Makes containers as every provider of digests does; PDFs with the key at hand."""

    def advance(self, task: Task) -> Step:
        """As the person chose."""
        if task.answer.get("format") != "pdf" or not isinstance(self.signs, TestKeys):
            return super().advance(task)
        pki = self.signs.pki
        signed = sign_pdf(task.so_far, holder(pki, task), pki.tsa, pki.ocsp)
        return SignedFile(task.name, signed)


def holder(pki: TestPki, task: Task) -> Held:
    """The person's test certificate; who has no personal code gets an invented one of the new style."""
    code = task.personal_code or f"32{task.person_id:04d}-{task.person_id:05d}"
    return pki.person(task.given_name, task.family_name, code)


def local(pki: TestPki) -> Local:
    """With its own time stamps and its own responder."""
    return Local(TestKeys(pki), lambda: (pki.tsa, pki.ocsp))
