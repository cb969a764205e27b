"""The parts of the task list that an internship has instead of the individual plan."""

from __future__ import annotations

from app.internships.models import OrderState, State
from app.internships.queries import latest_orders, practice_of
from app.kit.pages import Page
from app.kit.words import _
from app.placements.models import Placement
from app.plans.task_list import Part


def parts(page: Page, placement: Placement) -> list[Part]:
    """The practice programme and the order."""
    practice = practice_of(page.db, placement.id)
    order = latest_orders(page.db, [placement.id]).get(placement.id)
    programme = Part(
        "practice",
        _("Practice programme"),
        practice.state.label if practice else _("Not written yet"),
        practice is not None and practice.state is State.AGREED,
        page.url("internships.show", placement_id=placement.id),
    )
    ordered = Part(
        "order",
        _("Order on practice"),
        order.state.label if order else _("Not prepared yet"),
        order is not None and order.state is OrderState.SIGNED,
        order.address if order else page.url("internships.orders"),
    )
    return [programme, ordered]
