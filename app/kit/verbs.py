"""A verb: who may do it, from which state to which, under which rules, and whom it tells."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from app.kit.errors import Forbidden, Reason, Refused
from app.kit.rules import Unmet
from app.kit.words import Said, _

P = ParamSpec("P")
R = TypeVar("R")
Who = Callable[[Any, Any], bool]
Follower = Callable[[Session, Any, Any], object]


@dataclass(frozen=True)
class Verb:
    """Something a person does to a thing. Empty `who` is nobody; empty `of` is any state."""

    name: str
    says: Said  # what has been done, as the trail and the history tell it
    who: tuple[Who, ...] = ()
    of: tuple[Enum, ...] = ()
    to: Enum | None = None
    rules: Callable[[Session, Any], list[Unmet]] | None = None
    tells: Callable[[Any], Sequence[Any]] | None = None

    def __post_init__(self) -> None:
        if self.name in named:
            raise ValueError(f"two verbs are called {self.name}")
        named[self.name] = self

    def permits(self, actor: Any, thing: Any) -> bool:
        """May you? Any of `who`; nobody may change what was brought back by a dossier."""
        return not getattr(thing, "restored_at", None) and any(who(actor, thing) for who in self.who)

    def reasons(self, db: Session, actor: Any, thing: Any) -> list[Reason]:
        """Everything that stands in the way now; empty when it can be done."""
        if not self.permits(actor, thing):
            return [Reason(_("You do not have the right to do this."))]
        if self.of and thing.state not in self.of:
            label: Said = getattr(thing.state, "label", Said(thing.state.value))
            return [Reason(_("This is not possible while the state is “{state}”.", state=label))]
        found = [u.reason for u in self.rules(db, thing) if u.stops] if self.rules else []
        return found if getattr(actor, "may_remind", False) else [replace(r, nudge="") for r in found]

    def open_to(self, actor: Any, thing: Any) -> bool:
        """Whether to show it: the right and the state, not yet the rules."""
        return self.permits(actor, thing) and (not self.of or thing.state in self.of)

    def check(self, db: Session, actor: Any, thing: Any) -> None:
        """Raises `Forbidden` or `Refused` with every reason."""
        if not self.permits(actor, thing):
            raise Forbidden(self.name)
        if reasons := self.reasons(db, actor, thing):
            raise Refused(*reasons)


named: Final[dict[str, Verb]] = {}
after_every: Final[list[Callable[[Session, Any, Verb, Any], None]]] = []
then: Final[defaultdict[str, list[Follower]]] = defaultdict(list)


def does(
    verb: Verb,
) -> Callable[
    [Callable[Concatenate[Session, Any, Any, P], R]], Callable[Concatenate[Session, Any, Any, P], R]
]:
    """Makes a function the deed of `verb`: check, body, new state, trail, notices, followers."""

    def deed(
        body: Callable[Concatenate[Session, Any, Any, P], R],
    ) -> Callable[Concatenate[Session, Any, Any, P], R]:
        @functools.wraps(body)
        def act(db: Session, actor: Any, thing: Any, /, *args: P.args, **kwargs: P.kwargs) -> R:
            verb.check(db, actor, thing)
            made = body(db, actor, thing, *args, **kwargs)
            subject: Any = made if hasattr(made, "__table__") else thing
            if verb.to is not None:
                subject.state = verb.to
            for each in after_every:
                each(db, actor, verb, subject)
            for follow in then[verb.name]:
                follow(db, actor, subject)
            return made

        act.verb = verb  # type: ignore[attr-defined]
        return act

    return deed
