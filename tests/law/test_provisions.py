"""Every provision is kept by a case that keeps it, and broken by one that does not."""

import pytest

from app.kit.rules import Moment
from app.law.judging import broken
from app.law.provision import BOTH
from app.law.rules import ALL
from tests.law.cases import BREAKS, MILDER, kept

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


@pytest.mark.parametrize("code", CODES)
def test_it_is_not_asked_of_what_nobody_knows(code: str) -> None:
    kind, change, moment, _level = BREAKS[code]
    case = kept(kind)
    change(case)
    provision = next(each for each in ALL if each.code == code)
    case.known -= set(provision.about)
    assert code not in {each.rule.code for each in broken(case, moment)}
