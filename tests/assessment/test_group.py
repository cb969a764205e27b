"""A group's marks in one table, its workbook, what the desk and the law are told."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from app.assessment import actions
from app.assessment.filling import fill
from app.assessment.models import State
from app.assessment.queries import due
from app.demo.cast import Cast
from app.kit.clock import today
from app.kit.sheets import read
from app.law.case import Case
from tests.assessment.conftest import Sheets
from tests.browser import Browser, Queries


def test_marks_are_typed_for_all_or_none(
    browser: Browser, cast: Cast, sheets: Sheets, queries: Queries
) -> None:
    first, second = sheets.all
    sheets.submit(8)
    sheets.submit(6, second)
    school = browser.as_(cast.ilze)
    cast.db.commit()
    with queries(at_most=18):
        page = school.get("/vertejumi?grupa=GAL-32").page
    assert page.form(f"/grupai/{cast.group.id}").values.keys() >= {f"m{first.id}", f"m{second.id}"}
    url = f"/vertejumi/grupai/{cast.group.id}"
    for typed in ({}, {f"m{first.id}": "8", f"m{second.id}": "12"}):
        assert school.post(url, typed).status == 422
    answer = school.post(url, {f"m{first.id}": "8", f"m{second.id}": "9"})
    assert answer.status == 422 and first.state is State.PROPOSED  # 9 departs: a reason is asked for
    assert answer.page.form(f"/grupai/{cast.group.id}").values[f"m{first.id}"] == "8"
    typed = {f"m{first.id}": "8", f"m{second.id}": "9", f"r{second.id}": "Darba paraugs."}
    assert school.post(url, typed).status == 303
    assert (first.final_mark, second.final_mark) == (8, 9)
    assert school.post(url, {f"m{first.id}": "7"}).status == 422
    for person, status in ((cast.aigars, 404), (cast.martins, 404), (cast.stranger, 404)):
        assert browser.as_(person).post(url, typed).status == status


def test_the_workbook(browser: Browser, cast: Cast, sheets: Sheets) -> None:
    sheets.submit(8)
    answer = browser.as_(cast.ilze).get("/vertejumi.xlsx?grupa=GAL-32")
    assert answer.status == 200
    said = str(read(answer.bytes, "v.xlsx"))
    assert "Mārtiņš Krūmiņš" in said and "8" in said
    assert browser.as_(cast.martins).get("/vertejumi.xlsx").status == 403


def test_the_procedure_of_the_school(browser: Browser, cast: Cast, sheets: Sheets, db: Session) -> None:
    school = browser.as_(cast.ilze)
    typed = {"company_days": "3", "report_days": "2", "headings": "Ko darīju\nKo iemācījos"}
    assert school.post("/skola/vertesana", typed | {"company_days": "0"}).status == 422
    assert school.post("/skola/vertesana", typed).status == 303
    assert "Ko iemācījos" in school.get("/skola/vertesana").words
    actions.open_for(db, cast.actor("ilze"), sheets.placement)
    assert sheets.first.due_on == date(2026, 11, 4)
    for person in (cast.aigars, cast.martins):
        assert browser.as_(person).post("/skola/vertesana", typed).status == 403


def test_who_owes_what(db: Session, cast: Cast, sheets: Sheets) -> None:
    assert [one.kind for one in due(db, cast.actor("aigars"))] == ["propose"]
    assert [(one.kind, one.late) for one in due(db, cast.actor("ilze"))] == [("propose", True)]
    sheets.submit(4)
    assert [one.kind for one in due(db, cast.actor("ilze"))] == ["grade"]
    actions.grade(db, cast.actor("ilze"), sheets.first, mark=4)
    actions.remark(db, cast.actor("martins"), sheets.first, text="Kāpēc?")
    assert [one.kind for one in due(db, cast.actor("ilze"))] == ["repeat"]
    assert due(db, cast.actor("aigars")) == []


def test_the_law_is_told_in_two_selects(db: Session, cast: Cast, sheets: Sheets, queries: Queries) -> None:
    sheets.submit(4)
    actions.grade(db, cast.actor("ilze"), sheets.first, mark=4)
    db.commit()
    placement = sheets.placement
    case = Case(
        placement_id=placement.id, kind=placement.kind, state=placement.state, today=today(), figures={}
    )
    db.commit()
    with queries(at_most=3):
        fill(db, {placement.id: case})
    told = case.assessment
    assert told.marks == (Decimal(4), Decimal(4)) and told.failed == (sheets.first.title,)
    assert not told.final_by_school and told.overdue == () and told.report_due is None
