"""A dossier as people ask for it, and as an administrator brings one back."""

import io
import zipfile
from pathlib import Path

from playwright.sync_api import expect
from sqlalchemy import select

from app.companies.models import Company, Mentor
from app.demo.cast import KEYS, by_key
from app.demo.placing import Director
from app.demo.setting import Part, SetUp
from app.placements.models import Placement
from app.schools.models import Learner
from tests.live import Live, Windows, axe, no_sideways


def running(live: Live) -> str:
    """A placement under way; the address of its dossier."""
    with live.session() as db:
        people = {key: found.id for key in KEYS if (found := by_key(db, key))}
        company, learner, mentor = (db.scalars(select(m)).one() for m in (Company, Learner, Mentor))
        part = Part(learner.id, company.id, mentor.id, "running", 0)
        Director(db, SetUp(people, {company.id: people["dace"]})).play(part)
        return f"{db.scalars(select(Placement)).one().address}/lieta/arhivs"


def test_the_coordinator_asks_sees_it_grow_and_takes_it(window: Windows, live: Live, tmp_path: Path) -> None:
    address = running(live)
    page = window("ilze")
    page.goto(address.removesuffix("/arhivs"))
    page.get_by_role("link", name="Lietas arhīvs").click()
    axe(page)
    page.get_by_role("button", name="Sagatavot arhīvu").click()
    expect(page.get_by_text("gaida savu kārtu")).to_be_visible()
    live.work()
    with page.expect_download() as taken:  # the page looks by itself
        page.get_by_role("link", name="Lejupielādēt").click()
    axe(page)
    file = tmp_path / "lieta"
    taken.value.save_as(file)
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        assert {"README.txt", "contents.json", "saturs.pdf", "faili.zip"} <= set(archive.namelist())


def test_a_learner_on_the_phone(window: Windows, live: Live) -> None:
    address = running(live)
    page = window("martins", width=390)
    page.goto(address)
    no_sideways(page)
    axe(page)
    page.get_by_role("button", name="Sagatavot arhīvu").click()
    live.work()
    expect(page.get_by_role("link", name="Lejupielādēt")).to_be_visible()
    no_sideways(page)
