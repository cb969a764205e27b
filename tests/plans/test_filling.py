"""What the law knows of plans: for many placements in three selects."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.law.case import Case
from app.law.queries import cases
from app.plans import actions, filling
from app.plans.models import Implementation, Plan
from app.plans.queries import plan_of, share
from app.plans.volumes import least_practice
from app.schools.models import Programme
from tests.browser import Queries
from tests.placements.parts import another_learner, begun, prepared


def test_the_sections_are_filled(db: Session, cast: Cast, approved: Plan, in_force: Implementation) -> None:
    case = cases(db, [approved.placement_id])[approved.placement_id]
    assert case.plan.exists
    assert case.plan.agreed_on == case.plan.approved_on is not None
    assert (case.plan.hours_company, case.plan.hours_school) == (Decimal(1720), Decimal(400))
    assert case.plan.percent == share(approved).percent == Decimal("36.1")
    assert case.plan.other_percent is None
    assert case.plan.follows_implementation is False  # it was made before, with all modules in full
    assert case.programme.implementation_percent == in_force.percent
    assert case.programme.implementation_other_percent == in_force.other_percent
    assert case.programme.implementation_approved_on is not None
    assert case.programme.minimum_practice_hours == 560
    other = plan_of(db, begun(db, cast, another_learner(db, cast)).id)
    assert other is not None
    case = cases(db, [other.placement_id])[other.placement_id]
    assert case.plan.follows_implementation is True
    assert case.plan.approved_on is None
    actions.fill_cell(
        db, cast.actor("ilze"), other.rows[0], field="company", value="1", version=other.rows[0].version
    )
    db.flush()
    assert cases(db, [other.placement_id])[other.placement_id].plan.follows_implementation is False


@pytest.mark.parametrize("code", ["33 543 04 1", "35b 543 04 1"])
def test_the_share_is_the_same_as_on_the_page(db: Session, cast: Cast, plan: Plan, code: str) -> None:
    db.get_one(Programme, cast.programme.id).code = code
    db.commit()
    section = cases(db, [plan.placement_id])[plan.placement_id].plan
    found = share(plan)
    assert (section.percent, section.other_percent) == (found.percent, found.percent_other_reading)


def test_many_cost_as_much_as_one(
    db: Session, cast: Cast, in_force: Implementation, queries: Queries
) -> None:
    ids = [prepared(db, cast).id]
    ids += [begun(db, cast, another_learner(db, cast, name)).id for name in ("Elza Āboliņa", "Ģirts Ērglis")]
    found: dict[int, Case] = cases(db, ids)
    db.commit()
    with queries(at_most=3):
        filling.fill(db, found)
    assert all(case.plan.exists for case in found.values())


@pytest.mark.parametrize(
    ("code", "hours"),
    [("33 543 04 1", 560), ("32a 525 01 1", 280), ("35b 525 01 1", 320), ("20T 762 01 1", None)],
)
def test_the_least_practice_is_that_of_the_standard(code: str, hours: int | None) -> None:
    assert least_practice(code) == hours
