"""What a director looks at before signing: the share, the supervisor, safety, insurance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from app.documents.marks import By, Mark
from app.kit.words import Said, _
from app.law.case import Case
from app.law.judging import Point, Standing, points
from app.law.provision import Provision
from app.law.queries import cases, law

GROUPS: Final[tuple[tuple[Said, frozenset[str]], ...]] = (
    (_("At least 25 % at the company"), frozenset({"R07"})),
    (_("The supervisor meets the requirements"), frozenset({"R20", "R21", "R22"})),
    (_("Safety at work"), frozenset({"R30", "R31", "R33", "R34"})),
    (_("Insurance"), frozenset({"R28", "R29"})),
)
CODES: Final = frozenset(code for _label, codes in GROUPS for code in codes)


def of_placements(db: Session, subjects: Sequence[str]) -> By:
    """For documents about placements, all in the same few statements."""
    ids = [
        int(number) for kind, _c, number in (each.partition(":") for each in subjects) if kind == "placement"
    ]
    if not ids:
        return {}
    held = law(db)
    asked = [each for each in held.provisions if each.code in CODES]
    about = frozenset(section for each in asked for section in each.about)
    found = cases(db, ids, held, about)
    return {f"placement:{number}": _marks(case, asked) for number, case in found.items()}


def _marks(case: Case, asked: Sequence[Provision]) -> list[Mark]:
    missing = points(case, asked)
    made = []
    for label, codes in GROUPS:
        if any(each.code in codes and each.asks(case) for each in asked):
            made.append(_mark(label, [point for point in missing if point.provision.code in codes]))
    return made


def _mark(label: Said, missing: Sequence[Point]) -> Mark:
    if not missing:
        return Mark(label)
    first = missing[0]
    return Mark(
        label,
        "late" if first.standing is Standing.BROKEN else "wait",
        _("not yet: {what}", what=first.unmet.reason.text),
    )
