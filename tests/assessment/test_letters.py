"""Every deed that tells somebody has a letter that can be written, in both languages."""

from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment import actions, event_actions, paper_actions
from app.assessment.papers import Report
from app.assessment.scale import Grip
from app.demo.cast import Cast
from app.jobs.models import Job, Progress
from app.notifications.models import Message
from tests.assessment.conftest import Sheets
from tests.browser import Browser


def test_every_letter(browser: Browser, cast: Cast, practice: Sheets, db: Session) -> None:
    cast.anna.language = cast.aigars.language = "en"
    school, learner, mentor = cast.actor("ilze"), cast.actor("martins"), cast.actor("aigars")
    sheet, placement = practice.first, practice.placement
    actions.set_due(db, school, sheet, on=date(2026, 11, 27))
    practice.submit(4)
    actions.send_back(db, school, sheet, comment="Kāpēc?")
    practice.submit(4)
    actions.remark(db, learner, sheet, text="Kāpēc?")
    actions.answer(db, school, sheet, text="Tāpēc.")
    actions.grade(db, school, sheet, mark=4, repeat_on=date(2026, 11, 27))
    actions.set_repeat(db, school, sheet, on=date(2026, 11, 30))
    words = dict.fromkeys(("work", "colleagues", "skill"), Grip.GOOD)
    texts = dict.fromkeys(("work_text", "colleagues_text", "skill_text"), "Labi.")
    paper = paper_actions.characterise(db, mentor, placement, **words, **texts)
    db.flush()
    paper_actions.confirm(db, mentor, paper)
    paper_actions.reopen(db, school, paper, comment="Plašāk!")
    report = db.scalars(select(Report)).one()
    paper_actions.set_report_due(db, school, report, on=date(2026, 12, 1))
    paper_actions.write_report(db, learner, report, texts=["Teksts."] * 4)
    paper_actions.submit_report(db, learner, report)
    event_actions.plan_event(
        db,
        school,
        cast.school,
        title="Noslēgums",
        on=date(2026, 12, 1),
        at=time(14),
        place="",
        placements=[placement],
    )
    db.commit()
    browser.work()
    assert not db.scalars(select(Job).where(Job.progress == Progress.FAILED)).all()
    sent = {m.template.removeprefix("assessment.") for m in db.scalars(select(Message))}
    assert sent >= {
        *("set_due", "submit", "send_back", "remark", "answer", "grade", "set_repeat"),
        *("confirm", "reopen", "set_report_due", "submit_report", "invite"),
    }
    subjects = {m.subject for m in db.scalars(select(Message).where(Message.person_id == cast.anna.id))}
    assert "Final mark: Internship" in subjects


def test_in_english(browser: Browser, cast: Cast, practice: Sheets) -> None:
    cast.martins.language = cast.aigars.language = cast.ilze.language = "en"
    placement = practice.placement.id
    pages = (practice.url, "/vertejumi", f"/vietas/{placement}/vertejumi", f"/vietas/{placement}/parskats")
    for person in (cast.martins, cast.aigars, cast.ilze):
        for url in (*pages, f"/vietas/{placement}/raksturojums"):
            assert browser.as_(person).get(url).status == 200, (person.name, url)
    for url in ("/skola/vertesana", "/noslegumi", "/vertejumi?skats=kave"):
        assert browser.as_(cast.ilze).get(url).status == 200
