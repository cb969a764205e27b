"""imports.upload: a list is recognised and tried out; nothing changes."""

import io
import zipfile

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.imports.models import Batch, State
from app.kit.sheets import write_xlsx
from app.schools.models import Learner
from tests.browser import Browser
from tests.imports.conftest import FILES, Import, sent


def counts(batch: Batch) -> dict[str, int]:
    return {name: n for name, n in batch.counts.items() if n}


def test_programmes_are_recognised_and_nothing_is_stored_yet(upload: Import, db: Session, cast: Cast) -> None:
    batch = upload("programmas.csv")
    assert (batch.shape, batch.header_row, batch.state) == ("programmes", 1, State.UPLOADED)
    assert counts(batch) == {"new": 135}
    assert len(cast.programme.modules) == 6


def test_learners_of_eklase_with_title_rows_and_windows_1257(upload: Import, db: Session) -> None:
    upload("programmas.csv", apply=True)
    before = db.scalar(select(func.count()).select_from(Learner))
    batch = upload("izglitojamie-eklase.csv")
    assert (batch.shape, batch.header_row) == ("learners", 4)
    assert counts(batch) == {"new": 407, "error": 5, "left_out": 1}
    assert db.scalar(select(func.count()).select_from(Learner)) == before


def test_each_error_stands_at_its_cell(upload: Import, browser: Browser, cast: Cast) -> None:
    upload("programmas.csv", apply=True)
    batch = upload("izglitojamie-eklase.csv")
    page = browser.as_(cast.ilze).get(f"/imports/{batch.id}?rindas=error")
    for address in ("E11", "D58", "J202", "D301", "H134"):
        assert address in page.words
    assert "31.02.2009." in page.words


def test_the_register_leaves_ended_companies_out(upload: Import) -> None:
    batch = upload("register.csv")
    assert batch.shape == "register"
    assert counts(batch) == {"new": 1844, "left_out": 154, "error": 2}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("saraksts.xlsx", b"%PDF-1.7 a document"),
        ("saraksts.csv", b"Uzv\x00rds;V\x00rds\n"),
        (
            "saraksts.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
        ),
        ("saraksts.csv", "Uzvārds;Vārds\n=1+1;Anna\n".encode()),
        ("saraksts.csv", b"a;b\n" * 1_400_000),
        ("saraksts.csv", b""),
    ],
    ids=["pdf", "nul", "encrypted", "formula", "5 MB", "empty"],
)
def test_what_is_no_list_gets_a_plain_answer(
    browser: Browser, cast: Cast, db: Session, name: str, data: bytes
) -> None:
    answer = sent(browser.as_(cast.ilze), name, data)
    assert answer.status == 422
    assert db.scalar(select(func.count()).select_from(Batch)) == 0


def test_a_zip_bomb_is_refused(browser: Browser, cast: Cast) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 80_000_000)
    assert sent(browser.as_(cast.ilze), "liels.xlsx", out.getvalue()).status == 422


def test_no_file_says_so(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.ilze).post("/imports", {}).status == 422


def test_an_unknown_list_asks_what_it_is(browser: Browser, cast: Cast, db: Session) -> None:
    ilze = browser.as_(cast.ilze)
    answer = sent(ilze, "dazadi.xlsx", write_xlsx(["Krāsa", "Izmērs"], [["zila", "M"]]))
    page = ilze.follow(answer)
    assert page.status == 200
    assert "Norādiet, kā lasīt sarakstu" in page.words


@pytest.mark.parametrize("who", ["guntis", "aigars", "dace", "martins", "anna", "admin"])
def test_others_may_not(browser: Browser, cast: Cast, who: str) -> None:
    browser_of_other = browser.as_(getattr(cast, who))
    assert browser_of_other.get("/imports").status == 403
    assert sent(browser_of_other, "programmas.csv").status == 403


def test_a_stranger_does_not_see_the_batch(upload: Import, browser: Browser, cast: Cast) -> None:
    batch = upload("programmas.csv")
    assert browser.as_(cast.stranger).get(f"/imports/{batch.id}").status == 404


def test_files_are_the_real_ones() -> None:
    assert sum(1 for _file in FILES.iterdir()) == 5
