"""A case as it would be with an amendment. Pure."""

from __future__ import annotations

from dataclasses import replace

from app.contracts.terms import Terms
from app.law.case import Case


def amended(case: Case, terms: Terms) -> None:
    """The law asks about the supervisor, the period and the hours that are being agreed."""
    case.starts, case.ends = terms.starts, terms.ends
    case.day_hours, case.work_days = terms.day_hours, len(terms.work_days)
    case.week_hours = terms.day_hours * len(terms.work_days)
    case.work_from, case.work_until = terms.work_from, terms.work_until
    case.company_weeks = terms.weeks.count("C")
    case.ids = {**case.ids, "mentor": terms.mentor_id}
    case.mentor = replace(case.mentor, named=terms.mentor_id is not None)
