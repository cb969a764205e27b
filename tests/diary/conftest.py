"""A placement with an open diary, on the Friday of the mock-ups: 20 November 2026, week 47."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Mentor
from app.demo.cast import Cast, actor_of
from app.diary import actions
from app.diary.models import Day, Week
from app.diary.queries import loggable
from app.identity.actor import Actor
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.clock import at
from app.placements.models import Placement, State
from app.plans.models import Plan, PlanRow
from app.schools.models import Learner

FRIDAY = datetime(2026, 11, 20, 17, 0)
WEEKS = "CCSSCCSS"  # from 9 November: 46 and 47, then 50 and 51


@dataclass
class Diary:
    """One placement and its weeks."""

    db: Session
    placement: Placement
    learner: Person
    outcomes: list[int]

    @property
    def actor(self) -> Actor:
        """The learner."""
        return actor_of(self.db, self.learner)

    def week(self, number: int) -> Week:
        monday = date.fromisocalendar(2026, number, 1)
        wanted = select(Week).where(Week.placement_id == self.placement.id, Week.monday == monday)
        return self.db.scalars(wanted).one()

    def days(self, number: int) -> list[Day]:
        return list(self.db.scalars(select(Day).where(Day.week_id == self.week(number).id).order_by(Day.on)))

    def fill(self, number: int, submit: bool = True) -> Week:
        """Every working day that has come, eight hours each."""
        week = self.week(number)
        for on in loggable(self.placement, week.monday):
            with at(datetime(on.year, on.month, on.day, 17)):
                actions.log_day(
                    self.db,
                    self.actor,
                    week,
                    on=on,
                    hours=Decimal(8),
                    outcome_ids=self.outcomes[:1],
                    text="Ēvelēju.",
                )
        if submit:
            actions.submit(self.db, self.actor, week)
        self.db.flush()
        return week


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with at(FRIDAY):
        yield


def open_diary(db: Session, learner: Learner, mentor: Mentor, actor: Actor) -> Diary:
    """A placement in progress by rows, its plan, its diary by the action."""
    programme = learner.programme
    assert programme
    placement = Placement(
        school_id=learner.school_id,
        learner=learner,
        programme=programme,
        company=mentor.company,
        mentor=mentor,
        state=State.ACTIVE,
        starts=date(2026, 11, 10),
        ends=date(2027, 1, 1),
        weeks=WEEKS,
        sort_key=learner.sort_key,
    )
    plan = Plan(placement=placement)
    modules = [module for module in programme.modules if module.outcomes][:2]
    for position, module in enumerate(modules):
        ids = [outcome.id for outcome in module.outcomes]
        plan.rows.append(PlanRow(module=module, position=position, company=Decimal(80), outcome_ids=ids))
    db.add_all([placement, plan])
    db.flush()
    actions.open_for(db, actor, placement)
    db.flush()
    return Diary(db, placement, learner.person, [o for row in plan.rows for o in row.outcome_ids])


@pytest.fixture
def diary(db: Session, cast: Cast) -> Diary:
    """Mārtiņš at Ozola Galdnieks."""
    return open_diary(db, cast.learner, cast.mentor, cast.actor("ilze"))


@pytest.fixture
def marta(db: Session, cast: Cast, diary: Diary) -> Diary:
    """Another learner of the same school with the same mentor."""
    person = Person(given_name="Marta", family_name="Vītola", email="marta@abava.example")
    person.fill_keys()
    learner = Learner(school_id=cast.school.id, person=person, group=cast.group, sort_key=person.sort_key)
    db.add(learner)
    db.flush()
    db.add(Membership(person_id=person.id, organisation_id=cast.school.id, role=Role.LEARNER))
    db.flush()
    return open_diary(db, learner, cast.mentor, cast.actor("ilze"))
