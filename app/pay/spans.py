"""Days that policies cover: one after another they may cover a period together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

Span = tuple[date, date]
DAY = timedelta(days=1)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Overlapping and adjoining spans become one."""
    found: list[Span] = []
    for starts, ends in sorted(spans):
        if ends < starts:
            continue
        if found and starts <= found[-1][1] + DAY:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((starts, ends))
    return found


def gaps(spans: Iterable[Span], starts: date, ends: date) -> list[Span]:
    """The parts of the period that nothing covers."""
    found: list[Span] = []
    wanted = starts
    for first, last in joined(spans):
        if last < wanted or first > ends:
            continue
        if first > wanted:
            found.append((wanted, first - DAY))
        wanted = max(wanted, last + DAY)
    if wanted <= ends:
        found.append((wanted, ends))
    return found


def cover(spans: Iterable[Span], starts: date | None) -> Span | None:
    """The unbroken cover at that day, else the next one, else the last."""
    whole = joined(spans)
    if not whole:
        return None
    if starts is None:
        return whole[0]
    return next((span for span in whole if span[1] >= starts), whole[-1])
