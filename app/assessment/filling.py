"""Fills the section of assessment in the cases of the law: two selects, however many placements."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.models import MARKED, WITH_COMPANY, Assessment, State
from app.assessment.papers import Characterisation, CharacterState, Report, ReportState
from app.kit.clock import riga
from app.law.case import Assessment as Section
from app.law.case import Case
from app.placements.models import Placement
from app.schools.models import Module

FILLS: Final = frozenset({"assessment"})

GIVEN = (ReportState.SUBMITTED, ReportState.ACCEPTED)


def fill(db: Session, cases: dict[int, Case]) -> None:
    """Marks by module, the characterisation and the report."""
    sheets = _sheets(db, cases)
    papers = _papers(db, cases)
    for placement_id, case in cases.items():
        mine = sheets.get(placement_id, [])
        done, due, given = papers.get(placement_id, (False, None, None))
        case.learn(
            assessment=Section(
                overdue=tuple(name for sheet, name, _school in mine if sheet.late),
                characterisation_complete=done,
                report_due=due,
                report_on=given,
                marks=tuple(Decimal(mark) for sheet, _name, _school in mine for mark in _marks(sheet)),
                final_by_school=bool(mine)
                and all(sheet.final_for_id == school and sheet.state in MARKED for sheet, _n, school in mine),
                failed=tuple(name for sheet, name, _school in mine if sheet.state is State.FAILED),
            )
        )


def _marks(sheet: Assessment) -> list[int]:
    given = [sheet.final_mark]
    if sheet.state not in WITH_COMPANY:
        given.append(sheet.mark)
    return [mark for mark in given if mark is not None]


def _sheets(db: Session, cases: dict[int, Case]) -> dict[int, list[tuple[Assessment, str, int]]]:
    rows = db.execute(
        select(Assessment, Module.name, Placement.school_id)
        .join(Placement, Placement.id == Assessment.placement_id)
        .outerjoin(Module, Module.id == Assessment.module_id)
        .where(Assessment.placement_id.in_(cases))
        .order_by(Assessment.position)
    )
    found: dict[int, list[tuple[Assessment, str, int]]] = defaultdict(list)
    for sheet, name, school in rows:
        found[sheet.placement_id].append((sheet, name or "prakse", school))
    return found


def _papers(db: Session, cases: dict[int, Case]) -> dict[int, tuple[bool, date | None, date | None]]:
    rows = db.execute(
        select(
            Placement.id,
            Characterisation.state,
            Report.due_on,
            Report.state,
            Report.submitted_at,
        )
        .outerjoin(Characterisation, Characterisation.placement_id == Placement.id)
        .outerjoin(Report, Report.placement_id == Placement.id)
        .where(Placement.id.in_(cases))
    )
    return {
        placement: (
            character is CharacterState.CONFIRMED,
            due,
            riga(given).date() if given and state in GIVEN else None,
        )
        for placement, character, due, state, given in rows
    }
