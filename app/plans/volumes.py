"""The least hours of practice that the state standard gives a programme (MK 332, annex 1)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

# first digits and letter of the programme's code → hours; specialisation is not told by the code
_LEAST: Final = {"33": 560, "37": 320, "35b": 320, "32": 280, "32a": 280, "32b": 280, "35a": 280}


def least_practice(code: str) -> Decimal | None:
    """By the type of the programme; None where the standard names none."""
    text = code.replace(" ", "")
    kind = text[:3] if text[2:3].isalpha() else text[:2]
    hours = _LEAST.get(kind)
    return Decimal(hours) if hours else None
