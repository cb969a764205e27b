"""The editions of a programme's implementation plan, their sums and shares."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.kit.clock import today
from app.kit.rules import Moment, Unmet, unmet
from app.law.case import Case
from app.law.case import Plan as IndividualPlan
from app.law.case import Programme as LawProgramme
from app.law.judging import broken
from app.law.queries import law
from app.placements.models import Kind
from app.placements.models import State as Stage
from app.plans.implementation import rules
from app.plans.implementation.models import Implementation, ImplementationRow, State
from app.plans.share import Reading, readings
from app.schools.models import Module, ModuleKind, Programme


@dataclass(frozen=True)
class ModuleRows:
    """A module of the plan and the rows into which it is divided."""

    module: Module
    rows: list[ImplementationRow]

    @property
    def hours(self) -> Decimal:
        """Placed so far."""
        return sum((row.hours for row in self.rows), Decimal(0))


def by_module(plan: Implementation) -> list[ModuleRows]:
    """In the programme's order."""
    found: dict[int, ModuleRows] = {}
    for row in plan.rows:
        found.setdefault(row.module_id, ModuleRows(row.module, [])).rows.append(row)
    return list(found.values())


def sums(plan: Implementation) -> dict[str, Decimal]:
    """Hours of the whole plan by place."""
    found = {name: Decimal(0) for name in ("school_theory", "school_practice", "company", "hours")}
    for row in plan.rows:
        for name in found:
            found[name] += getattr(row, name)
    return found


def spare_modules(plan: Implementation) -> list[tuple[Module, Decimal]]:
    """Modules with hours that no row has yet."""
    placed: dict[int, Decimal] = {}
    for row in plan.rows:
        placed[row.module_id] = placed.get(row.module_id, Decimal(0)) + row.hours
    left = [(m, Decimal(m.hours) - placed.get(m.id, Decimal(0))) for m in plan.programme.modules]
    return [(module, hours) for module, hours in left if hours > 0]


def both_readings(plan: Implementation) -> tuple[Reading, Reading]:
    """How much of the programme is learned at the company: as its code asks, and the other way."""
    programme = plan.programme
    practice = [m.hours for m in programme.modules if m.kind is ModuleKind.PRACTICE]
    of_practice = [row.company for row in plan.rows if row.module.kind is ModuleKind.PRACTICE]
    return readings(
        after_basic=programme.after_basic,
        hours=Decimal(programme.hours),
        practice=Decimal(sum(practice)),
        company=sums(plan)["company"],
        company_practice=sum(of_practice, Decimal(0)),
    )


def before_approving(db: Session, plan: Implementation) -> list[Unmet]:
    """What stands in the way of approval: the law (R01, R07) and the house; warnings too."""
    main, other = both_readings(plan)
    facts = rules.Facts(
        rows=tuple(row.hours for row in plan.rows),
        enough=main.kept,
        enough_otherwise=other.kept,
        without_course=sum(1 for row in plan.rows if row.first_course is None),
        not_placed=sum((hours for _module, hours in spare_modules(plan)), Decimal(0)),
    )
    by_law = broken(_case(db, plan, main, other), Moment.APPROVE, law(db).provisions)
    return [
        *(replace(each, url=_where(plan, each)) for each in by_law),
        *unmet(rules.BEFORE_APPROVING, facts, {"implementation": plan.address}),
    ]


def _case(db: Session, plan: Implementation, main: Reading, other: Reading) -> Case:
    """The programme before the law, with the shares that this edition would have; no placement yet."""
    programme = plan.programme
    case = Case(0, Kind.DVB, Stage.DRAFT, today(), law(db).figures(today()), ids={"programme": programme.id})
    case.learn(
        plan=IndividualPlan(),
        programme=LawProgramme(
            level=programme.level,
            code=programme.code,
            licence_no=programme.licence_no,
            licensed_until=programme.licensed_until,
            flagged_dvb=programme.flagged_dvb,
            implementation_percent=main.percent,
            implementation_other_percent=other.percent,
        ),
    )
    return case


def _where(plan: Implementation, found: Unmet) -> str:
    """What is wrong with the hours is mended here, the rest in the programme."""
    return plan.address if found.rule.where == "plan" else found.url


WHOLE = (
    joinedload(Implementation.programme, innerjoin=True).selectinload(Programme.modules),
    selectinload(Implementation.rows)
    .joinedload(ImplementationRow.module, innerjoin=True)
    .selectinload(Module.outcomes),
)


def edition_of(db: Session, programme_id: int, edition: int | None = None) -> Implementation | None:
    """The newest edition or the wanted one, with everything its page shows."""
    wanted = select(Implementation).where(Implementation.programme_id == programme_id).options(*WHOLE)
    if edition is not None:
        wanted = wanted.where(Implementation.edition == edition)
    return db.scalar(wanted.order_by(Implementation.edition.desc()).limit(1))


def editions(db: Session, programme_id: int) -> list[Implementation]:
    """All of them, the newest first."""
    wanted = select(Implementation).where(Implementation.programme_id == programme_id)
    return list(
        db.scalars(
            wanted.order_by(Implementation.edition.desc()).options(joinedload(Implementation.approved_by))
        )
    )


def in_force(db: Session, programme_id: int | None) -> Implementation | None:
    """The approved edition, which individual plans follow (484: 8.1)."""
    if programme_id is None:
        return None
    wanted = select(Implementation).where(
        Implementation.programme_id == programme_id, Implementation.state == State.APPROVED
    )
    return db.scalar(wanted.options(*WHOLE))


def with_rows(db: Session, implementation_id: int) -> Implementation:
    """The plan of a row with all of them."""
    wanted = select(Implementation).where(Implementation.id == implementation_id).options(*WHOLE)
    return db.scalars(wanted).one()
