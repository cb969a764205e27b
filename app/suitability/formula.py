"""Who may be a DVB supervisor (484: 10): master, or pedagogy and the sector; able; for minors, checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from app.kit.days import turns
from app.kit.words import Said, _

B_HOURS: Final = 72
MENTOR_HOURS: Final = 32
SECTOR_YEARS: Final = 3


class Kind(StrEnum):
    """What proves something of a supervisor."""

    MASTER = "master"
    MASTER_PRACTICE = "master_practice"
    TEACHER = "teacher"
    B_PROGRAMME = "b_programme"
    MENTOR_PROGRAMME = "mentor_programme"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    ABLE = "able"
    OCCUPATION = "occupation"
    STCW = "stcw"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]

    @property
    def clause(self) -> str:
        """Where it is asked for."""
        return CLAUSES[self]

    @property
    def least_hours(self) -> int | None:
        """How long the programme must be."""
        return {Kind.B_PROGRAMME: B_HOURS, Kind.MENTOR_PROGRAMME: MENTOR_HOURS}.get(self)

    @property
    def declared(self) -> bool:
        """Said by the company or the supervisor; no paper proves it."""
        return self in DECLARED


LABELS: Final = {
    Kind.MASTER: _("Master craftsman's qualification"),
    Kind.MASTER_PRACTICE: _("Certificate of master's practice"),
    Kind.TEACHER: _("Teacher's professional qualification"),
    Kind.B_PROGRAMME: _("B programme of teachers' further education, at least 72 h"),
    Kind.MENTOR_PROGRAMME: _("Programme for DVB supervisors, at least 32 h"),
    Kind.EDUCATION: _("Vocational education in the sector"),
    Kind.EXPERIENCE: _("At least three years of work in the sector"),
    Kind.ABLE: _("Able to carry out the individual plan and to prepare the assessment"),
    Kind.OCCUPATION: _("Works in the occupation that the intern learns"),
    Kind.STCW: _("Meets the STCW Code (on a ship)"),
}
CLAUSES: Final = {
    Kind.MASTER: "484: 10.1",
    Kind.MASTER_PRACTICE: "484: 10.1",
    Kind.TEACHER: "484: 10.1.1.1",
    Kind.B_PROGRAMME: "484: 10.1.1.2",
    Kind.MENTOR_PROGRAMME: "484: 10.1.1.3",
    Kind.EDUCATION: "484: 10.1.2.1",
    Kind.EXPERIENCE: "484: 10.1.2.2",
    Kind.ABLE: "484: 10.2",
    Kind.OCCUPATION: "481: 9.2",
    Kind.STCW: "484: 10¹",
}
DECLARED: Final = frozenset({Kind.ABLE, Kind.OCCUPATION})
PEDAGOGY: Final = frozenset({Kind.TEACHER, Kind.B_PROGRAMME, Kind.MENTOR_PROGRAMME})
SECTOR: Final = frozenset({Kind.EDUCATION, Kind.EXPERIENCE})


class Proof(NamedTuple):
    """One piece of evidence: since when, until when, how many hours; `checked` by some school."""

    kind: Kind
    since: date | None = None
    until: date | None = None
    hours: int | None = None
    checked: bool = True


def proves(proof: Proof, on: date) -> bool:
    """Whether it counts on that day: seen by a school, long enough, not over."""
    if not (proof.checked or proof.kind.declared):
        return False
    if proof.kind is Kind.EXPERIENCE:
        return proof.since is not None and turns(proof.since, SECTOR_YEARS) <= min(proof.until or on, on)
    if proof.kind.least_hours and (proof.hours or 0) < proof.kind.least_hours:
        return False
    return proof.until is None or proof.until >= on


@dataclass(frozen=True)
class Readiness:
    """What a supervisor has on a day. `child_check_ok` None: never checked."""

    master: bool = False
    pedagogy: bool = False
    sector: bool = False
    able: bool = False
    stcw: bool = False
    occupation_matches: bool = False
    child_check_ok: bool | None = None
    child_check_until: date | None = None
    half_master: bool = False  # one of the two papers of a master
    unchecked: int = 0  # papers that no school has looked at yet
    on: date | None = None

    def eligible(self, *, maritime: bool = False, minor: bool = False) -> bool:
        """(A or B) and C and, for minors, D; on a ship STCW in place of A or B."""
        return not self.missing(maritime=maritime, minor=minor)

    @property
    def child_check_valid(self) -> bool:
        """Allowed, and not due again."""
        due = self.child_check_until
        return self.child_check_ok is True and (due is None or self.on is None or due >= self.on)

    def missing(self, *, maritime: bool = False, minor: bool = False) -> list[tuple[Said, str]]:
        """Each thing that is wanting, with its clause."""
        found: list[tuple[Said, str]] = []
        if maritime:
            if not self.stcw:
                found.append((_("the STCW certificate"), "484: 10¹"))
        elif not self.master:
            found += self._missing_without_master()
        if not self.able:
            found.append((_("the declaration of being able to carry out the plan"), "484: 10.2"))
        if minor and not self.child_check_valid:
            wanting = (
                _("a new check whether they may work with children")
                if self.child_check_ok
                else _("the permission to work with children")
                if self.child_check_ok is False
                else _("the check whether they may work with children")
            )
            found.append((wanting, "484: 10.3"))
        return found

    def _missing_without_master(self) -> list[tuple[Said, str]]:
        found: list[tuple[Said, str]] = []
        if not self.pedagogy:
            found.append(
                (_("the pedagogical part: teacher, B programme or DVB supervisors' programme"), "484: 10.1.1")
            )
        if not self.sector:
            found.append(
                (_("the sector part: education in the sector or three years of work"), "484: 10.1.2")
            )
        if found and self.half_master:
            found.append(
                (_("or the second paper of a master: qualification and certificate of practice"), "484: 10.1")
            )
        return found


def readiness(
    proofs: Iterable[Proof],
    on: date,
    *,
    child_check_ok: bool | None = None,
    child_check_until: date | None = None,
) -> Readiness:
    """Weighs everything there is about one supervisor."""
    held = list(proofs)
    has = {proof.kind for proof in held if proves(proof, on)}
    return Readiness(
        master={Kind.MASTER, Kind.MASTER_PRACTICE} <= has,
        pedagogy=bool(has & PEDAGOGY),
        sector=bool(has & SECTOR),
        able=Kind.ABLE in has,
        stcw=Kind.STCW in has,
        occupation_matches=Kind.OCCUPATION in has,
        child_check_ok=child_check_ok,
        child_check_until=child_check_until,
        half_master=bool(has & {Kind.MASTER, Kind.MASTER_PRACTICE}),
        unchecked=sum(1 for proof in held if not (proof.checked or proof.kind.declared)),
        on=on,
    )
