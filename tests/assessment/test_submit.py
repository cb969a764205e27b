"""The company's assessment: opened with the plan's dates, typed on the phone, submitted, sent back."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment import actions
from app.assessment.followers import plan_changed
from app.assessment.models import State
from app.demo.cast import Cast
from app.kit.clock import at
from app.kit.errors import Refused
from app.notifications.models import Message
from app.placements.models import State as Stage
from app.plans.models import Plan
from tests.assessment.conftest import Sheets
from tests.browser import Browser, Queries


def test_sheets_open_with_the_plan(db: Session, cast: Cast, sheets: Sheets) -> None:
    first, second = sheets.all
    assert first.due_on == date(2026, 11, 6)  # five working days after 30 October
    assert second.due_on == date(2026, 12, 29)  # after the placement; 24–26 December are holidays
    assert first.late and not second.late
    actions.set_due(db, cast.actor("ilze"), second, on=date(2026, 12, 1))
    actions.open_for(db, cast.actor("ilze"), sheets.placement)
    assert len(sheets.all) == 2 and second.due_on == date(2026, 12, 1)
    plan = db.scalars(select(Plan)).one()
    plan.rows[1].ends = date(2026, 11, 27)
    second.due_set = False
    plan_changed(db, cast.actor("ilze"), plan)
    assert second.due_on == date(2026, 12, 4)
    sheets.placement.state = Stage.TERMINATED
    actions.end_early(db, cast.actor("ilze"), sheets.placement, on=date(2026, 11, 20))
    assert (first.due_on, second.due_on) == (date(2026, 11, 6), date(2026, 11, 27))
    sheets.placement.state = Stage.DRAFT
    with pytest.raises(Refused):
        actions.open_for(db, cast.actor("ilze"), sheets.placement)


def test_the_phone_page_is_filled_from_the_diary(browser: Browser, cast: Cast, sheets: Sheets) -> None:
    form = browser.as_(cast.aigars).get(sheets.url).page.form("/iesniegt")
    words = [form.values[f"o{each}"] for each in sheets.first.outcome_ids]
    assert words[0] == "yes" and set(words[1:]) == {"no"}
    assert "76–83" in browser.as_(cast.aigars).get(sheets.url).words


def test_a_draft_is_kept_and_nobody_else_sees_it(browser: Browser, cast: Cast, sheets: Sheets) -> None:
    me = browser.as_(cast.aigars)
    assert me.post(f"{sheets.url}/melnraksts", {"good": "Rūpīgs", "mark": ""}, htmx=True).status == 200
    form = me.get(sheets.url).page.form("/iesniegt")
    assert form.values["good"] == "Rūpīgs"
    for person in (cast.ilze, cast.martins, cast.anna):
        assert "Rūpīgs" not in browser.as_(person).get(sheets.url).words


@pytest.mark.parametrize("mark", ["0", "11", "7,5", "-3", "desmit"])
def test_a_mark_that_is_none_is_said_at_its_place(
    browser: Browser, cast: Cast, sheets: Sheets, mark: str
) -> None:
    answer = browser.as_(cast.aigars).post(f"{sheets.url}/iesniegt", sheets.words(mark=mark))
    assert answer.status == 422 and "vesels skaitlis no 1 līdz 10" in answer.page.by_id("e-mark").words
    assert "Strādā rūpīgi" in answer.text and sheets.first.state is State.OPEN


def test_what_is_missing_is_said_and_nothing_is_done(browser: Browser, cast: Cast, sheets: Sheets) -> None:
    answer = browser.as_(cast.aigars).post(f"{sheets.url}/iesniegt", {"good": "Strādā ļoti rūpīgi."})
    assert answer.status == 422
    for says in ("vai tas ir apgūts", "no 1 līdz 10", "vienu teikumu"):
        assert says in answer.words
    with pytest.raises(Refused) as refused:
        actions.submit(cast.db, cast.actor("aigars"), sheets.first)
    assert {reason.clause for reason in refused.value.reasons} == {"484: 9.7"}
    assert sheets.first.state is State.OPEN and sheets.first.proposed_at is None


def test_it_goes_to_the_school_and_may_come_back(
    browser: Browser, cast: Cast, sheets: Sheets, db: Session
) -> None:
    me, school = browser.as_(cast.aigars), browser.as_(cast.ilze)
    assert me.post(f"{sheets.url}/iesniegt", sheets.words()).status == 303
    browser.work()
    letter = db.query(Message).filter_by(person_id=cast.ilze.id).one()
    assert letter.subject == "Saņemts uzņēmuma vērtējums: Mārtiņš Krūmiņš"
    page = school.get(sheets.url).page
    assert "ļoti labi" in page.words and "Vēl jāmācās mērīt." in page.words
    assert school.post(f"{sheets.url}/atgriezt", {"comment": ""}).status == 422
    assert school.post(f"{sheets.url}/atgriezt", {"comment": "Kāpēc tik maz?"}).status == 303
    assert sheets.first.state.value == "returned"
    assert "Kāpēc tik maz?" in me.get(sheets.url).words
    assert me.post(f"{sheets.url}/iesniegt", sheets.words(mark="9")).status == 303
    assert me.post(f"{sheets.url}/iesniegt", sheets.words()).status == 409
    assert me.post(f"{sheets.url}/nemt-atpakal").status == 303
    assert sheets.first.state is State.OPEN and sheets.first.mark == 9


def test_who_may_not(browser: Browser, cast: Cast, sheets: Sheets) -> None:
    for person in (cast.martins, cast.anna, cast.ilze):
        assert browser.as_(person).post(f"{sheets.url}/iesniegt", sheets.words()).status == 403
    sheets.submit()
    for person in (cast.martins, cast.aigars):
        assert browser.as_(person).post(f"{sheets.url}/atgriezt", {"comment": "Nē"}).status == 403
    assert browser.as_(cast.stranger).get(sheets.url).status == 404
    assert browser.as_(cast.stranger).post(f"{sheets.url}/iesniegt", sheets.words()).status == 404
    assert browser.as_(cast.dace).post(f"{sheets.url}/nemt-atpakal").status == 303  # the office may


def test_a_representative_reads_until_the_learner_is_18(browser: Browser, cast: Cast, sheets: Sheets) -> None:
    sheets.submit()
    assert "ļoti labi" in browser.as_(cast.anna).get(sheets.url).words
    cast.martins.birth_date = date(2008, 11, 20)
    cast.db.commit()
    assert browser.as_(cast.anna).get(sheets.url).status == 404
    assert "Vērtējumu vēl nav" in browser.as_(cast.anna).get("/vertejumi").words


def test_reminders_once_a_day(browser: Browser, cast: Cast, sheets: Sheets, db: Session) -> None:
    school = browser.as_(cast.ilze)
    page = school.get("/vertejumi?skats=kave").page
    assert "Aigars Ozols" in page.words and "Kavējas" not in page.words
    sheet = str(sheets.first.id)
    assert school.post("/vertejumi/atgadinat", {}).status == 422
    assert school.post("/vertejumi/atgadinat", {"sheet": sheet}).status == 303
    assert school.post("/vertejumi/atgadinat", {"sheet": sheet}).status == 422
    with at(datetime(2026, 11, 21, 18)):
        assert school.post("/vertejumi/atgadinat", {"sheet": sheet}).status == 303
        browser.work()
    letters = db.query(Message).filter_by(person_id=cast.aigars.id).all()
    assert letters[-1].subject == "Atgādinājums: gaidām vērtējumu, Mārtiņš Krūmiņš"
    assert browser.as_(cast.aigars).post("/vertejumi/atgadinat", {"sheet": sheet}).status == 403


@pytest.mark.parametrize("key", ["aigars", "martins", "ilze"])
def test_the_budget_of_the_pages(
    browser: Browser, cast: Cast, sheets: Sheets, queries: Queries, key: str
) -> None:
    sheets.submit()
    me = browser.as_(cast.people[key])
    cast.db.commit()
    for url in (sheets.url, "/vertejumi", f"/vietas/{sheets.placement.id}/vertejumi"):
        with queries(at_most=16):
            assert me.get(url).status == 200
