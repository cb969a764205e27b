"""Whether the portal can seal documents, for the administrator's first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.documents.seals import seal_of
from app.esign.making.keys import Unusable
from app.kit.clock import riga, today
from app.settings import Settings

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Sealing:
    """The seal in use; without a name there is none, and `wrong` says why a named key cannot be used."""

    name: str = ""
    until: date | None = None
    test: bool = False
    wrong: str = ""

    @property
    def ends_soon(self) -> bool:
        """Whether its certificate has to be renewed now."""
        return self.until is not None and self.until - today() < SOON


def sealing(settings: Settings) -> Sealing:
    """Looks at the key as a sealing job would."""
    try:
        seal = seal_of(settings)
    except (Unusable, OSError) as wrong:
        return Sealing(wrong=str(wrong))
    if seal is None:
        return Sealing()
    return Sealing(seal.name, riga(seal.until).date(), seal.test)
