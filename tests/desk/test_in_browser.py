"""The desk, the table, a placement and an import for everybody: axe, both themes, five widths."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.companies.models import Mentor
from app.demo.cast import by_key
from app.demo.placing import Director
from app.demo.setting import Part, SetUp
from app.schools.models import Learner
from tests.live import Live, Windows, axe, no_sideways

FILES = Path(__file__).parents[1] / "imports" / "files"
PAGES = (
    ("ilze", "/"),
    ("ilze", "/vietas"),
    ("ilze", "/vietas/1"),
    ("ilze", "/vietas/1/notikumi"),
    ("ilze", "/vietas/1/dokumenti"),
    ("ilze", "/imports"),
    ("martins", "/"),
    ("anna", "/"),
    ("guntis", "/dokumenti"),
)
pytestmark = pytest.mark.slow


def play(live: Live, plays: str) -> None:
    with live.session() as db:
        people = {key: by_key(db, key) for key in ("ilze", "dace")}
        learner, mentor = db.scalars(select(Learner)).one(), db.scalars(select(Mentor)).one()
        place = SetUp({"ilze": people["ilze"].id}, {mentor.company_id: people["dace"].id})  # type: ignore[union-attr]
        Director(db, place).play(Part(learner.id, mentor.company_id, mentor.id, plays, 0))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_on_every_screen(window: Windows, live: Live, dark: bool) -> None:
    play(live, "director-turn")
    windows = {who: window(who, dark=dark) for who, _path in PAGES}
    for who, path in PAGES:
        page = windows[who]
        page.goto(live.url + path)
        axe(page)
        if not dark:
            no_sideways(page)


def test_a_preview_of_a_list(window: Windows, live: Live) -> None:
    page = window("ilze")
    page.goto(f"{live.url}/imports")
    page.set_input_files("input[type=file]", FILES / "izglitojamie-viis.xlsx")
    page.get_by_role("button", name="Augšupielādēt sarakstu").click()
    axe(page)
    no_sideways(page)
