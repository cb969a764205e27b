"""Codes and numbers of people, companies and programmes: one way of writing each, and what is wrong with it.

A checksum that does not fit is only a warning: the rules for it are not published by the registers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.kit.words import Said, _

_SEPARATORS: Final = re.compile(r"[\s\u200b\u2060\ufeff.\-\u2010-\u2015\u2212]+")
_SHORTENED: Final = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_WHOLE: Final = re.compile(r"(\d+)[.,]0+")
_LONGEST_EMAIL: Final = 254
_LONGEST_MAILBOX: Final = 64
_EMAIL: Final = re.compile(
    r"[^\s@,;<>()\[\]\"\\:]+@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)


class Wrong(ValueError):
    """What was written cannot be this; the sentence says what to write."""

    def __init__(self, said: Said) -> None:
        super().__init__(str(said))
        self.said = said


@dataclass(frozen=True, slots=True)
class PersonalCode:
    """A personal code; codes from July 2017 begin with 32 and tell no date of birth."""

    code: str
    born: date | None
    warning: Said | None = None

    @property
    def masked(self) -> str:
        return masked(self.code)


@dataclass(frozen=True, slots=True)
class RegisterNumber:
    number: str
    warning: Said | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    e164: str

    @property
    def mobile(self) -> bool:
        """Can it get a text message? Known only for Latvian numbers."""
        return self.e164.startswith("+3712")


@dataclass(frozen=True, slots=True)
class Email:
    address: str


@dataclass(frozen=True, slots=True)
class ProgrammeCode:
    """A code of MK 322: stage and type, field, set, form."""

    code: str

    @property
    def printed(self) -> str:
        head = len(self.code) - 6
        return " ".join((self.code[:head], self.code[head:-3], self.code[-3:-1], self.code[-1]))

    @property
    def stage(self) -> str:
        return self.code[:-6]

    @property
    def part_time(self) -> bool:
        return self.code[-1] == "3"


def personal_code(written: str | float) -> PersonalCode:
    """Accepts it with and without hyphen, as a number, and with the first zero lost."""
    digits = _digits(written)
    if len(digits) == 10 and digits[5:6] in "012" and not digits.startswith("32"):
        digits = f"0{digits}"
    if not re.fullmatch(r"\d{6}[012]\d{4}|3[2-9]\d{9}", digits):
        raise Wrong(_("Write the personal code with 11 digits, for example 010203-20123."))
    code = f"{digits[:6]}-{digits[6:]}"
    if int(digits[:2]) > 31:
        return PersonalCode(code, None)
    try:
        born = date(1800 + 100 * int(digits[6]) + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        raise Wrong(_("The first six digits of the personal code are not a date. Check them.")) from None
    return PersonalCode(code, born, _personal_warning(digits))


def _personal_warning(digits: str) -> Said | None:
    weights = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = 1101 - sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
    if total % 11 % 10 == int(digits[10]):
        return None
    return _("The last digit of the personal code does not fit the others. Check the code.")


def masked(code: str) -> str:
    """Only the second half of a personal code; the first six signs are covered."""
    return f"••••••-{code[-5:]}"


def register_number(written: str | float) -> RegisterNumber:
    """Accepts a VAT number with LV too."""
    text = re.sub(r"^\s*LV\s*-?", "", str(written), flags=re.IGNORECASE)
    digits = _digits(text)
    if len(digits) != 11:
        raise Wrong(_("Write the register number with 11 digits."))
    weights = (9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    if digits[0] > "3" and total % 11 != 3:
        return RegisterNumber(digits, _("The register number may hold a mistake. Check the last digits."))
    return RegisterNumber(digits)


def phone(written: str | float) -> Phone:
    """A number in Latvia needs no country code; any other begins with + or 00."""
    text = re.sub(r"[\s()./\-\u2010-\u2015\u2212]", "", _plain(written).removeprefix("tel:"))
    text = re.sub(r"^00(?=[1-9])", "+", text)
    if re.fullmatch(r"(?:\+?371)?[25-9]\d{7}", text):
        return Phone(f"+371{text[-8:]}")
    if re.fullmatch(r"\+(?!371)[1-9]\d{6,14}", text):
        return Phone(text)
    raise Wrong(
        _("Write one phone number with 8 digits that begins with 2 or 6, or with + and the country code.")
    )


def email(written: str) -> Email:
    """A light look at the shape; whether anybody reads it only a letter can tell."""
    address = re.sub(r"^mailto:", "", str(written).strip().strip("<>;,").strip().lower())
    if len(address) > _LONGEST_EMAIL or len(address.partition("@")[0]) > _LONGEST_MAILBOX:
        raise Wrong(_("The e-mail address is too long. Check it."))
    strange = re.search(r"[^\x21-\x7e]", address)
    if strange and address.count("@") == 1 and not strange[0].isspace():
        raise Wrong(_("An e-mail address is written without “{letter}”. Check it.", letter=strange[0]))
    if (
        strange
        or ".." in address
        or ".@" in address
        or address.startswith(".")
        or not _EMAIL.fullmatch(address)
    ):
        raise Wrong(
            _("Write one e-mail address, for example anna.ozola@skola.lv. Leave it blank if there is none.")
        )
    return Email(address)


def programme_code(written: str | float) -> ProgrammeCode:
    """33 543 04 1, 33543041, 35b 484 01 1; the letter after the stage is kept as MK 322 writes it."""
    text = _SEPARATORS.sub("", _plain(written))
    found = re.fullmatch(r"(\d{2})([abtpvABTPV]?)(\d{5}[13])", text)
    if not found or not found[0].isascii():
        raise Wrong(_("Write the programme code with 8 signs, for example 33 543 04 1."))
    letter = found[2].lower() if found[2] in "abAB" else found[2].upper()
    return ProgrammeCode(found[1] + letter + found[3])


def _plain(written: str | float) -> str:
    """The text as written; a number that a table made of it is whole again."""
    if isinstance(written, float):
        written = f"{written:.0f}" if written.is_integer() else repr(written)
    text = str(written).strip().strip("'`\u200b\ufeff")
    if _SHORTENED.fullmatch(text):
        raise Wrong(
            _("Excel has shortened the number. Make the column a text column and write the whole number.")
        )
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def _digits(written: str | float) -> str:
    """The digits without separators; empty when there is anything else."""
    text = _SEPARATORS.sub("", _plain(written))
    return text if text.isascii() and text.isdigit() else ""
