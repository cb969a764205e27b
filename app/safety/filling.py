"""The section of a case about safety, for however many cases in three selects."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from app.kit.clock import riga
from app.law.case import Case, Safety
from app.safety.facts import Standing, standings
from app.safety.topics import Kind

FILLS: Final = frozenset({"safety"})


def fill(db: Session, cases: dict[int, Case]) -> None:
    """Every case gets what is recorded; nothing recorded is known too."""
    for placement_id, one in standings(db, cases).items():
        cases[placement_id].learn(safety=_section(one))


def _section(one: Standing) -> Safety:
    return Safety(
        induction_on=one.first.get(Kind.INDUCTION),
        instruction_on=one.first.get(Kind.INITIAL),
        check_passed=one.passed,
        fire_on=one.first.get(Kind.FIRE),
        last_instruction_on=one.last_on,
        hazardous=one.hazardous,
        ppe_missing=tuple(one.missing),
        health_needed=one.health_needed,
        health_until=one.health_until,
        study_week_hours=one.study_hours,
        hazards_unjustified=tuple(tag.label for tag in one.hazards),
        guardian_informed_on=riga(one.informed_at).date() if one.informed_at else None,
        open_incidents=one.open_incidents,
    )
