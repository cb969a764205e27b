"""What is looked for in the trail and among the messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from starlette.datastructures import QueryParams

from app.kit.verbs import named
from app.notifications.models import UNDELIVERED, Fate

PAGE: Final = 50
LONGEST: Final = 100


@dataclass(frozen=True)
class TrailSearch:
    """Read from the address; what cannot be read is left out."""

    person: str = ""
    verb: str = ""
    thing: str = ""
    since: date | None = None
    until: date | None = None
    before: int = 0

    @classmethod
    def read(cls, query: QueryParams) -> TrailSearch:
        """From the parameters of the address."""
        verb, before = query.get("darbiba", ""), query.get("pirms", "")
        return cls(
            person=query.get("persona", "").strip()[:LONGEST],
            verb=verb if verb in named else "",
            thing=query.get("lieta", "").strip()[:LONGEST],
            since=_day(query.get("no", "")),
            until=_day(query.get("lidz", "")),
            before=int(before) if before.isascii() and before.isdecimal() and len(before) < 10 else 0,
        )

    def query(self, **changed: Any) -> dict[str, Any]:
        """The same search as parameters of an address."""
        values = {
            "persona": self.person,
            "darbiba": self.verb,
            "lieta": self.thing,
            "no": self.since and self.since.isoformat(),
            "lidz": self.until and self.until.isoformat(),
        }
        return values | changed


@dataclass(frozen=True)
class MailSearch:
    """Which messages are looked for; read from the address."""

    text: str = ""
    fates: tuple[Fate, ...] = ()
    since: date | None = None
    until: date | None = None
    before: int = 0

    @classmethod
    def read(cls, query: QueryParams) -> MailSearch:
        """From the parameters of the address; `kludas` are all that did not arrive."""
        shown, before = query.get("radit", ""), query.get("pirms", "")
        one = (Fate(shown),) if shown in set(Fate) else ()
        return cls(
            text=query.get("q", "").strip()[:LONGEST],
            fates=UNDELIVERED if shown == "kludas" else one,
            since=_day(query.get("no", "")),
            until=_day(query.get("lidz", "")),
            before=int(before) if before.isascii() and before.isdecimal() and len(before) < 10 else 0,
        )

    @property
    def shown(self) -> str:
        """As it is called in the address."""
        return "kludas" if self.fates == UNDELIVERED else self.fates[0].value if self.fates else ""

    def query(self, **changed: Any) -> dict[str, Any]:
        """The same search as parameters of an address."""
        values = {
            "q": self.text,
            "radit": self.shown,
            "no": self.since and self.since.isoformat(),
            "lidz": self.until and self.until.isoformat(),
        }
        return values | changed


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
