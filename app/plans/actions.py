"""Drafting, agreeing and approving the individual plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import LIVE, Kind, Placement
from app.plans import cells, continuing, following, verbs
from app.plans.copying import copied
from app.plans.implementation.queries import in_force
from app.plans.meanwhile import check_nobody_was_faster
from app.plans.models import Plan, PlanRow, State
from app.plans.queries import mentors_among
from app.schools.models import Module, ModuleKind

SPACING = 100  # places between two modules' positions, for the rows into which one may be split


@does(verbs.OPEN)
def open_for(db: Session, actor: Actor, placement: Placement) -> Plan:
    """Once the programme is known, the rows of its implementation plan for the learner's course."""
    plan = db.scalar(select(Plan).where(Plan.placement_id == placement.id))
    if plan is None:
        plan = Plan(placement=placement, state=State.DRAFT)
        db.add(plan)
    if not plan.rows and placement.programme:
        plan.course = following.course_of(placement)
        plan.rows.extend(_first_rows(db, placement, plan.course))
        continuing.begin(db, plan)
    return plan


def _first_rows(db: Session, placement: Placement, course: int | None) -> list[PlanRow]:
    """By the implementation plan in force; without one, a plain row for each module."""
    assert placement.programme is not None
    if (before := continuing.plan_before(db, placement)) and before.course == course:
        return copied(Plan(placement=placement), before)
    if (source := in_force(db, placement.programme_id)) is not None:
        return following.rows_from(placement, source, course)
    return [
        _plain(placement, module, module.position * SPACING)
        for module in placement.programme.modules
        if placement.kind is Kind.DVB or module.kind is ModuleKind.PRACTICE
    ]


def _plain(placement: Placement, module: Module, position: int) -> PlanRow:
    """Theory at school, what is practical at the company."""
    practical = Decimal(min(module.practical_hours, module.hours))
    hours = (Decimal(module.hours) - practical, Decimal(0), practical)
    return following.new_row(placement, module, position, hours)


def _check_live(plan: Plan) -> None:
    if plan.placement.state not in LIVE:
        raise Refused(
            _("The placement has ended: {state}.", state=plan.placement.state.label),
        )


@does(verbs.RECOUNT)
def recount_learned(db: Session, actor: Actor, plan: Plan) -> None:
    """More was confirmed at the place before: less remains here."""
    continuing.take_off(db, plan)


@does(verbs.FILL_CELL)
def fill_cell(db: Session, actor: Actor, row: PlanRow, *, field: str, value: Any, version: int) -> None:
    """Writes one cell; raises `Unfit` or `Changed` and writes nothing when it may not."""
    _check_live(row.plan)
    value = cells.read(field, value)
    check_nobody_was_faster(db, actor, row, {field: value}, version)
    cells.check(row, field, value)
    setattr(row, field, value)


@does(verbs.FILL_ROW)
def fill_row(
    db: Session,
    actor: Actor,
    row: PlanRow,
    *,
    values: Mapping[str, Any],
    version: int,
    outcome_ids: Sequence[int] | None = None,
) -> None:
    """Writes the whole row at once, for a form without JavaScript and for the outcomes."""
    _check_live(row.plan)
    read = {field: cells.read(field, value) for field, value in values.items()}
    check_nobody_was_faster(db, actor, row, read, version)
    cells.check_row(row, read)
    known = [outcome.id for outcome in row.module.outcomes]
    if outcome_ids is not None and set(outcome_ids) - set(known):
        raise Refused(_("Choose outcomes of this module."))
    for field, value in read.items():
        setattr(row, field, value)
    if outcome_ids is not None:
        row.outcome_ids = [each for each in known if each in set(outcome_ids)]


def _free_position(plan: Plan, module: Module) -> int:
    taken = {row.position for row in plan.rows}
    first = module.position * SPACING
    for position in range(first, first + SPACING):
        if position not in taken:
            return position
    raise Refused(_("The module is split into too many rows."))


@does(verbs.ADD_ROW)
def add_row(db: Session, actor: Actor, plan: Plan, *, module: Module) -> None:
    """A module of the programme that the plan does not have, or has only a part of."""
    _check_live(plan)
    if module.programme_id != plan.placement.programme_id:
        raise Refused(_("Choose a module of the programme."))
    position = _free_position(plan, module)
    row = _plain(plan.placement, module, position)
    used = sum((r.hours for r in plan.rows if r.module_id == module.id), Decimal(0))
    if used:
        row.school_theory = row.company = Decimal(0)
    plan.rows.append(row)


@does(verbs.SPLIT_ROW)
def split_row(db: Session, actor: Actor, row: PlanRow) -> None:
    """A second row of the same module with no hours yet, for another period or another person."""
    _check_live(row.plan)
    part = PlanRow(
        module=row.module,
        position=_free_position(row.plan, row.module),
        school_theory=Decimal(0),
        school_practice=Decimal(0),
        company=Decimal(0),
        starts=row.starts,
        ends=row.ends,
        responsible=row.responsible,
        assessment=row.assessment,
        outcome_ids=list(row.outcome_ids),
    )
    row.plan.rows.append(part)


@does(verbs.REMOVE_ROW)
def remove_row(db: Session, actor: Actor, row: PlanRow) -> None:
    """Takes the row out of the plan."""
    _check_live(row.plan)
    row.plan.rows.remove(row)


@does(verbs.COPY_FROM)
def copy_from(db: Session, actor: Actor, plan: Plan, source: Plan) -> None:
    """Replaces all rows by those of another plan of the same programme."""
    _check_live(plan)
    if source.id == plan.id or source.placement.school_id != plan.placement.school_id:
        raise Refused(_("Choose another plan of the school."))
    if source.placement.programme_id != plan.placement.programme_id:
        raise Refused(_("The other plan is of another programme."))
    if not source.rows:
        raise Refused(_("The other plan is empty."))
    rows = copied(plan, source)
    plan.rows.clear()
    db.flush()  # the old rows leave their positions before the new ones take them
    plan.rows.extend(rows)


@does(verbs.FOLLOW)
def follow(db: Session, actor: Actor, plan: Plan) -> None:
    """Takes over the hours of the implementation plan where the plan departs from it."""
    _check_live(plan)
    source = in_force(db, plan.placement.programme_id)
    if source is None:
        raise Refused(_("The programme has no approved implementation plan."))
    course = plan.course if plan.course is not None else following.course_of(plan.placement)
    wanted = {one.module.id for one in following.departures(plan, source)}
    if not wanted:
        raise Refused(_("The plan follows the implementation plan already."))
    rows = [row for row in following.rows_from(plan.placement, source, course) if row.module.id in wanted]
    following.take_learned(rows, plan.learned)
    for row in rows:
        following.keep_words(row, [old for old in plan.rows if old.module_id == row.module.id])
    plan.rows[:] = [row for row in plan.rows if row.module_id not in wanted]
    db.flush()  # the old rows leave their positions before the new ones take them
    plan.rows.extend(rows)


@does(verbs.FIT)
def fit(db: Session, actor: Actor, plan: Plan) -> None:
    """The placement's period and people, where nobody has written others."""
    for row, changes in following.unfitted(plan, mentors_among(db, plan)):
        for name, value in changes.items():
            setattr(row, name, value)


@does(verbs.PROPOSE)
def propose(db: Session, actor: Actor, plan: Plan) -> None:
    """Asks the company."""
    _check_live(plan)
    plan.proposed_to_id = plan.placement.company_id
    plan.comment = ""


@does(verbs.TAKE_BACK)
def take_back(db: Session, actor: Actor, plan: Plan) -> None:
    """The school wants to change something before it is approved."""
    _forget_agreement(plan)


@does(verbs.AGREE)
def agree(db: Session, actor: Actor, plan: Plan) -> None:
    """The company works by this plan."""
    _check_live(plan)
    plan.agreed_at, plan.agreed_by_id = now(), actor.person_id


@does(verbs.SEND_BACK)
def send_back(db: Session, actor: Actor, plan: Plan, *, comment: str) -> None:
    """The company says what should be different."""
    if not comment.strip():
        raise Refused(_("Write what should be different."))
    plan.comment = comment.strip()


@does(verbs.APPROVE)
def approve(db: Session, actor: Actor, plan: Plan) -> None:
    """The school's approval, which the contract waits for (484: 8.4)."""
    _check_live(plan)
    plan.approved_at, plan.approved_by_id = now(), actor.person_id


@does(verbs.REOPEN)
def reopen(db: Session, actor: Actor, plan: Plan) -> None:
    """The next edition; what has been signed stays signed."""
    _check_live(plan)
    plan.edition += 1
    _forget_agreement(plan)


@does(verbs.START_OVER)
def start_over(db: Session, actor: Actor, plan: Plan) -> None:
    """An agreement of one company says nothing about another."""
    if plan.state is State.APPROVED:
        plan.edition += 1
    _forget_agreement(plan)


def _forget_agreement(plan: Plan) -> None:
    plan.agreed_at = plan.agreed_by_id = plan.approved_at = plan.approved_by_id = None
