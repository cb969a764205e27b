"""What a provider is told and what it answers; the two shapes of a provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.kit.words import Said


@dataclass(frozen=True)
class Task:
    """One signature to be given: plain values, so that it can be worked on outside a transaction."""

    key: str
    name: str  # of the file, as it stands in the container
    pdf: bytes  # as it was issued
    so_far: bytes  # with the signatures that others have put into the PDF
    back: str  # where the provider sends the person
    language: str
    given_name: str
    family_name: str
    personal_code: str
    person_id: int
    kept: Mapping[str, Any] = field(default_factory=dict)
    answer: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Go:
    """The person has to go somewhere; an empty address is the portal's own page."""

    url: str
    kept: Mapping[str, Any]


@dataclass(frozen=True)
class Again:
    """Not ready yet: asked once more after some seconds."""

    seconds: int
    kept: Mapping[str, Any]


@dataclass(frozen=True)
class SignedFile:
    """What was signed, to be examined as any other file from outside."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Failed:
    """It will not be; why, in words."""

    reason: Said


@dataclass(frozen=True)
class Certificate:
    """With which the person will sign; `chain` is what stands above it, nearest first."""

    der: bytes
    chain: tuple[bytes, ...]
    kept: Mapping[str, Any]


@dataclass(frozen=True)
class Value:
    """A signature's value over the digest that was asked for."""

    value: bytes


Step = Go | Again | SignedFile | Failed


class Provider(Protocol):
    """Signs a document: is given the file, and gives the signed file back.

    `outside` says whether the next step asks other machines, which only jobs do; a job may repeat it.
    """

    @property
    def code(self) -> str: ...

    def outside(self, task: Task) -> bool: ...

    def advance(self, task: Task) -> Step: ...


class HashProvider(Protocol):
    """Signs a digest; the document never leaves the portal."""

    @property
    def code(self) -> str: ...

    def outside(self, task: Task) -> bool: ...

    def certificate(self, task: Task) -> Certificate | Go | Again | Failed: ...

    def sign(self, task: Task, digest: bytes) -> Value | Go | Again | Failed: ...
