"""On two phones: the supervisor instructs, the learner confirms; then the tab on a desk."""

import re

from playwright.sync_api import expect
from sqlalchemy import select

from app.companies.models import Company, Mentor
from app.kit.clock import today
from app.placements.models import Placement, State
from app.safety.models import Instruction
from app.safety.models import State as Stage
from app.schools.models import Learner
from tests.live import Live, Windows, axe, no_sideways


def opened(live: Live) -> None:
    with live.session() as db:
        learner = db.scalars(select(Learner)).one()
        db.add(
            Placement(
                school_id=learner.school_id,
                learner=learner,
                programme=learner.programme,
                company=db.scalars(select(Company)).one(),
                mentor=db.scalars(select(Mentor)).one(),
                state=State.CONCLUDED,
                starts=today(),
                ends=today(),
                weeks="C",
                sort_key=learner.sort_key,
            )
        )


def test_instructed_and_confirmed(window: Windows, live: Live) -> None:
    opened(live)
    mentor = window("aigars", width=390, height=844)
    mentor.goto("/drosiba")
    axe(mentor)
    no_sideways(mentor)
    mentor.get_by_role("link", name=re.compile("Instruēt.*Ievadapmācība")).tap()
    expect(mentor.get_by_label("Mārtiņš Krūmiņš").first).to_be_checked()
    for box in mentor.locator("input[name=topic]").all():
        box.check()
    no_sideways(mentor)
    mentor.get_by_role("button", name="Instruēts un saprasts").tap()
    expect(mentor.locator("#toasts")).to_contain_text("Ierakstīts 1 izglītojamajam")
    me = window("martins", width=390, height=844, dark=True)
    me.goto("/drosiba")
    me.get_by_role("link", name="Ievadapmācība", exact=True).tap()
    expect(me.get_by_role("heading", name="Izskaidrots un parādīts")).to_be_visible()
    axe(me)
    no_sideways(me)
    me.get_by_role("button", name="Instruktāža saņemta un saprasta").tap()
    expect(me.locator("#toasts")).to_contain_text("Apstiprināts")
    with live.session() as db:
        assert db.scalars(select(Instruction.state)).all() == [Stage.CONFIRMED]
    desk = window("ilze")
    desk.goto("/vietas/1/drosiba")
    axe(desk)
    expect(desk.get_by_text("Abpusēji apstiprināts")).to_be_visible()
