"""The school's final mark: beside the company's, with a reason where it departs, repeated, corrected."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.assessment import actions
from app.assessment.models import State
from app.demo.cast import Cast
from app.kit.errors import Forbidden, Refused
from app.notifications.models import Message
from tests.assessment.conftest import Sheets
from tests.browser import Browser


def test_the_mark_is_set_and_told(browser: Browser, cast: Cast, sheets: Sheets, db: Session) -> None:
    sheet = sheets.submit(8)
    school = browser.as_(cast.ilze)
    form = school.get(sheets.url).page.form("/gala")
    assert school.post(form.action, form.with_(mark="7")).status == 303
    assert sheet.state is State.PASSED and sheet.final_mark == 7
    assert sheet.final_for_id == cast.school.id
    browser.work()
    for person in (cast.martins, cast.anna, cast.aigars):
        letters = [m.subject for m in db.query(Message).filter_by(person_id=person.id)]
        assert any(subject.startswith("Galīgais vērtējums:") for subject in letters)
    words = browser.as_(cast.martins).get(sheets.url).words
    assert "7 labi" in words and "8 ļoti labi" in words


def test_a_reason_where_it_departs_by_two(browser: Browser, cast: Cast, sheets: Sheets) -> None:
    sheet = sheets.submit(8)
    school = browser.as_(cast.guntis)
    answer = school.post(f"{sheets.url}/gala", {"mark": "6", "held_on": "2026-11-20"})
    assert answer.status == 422 and "par 2 vai vairāk" in answer.page.by_id("e-reason").words
    assert sheet.state is State.PROPOSED and not sheet.grades
    assert school.post(f"{sheets.url}/gala", {"mark": "6", "reason": "Darba paraugs."}).status == 303
    assert sheet.grades[0].reason == "Darba paraugs."


@pytest.mark.parametrize("mark", ["", "0", "11", "6,5"])
def test_only_whole_marks_from_1_to_10(browser: Browser, cast: Cast, sheets: Sheets, mark: str) -> None:
    sheets.submit(8)
    answer = browser.as_(cast.ilze).post(f"{sheets.url}/gala", {"mark": mark, "reason": "Tā."})
    assert answer.status == 422 and answer.page.by_id("e-mark")
    with pytest.raises(Refused) as refused:
        actions.grade(cast.db, cast.actor("ilze"), sheets.first, mark=11, reason="Tā.")
    assert refused.value.reasons[0].code == "R44"


def test_not_passed_is_repeated_and_every_try_stays(browser: Browser, cast: Cast, sheets: Sheets) -> None:
    sheet = sheets.submit(4)
    school = browser.as_(cast.ilze)
    assert school.post(f"{sheets.url}/gala", {"mark": "nv"}).status == 422  # n/v has a reason too
    assert school.post(f"{sheets.url}/gala", {"mark": "nv", "reason": "Slimoja."}).status == 303
    assert (sheet.state.value, sheet.final_mark) == ("failed", None)
    assert school.post(f"{sheets.url}/atkartot", {"on": "2026-11-01"}).status == 422
    assert school.post(f"{sheets.url}/atkartot", {"on": "2026-11-27"}).status == 303
    assert "27.11.2026." in browser.as_(cast.martins).get(sheets.url).words
    assert school.post(f"{sheets.url}/gala", {"mark": "4"}).status == 303
    assert (sheet.state.value, sheet.repeat_on) == ("failed", None)
    assert school.post(f"{sheets.url}/gala", {"mark": "5"}).status == 303
    assert sheet.state is State.PASSED
    assert [grade.mark for grade in sheet.grades] == [None, 4, 5]
    assert school.post(f"{sheets.url}/gala", {"mark": "6"}).status == 409
    words = school.get(sheets.url).words
    assert "Slimoja." in words and "atkārtots vērtējums" in words


def test_corrected_only_with_a_reason(browser: Browser, cast: Cast, sheets: Sheets, db: Session) -> None:
    sheet = sheets.submit(8)
    actions.grade(db, cast.actor("ilze"), sheet, mark=8)
    db.commit()
    school = browser.as_(cast.ilze)
    assert school.post(f"{sheets.url}/labot", {"mark": "7"}).status == 422
    assert school.post(f"{sheets.url}/labot", {"mark": "8", "reason": "Pārskatījos."}).status == 422
    assert school.post(f"{sheets.url}/labot", {"mark": "7", "reason": "Pārskatījos."}).status == 303
    assert [(g.mark, g.correction) for g in sheet.grades] == [(8, False), (7, True)]
    browser.work()
    letters = db.query(Message).filter_by(person_id=cast.martins.id, template="assessment.correct").all()
    assert len(letters) == 1


def test_without_the_company_only_with_a_reason(db: Session, cast: Cast, sheets: Sheets) -> None:
    ilze = cast.actor("ilze")
    with pytest.raises(Refused) as refused:
        actions.grade(db, ilze, sheets.first, mark=7)
    assert refused.value.reasons[0].clause == "484: 8.10"
    with pytest.raises(Refused):
        actions.grade(db, ilze, sheets.first, mark=7, reason="Slēgts.", held_on=date(2026, 12, 1))
    assert not sheets.first.grades
    actions.grade(db, ilze, sheets.first, mark=7, reason="Uzņēmums ir slēgts.")
    assert sheets.first.state is State.PASSED


def test_only_the_school_sets_it(browser: Browser, cast: Cast, sheets: Sheets) -> None:
    sheet = sheets.submit(8)
    for person in (cast.aigars, cast.dace, cast.martins, cast.anna):
        for deed in ("gala", "labot", "atkartot", "termins", "atbilde"):
            answer = browser.as_(person).post(f"{sheets.url}/{deed}", {"mark": "9", "on": "2026-12-01"})
            assert answer.status == 403, (person.name, deed)
    with pytest.raises(Forbidden):
        actions.grade(cast.db, cast.actor("aigars"), sheet, mark=9)
    assert browser.as_(cast.stranger).post(f"{sheets.url}/gala", {"mark": "9"}).status == 404
    assert not sheet.grades


def test_a_comment_once_and_its_answer(browser: Browser, cast: Cast, sheets: Sheets) -> None:
    url = f"{sheets.url}/komentars"
    me, school = browser.as_(cast.martins), browser.as_(cast.ilze)
    assert me.post(url, {"comment": "Kāpēc?"}).status == 409  # nothing to comment on yet
    sheets.submit(8)
    assert me.post(url, {"comment": ""}).status == 422
    assert browser.as_(cast.anna).post(url, {"comment": "Kāpēc?"}).status == 403
    assert school.post(f"{sheets.url}/atbilde", {"comment": "Tāpēc."}).status == 422
    assert me.post(url, {"comment": "Kāpēc ne deviņi?"}).status == 303
    assert me.post(url, {"comment": "Un vēl?"}).status == 422
    assert school.post(f"{sheets.url}/atbilde", {"comment": "Pietrūka mērījumu."}).status == 303
    words = me.get(sheets.url).words
    assert "Kāpēc ne deviņi?" in words and "Pietrūka mērījumu." in words
