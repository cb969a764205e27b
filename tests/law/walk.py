"""A small world in which people do what they like, and what must hold after each deed."""

from __future__ import annotations

import importlib
import pkgutil
import typing
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.audit.models import Trail
from app.contracts.jobs import bring_due
from app.demo.cast import Cast, actor_of
from app.identity.actor import Actor
from app.identity.models import Organisation
from app.kit.clock import at
from app.kit.db import Base
from app.kit.errors import Forbidden, Refused
from app.kit.verbs import Verb
from app.placements.models import Placement
from app.suitability.finding import stand
from app.suitability.stand import Stand
from tests.law.giving import Nothing
from tests.law.moves import MOVES

NOW: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)
ROOMS: Final = (
    *("placements", "plans", "suitability", "pay", "safety", "contracts"),
    *("internships", "diary", "assessment", "closing", "documents"),
)


@dataclass(frozen=True)
class Deed:
    """A verb, the function that does it, and what it is done to."""

    verb: Verb
    act: Callable[..., Any]
    kinds: tuple[type, ...]

    @property
    def name(self) -> str:
        return self.verb.name

    def fits(self, thing: Any) -> bool:
        """The state is one of those that the verb begins from."""
        return not self.verb.of or thing.state in self.verb.of


@cache
def deeds() -> dict[str, Deed]:
    """Every deed of the rooms, by the name of its verb."""
    found = {}
    for module in _modules():
        for value in vars(module).values():
            verb = getattr(value, "verb", None)
            if isinstance(verb, Verb) and value.__module__ == module.__name__:
                hints = list(typing.get_type_hints(value).values())
                kinds = typing.get_args(hints[2]) or (hints[2],)
                found[verb.name] = Deed(verb, value, kinds)
    return {name: found[name] for name in sorted(found)}


def _modules() -> Iterator[Any]:
    for room in ROOMS:
        package = importlib.import_module(f"app.{room}")
        for each in pkgutil.walk_packages(package.__path__, f"app.{room}."):
            yield importlib.import_module(each.name)


class World:
    """The cast, everything that has been made, and the clock."""

    def __init__(self, db: Session, cast: Cast) -> None:
        self.db, self.moment = db, NOW
        self.cast: Cast = cast
        self.actors = [actor_of(db, person) for person in cast.people.values()]
        self.things: defaultdict[str, dict[int, Any]] = defaultdict(dict)
        kinds = {kind for deed in deeds().values() for kind in deed.kinds if issubclass(kind, Base)}
        for kind in sorted(kinds, key=lambda each: each.__name__):
            for thing in db.scalars(select(kind)):
                self.things[kind.__name__][thing.id] = thing
        event.listen(db, "pending_to_persistent", self._made)
        event.listen(db, "persistent_to_transient", self._gone)
        event.listen(db, "persistent_to_deleted", self._gone)
        event.listen(db, "deleted_to_persistent", self._made)
        self.steps: Counter[str] = Counter()
        self.told: list[str] = []
        self.after: Callable[[str], None] = lambda _deed: None

    def _made(self, _db: Session, thing: Any) -> None:
        self.things[type(thing).__name__][thing.id] = thing

    def _gone(self, _db: Session, thing: Any) -> None:
        found = self.things[type(thing).__name__]
        for number in [number for number, each in found.items() if each is thing]:
            del found[number]

    def all(self, kind: str) -> list[Any]:
        """By id."""
        return [thing for _id, thing in sorted(self.things[kind].items())]

    @property
    def placements(self) -> list[Placement]:
        return self.all("Placement")

    @property
    def companies(self) -> list[Any]:
        return self.all("Company")

    @property
    def mentors(self) -> list[Any]:
        return self.all("Mentor")

    def targets(self, deed: Deed) -> list[Any]:
        """Everything of the kinds that the deed is done to."""
        if deed.kinds == (Stand,):
            return [stand(self.db, self.cast.school.id, company, None) for company in self.companies]
        if deed.kinds == (Organisation,):
            return [self.cast.school.organisation, *(each.organisation for each in self.companies)]
        return [thing for kind in deed.kinds for thing in self.all(kind.__name__)]

    def attempt(
        self, deed: Deed, thing: Any, actor: Actor, n: int, writes: dict[str, Any] | None = None
    ) -> bool:
        """Does it, or is refused as it should be."""
        said = f"{self.moment:%d.%m.%Y}: {actor.person.name}: {deed.name} {thing!r} {n}"
        done = self._attempt(deed, thing, actor, n, writes)
        self.told.append(said + ("" if done else " – no"))
        self.steps[deed.name + ("" if done else "!")] += 1
        if done:
            self.after(deed.name)
        return done

    def _attempt(self, deed: Deed, thing: Any, actor: Actor, n: int, writes: dict[str, Any] | None) -> bool:
        permitted, fits = deed.verb.permits(actor, thing), deed.fits(thing)
        before = self.db.scalar(select(func.max(Trail.id))) or 0
        savepoint = self.db.begin_nested()
        try:
            given = dict(writes) if writes is not None else MOVES[deed.name](self, thing, n)
            self.db.flush()  # the letter with the code is written before the deed
            self.db.connection().info["place"].touched = set()
            deed.act(self.db, actor, thing, *given.pop("_", ()), **given)
            self.db.flush()
        except (Forbidden, Nothing):
            savepoint.rollback()
            return False
        except (Refused, StaleDataError) as refusal:
            self._nothing_half_done(deed, refusal)
            savepoint.rollback()
            refused = True
        else:
            savepoint.commit()
            refused = False
        assert permitted, f"{actor.person.name} got as far as the state or the rules of {deed.name}"
        if refused:
            return False
        assert fits, f"{deed.name} was done in the state {thing.state}"
        assert (self.db.scalar(select(func.max(Trail.id))) or 0) > before, f"{deed.name} left no trail"
        return True

    def _nothing_half_done(self, deed: Deed, refusal: Exception) -> None:
        """What refuses has touched nothing yet; that somebody else was faster is seen only when writing."""
        if isinstance(refusal, StaleDataError):
            return
        written = self.db.connection().info["place"].touched
        changed = [*self.db.new, *filter(self.db.is_modified, self.db.dirty)]
        assert not written | set(map(repr, changed)), f"{deed.name} refused half-way: {refusal}"

    def do(self, name: str, thing: Any, *also: Any, n: int | None = None, **given: Any) -> bool:
        """By whoever may; with what is given, or what the move number `n` writes."""
        deed = deeds()[name]
        actor = next((each for each in self.actors if deed.verb.permits(each, thing)), None)
        if actor is None or not deed.fits(thing):
            return False
        writes = None if n is not None else {"_": also, **given}
        return self.attempt(deed, thing, actor, n or 0, writes)

    def wait(self, days: int) -> None:
        """Days go by, and what was agreed for them happens."""
        self.moment += timedelta(days=days)
        with at(self.moment):
            bring_due(self.db)
            self.db.flush()
