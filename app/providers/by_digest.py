"""A provider of digests as a provider of documents: the portal prepares, asks for the value, and finishes."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from app.esign.making.asice import build_container
from app.esign.making.keys import Revocation, TimeStamps, Unusable
from app.esign.making.xades import Prepared, finish_xades, prepare_xades
from app.kit.clock import now
from app.kit.outside import Unreachable
from app.kit.words import _
from app.providers.steps import Again, Certificate, Failed, Go, HashProvider, SignedFile, Step, Task, Value

PDF: Final = "application/pdf"


@dataclass(frozen=True)
class ByDigest:
    """Always an ASiC-E container. The value is kept before it is stamped: nobody is asked to sign twice."""

    signs: HashProvider
    services: Callable[[], tuple[TimeStamps, Revocation]]

    @property
    def code(self) -> str:
        """Of the one that signs."""
        return self.signs.code

    def outside(self, task: Task) -> bool:
        """When the one that signs does, and to be stamped as well."""
        return self.signs.outside(task)

    def advance(self, task: Task) -> Step:
        """The certificate, the value over what was prepared for it, the time stamp: one after the other."""
        if "prepared" not in task.kept:
            found = self.signs.certificate(task)
            if not isinstance(found, Certificate):
                return found
            kept = {**task.kept, **found.kept, **_prepared(task, found)}
            task = replace(task, kept=kept, answer=_without_code(task.answer))
        prepared = Prepared.read(_bytes(task.kept["prepared"]))
        if "value" in task.kept:
            return self._finished(task, prepared)
        signed = self.signs.sign(task, prepared.digest)
        if isinstance(signed, Value):
            return _checked(task, prepared, signed)
        if isinstance(signed, Go | Again):
            return replace(signed, kept={**task.kept, **signed.kept})
        return signed

    def _finished(self, task: Task, prepared: Prepared) -> Step:
        tsa, revocation = self.services()
        chain = [_bytes(one) for one in task.kept["chain"]]
        value, once = _bytes(task.kept["value"]), _Once(tsa, {})
        try:
            signature = finish_xades(prepared, value, chain, once, revocation)
        except (Unusable, Unreachable, OSError):
            # a responder that is silent costs nothing: the file waits for its answer
            signature = finish_xades(prepared, value, chain, once)
        name = task.name.rsplit(".", 1)[0] + ".edoc"
        return SignedFile(name, build_container([(task.name, task.pdf, PDF)], [signature]))


def _prepared(task: Task, found: Certificate) -> dict[str, Any]:
    prepared = prepare_xades([(task.name, task.pdf, PDF)], found.der, now())
    return {"prepared": _text(prepared.xml), "chain": [_text(one) for one in found.chain]}


def _without_code(answer: Mapping[str, Any]) -> dict[str, Any]:
    """A code is good for one question."""
    return {name: value for name, value in answer.items() if name != "code"}


def _checked(task: Task, prepared: Prepared, signed: Value) -> Step:
    try:
        finish_xades(prepared, signed.value)
    except Unusable:
        return Failed(_("The provider's answer is not a signature of this document. Nothing was signed."))
    return Again(0, {**task.kept, "value": _text(signed.value)})


@dataclass(frozen=True)
class _Once:
    """The token of the first question serves again."""

    asked: TimeStamps
    given: dict[bytes, bytes]

    def token(self, digest: bytes, algorithm: str = "sha256") -> bytes:
        if digest not in self.given:
            self.given[digest] = self.asked.token(digest, algorithm)
        return self.given[digest]


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
