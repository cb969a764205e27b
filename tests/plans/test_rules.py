"""Each rule of the plan by itself."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.kit.rules import unmet
from app.plans.rules import BEFORE_APPROVING, NOT_OUT_FOR_SIGNATURE, Facts, RowFacts

GOOD = Facts(
    dvb=True,
    company_chosen=True,
    rows=(RowFacts(Decimal(120), inside=True), RowFacts(Decimal(40), inside=True)),
    school=Decimal(60),
    company=Decimal(100),
    spare=(Decimal(0), Decimal(20)),
    percent=Decimal("25.0"),
    schedule_hours=Decimal(100),
)


def broken(facts: Facts) -> list[str]:
    return [each.rule.code for each in unmet(BEFORE_APPROVING, facts)]


def test_a_good_plan_breaks_nothing() -> None:
    assert broken(GOOD) == []


@pytest.mark.parametrize(
    ("change", "code", "stops"),
    [
        ({"company_chosen": False}, "R08", True),
        ({"rows": ()}, "plan-rows", True),
        ({"rows": (RowFacts(Decimal(0), inside=True),)}, "plan-row-hours", True),
        ({"company": Decimal(0)}, "plan-company", True),
        ({"school": Decimal(0)}, "plan-school", True),
        ({"spare": (Decimal(-1),)}, "plan-module", True),
        ({"percent": Decimal("24.9")}, "R07", False),
        ({"rows": (RowFacts(Decimal(5), inside=False),)}, "plan-period", False),
        ({"schedule_hours": Decimal(99)}, "plan-schedule", False),
    ],
)
def test_one_thing_breaks_one_rule(change: dict[str, Any], code: str, stops: bool) -> None:
    found = unmet(BEFORE_APPROVING, replace(GOOD, **change))
    assert [(each.rule.code, each.stops) for each in found] == [(code, stops)]
    assert found[0].rule.clause.startswith("484")


def test_an_internship_may_be_all_in_the_company() -> None:
    assert broken(replace(GOOD, dvb=False, school=Decimal(0), percent=Decimal(0))) == []


def test_a_plan_rests_while_its_contract_is_signed() -> None:
    assert [each.rule.code for each in unmet(NOT_OUT_FOR_SIGNATURE, True)] == ["R58"]
    assert unmet(NOT_OUT_FOR_SIGNATURE, False) == []
