"""The school's own numbers, by kind and direction."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.issuing import next_number as counted
from app.registers.models import Direction, Scheme

USUAL: Final = {
    (Direction.OUT, ""): "N-{year}/{n}",
    (Direction.IN, ""): "S-{year}/{n}",
    (Direction.OUT, "destruction"): "IZN-{year}/{n}",
}
PLACES: Final = {"{year}", "{n}", "{index}"}


def sound(pattern: str) -> bool:
    """Whether it counts, and has no places that nobody fills."""
    found = re.findall(r"\{[^{}]*\}", pattern)
    rest = re.sub(r"\{[^{}]*\}", "", pattern)
    return "{n}" in found and set(found) <= PLACES and not re.search(r"[{}]", rest)


def filled(pattern: str, dated: date, n: int, code: str) -> str:
    """05-11/{n} with its places filled; a paper in no file yet has 00."""
    return pattern.replace("{year}", str(dated.year)).replace("{n}", str(n)).replace("{index}", code or "00")


def schemes(db: Session, organisation_id: int) -> dict[tuple[Direction, str], str]:
    """The patterns in force: the school's own over the usual ones."""
    own = db.scalars(select(Scheme).where(Scheme.organisation_id == organisation_id))
    return USUAL | {(scheme.direction, scheme.kind): scheme.pattern for scheme in own}


def next_number(
    db: Session, organisation_id: int, direction: Direction, kind: str, dated: date, code: str = ""
) -> str:
    """The next number of the series that this paper belongs to; a series without a year goes on for ever."""
    known = schemes(db, organisation_id)
    series = kind if (direction, kind) in known else ""
    pattern = known[direction, series]
    year = dated.year if "{year}" in pattern else 0
    n = counted(db, organisation_id, f"{direction.value}:{series}", year)
    return filled(pattern, dated, n, code)
