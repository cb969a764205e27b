"""The pages of this room on every screen, and a supervisor's evidence with a finger."""

from playwright.sync_api import expect
from sqlalchemy import select

from app.companies.models import Company, Mentor
from app.suitability.formula import Kind
from app.suitability.models import Evidence
from tests.live import Live, Windows, axe, no_sideways


def test_on_every_screen(window: Windows, live: Live) -> None:
    with live.session() as db:
        company, mentor = db.scalars(select(Company)).one(), db.scalars(select(Mentor)).one()
        for able in db.scalars(select(Evidence).where(Evidence.kind == Kind.ABLE)):
            db.delete(able)
    here, evidence = f"/uznemumi/{company.id}/piemeriba", f"/vaditaji/{mentor.id}/pieradijumi"
    for who, paths in (("guntis", ["/piemeriba", here, f"{here}/lemums"]), ("ilze", [f"{here}/lugums"])):
        page = window(who)
        for path in paths:
            answer = page.goto(path)
            assert answer and answer.status == 200, path
            axe(page)
            no_sideways(page)
    page = window("aigars", width=390, dark=True)
    page.goto(evidence)
    axe(page)
    no_sideways(page)
    page.get_by_role("button", name="Spēj nodrošināt").click()
    expect(page.get_by_role("heading", name="Drīkst vadīt mācības, arī nepilngadīgiem")).to_be_visible()
