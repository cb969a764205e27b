"""A provision of the law: what must hold for a case, when it is asked, who can mend it, and since when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.kit.rules import Level, Moment, Rule
from app.kit.words import Said, _
from app.law.case import Case
from app.placements.models import Kind

DVB: Final = frozenset({Kind.DVB})
PRACTICE: Final = frozenset({Kind.PRACTICE})
BOTH: Final = DVB | PRACTICE
IN_FORCE_484: Final = date(2016, 7, 19)
IN_FORCE_481: Final = date(2023, 9, 1)
MENTORS_484: Final = date(2019, 1, 1)  # the pedagogical part of 10.1; the transition ended the day before


class Subject(StrEnum):
    """The chapters of the page of the law."""

    PROGRAMME = "programme"
    COMPANY = "company"
    PLAN = "plan"
    CONTRACT = "contract"
    INTERNSHIP = "internship"
    PAY = "pay"
    SAFETY = "safety"
    MINORS = "minors"
    DIARY = "diary"
    ASSESSMENT = "assessment"
    CERTIFICATE = "certificate"
    DATA = "data"

    @property
    def label(self) -> Said:
        """As shown."""
        return SUBJECTS[self]


SUBJECTS: Final = {
    Subject.PROGRAMME: _("School and programme"),
    Subject.COMPANY: _("Company and supervisor"),
    Subject.PLAN: _("Plans"),
    Subject.CONTRACT: _("Contract"),
    Subject.INTERNSHIP: _("Internship"),
    Subject.PAY: _("Pay and insurance"),
    Subject.SAFETY: _("Safety at work"),
    Subject.MINORS: _("Under 18"),
    Subject.DIARY: _("Diary"),
    Subject.ASSESSMENT: _("Assessment"),
    Subject.CERTIFICATE: _("Certificates"),
    Subject.DATA: _("Data and funding"),
}


class Fixer(StrEnum):
    """Who can mend what a rule finds missing."""

    COORDINATOR = "coordinator"
    SCHOOL_ADMIN = "school-admin"
    DIRECTOR = "director"
    OFFICE = "office"
    MENTOR = "mentor"
    LEARNER = "learner"
    GUARDIAN = "guardian"

    @property
    def label(self) -> Said:
        """As shown."""
        return FIXERS[self]


FIXERS: Final = {
    Fixer.COORDINATOR: _("the coordinator"),
    Fixer.SCHOOL_ADMIN: _("the school's administrator"),
    Fixer.DIRECTOR: _("the director"),
    Fixer.OFFICE: _("the company"),
    Fixer.MENTOR: _("the supervisor at the company"),
    Fixer.LEARNER: _("the learner"),
    Fixer.GUARDIAN: _("the legal representative"),
}


def _always(_case: Case) -> bool:
    return True


def _nothing(_case: Case) -> Said | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Provision(Rule):
    """`about` names the sections of the case it reads: asked only when a room has filled them all.

    A STOP blocks at `stops_at` (every moment, if empty) when `stops_if` holds, and is `milder` elsewhere.
    """

    subject: Subject
    moments: tuple[Moment, ...]
    about: tuple[str, ...]
    fixers: tuple[Fixer, ...] = (Fixer.COORDINATOR,)
    kinds: frozenset[Kind] = DVB
    concerns: Callable[[Case], bool] = _always
    stops_at: tuple[Moment, ...] = ()
    stops_if: Callable[[Case], bool] = _always
    milder: Level = Level.WARN
    because: Callable[[Case], Said | None] = _nothing
    since: date = IN_FORCE_484
    until: date | None = None

    def __post_init__(self) -> None:
        one, *more = (fixer.label for fixer in self.fixers)
        fix = _("{one} or {other}", one=one, other=more[0]) if more else one
        object.__setattr__(self, "fix", fix)  # frozen, and never given by hand

    def level_at(self, moment: Moment, case: Case) -> Level:
        """What it weighs for this case at this moment."""
        if self.level is not Level.STOP:
            return self.level
        blocks = (not self.stops_at or moment in self.stops_at) and self.stops_if(case)
        return Level.STOP if blocks else self.milder

    def in_force(self, day: date) -> bool:
        """By its dates."""
        return self.since <= day and (self.until is None or day <= self.until)

    def asks(self, case: Case) -> bool:
        """Whether it is about such a case at all."""
        return case.kind in self.kinds and case.known.issuperset(self.about) and self.concerns(case)
