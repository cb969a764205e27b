"""Drafting and approving the implementation plan of a programme."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.documents import issuing
from app.documents.models import State as DocumentState
from app.identity.actor import Actor
from app.kit.clock import now, today
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.plans.implementation import cells, values, verbs
from app.plans.implementation.models import Implementation, ImplementationRow, State
from app.plans.implementation.queries import both_readings, edition_of, editions
from app.plans.meanwhile import check_nobody_was_faster
from app.schools.models import Module, Programme

SPACING = 100  # places between two modules' positions, for the rows into which one may be split
DOCUMENT = "implementation"


@does(verbs.OPEN)
def open_implementation(db: Session, actor: Actor, programme: Programme) -> Implementation:
    """The first draft: theory at school, what is practical at the company."""
    if editions(db, programme.id):
        raise Refused(_("The programme has an implementation plan already."))
    if not programme.modules:
        raise Refused(_("Add the programme's modules first."))
    plan = Implementation(programme=programme, state=State.DRAFT, edition=1)
    for module in programme.modules:
        plan.rows.append(_plain(module, module.position * SPACING))
    db.add(plan)
    return plan


def _plain(module: Module, position: int) -> ImplementationRow:
    practical = min(module.practical_hours, module.hours)
    return ImplementationRow(
        module=module,
        position=position,
        school_theory=Decimal(module.hours - practical),
        school_practice=Decimal(0),
        company=Decimal(practical),
    )


@does(verbs.FILL_CELL)
def fill_implementation_cell(
    db: Session, actor: Actor, row: ImplementationRow, *, field: str, value: Any, version: int
) -> None:
    """Writes one cell; raises `Unfit` or `Changed` and writes nothing when it may not."""
    _write(db, actor, row, cells.read(field, value), version)


@does(verbs.FILL_ROW)
def fill_implementation_row(
    db: Session, actor: Actor, row: ImplementationRow, *, values: Mapping[str, Any], version: int
) -> None:
    """The whole row at once, for a form without JavaScript."""
    read: dict[str, Any] = {}
    for field, typed in values.items():
        read |= cells.read(field, typed)
    _write(db, actor, row, read, version)


def _write(db: Session, actor: Actor, row: ImplementationRow, read: dict[str, Any], version: int) -> None:
    check_nobody_was_faster(db, actor, row, read, version)
    cells.check(row, read)
    for column, value in read.items():
        setattr(row, column, value)


def _free_position(plan: Implementation, module: Module) -> int:
    taken = {row.position for row in plan.rows}
    first = module.position * SPACING
    for position in range(first, first + SPACING):
        if position not in taken:
            return position
    raise Refused(_("The module is split into too many rows."))


@does(verbs.ADD_ROW)
def add_implementation_row(db: Session, actor: Actor, plan: Implementation, *, module: Module) -> None:
    """A module of the programme that the plan does not have."""
    if module.programme_id != plan.programme_id:
        raise Refused(_("Choose a module of the programme."))
    used = any(row.module_id == module.id for row in plan.rows)
    row = _plain(module, _free_position(plan, module))
    if used:
        row.school_theory = row.company = Decimal(0)
    plan.rows.append(row)


@does(verbs.SPLIT_ROW)
def split_implementation_row(db: Session, actor: Actor, row: ImplementationRow) -> None:
    """A second row of the same module with no hours yet, for another course."""
    plan, none = row.implementation, Decimal(0)
    position = _free_position(plan, row.module)
    plan.rows.append(
        ImplementationRow(
            module=row.module, position=position, school_theory=none, school_practice=none, company=none
        )
    )


@does(verbs.REMOVE_ROW)
def remove_implementation_row(db: Session, actor: Actor, row: ImplementationRow) -> None:
    """Takes the row out of the plan."""
    row.implementation.rows.remove(row)


@does(verbs.APPROVE)
def approve_implementation(db: Session, actor: Actor, plan: Implementation) -> None:
    """The edition before is replaced, the document is issued, both readings of the share are kept."""
    main, other = both_readings(plan)
    for earlier in editions(db, plan.programme_id):
        if earlier.state is State.APPROVED:
            earlier.state = State.REPLACED
    plan.approved_at, plan.approved_by = now(), actor.person
    plan.percent, plan.other_percent = main.percent, other.percent
    school_id, year = plan.programme.school_id, today().year
    number = f"ĪP-{year}/{issuing.next_number(db, school_id, DOCUMENT, year)}"
    plan.document = issuing.issue(
        db,
        organisation_id=school_id,
        kind=DOCUMENT,
        number=number,
        title=values.title(plan),
        subject=plan.trail_subject,
        template=values.TEMPLATE,
        values=values.of_plan(db, plan, number=number),
        about=plan.programme.code,
    )
    plan.document.state, plan.document.completed_at = DocumentState.ISSUED, now()
    db.flush()  # the document's id


@does(verbs.REOPEN)
def reopen_implementation(db: Session, actor: Actor, plan: Implementation) -> Implementation:
    """The next edition begins as a copy; the approved one stays in force until it is approved."""
    newest = edition_of(db, plan.programme_id)
    if newest is not None and newest.edition > plan.edition:
        raise Refused(_("Edition {n} is open already.", n=newest.edition))
    made = Implementation(programme=plan.programme, state=State.DRAFT, edition=plan.edition + 1)
    for row in plan.rows:
        made.rows.append(
            ImplementationRow(
                module=row.module,
                position=row.position,
                school_theory=row.school_theory,
                school_practice=row.school_practice,
                company=row.company,
                first_course=row.first_course,
                last_course=row.last_course,
            )
        )
    db.add(made)
    return made
