"""Everybody does what they like in any order: no rule is walked around, nothing is lost, nothing is stuck."""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from hypothesis import HealthCheck, Phase, note, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from app.kit.clock import at
from tests.databases import Databases, OneTransaction
from tests.kept import Place
from tests.law.beginnings import BEGINNINGS
from tests.law.chapters import CHAPTERS
from tests.law.holding import Holding
from tests.law.moves import MOVES
from tests.law.walk import NOW, Deed, World, deeds

WALKERS = 12
SEEDS = st.integers(0, 2**32)  # of the dice: evenly thrown, which hypothesis by itself does not
SOME = settings(
    max_examples=5,  # the first is the simplest one, which does nothing
    stateful_step_count=50,
    deadline=None,
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
    reachable: set[str]
    steps: Counter[str]

    @initialize(which=st.integers(0, 100))
    def begin(self, which: int) -> None:
        db, self.close = type(self).open()
        with at(NOW):
            cast = BEGINNINGS[list(BEGINNINGS)[which % len(BEGINNINGS)]](db)
            self.world = World(db, cast)
            self.world.steps = self.steps
            self.world.after = Holding(self.world, self.reachable).after

    @rule(dice=SEEDS)
    def onward(self, dice: int) -> None:
        """Whoever may does something that the state of a thing allows."""
        self._do([deed for deed in self._deeds() if deed.verb.of], Random(dice), fitting=True)

    @rule(dice=SEEDS)
    def further(self, dice: int) -> None:
        """The same; most steps are of this kind."""
        self.onward(dice)

    @rule(dice=SEEDS)
    def beside(self, dice: int) -> None:
        """What can be done at any time."""
        self._do([deed for deed in self._deeds() if not deed.verb.of], Random(dice), fitting=True)

    @rule(dice=SEEDS)
    def wrongly(self, dice: int) -> None:
        """Anybody tries anything."""
        self._do(self._deeds(), Random(dice), fitting=False)

    @rule(dice=SEEDS)
    def chapter(self, dice: int) -> None:
        """Several deeds as they should be."""
        with at(self.world.moment):
            Random(dice).choice(CHAPTERS)(self.world)

    @rule(days=st.sampled_from([1, 7, 28]))
    def later(self, days: int) -> None:
        """Time goes by."""
        self.world.wait(days)
        with at(self.world.moment):
            self.world.after("waiting")

    def _deeds(self) -> list[Deed]:
        return [deed for name, deed in deeds().items() if name in MOVES and name in self.reachable]

    def _do(self, chosen: list[Deed], dice: Random, *, fitting: bool) -> None:
        world = self.world
        with at(world.moment):
            deed = dice.choice(chosen)
            things = [thing for thing in world.targets(deed) if not fitting or deed.fits(thing)]
            while fitting and not things:
                chosen.remove(deed)
                if not chosen:
                    return
                deed = dice.choice(chosen)
                things = [thing for thing in world.targets(deed) if deed.fits(thing)]
            if not things:
                return
            thing = dice.choice(things)
            actors = [a for a in world.actors if not fitting or deed.verb.permits(a, thing)] or world.actors
            world.attempt(deed, thing, dice.choice(actors), dice.randrange(10_000))

    def teardown(self) -> None:
        if hasattr(self, "world"):
            note("\n".join(self.world.told))
        if hasattr(self, "close"):
            self.close()


@pytest.mark.slow
@pytest.mark.parametrize("number", range(WALKERS))
def test_any_order(
    databases: Databases,
    engine: str,
    transaction: OneTransaction,
    reachable: set[str],
    number: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if engine == "postgresql" and number % 2:
        pytest.skip("half as many walks, for they take twice as long")
    monkeypatch.setattr("app.documents.issuing.pdf", tiny)
    steps: Counter[str] = Counter()

    def begin() -> tuple[Session, Callable[[], None]]:
        savepoint = transaction.connection.begin_nested()
        transaction.connection.info["place"] = Place(databases.albums[engine])
        session = transaction.open()

        def close() -> None:
            session.close()
            savepoint.rollback()

        return session, close

    given = {"open": staticmethod(begin), "reachable": reachable, "steps": steps}
    walk = seed(number)(type(f"Walk{number}", (Walk,), given))
    run_state_machine_as_test(walk, settings=SOME)
    print(f"{steps.total()} steps", *sorted(steps.items()), sep="\n")  # for whoever looks with -s
    assert steps.total() > 50, "the walk has hardly begun"
