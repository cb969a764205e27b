"""The plan grows from the programme."""

from decimal import Decimal

from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.placements import actions as placements
from app.placements.models import Kind
from app.plans import actions
from app.plans.queries import plan_of
from tests.placements.parts import another_learner, begun


def test_a_row_for_each_module(db: Session, cast: Cast) -> None:
    plan = plan_of(db, begun(db, cast).id)
    assert plan is not None
    assert [row.module.name for row in plan.rows] == [m.name for m in cast.programme.modules]
    first = plan.rows[0]
    assert (first.school_theory, first.school_practice, first.company) == (
        Decimal(48),
        Decimal(0),
        Decimal(72),
    )
    assert len(first.outcome_ids) == 4
    assert all(row.hours == row.module.hours for row in plan.rows)


def test_an_internship_has_no_plan(db: Session, cast: Cast) -> None:
    placement = placements.create(db, cast.actor("ilze"), cast.learner, kind=Kind.PRACTICE)
    assert plan_of(db, placement.id) is None


def test_without_a_programme_it_waits_for_one(db: Session, cast: Cast) -> None:
    learner = another_learner(db, cast)
    learner.group = None
    db.commit()
    placement = begun(db, cast, learner)
    plan = plan_of(db, placement.id)
    assert plan is not None
    assert plan.rows == []
    placements.choose_programme(db, cast.actor("ilze"), placement, cast.programme)
    db.expire_all()
    assert len(plan.rows) == 6


def test_twice_is_once(db: Session, cast: Cast) -> None:
    placement = begun(db, cast)
    actions.open_for(db, cast.actor("ilze"), placement)
    plan = plan_of(db, placement.id)
    assert plan is not None
    assert len(plan.rows) == 6
