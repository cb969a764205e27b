"""How long a paper is kept: pure dates."""

from __future__ import annotations

from datetime import date

from app.registers.models import Term


def destroy_after(term: Term, years: int | None, dated: date, ended_on: date | None) -> date | None:
    """The last day of keeping; None is for ever, or as long as the end is not known."""
    if years is None or term is Term.PERMANENT:
        return None
    if term is Term.YEAR:
        return date(dated.year + years, 12, 31)
    return _years_later(ended_on, years) if ended_on else None


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 2, 28)
