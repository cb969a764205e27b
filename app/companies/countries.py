"""The countries of the EU and the EEA by name."""

from __future__ import annotations

from typing import Final

from babel import Locale

from app.companies.rules import EEA
from app.kit.names import sort_key

ELSEWHERE: Final = "XX"


def countries(lang: str) -> list[tuple[str, str]]:
    """Code and name; Latvia first, the others in order."""
    names = Locale.parse(lang).territories
    named = sorted(((code, names[code]) for code in EEA), key=lambda pair: sort_key(pair[1]))
    return sorted(named, key=lambda pair: pair[0] != "LV")
