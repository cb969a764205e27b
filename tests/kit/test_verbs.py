"""What a verb asks before a deed and does after it, tried on a verb of the tests' own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import pytest

from app.kit import verbs
from app.kit.errors import Forbidden, Refused
from app.kit.rules import Level, Rule, Unmet, unmet
from app.kit.verbs import Verb, does
from app.kit.words import _


class State(Enum):
    OPEN = "open"
    SHUT = "shut"


@dataclass
class Gate:
    state: State = State.OPEN
    oiled: bool = True
    told: list[str] = field(default_factory=list)


RULES = (
    Rule("T1", "1: 2.3", _("The gate is oiled first"), lambda gate: gate.oiled),
    Rule("T2", "good practice", _("The gate is green"), lambda gate: False, Level.WARN),
)


def keeper(actor: str, _gate: Gate) -> bool:
    return actor == "keeper"


def about_gates(_db: Any, gate: Gate) -> list[Unmet]:
    return unmet(RULES, gate)


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Iterator[Verb]:
    after = [lambda _db, actor, verb, gate: gate.told.append(f"{actor} {verb.name}")]
    monkeypatch.setattr(verbs, "after_every", after)
    name = "tests.shut"
    yield Verb(name, _("shut the gate"), who=(keeper,), of=(State.OPEN,), to=State.SHUT, rules=about_gates)
    verbs.named.pop(name)
    verbs.then.pop(name, None)


def deed(verb: Verb) -> Any:
    @does(verb)
    def shut_it(_db: Any, _actor: Any, gate: Gate) -> str:
        gate.told.append("body")
        return "clang"

    return shut_it


def test_a_deed_does_tells_and_is_followed_in_order(shut: Verb) -> None:
    gate = Gate()
    verbs.then[shut.name] = [lambda _db, _actor, thing: thing.told.append("followed")]
    assert deed(shut)(None, "keeper", gate) == "clang"
    assert gate.state is State.SHUT
    assert gate.told == ["body", "keeper tests.shut", "followed"]


def test_nobody_else_may(shut: Verb) -> None:
    gate = Gate()
    with pytest.raises(Forbidden):
        deed(shut)(None, "stranger", gate)
    assert gate == Gate()


def test_nobody_may_what_is_given_to_nobody() -> None:
    verb = Verb("tests.nobody", _("did what nobody may"))
    try:
        assert not verb.permits("keeper", Gate())
    finally:
        verbs.named.pop("tests.nobody")


def test_not_in_the_wrong_state(shut: Verb) -> None:
    gate = Gate(State.SHUT)
    with pytest.raises(Refused) as refused:
        deed(shut)(None, "keeper", gate)
    assert "state" in str(refused.value.reasons[0].text)
    assert not gate.told


def test_a_rule_refuses_with_its_clause_and_a_warning_does_not(shut: Verb) -> None:
    gate = Gate(oiled=False)
    with pytest.raises(Refused) as refused:
        deed(shut)(None, "keeper", gate)
    assert [(reason.clause, reason.code) for reason in refused.value.reasons] == [("1: 2.3", "T1")]
    assert gate.state is State.OPEN
    assert not gate.told


def test_a_button_is_shown_before_the_rules_are_met(shut: Verb) -> None:
    assert shut.open_to("keeper", Gate(oiled=False))
    assert not shut.open_to("keeper", Gate(State.SHUT))
    assert not shut.open_to("stranger", Gate())


def test_two_verbs_never_share_a_name(shut: Verb) -> None:
    with pytest.raises(ValueError, match=shut.name):
        Verb(shut.name, _("shut the gate twice"))
