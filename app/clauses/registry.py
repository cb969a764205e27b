"""Which kinds of documents have clauses that a school may word; other rooms register theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from app.kit.words import Said
from app.schools.models import School


@dataclass(frozen=True)
class Clause:
    """A clause that every document of its kind has; `usual` is Latvian, the language of the document."""

    name: str
    heading: Said
    clause: str  # of the regulation, "" when it is only usual
    usual: str
    mandatory: bool = True
    code: str = ""  # of the rule that asks for it


class Own(NamedTuple):
    """A clause that a school adds."""

    heading: str
    text: str


class Texts(NamedTuple):
    """Everything that a new document begins with."""

    clauses: Mapping[str, str]
    own: tuple[Own, ...]


Preview = Callable[[Session, School, Texts], bytes]


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document with its clauses in their order; `preview` makes a specimen as PDF."""

    key: str
    label: Said
    clauses: Sequence[Clause]
    preview: Preview | None = None
    own: bool = True  # whether a school may add clauses

    def usual(self) -> dict[str, str]:
        """The portal's wording."""
        return {clause.name: clause.usual for clause in self.clauses}


kinds: Final[dict[str, DocumentKind]] = {}


def register(kind: DocumentKind) -> DocumentKind:
    """Makes a kind known to the page of templates."""
    kinds[kind.key] = kind
    return kind


def plain(own: Sequence[Own]) -> list[dict[str, Any]]:
    """As JSON keeps them."""
    return [{"heading": each.heading, "text": each.text} for each in own]


def read(kept: Sequence[Mapping[str, Any]]) -> tuple[Own, ...]:
    """Back from JSON."""
    return tuple(Own(str(each["heading"]), str(each["text"])) for each in kept)
