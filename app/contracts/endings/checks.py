"""Whether a contract can end so: the day, the notice, the words."""

from __future__ import annotations

from datetime import date

from app.contracts.endings.models import Ground
from app.kit.clock import today
from app.kit.days import after_working_days
from app.kit.words import Said, _, _n
from app.placements.models import Placement

EXPLAINED = (Ground.OTHER, Ground.LEARNER_BREACH, Ground.COMPANY_BREACH)


def earliest(placement: Placement, ground: Ground, endangered: bool) -> date:
    """The first possible last day: at once by agreement or in danger, otherwise after the notice."""
    if ground.by_agreement or endangered:
        return today()
    return after_working_days(today(), placement.school.notice_days)


def found_wrong(
    placement: Placement, *, ground: Ground, last_day: date, words: str, endangered: bool
) -> dict[str, Said]:
    """By the field in which it is mended."""
    found: dict[str, Said] = {}
    first = earliest(placement, ground, endangered)
    if last_day < today():
        found["last_day"] = _("A contract does not end in the past. Choose today or a later day.")
    elif last_day < first:
        found["last_day"] = _n(
            "The notice is {n} working day: the earliest last day is {day:day}.",
            "The notice is {n} working days: the earliest last day is {day:day}.",
            placement.school.notice_days,
            day=first,
        )
    elif placement.ends and last_day >= placement.ends:
        found["last_day"] = _("The contract ends on {day:day} anyway.", day=placement.ends)
    if (ground in EXPLAINED or endangered) and len(words.strip()) < 5:
        found["words"] = _("Write what has happened.")
    return found
