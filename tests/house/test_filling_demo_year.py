"""Each room fills its part of the cases in as many selects for fifty placements as for a few."""

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app import rooms
from app.law import beginning
from app.law.queries import law
from app.placements.models import Placement
from tests.demo_year import statements

pytestmark = pytest.mark.slow
FILLERS = [module.__name__.split(".")[1] for module in rooms.modules("filling")]


def selects(app: FastAPI, ids: list[int]) -> dict[str, int]:
    """How many of each room, the law's own beginning too; nothing has been loaded before."""
    counted = {}
    with app.state.database.session(write=False) as db:
        with statements(app) as said:
            cases = beginning.begun(db, beginning.load(db, ids), law(db).figures)
        counted["law begins"] = len(said)
        for room, module in zip(FILLERS, rooms.modules("filling"), strict=True):
            with statements(app) as said:
                module.fill(db, cases)
            counted[room] = len(said)
    return counted


def test_fifty_take_no_more_selects_than_one_of_each_kind(demo_year: FastAPI) -> None:
    with demo_year.state.database.session(write=False) as db:
        found = db.execute(
            select(Placement.id, Placement.kind, Placement.in_school, Placement.state).order_by(Placement.id)
        ).all()
    few = {tuple(kind): number for number, *kind in reversed(found)}
    many = sorted({*few.values(), *(row[0] for row in found[:50])})
    assert len(many) > 3 * len(few)
    alone, together = selects(demo_year, list(few.values())), selects(demo_year, many)
    assert together == alone
