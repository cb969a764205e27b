"""The 25 % rule with exact numbers, in both of its readings."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.plans.models import Plan
from app.plans.queries import share, shares
from app.plans.share import Share, share_of
from app.schools.models import Programme


def of(
    *, after_basic: bool, company: str, practice: str = "0", hours: int = 4760, all_practice: int = 560
) -> Share:
    return share_of(
        after_basic=after_basic,
        programme_hours=Decimal(hours),
        programme_practice=Decimal(all_practice),
        company=Decimal(company),
        company_practice=Decimal(practice),
    )


def test_after_basic_education_everything_counts() -> None:
    found = of(after_basic=True, company="1495", practice="560")
    assert (found.planned_hours, found.percent, found.clause) == (
        Decimal(1495),
        Decimal("31.4"),
        "484: 6.1.2",
    )
    assert found.percent_other_reading is None
    assert found.base == "of the programme"
    assert not found.under
    assert found.short_of_hours == 0


def test_otherwise_the_practice_is_left_out_and_both_readings_are_told() -> None:
    found = of(after_basic=False, company="1620", practice="560")
    assert (found.planned_hours, found.percent, found.clause) == (
        Decimal(1060),
        Decimal("22.2"),
        "484: 6.1.1",
    )
    assert found.percent_other_reading == Decimal("25.2")  # 1060 of 4200
    assert found.readings_differ
    assert found.readings_disagree
    assert found.under
    assert found.short_of_hours == 130  # 1190 − 1060


def test_a_share_is_never_rounded_up_to_the_least() -> None:
    found = of(after_basic=True, company="1189.5")
    assert (found.percent, found.under, found.short_of_hours) == (Decimal("24.9"), True, Decimal(1))
    assert not of(after_basic=True, company="1190").under


def test_the_words_of_the_design() -> None:
    """24,1 %, 23 hours short."""
    found = of(after_basic=True, company="627", hours=2600)
    assert (found.percent, found.short_of_hours) == (Decimal("24.1"), Decimal(23))


def test_without_a_programme_there_is_nothing_to_compare() -> None:
    found = of(after_basic=True, company="0", hours=0)
    assert (found.percent, found.under, found.short_of_hours) == (Decimal(0), False, Decimal(0))


@pytest.mark.parametrize("code", ["33 543 04 1", "32 543 04 1", "35a 543 04 1", "22 543 04 1"])
def test_one_plan_and_many_give_the_same(db: Session, cast: Cast, plan: Plan, code: str) -> None:
    programme = db.get_one(Programme, cast.programme.id)
    programme.code = code
    db.commit()
    assert shares(db, [plan.placement_id])[plan.placement_id] == share(plan)
    assert (share(plan).clause == "484: 6.1.2") is (code[:2] in {"32", "33"})
    assert shares(db, []) == {}
