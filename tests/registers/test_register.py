"""Papers that come to the school, and finding them again."""

import io
import zipfile
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.demo.filing import keep_office
from app.kit.bucket import BucketStore
from app.kit.clock import today
from app.kit.db import store_of
from app.kit.store import FolderStore
from app.placements.models import Placement
from app.registers import actions
from app.registers.models import Direction, Entry
from tests import s3
from tests.browser import Browser, Queries

URL = "/registri/sanemtie"
TYPED = {
    "kind": "application",
    "title": "Lūgums par prakses vietu",
    "party": "SIA „Ozola Galdnieks”",
    "their_number": "1-7",
}


def entries(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(Entry)) or 0


def test_a_paper_gets_the_next_number_its_case_file_and_its_term(
    db: Session, cast: Cast, files: None, browser: Browser
) -> None:
    ilze = browser.as_(cast.ilze)
    assert ilze.get(f"{URL}/jauns").status == 200
    file = {"file": ("lūgums.edoc", b"PK\x03\x04 container", "application/zip")}
    answer = ilze.post(f"{URL}/jauns", {**TYPED, "dated": today().isoformat()}, files=file)
    assert answer.status == 303, answer
    entry = db.scalars(select(Entry)).one()
    year = today().year
    assert (entry.number, entry.direction) == (f"S-{year}/1", Direction.IN)
    assert entry.case_file and entry.case_file.code == "05-11"
    assert entry.destroy_after == today().replace(year=year + 5, month=12, day=31)
    assert store_of(db).get(entry.file_sha256 or "") == b"PK\x03\x04 container"
    page = browser.as_(cast.guntis).get(entry.address)
    assert "Lūgums par prakses vietu" in page.words
    assert f"31.12.{year + 5}." in page.words
    assert browser.as_(cast.guntis).get(f"{entry.address}/datne").bytes == b"PK\x03\x04 container"
    assert browser.as_(cast.stranger).get(entry.address).status == 404
    assert browser.as_(cast.stranger).get(f"{entry.address}/datne").status == 404


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("party", "", "Aizpildiet"),
        ("title", "", "Aizpildiet"),
        ("dated", "2999-01-01", "Pārbaudiet gadu"),
        ("dated", (today() + timedelta(days=1)).isoformat(), "nākotnes"),
        ("kind", "x", "Izvēlieties"),
        ("about", "Kāds Cits (7)", "Izvēlieties"),
    ],
)
def test_bad_input_comes_back(
    db: Session, cast: Cast, browser: Browser, field: str, value: str, message: str
) -> None:
    answer = browser.as_(cast.ilze).post(f"{URL}/jauns", {**TYPED, field: value})
    assert answer.status == 422
    assert message in answer.words
    assert 'value="1-7"' in answer.text
    assert entries(db) == 0


def test_only_papers_and_pictures(db: Session, cast: Cast, browser: Browser) -> None:
    for name, data in (("a.html", b"<script>"), ("a.pdf", b"MZ"), ("a.exe", b"%PDF-")):
        files = {"file": (name, data, "text/html")}
        assert browser.as_(cast.ilze).post(f"{URL}/jauns", TYPED, files=files).status == 422, name
    assert entries(db) == 0


def test_who_may(db: Session, cast: Cast, browser: Browser) -> None:
    for who in ("dace", "aigars", "martins", "anna", "admin"):
        for url in ("/registri", URL, f"{URL}/jauns", f"{URL}/xlsx", "/registri/nosutitie/druka"):
            assert browser.as_(cast.people[who]).get(url).status == 403, (who, url)
        assert browser.as_(cast.people[who]).post(f"{URL}/jauns", TYPED).status == 403, who
    assert browser.post(f"{URL}/jauns", TYPED).status == 303
    assert entries(db) == 0


def test_it_is_about_a_placement_chosen_from_the_list(
    db: Session, cast: Cast, browser: Browser, files: None
) -> None:
    placement = Placement(school_id=cast.school.id, learner=cast.learner, company=cast.company, sort_key="x")
    db.add(placement)
    db.commit()
    ilze = browser.as_(cast.ilze)
    form = ilze.get(f"{URL}/jauns?par=placement:{placement.id}")
    about = form.page.one("input", id="f-about")["value"]
    assert about == f"{placement.called} ({placement.id})"
    assert ilze.post(f"{URL}/jauns", {**TYPED, "about": about}).status == 303
    entry = db.scalars(select(Entry)).one()
    assert entry.subject == f"placement:{placement.id}"
    assert f'href="{placement.address}"' in ilze.get(entry.address).text
    documents = f"/vietas/{placement.id}/dokumenti"
    assert entry.number in ilze.get(documents).words
    assert entry.number not in browser.as_(cast.dace).get(documents).words, "the school's own register"


def test_it_is_corrected_but_keeps_number_day_and_file(
    db: Session, cast: Cast, letter: Entry, browser: Browser
) -> None:
    url, number = f"{letter.address}/labot", letter.number
    ilze = browser.as_(cast.ilze)
    form = ilze.get(url).page
    assert form.one("input", id="f-their_number")["value"] == "4-12/77"
    assert not form.all("input", id="f-file"), "what came is not replaced"
    values = {**TYPED, "version": str(letter.version), "note": "Atbildēts"}
    assert ilze.post(url, {**values, "version": "9"}).status == 409
    assert ilze.post(url, values).to == letter.address
    db.refresh(letter)
    assert (letter.number, letter.title, letter.note) == (number, TYPED["title"], "Atbildēts")
    assert letter.file_name == "vestule.pdf"
    assert browser.as_(cast.stranger).post(url, values).status == 404
    assert browser.as_(cast.dace).post(url, values).status == 404


def test_a_damaged_file_is_never_handed_out(
    db: Session, cast: Cast, letter: Entry, browser: Browser, app: FastAPI
) -> None:
    url, store = f"{letter.address}/datne", app.state.store
    assert isinstance(store, FolderStore) and letter.file_sha256
    path = store.folder / letter.file_sha256[:2] / letter.file_sha256[2:]
    data = path.read_bytes()
    path.chmod(0o600)
    try:
        path.write_bytes(b"other")
        assert browser.as_(cast.ilze).get(url).status == 409
    finally:
        path.write_bytes(data)
    assert browser.as_(cast.ilze).get(url).bytes == data


def test_a_store_that_does_not_answer_is_said_so(
    db: Session, cast: Cast, letter: Entry, browser: Browser, app: FastAPI
) -> None:
    with s3.serving() as bucket:
        wrong = BucketStore("s3://skola/x", {**bucket.keys, "secret": "guessed"})
        app.state.database.store = wrong
        assert browser.as_(cast.ilze).get(f"{letter.address}/datne").status == 503


def test_the_register_is_searched(db: Session, cast: Cast, letter: Entry, browser: Browser) -> None:
    ilze, day = browser.as_(cast.ilze), today()
    for query, found in {
        "q=kuldigas": True,
        "q=vietam+4-12": True,
        "q=ventspils": False,
        "veids=letter": True,
        "veids=policy": False,
        f"lieta={letter.case_file_id}": True,
        "lieta=999999": False,
        f"no={day}&lidz={day}": True,
        f"lidz={day - timedelta(days=1)}": False,
        "no=x&lidz=2026-13-77&lieta=abc&lpp=x&veids=%00": True,
    }.items():
        page = ilze.get(f"{URL}?{query}")
        assert page.status == 200
        assert ("Kuldīgas" in page.words) is found, query
    assert "Kuldīgas" not in ilze.get("/registri").words, "it came, it was not sent"
    assert "Kuldīgas" not in browser.as_(cast.stranger).get(URL).words


def test_the_register_is_taken_away(db: Session, cast: Cast, letter: Entry, browser: Browser) -> None:
    ilze = browser.as_(cast.ilze)
    sheet = ilze.get(f"{URL}/xlsx?q=kuldigas")
    with zipfile.ZipFile(io.BytesIO(sheet.bytes)) as book:
        text = book.read("xl/worksheets/sheet1.xml").decode() + "".join(
            book.read(name).decode() for name in book.namelist() if "haredStrings" in name
        )
    assert letter.number in text and "Kuldīgas novada pašvaldība" in text
    printed = ilze.get(f"{URL}/druka?q=kuldigas")
    assert letter.number in printed.words
    assert letter.number not in ilze.get(f"{URL}/druka?q=ventspils").words


def test_lists_stay_flat(db: Session, cast: Cast, letter: Entry, browser: Browser, queries: Queries) -> None:
    actor = cast.actor("ilze")
    assert actor.organisation
    for n in range(60):
        entry = actions.register(
            db, actor, actor.organisation, kind="letter", title=f"Vēstule {n}", party="Kāds"
        )
        if n < 5:
            actions.hold(db, cast.actor("guntis"), entry, reason="pārbaude")
    db.commit()
    ilze = browser.as_(cast.ilze)
    ilze.get(URL)
    with queries(at_most=9):
        page = ilze.get(URL)
    assert "61 ieraksts" in page.words
    assert "2. lapa no 2" in page.words or "2" in page.page.one("nav", class_="pager").words
    with queries(at_most=8):
        ilze.get(f"{URL}/xlsx")
    with queries(at_most=10):
        ilze.get(letter.address)


def test_the_demo_school_keeps_its_office(db: Session, cast: Cast, browser: Browser) -> None:
    keep_office(db, cast.actor("ilze"))
    db.commit()
    page = browser.as_(cast.ilze).get(URL)
    assert "4 ieraksti" in page.words
    assert all(entry.case_file and entry.destroy_after for entry in db.scalars(select(Entry)))
