"""What must be true before a contract goes out: each rule kept and broken, without a database."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest

from app.contracts.clauses import CLAUSES
from app.contracts.rules import BEFORE_SENDING, Facts
from app.kit.rules import Level, unmet

STARTS, ENDS = date(2026, 9, 7), date(2027, 6, 11)
SEMESTERS: Final = ((date(2026, 9, 1), date(2026, 12, 18)), (date(2027, 1, 4), date(2027, 6, 18)))
WHOLE: Final = Facts(
    level=4,
    licensed_until=date(2030, 1, 1),
    exempt=False,
    company_chosen=True,
    company_may_teach=True,
    percent=Decimal(30),
    plan_agreed=True,
    plan_approved=True,
    plan_hours_school=Decimal(100),
    plan_hours_company=Decimal(50),
    starts=STARTS,
    ends=ENDS,
    semesters=SEMESTERS,
    birth_known=True,
    minor=True,
    concluder_named=True,
    concluder_reachable=True,
    empty_clauses=frozenset(),
    mentor_named=True,
    signatory_named=True,
    signatory_reachable=True,
    director_named=True,
    coordinator_named=True,
    pay_named=True,
    accident_covers=True,
    liability_covers=True,
    company_weeks=10,
)
DAY = timedelta(days=1)

BROKEN: Final[list[tuple[str, dict[str, Any]]]] = [
    ("R01", {"level": 1}),
    ("R01", {"level": 5}),
    ("R01", {"level": None}),
    ("R01", {"licensed_until": STARTS - DAY}),
    ("R03", {"exempt": True}),
    ("R04", {"company_chosen": False}),
    ("R04", {"company_may_teach": False}),
    ("R07", {"percent": Decimal("24.9")}),
    ("R08", {"plan_agreed": False}),
    ("R09", {"plan_hours_school": Decimal(0)}),
    ("R09", {"plan_hours_company": Decimal(0)}),
    ("R10", {"plan_approved": False}),
    ("R11", {"ends": STARTS + timedelta(days=80)}),
    ("R11", {"semesters": ()}),
    ("R12", {"birth_known": False}),
    ("R12", {"concluder_named": False}),
    ("R12", {"concluder_reachable": False}),
    ("R12a", {"signatory_named": False}),
    ("R12a", {"signatory_reachable": False}),
    ("R12b", {"director_named": False}),
    ("R20a", {"mentor_named": False}),
    ("R24", {"coordinator_named": False}),
    ("R09w", {"company_weeks": 0}),
    ("R25", {"pay_named": False}),
    ("R28", {"accident_covers": False}),
    ("R29", {"liability_covers": False}),
]

KEPT: Final[list[tuple[str, dict[str, Any]]]] = [
    ("R01", {"level": 2}),
    ("R01", {"licensed_until": None}),
    ("R01", {"licensed_until": STARTS}),
    ("R07", {"percent": Decimal(25)}),
    ("R07", {"percent": None}),
    ("R11", {"starts": SEMESTERS[0][0], "ends": SEMESTERS[0][1]}),
    ("R12", {"minor": False}),
]


def broken(**changes: Any) -> list[str]:
    return [found.rule.code for found in unmet(BEFORE_SENDING, replace(WHOLE, **changes))]


def test_nothing_stands_in_the_way_of_what_is_whole() -> None:
    assert broken() == []


@pytest.mark.parametrize(("code", "changes"), BROKEN, ids=str)
def test_a_broken_rule_is_named(code: str, changes: dict[str, Any]) -> None:
    named = broken(**changes)
    assert code in named
    assert set(named) == {code}


@pytest.mark.parametrize(("code", "changes"), KEPT, ids=str)
def test_a_rule_just_kept_is_silent(code: str, changes: dict[str, Any]) -> None:
    assert code not in broken(**changes)


@pytest.mark.parametrize("name", CLAUSES)
def test_each_mandatory_clause_is_asked_for(name: str) -> None:
    wanted = "R13" if name in {"amendment", "termination"} else "R14"
    assert broken(empty_clauses=frozenset({name})) == [wanted]


def test_without_a_period_its_rule_is_broken() -> None:
    assert set(broken(starts=None, ends=None)) == {"R11"}


def test_every_rule_has_been_broken_here() -> None:
    tried = {code for code, _changes in BROKEN} | {"R13", "R14"}
    assert tried == {rule.code for rule in BEFORE_SENDING}


def test_every_rule_has_a_clause_and_somebody_who_can_mend_it() -> None:
    for rule in BEFORE_SENDING:
        assert rule.clause.startswith("484: "), rule.code
        assert rule.fix, rule.code
        assert rule.where, rule.code


def test_what_only_must_be_there_by_the_start_does_not_stop_the_sending() -> None:
    assert {rule.code for rule in BEFORE_SENDING if rule.level is Level.WARN} == {"R07", "R25", "R28", "R29"}
