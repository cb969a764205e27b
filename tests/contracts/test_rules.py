"""Who must be able to sign before a contract goes out: each rule kept and broken, without a database."""

from dataclasses import replace
from typing import Any, Final

import pytest

from app.contracts.rules import SIGNABLE, Facts
from app.kit.rules import unmet

WHOLE: Final = Facts(mentor_named=True, signatory_reachable=True, director_can_sign=True, company_weeks=10)
BROKEN: Final[dict[str, dict[str, Any]]] = {
    "mentor": {"mentor_named": False},
    "signatory": {"signatory_reachable": False},
    "director": {"director_can_sign": False},
    "weeks": {"company_weeks": 0},
}


def broken(**changes: Any) -> list[str]:
    return [found.rule.code for found in unmet(SIGNABLE, replace(WHOLE, **changes))]


def test_nothing_stands_in_the_way_of_what_is_whole() -> None:
    assert broken() == []


@pytest.mark.parametrize("code", [rule.code for rule in SIGNABLE])
def test_a_broken_rule_is_named_with_its_clause_and_place(code: str) -> None:
    assert broken(**BROKEN[code]) == [code]
    rule = next(rule for rule in SIGNABLE if rule.code == code)
    assert rule.clause
    assert rule.fix
    assert rule.where
