"""The characterisation, the report and the closing event of an internship."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment import actions, paper_actions
from app.assessment.events import ClosingEvent
from app.assessment.models import State
from app.assessment.papers import Characterisation, Report, ReportState
from app.assessment.paperwork import documents_of
from app.demo.cast import Cast
from app.kit.clock import at
from app.kit.errors import Refused
from app.notifications.models import Message
from tests.assessment.conftest import Sheets
from tests.browser import Browser

WORDS = {
    "work": "exemplary",
    "work_text": "Nāk laikā.",
    "colleagues": "good",
    "colleagues_text": "Sarunājas laipni.",
    "skill": "enough",
    "skill_text": "Pamatus zina.",
}


def test_the_characterisation_is_confirmed_whole(
    browser: Browser, cast: Cast, practice: Sheets, db: Session
) -> None:
    url = f"/vietas/{practice.placement.id}/raksturojums"
    me = browser.as_(cast.aigars)
    assert me.post(url, {"work_text": "Nāk laikā."}).status == 303
    for person in (cast.martins, cast.ilze):
        assert "Nāk laikā." not in browser.as_(person).get(url).words
    answer = me.post(f"{url}/apstiprinat", WORDS | {"skill_text": ""})
    assert answer.status == 422 and "vienu teikumu" in answer.page.by_id("e-skill_text").words
    paper = db.scalars(select(Characterisation)).one()
    with pytest.raises(Refused) as refused:
        paper_actions.confirm(db, cast.actor("aigars"), paper)
    assert refused.value.reasons[0].clause == "481: 6.1.3" and not documents_of(db, practice.placement.id)
    assert me.post(f"{url}/apstiprinat", WORDS).status == 303
    document = documents_of(db, practice.placement.id)[0]
    assert document.number == "RK-2026/1"
    for person in (cast.martins, cast.ilze, cast.anna, cast.aigars):
        assert "Priekšzīmīgi" in browser.as_(person).get(url).words
        assert browser.as_(person).get(f"/dokumenti/{document.id}/fails").bytes.startswith(b"%PDF-")
    assert browser.as_(cast.stranger).get(url).status == 404
    assert me.post(url, WORDS).status == 409
    back = f"/raksturojumi/{paper.id}/atgriezt"
    assert me.post(back, {"comment": "Nē"}).status == 403
    assert browser.as_(cast.ilze).post(back, {"comment": "Plašāk!"}).status == 303
    assert "Plašāk!" in me.get(url).words
    assert me.post(f"{url}/apstiprinat", WORDS).status == 303
    assert len(documents_of(db, practice.placement.id)[0].editions) == 2
    assert browser.as_(cast.martins).post(url, WORDS).status == 403


def test_the_report_is_written_submitted_returned_accepted(
    browser: Browser, cast: Cast, practice: Sheets, db: Session
) -> None:
    report = db.scalars(select(Report)).one()
    assert report.due_on == date(2026, 12, 29) and len(report.headings) == 4
    url = f"/vietas/{practice.placement.id}/parskats"
    me, school = browser.as_(cast.martins), browser.as_(cast.ilze)
    assert me.post(url, {"t0": "Iemācījos frēzēt."}, htmx=True).status == 200
    assert "Iemācījos frēzēt." not in school.get(url).words
    answer = me.post(f"{url}/iesniegt", {"t0": "Iemācījos frēzēt."})
    assert answer.status == 422 and "Iemācījos frēzēt." in answer.text and report.state.value == "draft"
    with pytest.raises(Refused):
        paper_actions.submit_report(db, cast.actor("martins"), report)
    texts = {f"t{n}": f"Teksts {n}." for n in range(4)}
    assert school.post(f"{url}/iesniegt", texts).status == 403
    assert me.post(f"{url}/iesniegt", texts).status == 303
    assert me.post(url, texts).status == 409
    assert "Teksts 3." in school.get(url).words
    assert school.post(f"/parskati/{report.id}/atgriezt", {"comment": "Par īsu."}).status == 303
    assert "Par īsu." in me.get(url).words and report.state is ReportState.RETURNED
    assert me.post(f"{url}/iesniegt", texts).status == 303
    assert me.post(f"/parskati/{report.id}/pienemt").status == 403
    assert browser.as_(cast.stranger).post(f"/parskati/{report.id}/pienemt").status == 404
    assert school.post(f"/parskati/{report.id}/pienemt").status == 303
    assert [one.number for one in documents_of(db, practice.placement.id)] == ["PP-2026/1"]
    browser.work()
    letters = [m.template for m in db.query(Message).filter_by(person_id=cast.martins.id)]
    assert {"assessment.return_report", "assessment.accept_report"} <= set(letters)


def test_a_report_as_a_file(browser: Browser, cast: Cast, practice: Sheets, db: Session) -> None:
    url, me = f"/vietas/{practice.placement.id}/parskats", browser.as_(cast.martins)
    for name, data in (("a.exe", b"MZ"), ("a.pdf", b"PK\x03\x04"), ("a.docx", b"%PDF-1.7")):
        answer = me.post(f"{url}/iesniegt", {}, files={"file": (name, data, "x/y")})
        assert answer.status == 422 and "PDF vai DOCX" in answer.words
    answer = me.post(
        f"{url}/iesniegt", {}, files={"file": ("Pārskats.pdf", b"%PDF-1.7 x", "application/pdf")}
    )
    assert answer.status == 303
    report = db.scalars(select(Report)).one()
    assert report.state is ReportState.SUBMITTED and report.filename == "Pārskats.pdf"
    assert browser.as_(cast.ilze).get(f"/parskati/{report.id}/fails").bytes == b"%PDF-1.7 x"
    assert browser.as_(cast.stranger).get(f"/parskati/{report.id}/fails").status == 404
    new = {"on": "2026-12-01"}
    assert browser.as_(cast.ilze).post(f"/parskati/{report.id}/termins", new).status == 409


def test_the_closing_event_for_everybody_at_once(
    browser: Browser, cast: Cast, practice: Sheets, db: Session
) -> None:
    sheet = practice.submit(8)
    school = browser.as_(cast.ilze)
    typed = {"title": "Noslēgums", "on": "2026-11-20", "at": "14:00", "place": "Zāle"}
    assert school.post("/noslegumi", typed).status == 422
    assert browser.as_(cast.aigars).get("/noslegumi").status == 403
    answer = school.post("/noslegumi", typed | {"placement": str(practice.placement.id)})
    assert answer.status == 303
    event = db.scalars(select(ClosingEvent)).one()
    browser.work()
    assert db.query(Message).filter_by(person_id=cast.martins.id).one().subject == "Noslēgums: 20.11.2026."
    line = event.participations[0]
    url = f"/noslegumi/{event.id}"
    for wrong in ({}, {f"a{line.id}": "1", f"m{line.id}": "12"}, {f"a{line.id}": "1", f"m{line.id}": "5"}):
        assert school.post(url, wrong).status == 422
        assert sheet.state is State.PROPOSED and line.attended is None
    assert browser.as_(cast.martins).post(url, {}).status == 404
    assert school.post(url, {f"a{line.id}": "1", f"m{line.id}": "9"}).status == 303
    assert sheet.final_mark == 9 and line.attended and sheet.grades[0].held_on == date(2026, 11, 20)
    assert school.post(url, {}).status == 409
    assert "piedalījās" in browser.as_(cast.martins).get(f"/vietas/{practice.placement.id}/vertejumi").words


def test_the_sheet_is_a_document(browser: Browser, cast: Cast, practice: Sheets, db: Session) -> None:
    sheet = practice.submit(8)
    actions.grade(db, cast.actor("ilze"), sheet, mark=8)
    db.commit()
    url = f"/vietas/{practice.placement.id}/vertejumi/lapa"
    assert browser.as_(cast.aigars).post(url).status == 403
    with at(datetime(2026, 11, 21, 9)):
        assert browser.as_(cast.ilze).post(url).status == 303
    document = documents_of(db, practice.placement.id)[0]
    values = document.edition.values
    assert (
        values["sheets"][0]["company"] == "8 (ļoti labi)" and values["sheets"][0]["final"] == "8 (ļoti labi)"
    )
    assert browser.as_(cast.martins).get(f"/dokumenti/{document.id}").status == 200
    assert browser.as_(cast.stranger).get(f"/dokumenti/{document.id}").status == 404
