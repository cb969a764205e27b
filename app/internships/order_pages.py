"""Orders on practice: the list, drafting one for a group, the director's signature, amendments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.documents.typeset import pdf
from app.identity.door import Signed, room, seen
from app.identity.roles import SCHOOL_STAFF
from app.internships import actions, facts, verbs
from app.internships.forms import ChosenForm, OrderForm
from app.internships.models import OrderRow, OrderState, PracticeOrder
from app.internships.parties import order_signers
from app.internships.queries import latest_orders, of_placements
from app.internships.values import ORDER, order_values, place_of
from app.kit.errors import Forbidden, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements.models import LIVE, Kind, Placement
from app.placements.parties import school_staff
from app.schools.models import Learner, School

pages = room()


def _live(page: Page) -> list[Placement]:
    """The school's internships that are prepared, being signed or running."""
    wanted = (
        Placement.visible_to(page.actor)
        .where(Placement.kind == Kind.PRACTICE, Placement.state.in_(LIVE))
        .options(
            joinedload(Placement.learner).joinedload(Learner.person),
            joinedload(Placement.learner).joinedload(Learner.group),
            joinedload(Placement.company),
            joinedload(Placement.branch),
        )
        .order_by(Placement.sort_key, Placement.id)
    )
    return list(page.db.scalars(wanted).unique())


def _staff(page: Page) -> School:
    """Orders name many learners: they are for the school's staff."""
    if not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden("internships.orders")
    school: School = page.db.scalars(
        School.visible_to(page.actor).where(School.id == page.actor.organisation_id)
    ).one()
    return school


def _by_group(placements: Sequence[Placement]) -> list[tuple[str, list[Placement]]]:
    found: dict[str, list[Placement]] = {}
    for placement in placements:
        group = placement.learner.group
        found.setdefault(group.name if group else "", []).append(placement)
    return sorted(found.items())


@pages.get("/rikojumi", name="internships.orders")
def orders(page: Signed) -> Response:
    """All orders, the newest first; above them the internships that have none yet."""
    school = _staff(page)
    found = page.db.scalars(
        PracticeOrder.visible_to(page.actor)
        .options(selectinload(PracticeOrder.rows), joinedload(PracticeOrder.amends))
        .order_by(PracticeOrder.id.desc())
        .limit(300)
    )
    live = _live(page)
    covered = latest_orders(page.db, [placement.id for placement in live])
    return page.show(
        "internships/orders.html",
        orders=list(found),
        waiting=_by_group([placement for placement in live if placement.id not in covered]),
        may_write=verbs.DRAFT_ORDER.permits(page.actor, school),
    )


@pages.post("/rikojumi", name="internships.draft_order")
def draft_order(page: Signed, form: Annotated[Sent[ChosenForm], sent(ChosenForm)]) -> Response:
    """A draft for the ticked internships."""
    school = _staff(page)
    wanted = set(form.data.chosen if form.clean else [])
    chosen = [placement for placement in _live(page) if placement.id in wanted]
    order = actions.draft_order(page.db, page.actor, school, chosen)
    return page.done(page.url("internships.order", practice_order_id=order.id))


def _rows(page: Page, order: PracticeOrder) -> list[OrderRow]:
    wanted = (
        select(OrderRow)
        .where(OrderRow.order_id == order.id)
        .options(
            joinedload(OrderRow.placement).joinedload(Placement.learner).joinedload(Learner.person),
            joinedload(OrderRow.placement).joinedload(Placement.learner).joinedload(Learner.group),
            joinedload(OrderRow.placement).joinedload(Placement.company),
        )
        .order_by(OrderRow.position)
    )
    return list(page.db.scalars(wanted).unique())


def _form(order: PracticeOrder, person_id: int | None, position: str) -> Sent[OrderForm]:
    return blank(
        OrderForm,
        number=order.number,
        dated=order.dated,
        grounds=order.grounds,
        chosen=[row.placement_id for row in order.rows],
        struck=[row.placement_id for row in order.rows if row.struck],
        person_id=person_id,
        position=position,
        version=order.version,
    )


def _show(
    page: Page, order: PracticeOrder, form: Sent[OrderForm] | None = None, status: int = 200
) -> Response:
    rows = _rows(page, order)
    practices = of_placements(page.db, [row.placement_id for row in rows])
    first = next(iter(practices.values()), None)
    may_write = verbs.EDIT_ORDER.open_to(page.actor, order)
    others: list[Placement] = []
    if may_write:
        inside = {row.placement_id for row in rows}
        groups = {row.placement.learner.group_id for row in rows}
        others = [p for p in _live(page) if p.id not in inside and p.learner.group_id in groups]
    return page.show(
        "internships/order.html",
        status=status,
        order=order,
        rows=rows,
        practices=practices,
        others=others,
        place_of=place_of,
        may_write=may_write,
        verbs=verbs,
        people=school_staff(page.db, order.school_id) if may_write else [],
        form=form
        or _form(order, first.supervisor_id if first else None, first.supervisor_position if first else ""),
        send=_send_button(page, order) if order.state is OrderState.DRAFT else None,
        amendments=_amendments(page, order),
    )


def _amendments(page: Page, order: PracticeOrder) -> list[PracticeOrder]:
    wanted = PracticeOrder.visible_to(page.actor).where(PracticeOrder.amends_id == order.id)
    return list(page.db.scalars(wanted.order_by(PracticeOrder.id)))


def _send_button(page: Page, order: PracticeOrder) -> dict[str, Any]:
    """The button, or every reason beside a disabled one."""
    reasons = [each.reason for each in facts.before_sending_order(page.db, order) if each.stops]
    if not verbs.SEND_ORDER.open_to(page.actor, order):
        reasons = verbs.SEND_ORDER.reasons(page.db, page.actor, order)
    return {
        "label": _("Send to the director"),
        "url": page.url("internships.send_order", practice_order_id=order.id),
        "icon": "send",
        "primary": True,
        "open": not reasons,
        "reasons": reasons,
    }


@pages.get("/rikojumi/{practice_order_id:int}", name="internships.order")
def order(page: Signed, order: Annotated[PracticeOrder, seen(PracticeOrder)]) -> Response:
    """An order: who is in it, what is missing, the director's signature."""
    return _show(page, order)


@pages.post("/rikojumi/{practice_order_id:int}", name="internships.edit_order")
def edit_order(
    page: Signed,
    order: Annotated[PracticeOrder, seen(PracticeOrder)],
    form: Annotated[Sent[OrderForm], sent(OrderForm)],
) -> Response:
    """Saves the draft; a supervisor chosen here is that of everybody in it."""
    verbs.EDIT_ORDER.check(page.db, page.actor, order)
    if not form.errors and not form.overtaken(version=order.version):
        form.attempt(lambda: _save(page, order, form.data))
    if form.errors:
        return _show(page, order, form, 422)
    return page.done(page.url("internships.order", practice_order_id=order.id), notice=_("Saved"))


def _save(page: Page, order: PracticeOrder, data: OrderForm) -> None:
    people = {person.id: person for person in school_staff(page.db, order.school_id)}
    person = people.get(data.person_id or 0)
    if data.person_id and (person is None or not data.position):
        raise Refused(_("Choose the supervisor and write the position: the order names both."))
    wanted = set(data.chosen)
    known = {row.placement_id: row.placement for row in order.rows} | {p.id: p for p in _live(page)}
    actions.edit_order(
        page.db,
        page.actor,
        order,
        [placement for number, placement in known.items() if number in wanted],
        number=data.number,
        dated=data.dated,
        grounds=data.grounds,
        struck=frozenset(data.struck) & wanted,
    )
    for practice in of_placements(page.db, list(wanted)).values() if person else ():
        assert person
        if (practice.supervisor_id, practice.supervisor_position) != (person.id, data.position):
            actions.name_supervisor(page.db, page.actor, practice, person, position=data.position)


@pages.get("/rikojumi/{practice_order_id:int}/melnraksts", name="internships.preview_order")
def preview(page: Signed, order: Annotated[PracticeOrder, seen(PracticeOrder)]) -> Response:
    """The draft as it would look, marked so."""
    data = pdf(
        ORDER,
        order_values(
            order,
            order_signers(page.db, order.school),
            practices=of_placements(page.db, [r.placement_id for r in order.rows]),
        ),
    )
    return page.download(data, "rikojums-melnraksts.pdf", "application/pdf", inline=True)


@pages.post("/rikojumi/{practice_order_id:int}/nosutit", name="internships.send_order")
def send(page: Signed, order: Annotated[PracticeOrder, seen(PracticeOrder)]) -> Response:
    """To the director."""
    actions.send_order(page.db, page.actor, order)
    notice = _("Order {number} waits for the director's signature.", number=order.number)
    return page.done(page.url("internships.order", practice_order_id=order.id), notice=notice)


@pages.post("/rikojumi/{practice_order_id:int}/atsaukt", name="internships.withdraw_order")
def withdraw(page: Signed, order: Annotated[PracticeOrder, seen(PracticeOrder)]) -> Response:
    """Back from the director."""
    actions.withdraw_order(page.db, page.actor, order)
    return page.done(page.url("internships.order", practice_order_id=order.id), notice=_("Withdrawn"))


@pages.post("/rikojumi/{practice_order_id:int}/dzest", name="internships.drop_order")
def drop(page: Signed, order: Annotated[PracticeOrder, seen(PracticeOrder)]) -> Response:
    """A draft that is not needed."""
    actions.drop_order(page.db, page.actor, order)
    return page.done(page.url("internships.orders"), notice=_("The draft is discarded."))


@pages.post("/rikojumi/{practice_order_id:int}/labot", name="internships.correct_order")
def correct(page: Signed, order: Annotated[PracticeOrder, seen(PracticeOrder)]) -> Response:
    """A new draft in place of one that was not signed."""
    made = actions.correct_order(page.db, page.actor, order)
    return page.done(page.url("internships.order", practice_order_id=made.id))


@pages.post("/rikojumi/{practice_order_id:int}/grozit", name="internships.amend_order")
def amend(page: Signed, order: Annotated[PracticeOrder, seen(PracticeOrder)]) -> Response:
    """A new order that changes this one."""
    made = actions.amend_order(page.db, page.actor, order)
    return page.done(page.url("internships.order", practice_order_id=made.id))
