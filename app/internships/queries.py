"""Finding programmes, their outcomes, the patterns of the library, and the orders in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.identity.actor import Actor
from app.identity.models import Person
from app.internships.models import OrderRow, OrderState, Outline, Practice, PracticeOrder, Settlement, State
from app.placements.models import LIVE, Kind, Placement
from app.plans.acquaintance_models import Acquaintance
from app.schools.models import Group, Learner, Module, ModuleKind, Outcome, Programme


def practice_of(db: Session, placement_id: int) -> Practice | None:
    """The practice programme of a placement."""
    return db.scalar(select(Practice).where(Practice.placement_id == placement_id))


def of_placements(db: Session, placement_ids: Collection[int]) -> dict[int, Practice]:
    """The programmes of many placements, in one select."""
    wanted = select(Practice).where(Practice.placement_id.in_(placement_ids))
    return {each.placement_id: each for each in db.scalars(wanted.options(joinedload(Practice.supervisor)))}


def unread(db: Session, placement_ids: Collection[int]) -> set[int]:
    """Internships whose agreed programme the learner has not confirmed to have read (481: 8.1)."""
    wanted = (
        select(Practice.placement_id)
        .outerjoin(
            Acquaintance,
            (Acquaintance.placement_id == Practice.placement_id) & (Acquaintance.edition == Practice.edition),
        )
        .where(
            Practice.placement_id.in_(placement_ids),
            Practice.state == State.AGREED,
            Acquaintance.id.is_(None),
        )
    )
    return set(db.scalars(wanted))


def outcomes(db: Session, ids: Iterable[int]) -> list[Outcome]:
    """In the order in which the programme names them."""
    wanted = list(ids)
    found = {o.id: o for o in db.scalars(select(Outcome).where(Outcome.id.in_(wanted)))} if wanted else {}
    return [found[each] for each in wanted if each in found]


def modules(db: Session, programme_id: int | None) -> list[Module]:
    """The programme's modules with their outcomes, those of practice first."""
    wanted = (
        select(Module)
        .where(Module.programme_id == programme_id)
        .options(selectinload(Module.outcomes))
        .order_by(Module.position)
    )
    found = list(db.scalars(wanted)) if programme_id else []
    return sorted(found, key=lambda module: module.kind is not ModuleKind.PRACTICE)


def outlines(actor: Actor) -> Select[Outline]:
    """The library: what is in use, by qualification and name."""
    wanted: Select[Outline] = Outline.visible_to(actor).where(Outline.retired_on.is_(None))
    return wanted.join(Programme, Programme.id == Outline.programme_id).order_by(
        Programme.qualification, Outline.name, Outline.id
    )


def outlines_for(db: Session, placement: Placement) -> list[Outline]:
    """Patterns that suit a placement: those of the learner's group first, then the newest."""
    group_id = placement.learner.group_id
    wanted = select(Outline).where(
        Outline.school_id == placement.school_id,
        Outline.programme_id == placement.programme_id,
        Outline.retired_on.is_(None),
        or_(Outline.group_id.is_(None), Outline.group_id == group_id),
    )
    return sorted(db.scalars(wanted), key=lambda o: (o.group_id is None, -o.id))


def internships_of(db: Session, group: Group) -> list[Placement]:
    """The internships of a group that are prepared, being signed or running."""
    wanted = (
        select(Placement)
        .join(Learner, Learner.id == Placement.learner_id)
        .where(Learner.group_id == group.id, Placement.kind == Kind.PRACTICE, Placement.state.in_(LIVE))
        .options(
            joinedload(Placement.learner).joinedload(Learner.person),
            joinedload(Placement.company),
            joinedload(Placement.school),
            joinedload(Placement.host),
            joinedload(Placement.mentor),
        )
        .order_by(Placement.sort_key, Placement.id)
    )
    return list(db.scalars(wanted))


def in_force(db: Session, placement_ids: Collection[int]) -> dict[int, OrderRow]:
    """What the newest signed order says of each placement; one select."""
    wanted = (
        select(OrderRow)
        .join(PracticeOrder, PracticeOrder.id == OrderRow.order_id)
        .where(OrderRow.placement_id.in_(placement_ids), PracticeOrder.state == OrderState.SIGNED)
        .options(joinedload(OrderRow.order))
        .order_by(PracticeOrder.signed_at, PracticeOrder.id)
    )
    rows = {row.placement_id: row for row in db.scalars(wanted)}
    return {placement_id: row for placement_id, row in rows.items() if not row.struck}


def latest_orders(db: Session, placement_ids: Collection[int]) -> dict[int, PracticeOrder]:
    """The newest order of each placement, in any state but declined and withdrawn."""
    wanted = (
        select(OrderRow.placement_id, PracticeOrder)
        .join(PracticeOrder, PracticeOrder.id == OrderRow.order_id)
        .where(
            OrderRow.placement_id.in_(placement_ids),
            PracticeOrder.state.in_((OrderState.DRAFT, OrderState.OUT, OrderState.SIGNED)),
        )
        .order_by(PracticeOrder.id)
    )
    return dict(db.execute(wanted).all())


def order_of_document(db: Session, document_id: int) -> PracticeOrder | None:
    """Whose document it is."""
    return db.scalar(select(PracticeOrder).where(PracticeOrder.document_id == document_id))


def settlement_of_document(db: Session, document_id: int) -> Settlement | None:
    """Likewise of a settlement agreement."""
    return db.scalar(select(Settlement).where(Settlement.document_id == document_id))


def settlement_of(db: Session, placement_id: int) -> Settlement | None:
    """The newest of a placement."""
    wanted = select(Settlement).where(Settlement.placement_id == placement_id)
    return db.scalar(wanted.order_by(Settlement.id.desc()).limit(1))


def supervisor_line(practice: Practice) -> str:
    """The school's supervisor as an order names them: position and name (481: 6.1.6)."""
    if practice.supervisor is None or not practice.supervisor_position.strip():
        return ""
    return f"{practice.supervisor_position} {practice.supervisor.name}"


def school_supervisor(placement: Placement, practice: Practice | None) -> Person | None:
    """Who supervises for the school (481: 7.4); the coordinator until somebody else is named."""
    return practice.supervisor if practice and practice.supervisor else placement.coordinator
