"""What signatures are held against now, and what the administrator sees of it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.esign.anchors import Anchor, configured
from app.esign.trust import Trust
from app.esign.trusted_list import TrustedList as Read
from app.esign.trusted_list import Unusable, read_list
from app.kit.db import store_of
from app.kit.store import Damaged, Store
from app.kit.words import Said, _
from app.trust.models import TrustAnchor, TrustedList

log = logging.getLogger(__name__)
_made: dict[tuple[str, ...], Trust] = {}
KEPT = 4  # of different databases, in tests; a portal has one


def newest(db: Session) -> list[TrustedList]:
    """The newest issue of each list: those of countries by name, lists of lists last."""
    best: dict[tuple[str, bool], TrustedList] = {}
    for issue in db.scalars(select(TrustedList).order_by(TrustedList.number)):
        best[issue.country, issue.lotl] = issue
    return sorted(best.values(), key=lambda issue: (issue.lotl, issue.country))


def anchors(db: Session) -> Sequence[TrustAnchor]:
    """Those that have not been ended."""
    wanted = select(TrustAnchor).where(TrustAnchor.ended_at.is_(None))
    return db.scalars(wanted.order_by(TrustAnchor.purpose, TrustAnchor.name, TrustAnchor.id)).all()


def current(db: Session) -> Trust:
    """Everything that is trusted now; the same lists are read from the store once.

    A file that is damaged or gone is left out: nothing is trusted that cannot be shown.
    """
    lists, own = newest(db), anchors(db)
    key = (*(one.sha256 for one in lists), "", *(one.sha256 for one in own))
    known = _made.get(key)
    if known is None:
        known, whole = _read(lists, own, store_of(db))
        if whole:
            while len(_made) >= KEPT:
                _made.pop(next(iter(_made)), None)
            _made[key] = known
    return known


def _read(lists: Sequence[TrustedList], own: Sequence[TrustAnchor], store: Store) -> tuple[Trust, bool]:
    read: list[tuple[str, Read]] = []
    configured_ones: list[Anchor] = []
    whole = True
    rows: list[TrustedList | TrustAnchor] = [*lists, *own]
    for row in rows:
        try:
            data = store.get(row.sha256)
            if isinstance(row, TrustedList):
                read.append((f"{row.country} {row.number}", read_list(data)))
            else:
                configured_ones.append(configured(data, row.name))
        except (FileNotFoundError, Damaged, Unusable, ValueError) as broken:
            whole = False
            log.error("trusted list or anchor %s: %s", row.sha256, type(broken).__name__)
    return Trust.made_of(read, configured_ones), whole


def warnings(db: Session) -> list[Said]:
    """What keeps signatures from being confirmed, for the administrator's first page."""
    lists = newest(db)
    if not any(one.services for one in lists) and not anchors(db):
        return [_("Nothing is trusted yet: no signature can be confirmed.")]
    return [
        _(
            "The list {country} no. {number} was valid until {day:day}; "
            "later signatures cannot be confirmed by it.",
            country=one.country,
            number=one.number,
            day=one.next_update,
        )
        for one in lists
        if one.expired and not one.lotl
    ]


@dataclass(frozen=True)
class State:
    """What is known, for the administrator's page."""

    lists: Sequence[TrustedList]
    anchors: Sequence[TrustAnchor]
    past: Sequence[TrustedList]

    @property
    def nothing(self) -> bool:
        """No signature can be confirmed."""
        return not self.anchors and not any(one.services for one in self.lists)

    @property
    def expired(self) -> Sequence[TrustedList]:
        """Lists whose newer issue is missing."""
        return [one for one in self.lists if one.expired]

    @property
    def test(self) -> bool:
        """Signatures without legal force are believed here."""
        return any(one.test for one in self.lists) or any(one.test for one in self.anchors)


def state(db: Session) -> State:
    """Lists, anchors, and the issues that newer ones took the place of."""
    lists = newest(db)
    numbers = {one.id for one in lists}
    rows = db.scalars(select(TrustedList).order_by(TrustedList.id.desc()).limit(200))
    return State(lists, anchors(db), [row for row in rows if row.id not in numbers])
