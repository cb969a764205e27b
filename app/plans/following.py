"""How an individual plan follows the implementation plan of its programme (484: 6.2, 8.1). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.kit.words import Said, Words, _
from app.placements.models import Kind, Placement
from app.plans.implementation.models import Implementation, ImplementationRow
from app.plans.models import Plan, PlanRow
from app.plans.rows import BY_MARK, BY_TEST, BY_WORK
from app.schools.models import Module, ModuleKind

PLACES: Final = ("school_theory", "school_practice", "company")
Hours = tuple[Decimal, Decimal, Decimal]
LV = Words.of("lv")  # the plan is a Latvian document


def course_of(placement: Placement) -> int | None:
    """The learner's course, by the group."""
    group = placement.learner.group
    return group.course if group else None


def followed(rows: Iterable[ImplementationRow], kind: Kind, course: int | None) -> list[ImplementationRow]:
    """What is taught in the course, or everything when nothing is; of an internship only the practice."""
    wanted = [row for row in rows if kind is Kind.DVB or row.module.kind is ModuleKind.PRACTICE]
    return [row for row in wanted if course is None or row.taught_in(course)] or wanted


def assessment_of(module: Module, company: Decimal) -> str:
    """The usual way: a mark for the practice, a work for what is done at the company, a test for the rest."""
    if module.kind is ModuleKind.PRACTICE:
        return LV.text(BY_MARK)
    return LV.text(BY_WORK if company else BY_TEST)


def responsible_for(placement: Placement, company: Decimal) -> str:
    """The mentor for what is learned at the company, otherwise the school's coordinator."""
    if company:
        return placement.mentor.person.name if placement.mentor else ""
    return placement.coordinator.name if placement.coordinator else ""


def new_row(placement: Placement, module: Module, position: int, hours: Hours) -> PlanRow:
    """A row with the usual period, person and way of assessment."""
    theory, practice, company = hours
    return PlanRow(
        module=module,
        position=position,
        school_theory=theory,
        school_practice=practice,
        company=company,
        starts=placement.starts,
        ends=placement.ends,
        responsible=responsible_for(placement, company),
        assessment=assessment_of(module, company),
        outcome_ids=[outcome.id for outcome in module.outcomes],
    )


def rows_from(placement: Placement, source: Implementation, course: int | None) -> list[PlanRow]:
    """What a new individual plan begins with."""
    return [
        new_row(placement, row.module, row.position, (row.school_theory, row.school_practice, row.company))
        for row in followed(source.rows, placement.kind, course)
    ]


def by_module(rows: Iterable[PlanRow | ImplementationRow]) -> dict[int, Hours]:
    """Hours of each module by place."""
    found: dict[int, Hours] = {}
    for row in rows:
        a, b, c = found.get(row.module_id, (Decimal(0),) * 3)
        found[row.module_id] = (a + row.school_theory, b + row.school_practice, c + row.company)
    return found


@dataclass(frozen=True)
class Departure:
    """A module in which the individual plan differs; empty hours where one of the plans has none."""

    module: Module
    mine: Hours | None
    theirs: Hours | None

    @property
    def says(self) -> list[Said]:
        """In words, a part for each place in which the hours differ."""
        if self.mine is None:
            return [_("not in the individual plan")]
        if self.theirs is None:
            return [_("by the implementation plan not in this course")]
        of = {
            name: {"mine": m, "theirs": t} for name, m, t in zip(PLACES, self.mine, self.theirs, strict=True)
        }
        told = (
            _("theory at school {mine:number} h instead of {theirs:number} h", **of["school_theory"]),
            _("practice at school {mine:number} h instead of {theirs:number} h", **of["school_practice"]),
            _("at the company {mine:number} h instead of {theirs:number} h", **of["company"]),
        )
        return [said for said in told if said.values["mine"] != said.values["theirs"]]


def remaining(hours: Mapping[int, Hours], learned: Mapping[str, Any]) -> dict[int, Hours]:
    """What is left to learn here of a plan that continues another."""
    return {
        module: (a, b, max(c - Decimal(learned.get(str(module), 0)), Decimal(0)))
        for module, (a, b, c) in hours.items()
    }


def take_learned(rows: Iterable[PlanRow], learned: Mapping[str, Any]) -> None:
    """New rows without what was learned at the place before."""
    left = {int(module): Decimal(hours) for module, hours in learned.items()}
    for row in rows:
        part = min(left.get(row.module.id, Decimal(0)), row.company)
        row.company -= part
        left[row.module.id] = left.get(row.module.id, Decimal(0)) - part


def departures(plan: Plan, source: Implementation) -> list[Departure]:
    """Module by module, in the programme's order."""
    placement = plan.placement
    course = plan.course if plan.course is not None else course_of(placement)
    theirs_rows = followed(source.rows, placement.kind, course)
    modules = {row.module_id: row.module for row in theirs_rows}
    modules |= {row.module_id: row.module for row in plan.rows}
    mine, theirs = by_module(plan.rows), remaining(by_module(theirs_rows), plan.learned)
    return [
        Departure(module, mine.get(key), theirs.get(key))
        for key, module in sorted(modules.items(), key=lambda pair: pair[1].position)
        if mine.get(key) != theirs.get(key)
    ]


def same_hours(mine: Mapping[int, Sequence[Decimal]], theirs: Mapping[int, Sequence[Decimal]]) -> bool:
    """Whether both plans give every module the same hours."""
    return {k: tuple(v) for k, v in mine.items()} == {k: tuple(v) for k, v in theirs.items()}


def keep_words(row: PlanRow, old: Sequence[PlanRow]) -> None:
    """A row that takes another's place keeps its period, people, assessment and outcomes."""
    for before in old[:1]:
        row.starts, row.ends = before.starts or row.starts, before.ends or row.ends
        row.responsible = before.responsible or row.responsible
        row.assessment = before.assessment or row.assessment
        row.outcome_ids = list(before.outcome_ids)


def unfitted(plan: Plan, mentors: set[str]) -> list[tuple[PlanRow, dict[str, Any]]]:
    """What would change if the rows took the placement's period and people; `mentors` may be replaced.

    Rows that all have the same period have not been scheduled one by one, so they move together.
    """
    placement = plan.placement
    together = len({(row.starts, row.ends) for row in plan.rows}) == 1
    found = []
    for row in plan.rows:
        wanted: dict[str, Any] = {}
        if placement.starts and placement.ends:
            for name, end in (("starts", placement.starts), ("ends", placement.ends)):
                day: date | None = getattr(row, name)
                if together or day is None or not placement.starts <= day <= placement.ends:
                    wanted[name] = end
        person = responsible_for(placement, row.company)
        if person and (not row.responsible or (row.company and row.responsible in mentors)):
            wanted["responsible"] = person
        changes = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        if changes:
            found.append((row, changes))
    return found
