"""A placement at the company with two modules to assess, on Friday, 20 November 2026; and an internship."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment import actions
from app.assessment.models import Assessment
from app.demo.cast import Cast
from app.diary.models import Day, Week
from app.diary.models import State as WeekState
from app.kit.clock import at
from app.placements.models import Kind, Placement, State
from app.plans.models import Plan, PlanRow

FRIDAY = datetime(2026, 11, 20, 17, 0)


@dataclass
class Sheets:
    """One placement and its sheets."""

    db: Session
    cast: Cast
    placement: Placement

    @property
    def all(self) -> list[Assessment]:
        wanted = select(Assessment).where(Assessment.placement_id == self.placement.id)
        return list(self.db.scalars(wanted.order_by(Assessment.position)))

    @property
    def first(self) -> Assessment:
        return self.all[0]

    @property
    def url(self) -> str:
        return self.first.address

    def words(self, **changes: str) -> dict[str, str]:
        """What the company types."""
        outcomes = {f"o{each}": "yes" for each in self.first.outcome_ids}
        said = {"mark": "8", "good": "Strādā rūpīgi un laikā.", "better": "Vēl jāmācās mērīt."}
        return outcomes | said | changes

    def submit(self, mark: int = 8, sheet: Assessment | None = None) -> Assessment:
        """By the mentor's real deeds."""
        sheet, mentor = sheet or self.first, self.cast.actor("aigars")
        actions.propose(
            self.db,
            mentor,
            sheet,
            practised={str(each): "yes" for each in sheet.outcome_ids},
            mark=mark,
            good="Strādā rūpīgi un laikā.",
            better="Vēl jāmācās mērīt.",
        )
        actions.submit(self.db, mentor, sheet)
        self.db.commit()
        return sheet


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with at(FRIDAY):
        yield


def begin(db: Session, cast: Cast, kind: Kind) -> Sheets:
    """By rows; the sheets by the action."""
    placement = Placement(
        school_id=cast.school.id,
        learner=cast.learner,
        programme=cast.programme,
        company=cast.company,
        mentor=cast.mentor,
        coordinator=cast.ilze,
        kind=kind,
        state=State.ACTIVE,
        starts=date(2026, 9, 7),
        ends=date(2026, 12, 18),
        weeks="C" * 15,
        sort_key=cast.learner.sort_key,
    )
    plan = Plan(placement=placement)
    modules = [module for module in cast.programme.modules if module.outcomes][:2]
    for position, module in enumerate(modules):
        ids = [outcome.id for outcome in module.outcomes]
        ends = date(2026, 10, 30) if position == 0 else None
        plan.rows.append(
            PlanRow(module=module, position=position, company=Decimal(80), ends=ends, outcome_ids=ids)
        )
    db.add_all([placement, plan])
    week = Week(placement=placement, monday=date(2026, 10, 26), state=WeekState.APPROVED)
    first = [outcome.id for outcome in modules[0].outcomes][:1]
    for day in (26, 27, 28):
        week.days.append(Day(on=date(2026, 10, day), hours=Decimal(8), outcome_ids=first))
    db.add(week)
    db.flush()
    actions.open_for(db, cast.actor("ilze"), placement)
    db.flush()
    return Sheets(db, cast, placement)


@pytest.fixture
def sheets(db: Session, cast: Cast) -> Sheets:
    """Mārtiņš at Ozola Galdnieks, work-based."""
    made = begin(db, cast, Kind.DVB)
    db.commit()
    return made


@pytest.fixture
def practice(db: Session, cast: Cast) -> Sheets:
    """The same as an internship."""
    made = begin(db, cast, Kind.PRACTICE)
    db.commit()
    return made
