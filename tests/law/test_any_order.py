"""Everybody does what they like in any order: no rule is walked around, nothing is lost, nothing is stuck."""

from collections import Counter
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from app.kit.clock import at
from tests.databases import Databases, OneTransaction
from tests.kept import Place
from tests.law.beginnings import BEGINNINGS
from tests.law.holding import Holding
from tests.law.moves import MOVES
from tests.law.walk import NOW, Deed, World, deeds

ANY = st.integers(0, 2**20)
SOME = settings(
    max_examples=20,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
    phases=[Phase.generate],
)


def tiny(_template: str, values: object) -> bytes:
    """What the documents look like is asked elsewhere."""
    return b"%PDF-1.7 " + repr(values).encode()


@pytest.fixture
def reachable(app: FastAPI) -> set[str]:
    """The verbs that have an address, by which people do them."""
    named = {str(route.name) for route in iter_route_contexts(app.routes)}
    return named & deeds().keys()


def test_every_deed_is_walked(reachable: set[str]) -> None:
    assert reachable - MOVES.keys() == set()
    assert MOVES.keys() - reachable == set()


class Walk(RuleBasedStateMachine):
    """One transaction for a walk; `place` gives the database."""

    open: Callable[[], tuple[Session, Callable[[], None]]]
    beginnings: tuple[str, ...]
    reachable: set[str]
    steps: Counter[str]

    @initialize(which=st.integers(0, 100))
    def begin(self, which: int) -> None:
        self.db, self.close = type(self).open()
        with at(NOW):
            cast = BEGINNINGS[self.beginnings[which % len(self.beginnings)]](self.db)
            self.world = World(self.db, cast)
            self.holding = Holding(self.world, self.reachable)

    @rule(verb=ANY, thing=ANY, who=ANY, n=ANY)
    def onward(self, verb: int, thing: int, who: int, n: int) -> None:
        """Whoever may does something that the state of a thing allows."""
        self._do([deed for deed in self._deeds() if deed.verb.of], verb, thing, who, n, fitting=True)

    @rule(verb=ANY, thing=ANY, who=ANY, n=ANY)
    def further(self, verb: int, thing: int, who: int, n: int) -> None:
        self.onward(verb, thing, who, n)

    @rule(verb=ANY, thing=ANY, who=ANY, n=ANY)
    def beside(self, verb: int, thing: int, who: int, n: int) -> None:
        """What can be done at any time."""
        self._do([deed for deed in self._deeds() if not deed.verb.of], verb, thing, who, n, fitting=True)

    @rule(verb=ANY, thing=ANY, who=ANY, n=ANY)
    def wrongly(self, verb: int, thing: int, who: int, n: int) -> None:
        """Anybody tries anything."""
        self._do(self._deeds(), verb, thing, who, n, fitting=False)

    @rule(days=st.sampled_from([0, 1, 3, 7, 28]))
    def later(self, days: int) -> None:
        self.world.wait(days)
        with at(self.world.moment):
            self.holding.after("waiting")

    def _deeds(self) -> list[Deed]:
        return [deed for name, deed in deeds().items() if name in MOVES and name in self.reachable]

    def _do(self, chosen: list[Deed], verb: int, thing: int, who: int, n: int, *, fitting: bool) -> None:
        world = self.world
        with at(world.moment):
            open_to = [
                (deed, things)
                for deed in chosen
                if (things := [t for t in world.targets(deed) if not fitting or deed.fits(t)])
            ]
            if not open_to:
                return
            deed, things = open_to[verb % len(open_to)]
            it = things[thing % len(things)]
            actors = [a for a in world.actors if not fitting or deed.verb.permits(a, it)] or world.actors
            actor = actors[who % len(actors)]
            note(f"{world.moment:%d.%m.%Y}: {actor.person.name}: {deed.name} {it!r} {n}")
            done = world.attempt(deed, it, actor, n)
            self.steps[deed.name + ("" if done else "!")] += 1
            if done:
                self.holding.after(deed.name)

    def teardown(self) -> None:
        if hasattr(self, "close"):
            self.close()


@pytest.mark.slow
@pytest.mark.parametrize("beginnings", [tuple(BEGINNINGS)], ids=["all"])
def test_any_order(
    databases: Databases,
    engine: str,
    transaction: OneTransaction,
    reachable: set[str],
    beginnings: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.documents.issuing.pdf", tiny)

    def begin() -> tuple[Session, Callable[[], None]]:
        savepoint = transaction.connection.begin_nested()
        transaction.connection.info["place"] = Place(databases.albums[engine])
        session = transaction.open()

        def close() -> None:
            session.close()
            savepoint.rollback()

        return session, close

    steps: Counter[str] = Counter()
    walk = type(
        "AWalk",
        (Walk,),
        {"open": staticmethod(begin), "beginnings": beginnings, "reachable": reachable, "steps": steps},
    )
    run_state_machine_as_test(walk, settings=SOME)
    print(sorted(steps.items()))  # shown by -s
