"""The desk with 186 placements: full as in the drawings, and within its budgets."""

import re
import time

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from starlette.testclient import TestClient

from app.demo.interning import LEARNERS
from app.placements.models import Placement, State
from tests.demo_year import statements

pytestmark = pytest.mark.slow
SESSION = 2  # who is signed in, and their roles
BELL = 1


@pytest.fixture
def ilze(demo_year: FastAPI) -> TestClient:
    client = TestClient(demo_year, follow_redirects=False)
    assert client.post("/demo/ieiet", data={"person": "ilze"}).status_code == 303
    return client


def test_every_state_is_played(demo_year: FastAPI) -> None:
    with demo_year.state.database.session(write=False) as db:
        counts = dict(db.execute(select(Placement.state, func.count()).group_by(Placement.state)).all())
    assert sum(counts.values()) == 186 + LEARNERS
    assert counts[State.ACTIVE] > 130
    assert set(counts) >= {State.DRAFT, State.SIGNING, State.ACTIVE, State.COMPLETED, State.CANCELLED}


def test_the_desk_takes_thirteen_statements_and_sixty_kilobytes(demo_year: FastAPI, ilze: TestClient) -> None:
    with statements(demo_year) as said:
        answer = ilze.get("/")
    assert answer.status_code == 200
    assert len(said) <= 13, "\n\n".join(said)
    assert len(answer.content) <= 60_000
    for words in ("Nokavēts", "Šodien", "Līdz nedēļas beigām", "Atgādināt visiem", "Mācību grafiks"):
        assert words in answer.text


def test_a_page_of_the_table_takes_six_statements(demo_year: FastAPI, ilze: TestClient) -> None:
    with statements(demo_year) as said:
        answer = ilze.get("/vietas")
    assert len(said) - SESSION - BELL <= 6, "\n\n".join(said)
    assert len(re.findall(r'name="chosen"', answer.text)) == 25


@pytest.mark.parametrize("path", ["/", "/vietas?skats=jarikojas", "/vietas?lpp=3", "/vietas/1", "/dokumenti"])
def test_pages_answer_quickly(demo_year: FastAPI, ilze: TestClient, path: str) -> None:
    ilze.get(path)
    started = time.process_time()
    assert ilze.get(path).status_code == 200
    assert time.process_time() - started < 1.5
