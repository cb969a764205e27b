"""Marked text, and the words and shapes of one language."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final, Self

from app.kit.catalogue import catalogue
from app.kit.english import English
from app.kit.latvian import Latvian
from app.kit.tongue import Tongue

LANGUAGES: Final = ("lv", "en")
TONGUES: Final[Mapping[str, type[Tongue]]] = {"lv": Latvian, "en": English}


class Said(str):
    """A source text with its values, kept until somebody's language is known."""

    values: dict[str, Any]
    many: str | None
    n: int | None

    def __new__(
        cls, text: str, values: Mapping[str, Any] | None = None, many: str | None = None, n: int | None = None
    ) -> Self:
        said = super().__new__(cls, text)
        said.values = dict(values or {})
        said.many = many
        said.n = n
        return said

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.values, self.many, self.n)

    def to_json(self) -> dict[str, Any]:
        """For a JSON column; from_json gives the same text back with the same values."""
        told: dict[str, Any] = {"text": str(self)}
        if self.values:
            told["values"] = {name: _packed(value) for name, value in self.values.items()}
        if self.many is not None:
            told |= {"many": self.many, "n": self.n}
        return told

    @classmethod
    def from_json(cls, told: Mapping[str, Any] | str) -> Self:
        if isinstance(told, str):
            return cls(told)
        values = {name: _unpacked(value) for name, value in told.get("values", {}).items()}
        return cls(told["text"], values, told.get("many"), told.get("n"))


def _packed(value: Any) -> Any:
    match value:
        case Said():
            return {"said": value.to_json()}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"decimal": str(value)}
        case list() | tuple():
            return [_packed(item) for item in value]
        case None | str() | bool() | int() | float():
            return value
    return str(value)


_UNPACK: Final[Mapping[str, Callable[[Any], Any]]] = {
    "said": Said.from_json,
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
    "decimal": Decimal,
}


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unpacked(item) for item in value]
    if isinstance(value, dict):
        kind, inner = next(iter(value.items()))
        return _UNPACK[kind](inner)
    return value


def _(text: str, /, **values: Any) -> Said:
    """Mark a text for translation and carry its values. Nothing is translated here."""
    return Said(text, values)


def _n(one: str, many: str, /, n: int, **values: Any) -> Said:
    """Mark a counted text; {n} is the number."""
    return Said(one, {**values, "n": n}, many, n)


class _Shaping(string.Formatter):
    """Lets a text name the shape of a value: {end:until}, {share:percent}."""

    def __init__(self, shapes: Mapping[str, Callable[..., str]]) -> None:
        self.shapes = shapes

    def format_field(self, value: Any, format_spec: str) -> str:
        shape = self.shapes.get(format_spec)
        return shape(value) if shape else str(format(value, format_spec))


class Words:
    """One language: its texts, and how it writes dates and numbers."""

    SHAPES: Final[Sequence[str]] = (
        *("day", "short_day", "on", "until", "since", "at_month", "month", "month_short", "heading"),
        *("span", "moment", "time", "ago", "weekday", "weekday_on", "weekday_short", "week", "school_year"),
        *("number", "percent", "money", "hours", "phone", "size", "list_of"),
    )

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.tongue = tongue = TONGUES[lang]()
        self._gettext = catalogue(lang).gettext
        self._ngettext = catalogue(lang).ngettext
        self.day, self.short_day, self.on = tongue.day, tongue.short_day, tongue.on
        self.until, self.since, self.heading = tongue.until, tongue.since, tongue.heading
        self.span, self.moment, self.time, self.ago = tongue.span, tongue.moment, tongue.time, tongue.ago
        self.month, self.month_short, self.at_month = tongue.month, tongue.month_short, tongue.at_month
        self.weekday, self.weekday_on = tongue.weekday, tongue.weekday_on
        self.weekday_short, self.week = tongue.weekday_short, tongue.week
        self.school_year = tongue.school_year
        self.number, self.percent, self.money = tongue.number, tongue.percent, tongue.money
        self.hours, self.phone, self.size = tongue.hours, tongue.phone, tongue.size
        self._shaping = _Shaping({name: getattr(self, name) for name in self.SHAPES})

    @staticmethod
    @cache
    def of(lang: str) -> Words:
        """The words of a language, read once."""
        return Words(lang)

    def text(self, text: str, /, **values: Any) -> str:
        """A marked or plain text in this language; given values go before those the text carries."""
        if not isinstance(text, Said):
            return self._filled(self._gettext(text) if text else "", values)
        if text.values:
            values = {**text.values, **values}
        if text.many is not None and text.n is not None:
            return self._filled(self._ngettext(text, text.many, text.n), values)
        return self._filled(self._gettext(text) if text else "", values)

    def plural(self, one: str, many: str, /, n: int, **values: Any) -> str:
        """A counted text in this language; {n} is the number."""
        return self._filled(self._ngettext(one, many, n), {**values, "n": n})

    def list_of(self, items: Sequence[object]) -> str:
        """Items in a row, with the last joined by a word; marked texts are translated."""
        return self.tongue.list_of(self._known(item) for item in items)

    def filters(self) -> dict[str, Callable[..., str]]:
        """Every shape as a template filter; an absent value is written as nothing."""
        return {name: _or_nothing(getattr(self, name)) for name in self.SHAPES}

    def _filled(self, text: str, values: dict[str, Any]) -> str:
        """Only a text with values is filled in: braces in people's own words stay as they are."""
        if not values:
            return str(text)
        known = {name: self._known(value) for name, value in values.items()}
        return self._shaping.vformat(text, (), known) if ":" in text else str.format(text, **known)

    def _known(self, value: Any) -> Any:
        return self.text(value) if isinstance(value, Said) else value


def _or_nothing(shape: Callable[..., str]) -> Callable[..., str]:
    def written(value: Any, *more: Any, **options: Any) -> str:
        return "" if value is None else shape(value, *more, **options)

    return written
