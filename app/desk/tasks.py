"""A row of the inbox: like tasks merged, one button."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.desk.lines import Line
from app.kit.words import Said, _, _n


class Bucket(StrEnum):
    """Overdue, today, until the end of the week."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"

    @property
    def label(self) -> Said:
        """The heading."""
        return {
            Bucket.LATE: _("Overdue"),
            Bucket.TODAY: _("Today"),
            Bucket.WEEK: _("Until the end of the week"),
        }[self]


@dataclass(frozen=True)
class Asked:
    """What is known of one whose signature is missing."""

    opened_at: datetime | None
    stopped: str
    email_fault: str


@dataclass
class Task:
    """One row: what, about whom, since when, and the one button. `remind` names whom a nudge would go to."""

    bucket: Bucket
    icon: str
    title: Said
    about: list[Line]
    url: str
    when: Said | None = None
    label: Said | None = None
    remind: list[str] = field(default_factory=list)
    asked: dict[str, Asked] = field(default_factory=dict)  # by the name of the reminder
    detail: Said | None = None
    order: int = 0

    @property
    def sub(self) -> Said:
        """Learner and company of one, or how many and the first company of many."""
        if not self.about:
            return Said("")
        if len(self.about) == 1:
            one = self.about[0]
            return _("{learner} · {company}", learner=one.learner, company=one.company or _("no company yet"))
        companies = list(dict.fromkeys(line.company for line in self.about if line.company))
        many = _n("{n} learner", "{n} learners", len(self.about))
        if len(companies) == 1:
            return _("{learners} · {company}", learners=many, company=companies[0])
        if not companies:
            return many
        more = _n("and {n} more company", "and {n} more companies", len(companies) - 1)
        return _("{learners} · {company} {more}", learners=many, company=companies[0], more=more)
