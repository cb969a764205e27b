"""What a known kind of list is: its columns, and what it cannot do without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from app.imports.parsers import Parser
from app.kit.names import search_key
from app.kit.words import Said

Values: TypeAlias = dict[str, Any]
Alternatives: TypeAlias = tuple[tuple[str, ...], ...]


class Note(NamedTuple):
    """What the cells of one row say about each other."""

    field: str
    said: Said
    wrong: bool = True


@cache
def _folded(headings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(search_key, headings))


@dataclass(frozen=True, slots=True)
class Field:
    """A column that a list may have. `headings` are compared without marks, points and capitals."""

    name: str
    label: Said
    headings: tuple[str, ...]
    parse: Parser

    @property
    def keys(self) -> frozenset[str]:
        return _folded(self.headings)


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of list. `needs` says which columns it cannot do without, each with its alternatives.

    `identity` names the values that make two rows the same thing; `finish` compares the values of
    one row and may complete them; `left_out` says why a row that is right is not wanted.
    """

    key: str
    label: Said
    fields: tuple[Field, ...]
    needs: tuple[Alternatives, ...]
    identity: tuple[str, ...]
    finish: Callable[[Values], list[Note]] = field(default=lambda values: [])
    left_out: Callable[[Values], Said | None] = field(default=lambda values: None)
    passed_over: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Field:
        return next(known for known in self.fields if known.name == name)

    def __contains__(self, name: str) -> bool:
        return any(known.name == name for known in self.fields)

    def met(self, alternatives: Alternatives, names: set[str]) -> tuple[str, ...]:
        """The first of the alternatives that these columns give; empty when none does."""
        return next((fields for fields in alternatives if set(fields) <= names), ())

    def missing(self, names: set[str]) -> list[Field]:
        """The columns that are still needed, the first of their alternatives named."""
        return [self[name] for need in self.needs if not self.met(need, names) for name in need[0]]

    def required(self, name: str) -> bool:
        return any(name in fields for need in self.needs for fields in need)
