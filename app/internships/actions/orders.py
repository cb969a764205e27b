"""The school's order on practice: drafted, signed by the director, amended by another order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents import actions as documents
from app.documents.issuing import issue, next_number, send_out
from app.identity.actor import Actor
from app.internships import verbs
from app.internships.models import OrderRow, PracticeOrder
from app.internships.parties import order_signers
from app.internships.queries import of_placements, supervisor_line
from app.internships.values import ORDER, order_values, place_of
from app.kit.clock import now, today
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import LIVE, Kind, Placement
from app.schools.models import School


@does(verbs.DRAFT_ORDER)
def draft_order(
    db: Session, actor: Actor, school: School, placements: Sequence[Placement], *, grounds: str = ""
) -> PracticeOrder:
    """For a group or for chosen internships; each once."""
    _check(school, placements)
    order = PracticeOrder(school=school, grounds=grounds)
    _fill(order, placements)
    db.add(order)
    return order


def _check(school: School, placements: Sequence[Placement]) -> None:
    if not placements:
        raise Refused(_("Choose at least one internship."))
    for placement in placements:
        name = placement.learner.person.name
        if placement.kind is not Kind.PRACTICE or placement.school_id != school.id:
            raise Refused(_("{name} has no internship at this placement.", name=name))
        if placement.state not in LIVE:
            raise Refused(_("The internship of {name} has ended.", name=name))


def _fill(
    order: PracticeOrder, placements: Sequence[Placement], struck: frozenset[int] = frozenset()
) -> None:
    known = {row.placement_id: row for row in order.rows}
    wanted = {placement.id for placement in placements}
    for row in [row for row in order.rows if row.placement_id not in wanted]:
        order.rows.remove(row)
    ordered = sorted({p.id: p for p in placements}.values(), key=lambda p: (p.sort_key, p.id))
    for position, placement in enumerate(ordered, 1):
        row = known.get(placement.id) or OrderRow(order=order, placement=placement)
        row.position, row.struck = position, placement.id in struck


@does(verbs.EDIT_ORDER)
def edit_order(
    db: Session,
    actor: Actor,
    order: PracticeOrder,
    placements: Sequence[Placement],
    *,
    number: str = "",
    dated: date | None = None,
    grounds: str = "",
    struck: frozenset[int] = frozenset(),
) -> None:
    """Its number, date, grounds and learners; an empty number is given from the school's series."""
    _check(order.school, placements)
    if struck and order.amends is None:
        raise Refused(_("Only an amendment takes a learner out of an order."))
    if number and _taken(db, order, number):
        raise Refused(_("Another order has the number {number}.", number=number))
    order.number, order.dated, order.grounds = number or None, dated, grounds
    _fill(order, placements, struck)


def _taken(db: Session, order: PracticeOrder, number: str) -> bool:
    wanted = select(PracticeOrder.id).where(
        PracticeOrder.school_id == order.school_id,
        PracticeOrder.number == number,
        PracticeOrder.id != order.id,
    )
    return db.scalar(wanted) is not None


@does(verbs.DROP_ORDER)
def drop_order(db: Session, actor: Actor, order: PracticeOrder) -> None:
    """A draft that is not needed."""
    db.delete(order)


@does(verbs.SEND_ORDER)
def send_order(db: Session, actor: Actor, order: PracticeOrder) -> None:
    """Numbers it, keeps what it says of each learner, renders it once and asks the director."""
    assert order.school.director
    while order.number is None:
        year = today().year
        number = f"PR-{year}/{next_number(db, order.school_id, 'practice_order', year)}"
        order.number = None if _taken(db, order, number) else number
    order.dated = order.dated or today()
    practices = of_placements(db, [row.placement_id for row in order.rows])
    for row in order.rows:
        placement = row.placement
        row.starts, row.ends, row.place = placement.starts, placement.ends, place_of(placement)
        row.supervisor = supervisor_line(practices[row.placement_id])
    signers = order_signers(db, order.school)
    title = "Grozījumi rīkojumā par praksi" if order.amends else "Rīkojums par praksi"
    order.document = issue(
        db,
        organisation_id=order.school_id,
        kind="practice_order",
        number=order.number,
        title=title,
        subject=order.trail_subject,
        template=ORDER,
        values=order_values(order, signers),
        signers=signers,
        about=" ".join(row.placement.learner.person.name for row in order.rows)[:400],
    )
    send_out(order.document, actor.person)


@does(verbs.COMPLETE_ORDER)
def complete_order(db: Session, actor: Actor, order: PracticeOrder) -> None:
    """The director has signed."""
    order.signed_at = now()


@does(verbs.ENTER)
def enter(db: Session, actor: Actor, placement: Placement) -> None:
    """The placement's own history tells of the order."""


@does(verbs.DECLINE_ORDER)
def decline_order(db: Session, actor: Actor, order: PracticeOrder) -> None:
    """The director has not signed."""


@does(verbs.WITHDRAW_ORDER)
def withdraw_order(db: Session, actor: Actor, order: PracticeOrder) -> None:
    """Takes it back from the director."""
    assert order.document is not None
    documents.withdraw(db, actor, order.document)


def _again(order: PracticeOrder) -> PracticeOrder:
    made = PracticeOrder(school=order.school, grounds=order.grounds)
    live = [row for row in order.rows if row.placement.state in LIVE]
    _fill(made, [row.placement for row in live], frozenset(row.placement_id for row in live if row.struck))
    return made


@does(verbs.CORRECT_ORDER)
def correct_order(db: Session, actor: Actor, order: PracticeOrder) -> PracticeOrder:
    """The same learners again, in a new draft."""
    made = _again(order)
    made.amends = order.amends
    db.add(made)
    return made


@does(verbs.AMEND_ORDER)
def amend_order(db: Session, actor: Actor, order: PracticeOrder) -> PracticeOrder:
    """Another order that changes this one; the draft begins with everybody in it."""
    made = _again(order)
    made.amends = order
    if not made.rows:
        raise Refused(_("All internships of the order have ended."))
    db.add(made)
    return made
