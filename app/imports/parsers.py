"""What one cell of a list means. Each parser gives named values, or raises Wrong with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeAlias

from app.kit import identifiers
from app.kit.identifiers import Wrong
from app.kit.names import search_key, split_name
from app.kit.sheets import Cell
from app.kit.words import Said, _

_DAY: Final = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})\s?\.?(?:\s*g\.?)?")
_ISO: Final = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?")
_CLOCK: Final = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*$")
_SERIAL: Final = date(1899, 12, 30)
_AMOUNT: Final = re.compile(r"\d+(?:[.,]\d{1,2})?")
_MOST_PAY: Final = 10_000
_LONGEST_DAY: Final = 40


@dataclass(frozen=True, slots=True)
class Parsed:
    """The values of a cell by their names, and what is worth a look though it was read."""

    values: Mapping[str, Any]
    warnings: tuple[Said, ...] = field(default=())


Parser: TypeAlias = Callable[[Cell], Parsed]


def text(name: str, longest: int) -> Parser:
    def parse(cell: Cell) -> Parsed:
        if len(cell.text) > longest:
            raise Wrong(_("At most {n} characters.", n=longest))
        return Parsed({name: cell.text})

    return parse


def name_of(prefix: str = "", *, surname_first: bool = False) -> Parser:
    """A name in one column. "Ābele, Marta" is turned whatever the column says."""

    def parse(cell: Cell) -> Parsed:
        whole = cell.text
        words = whole.split()
        if any(sign.isdigit() or sign == "@" for sign in whole) or len(words) < 2 or len(whole) > 200:
            raise Wrong(_("Write the given name and the surname."))
        if surname_first and "," not in whole:
            given, surname = " ".join(words[1:]), words[0]
        else:
            given, surname = split_name(whole)
        more = (
            (_("Check which words are the surname: “{surname}”.", surname=surname),) if len(words) > 2 else ()
        )
        return Parsed({f"{prefix}given_name": given, f"{prefix}surname": surname}, more)

    return parse


def name_part(name: str) -> Parser:
    def parse(cell: Cell) -> Parsed:
        if any(sign.isdigit() or sign == "@" for sign in cell.text) or len(cell.text) > 100:
            raise Wrong(_("Write a name with letters."))
        return Parsed({name: cell.text})

    return parse


def personal_code(cell: Cell) -> Parsed:
    found = identifiers.personal_code(_written(cell))
    return Parsed({"personal_code": found.code}, _kept(found.warning))


def register_number(cell: Cell) -> Parsed:
    found = identifiers.register_number(_written(cell))
    return Parsed({"reg_no": found.number}, _kept(found.warning))


def phone(name: str) -> Parser:
    return lambda cell: Parsed({name: identifiers.phone(_written(cell)).e164})


def email(name: str) -> Parser:
    return lambda cell: Parsed({name: identifiers.email(cell.text).address})


def postal_index(cell: Cell) -> Parsed:
    """LV-3120; the register keeps only the digits, and 0 where there is none."""
    digits = re.sub(r"\D", "", cell.text)
    return Parsed({"index": f"LV-{digits}"} if len(digits) == 4 else {})


def programme_code(cell: Cell) -> Parsed:
    return Parsed({"programme_code": identifiers.programme_code(_written(cell)).printed})


def day(name: str) -> Parser:
    """A date of the workbook, 26.08.2009., 2009-08-26, or the number that a workbook keeps for a date."""
    return lambda cell: Parsed({name: _day(cell)})


def whole(name: str, least: int, most: int) -> Parser:
    def parse(cell: Cell) -> Parsed:
        written = re.sub(r"\s", "", cell.raw)
        found = re.fullmatch(r"(\d{1,9})(?:[.,]0+)?(?:\.|h|st\.?|stundas?|kurss|\.kurss)?", written)
        if not found or not found[0].isascii():
            raise Wrong(_("Write a whole number."))
        if not least <= int(found[1]) <= most:
            raise Wrong(_("Write a number from {least} to {most}.", least=least, most=most))
        return Parsed({name: int(found[1])})

    return parse


def one_of(name: str, words: Mapping[str, str], refusal: Said) -> Parser:
    """A word of a known few; the longest that the cell begins with."""

    def parse(cell: Cell) -> Parsed:
        key = search_key(cell.text)
        for word in sorted(words, key=len, reverse=True):
            if key == word or key.startswith(f"{word} "):
                return Parsed({name: words[word]})
        raise Wrong(refusal)

    return parse


def pay(cell: Cell) -> Parsed:
    """ "alga", "stip. 120", "150,00", "200 EUR": what is paid and how much a month, as far as it is said."""
    key = search_key(cell.text)
    amount = _amount(cell)
    words = set(re.findall(r"[a-z]+", key)) - {"eur", "euro", "eiro", "men", "menesi", "m"}
    if any(word.startswith(("alga", "darba", "dl")) for word in words):
        return Parsed({"pay": "wage"} | _monthly(amount))
    if any(word.startswith("stip") for word in words):
        return Parsed({"pay": "stipend"} | _monthly(amount))
    if amount is not None and not words:
        said = _("The list does not say whether this is a stipend or a wage. It is read as a stipend.")
        return Parsed({"pay": "stipend", "pay_monthly": amount}, (said,))
    raise Wrong(_("Write “stipend” or “wage”, and the monthly amount, for example stipend 120."))


def _monthly(amount: Decimal | None) -> dict[str, Any]:
    return {} if amount is None else {"pay_monthly": amount}


def _amount(cell: Cell) -> Decimal | None:
    if isinstance(cell.value, int | float):
        found = str(round(cell.value, 2))
    else:
        joined = re.sub(r"(?<=\d)\s(?=\d{3}(?:\D|$))", "", cell.text)
        every = _AMOUNT.findall(joined)
        if not every:
            return None
        found = every[0].replace(",", ".") if len(every) == 1 and not joined.startswith("-") else "-1"
    amount = Decimal(found) if re.fullmatch(r"[\d.]+", found) else Decimal(-1)
    if not 0 <= amount <= _MOST_PAY:
        raise Wrong(_("Write one monthly amount, for example stipend 120."))
    return amount.quantize(Decimal("0.01"))


def _day(cell: Cell) -> date:
    found = cell.value
    if isinstance(found, int | float) and 10_000 < found < 80_000:
        found = _SERIAL + timedelta(days=int(found))
    elif isinstance(found, str) and len(found) <= _LONGEST_DAY:
        found = _written_day(_CLOCK.sub("", cell.text))
    if not isinstance(found, date):
        raise Wrong(_("Write a date that exists, for example 23.11.2026."))
    if not 1900 <= found.year <= 2100:
        raise Wrong(_("Check the year."))
    return found


def _written_day(written: str) -> date | None:
    if local := _DAY.fullmatch(written):
        parts = (local[3], local[2], local[1])
    elif iso := _ISO.fullmatch(written):
        parts = (iso[1], iso[2], iso[3])
    else:
        return None
    try:
        year, month, number = map(int, parts)
        return date(year, month, number)
    except ValueError:
        return None


def _written(cell: Cell) -> str | float:
    """Numbers stay numbers, so that nothing is lost on the way through text."""
    return cell.value if isinstance(cell.value, int | float) else cell.text


def _kept(warning: Said | None) -> tuple[Said, ...]:
    return (warning,) if warning else ()
