"""Names and courses of groups in the next year. Pure."""

from __future__ import annotations

import re
from typing import Final

from app.schools.models import Group

LONGEST: Final = 40
# the first digits and letter of the programme's code → years of study (MK 332, annex 1)
_YEARS: Final = {"33": 4, "32": 3, "32a": 1, "35a": 1, "35b": 2, "37": 1, "22": 3}
MOST_YEARS: Final = 4


def last_course(group: Group) -> int:
    """In which course the group finishes, by its programme."""
    if group.programme is None:
        return MOST_YEARS
    text = group.programme.code.replace(" ", "")
    kind = text[:3] if text[2:3].isalpha() else text[:2]
    return _YEARS.get(kind, MOST_YEARS)


def next_name(name: str, course: int) -> str:
    """`AM-2` and `AM-21` of course 2 become `AM-3` and `AM-31`; a name without its course stays."""
    found = re.search(rf"(?<!\d){course}", name)
    if found is None:
        return name
    return f"{name[: found.start()]}{course + 1}{name[found.end() :]}"


def finished_name(name: str, year: int) -> str:
    """A group that has finished keeps its name and gets the year, so that the next may have the name."""
    suffix = f" ({year})"
    return f"{name[: LONGEST - len(suffix)]}{suffix}"
