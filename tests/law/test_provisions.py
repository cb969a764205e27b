"""Every provision is kept by a case that keeps it, and broken by one that does not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.kit.rules import Moment
from app.law.judging import broken
from app.law.provision import BOTH
from app.law.rules import ALL
from tests.law.cases import BREAKS, MILDER, TODAY, kept

CODES = [f"R{number:02d}" for number in range(1, 62)]


def test_there_are_sixty_one_and_each_has_a_case() -> None:
    assert [each.code for each in ALL] == CODES
    assert sorted(BREAKS) == CODES


@pytest.mark.parametrize("kind", sorted(BOTH))
@pytest.mark.parametrize("moment", Moment)
def test_whoever_does_everything_breaks_nothing(kind: str, moment: Moment) -> None:
    assert broken(kept(kind), moment) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("code", CODES)
def test_it_is_broken(code: str) -> None:
    kind, change, moment, level = BREAKS[code]
    case = kept(kind)
    change(case)
    found = {each.rule.code: each for each in broken(case, moment)}
    assert code in found
    assert found[code].level is level


@pytest.mark.parametrize("code", sorted(MILDER))
def test_it_is_milder_or_not_asked(code: str) -> None:
    kind, change, moment, level = MILDER[code]
    case = kept(kind)
    change(case)
    found = {each.rule.code: each.level for each in broken(case, moment)}
    assert found.get(code) is level


def test_a_contract_is_judged_by_the_figures_of_its_day() -> None:
    case = kept()
    before = case.figures
    case.figures = {**before, "share": Decimal(35)}
    case.figures_of = lambda day: before if day < TODAY else case.figures
    assert "R07" not in {each.rule.code for each in broken(case, Moment.SEND)}
    assert "R07" in {each.rule.code for each in broken(case, Moment.WORK)}
    case.contract.sent_on = TODAY
    assert "R07" in {each.rule.code for each in broken(case, Moment.SEND)}


def test_a_rule_holds_from_its_day_to_its_day() -> None:
    rule = next(each for each in ALL if each.code == "R16")
    assert not rule.in_force(date(2023, 8, 31))
    assert rule.in_force(date(2023, 9, 1))
    assert not replace(rule, until=date(2024, 1, 1)).in_force(date(2024, 1, 2))


@pytest.mark.parametrize("code", CODES)
def test_it_is_not_asked_of_what_nobody_knows(code: str) -> None:
    kind, change, moment, _level = BREAKS[code]
    case = kept(kind)
    change(case)
    provision = next(each for each in ALL if each.code == code)
    case.known -= set(provision.about)
    assert code not in {each.rule.code for each in broken(case, moment)}
