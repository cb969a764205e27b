"""imports.remap: another reading of the same file, remembered for the next one."""

from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.sheets import write_csv
from tests.browser import Browser
from tests.imports.conftest import Import, sent

ODD = write_csv(
    ["Kas", "Kods", "Kur", "Programma"], [["Anna Liepa", "010109-20129", "GAL-32", "33 543 04 1"]]
)


def test_columns_are_shown_by_hand_and_remembered(browser: Browser, cast: Cast, db: Session) -> None:
    ilze = browser.as_(cast.ilze)
    to = sent(ilze, "dīvains.csv", ODD).to
    form = {
        "shape": "learners",
        "header_row": "1",
        "version": "1",
        "col-0": "given_surname",
        "col-1": "personal_code",
        "col-2": "group",
        "col-3": "programme_code",
    }
    ilze.post(f"{to}/kolonnas", form)
    answer = ilze.post(f"{to}/kolonnas", form)
    assert answer.status == 303
    assert "1 jauna rinda" in ilze.get(to).words
    second = ilze.follow(sent(ilze, "dīvains2.csv", ODD))
    assert "1 jauna rinda" in second.words


def test_a_wrong_row_keeps_what_was_typed(upload: Import, browser: Browser, cast: Cast) -> None:
    batch = upload("programmas.csv")
    answer = browser.as_(cast.ilze).post(
        f"/imports/{batch.id}/kolonnas", {"shape": "programmes", "header_row": "99", "version": "1"}
    )
    assert answer.status == 422 and 'value="99"' in answer.text


def test_a_missing_column_is_named(upload: Import, browser: Browser, cast: Cast) -> None:
    batch = upload("programmas.csv")
    ilze = browser.as_(cast.ilze)
    ilze.post(
        f"/imports/{batch.id}/kolonnas",
        {"shape": "programmes", "header_row": "1", "version": "1", "col-0": "programme_code"},
    )
    page = ilze.get(f"/imports/{batch.id}")
    assert "Kvalifikācija" in page.words and "Piemērot izmaiņas" not in page.words


def test_an_applied_list_is_not_read_again(upload: Import, browser: Browser, cast: Cast) -> None:
    batch = upload("programmas.csv", apply=True)
    answer = browser.as_(cast.ilze).post(
        f"/imports/{batch.id}/kolonnas", {"shape": "programmes", "header_row": "1", "version": "1"}
    )
    assert answer.status == 409


def test_rejected_rows_come_back_as_a_workbook(upload: Import, browser: Browser, cast: Cast) -> None:
    upload("programmas.csv", apply=True)
    batch = upload("izglitojamie-eklase.csv")
    answer = browser.as_(cast.ilze).get(f"/imports/{batch.id}/kludas")
    assert answer.status == 200 and answer.bytes.startswith(b"PK")
