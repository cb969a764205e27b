"""The plan's rows as the page groups them, and what is offered while typing. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.kit.words import Said, _
from app.plans.models import Plan, PlanRow
from app.schools.models import Module, Outcome

BY_WORK = _("practical work")
BY_TEST = _("test")
BY_MARK = _("mark on the 10-point scale")
ASSESSMENTS = (BY_WORK, BY_TEST, _("observation at the workplace"), _("passed / not passed"), BY_MARK)


@dataclass(frozen=True)
class ModuleRows:
    """A module of the plan and the rows into which it is divided."""

    module: Module
    rows: list[PlanRow]

    @property
    def hours(self) -> Decimal:
        """Placed so far."""
        return sum((row.hours for row in self.rows), Decimal(0))


def by_module(plan: Plan) -> list[ModuleRows]:
    """In the programme's order."""
    found: dict[int, ModuleRows] = {}
    for row in plan.rows:
        found.setdefault(row.module_id, ModuleRows(row.module, [])).rows.append(row)
    return list(found.values())


def outcomes_of(row: PlanRow) -> list[Outcome]:
    """What is learned in this row."""
    return [outcome for outcome in row.module.outcomes if outcome.id in row.outcome_ids]


def suggestions(plan: Plan) -> dict[str, list[str] | tuple[Said, ...]]:
    """Names and ways that are likely, for the lists beside the inputs."""
    placement = plan.placement
    people = [placement.mentor.person.name] if placement.mentor else []
    people += [placement.coordinator.name] if placement.coordinator else []
    people += sorted({row.responsible for row in plan.rows if row.responsible} - set(people))
    return {"responsible": people, "assessment": ASSESSMENTS}
