"""Copying from a classmate or from last year: a look first, then all or nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.demo.programmes import PROGRAMMES, put_programme
from app.placements import actions as placements
from app.plans import actions
from app.plans.models import Plan
from app.plans.queries import copyable, plan_of
from app.schools.models import Group
from tests.browser import Browser
from tests.placements.parts import another_company, another_learner, prepared, spring


@pytest.fixture
def other(db: Session, cast: Cast) -> Plan:
    """A classmate's plan: one row changed, with dates and the mentor."""
    found = plan_of(db, prepared(db, cast, another_learner(db, cast)).id)
    assert found is not None
    row, (starts, _ends) = found.rows[0], spring()
    row.company, row.responsible, row.assessment = Decimal(60), cast.aigars.name, "ieskaite"
    row.starts, row.ends = starts + timedelta(7), starts + timedelta(70)
    db.commit()
    return found


def copy(browser: Browser, cast: Cast, who: str, plan: Plan, source: Plan) -> int:
    sent = {"plan_id": str(source.id)}
    return browser.as_(getattr(cast, who)).post(f"/plani/{plan.id}/kopet", sent).status


def test_the_list_the_look_and_the_copy(
    browser: Browser, cast: Cast, plan: Plan, other: Plan, db: Session
) -> None:
    ilze = browser.as_(cast.ilze)
    listed = ilze.get(f"/plani/{plan.id}/kopet")
    assert "Elza Āboliņa" in listed.words
    assert "grupas biedrs" in listed.words
    look = ilze.get(f"/plani/{plan.id}/kopet?no={other.id}")
    assert "Daļa pēc kopēšanas" in look.words
    assert "35,8\u00a0%" in look.words  # 1708 of 4760
    assert db.get_one(Plan, plan.id).rows[0].company == 72, "a look changes nothing"
    answer = ilze.post(f"/plani/{plan.id}/kopet", look.page.form(f"/plani/{plan.id}/kopet").with_())
    assert answer.status == 303
    found = plan_of(db, plan.placement_id)
    assert found is not None
    first = found.rows[0]
    assert len(found.rows) == 6
    assert (first.company, first.assessment, first.starts) == (Decimal(60), "ieskaite", other.rows[0].starts)
    assert first.outcome_ids == other.rows[0].outcome_ids


def test_dates_move_and_the_mentor_becomes_ours(cast: Cast, plan: Plan, other: Plan, db: Session) -> None:
    ilze, mine = cast.actor("ilze"), plan.placement
    starts, _ends = spring()
    later = starts + timedelta(weeks=38)
    company = another_company(db, cast)
    placements.choose_company(db, ilze, mine, company)
    placements.choose_mentor(db, ilze, mine, company.mentors[0])
    placements.set_period(db, ilze, mine, starts=later, ends=later + timedelta(25), weeks="CSCS")
    actions.copy_from(db, ilze, plan, other)
    first = plan.rows[0]
    assert first.starts == later + timedelta(7)
    assert first.ends is None, "outside the shorter period"
    assert first.responsible == "Ivars Bite"


def test_classmates_come_first(cast: Cast, plan: Plan, db: Session) -> None:
    elsewhere = Group(school_id=cast.school.id, name="GAL-22", programme=cast.programme, company_weeks=[])
    db.add(elsewhere)
    prepared(db, cast, another_learner(db, cast, "Aivars Tālais", elsewhere))
    prepared(db, cast, another_learner(db, cast, "Zane Zaķe"))
    names = [(c.learner, c.same_group) for c in copyable(db, cast.actor("ilze"), plan)]
    assert names == [("Zane Zaķe", True), ("Aivars Tālais", False)]


def test_another_programme_is_refused(
    browser: Browser, cast: Cast, plan: Plan, other: Plan, db: Session
) -> None:
    electric = put_programme(db, cast.school.id, PROGRAMMES[1])
    other.placement.programme_id = electric.id
    db.commit()
    assert copy(browser, cast, "ilze", plan, other) == 404
    assert db.get_one(Plan, plan.id).rows[0].company == 72


def test_not_when_the_company_reads_it(browser: Browser, cast: Cast, other: Plan, proposed: Plan) -> None:
    assert copy(browser, cast, "ilze", proposed, other) == 409
    assert browser.as_(cast.ilze).get(f"/plani/{proposed.id}/kopet").status == 409


@pytest.mark.parametrize(("who", "status"), [("aigars", 403), ("martins", 403), ("stranger", 404)])
def test_others_do_not(
    browser: Browser, cast: Cast, plan: Plan, other: Plan, db: Session, who: str, status: int
) -> None:
    found = browser.as_(getattr(cast, who))
    assert found.post(f"/plani/{plan.id}/kopet", {"plan_id": str(other.id)}).status in {status, 404}
    assert found.get(f"/plani/{plan.id}/kopet").status == status
    assert db.get_one(Plan, plan.id).rows[0].company == 72
