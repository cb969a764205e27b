"""An individual plan follows the implementation plan of its programme, and says where it does not."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.placements import actions as placements
from app.plans import actions
from app.plans.following import departures
from app.plans.models import Implementation, Plan
from app.plans.queries import plan_of
from tests.browser import Browser
from tests.placements.parts import LETTERS, another_company, another_learner, begun, prepared, spring


def plan_for(db: Session, cast: Cast) -> Plan:
    found = plan_of(db, prepared(db, cast, another_learner(db, cast)).id)
    assert found is not None
    return found


def test_a_new_plan_is_filled_from_it(db: Session, cast: Cast, in_force: Implementation) -> None:
    plan = plan_for(db, cast)  # the group is of course 3
    assert [row.module.name for row in plan.rows] == [r.module.name for r in in_force.rows[2:]]
    first, expected = plan.rows[0], in_force.rows[2]
    assert (first.school_theory, first.company) == (expected.school_theory, expected.company)
    assert (first.starts, first.ends) == (plan.placement.starts, plan.placement.ends)
    assert {row.responsible for row in plan.rows} == {"Aigars Ozols"}
    assert [row.assessment for row in plan.rows][-1] == "vērtējums 10 ballu skalā"
    assert plan.course == 3


def test_where_nothing_is_taught_in_the_course_all_is(
    db: Session, cast: Cast, in_force: Implementation
) -> None:
    for row in in_force.rows:
        row.first_course = row.last_course = 1
    plan = plan_of(db, begun(db, cast).id)
    assert plan is not None
    assert len(plan.rows) == 6


def test_period_and_mentor_move_until_somebody_writes_others(db: Session, cast: Cast) -> None:
    plan, ilze = plan_for(db, cast), cast.actor("ilze")
    starts, ends = spring()
    ends += timedelta(days=7)
    placements.set_period(db, ilze, plan.placement, starts=starts, ends=ends, weeks=LETTERS + "C")
    assert {row.ends for row in plan.rows} == {ends}
    row = plan.rows[0]
    actions.fill_cell(db, ilze, row, field="starts", value=starts + timedelta(30), version=row.version)
    actions.fill_cell(db, ilze, row, field="responsible", value="Inese Kalna", version=row.version)
    placements.set_period(db, ilze, plan.placement, starts=starts, ends=ends - timedelta(7), weeks=LETTERS)
    assert (row.starts, row.ends) == (starts + timedelta(30), ends - timedelta(7))
    other = another_company(db, cast)
    placements.choose_company(db, ilze, plan.placement, other)
    placements.choose_mentor(db, ilze, plan.placement, other.mentors[0])
    assert [r.responsible for r in plan.rows][:2] == ["Inese Kalna", "Ivars Bite"]


def test_the_page_says_where_it_departs(
    browser: Browser, cast: Cast, db: Session, in_force: Implementation
) -> None:
    plan = plan_for(db, cast)
    ilze, take = browser.as_(cast.ilze), f"/plani/{plan.id}/parnemt"
    assert "Atšķiras no īstenošanas plāna" not in ilze.get(plan.address).words
    assert ilze.post(take).status == 409
    row = plan.rows[0]
    actions.fill_cell(db, cast.actor("ilze"), row, field="company", value="300", version=row.version)
    actions.fill_cell(
        db, cast.actor("ilze"), row, field="responsible", value="Inese Kalna", version=row.version
    )
    actions.remove_row(db, cast.actor("ilze"), plan.rows[1])
    db.commit()
    page = ilze.get(plan.address)
    assert "Atšķiras no īstenošanas plāna" in page.words
    assert "Mēbeļu detaļu izgatavošana: uzņēmumā 300 h, nevis 359 h" in page.words
    assert "Koka izstrādājumu virsmu apdare: individuālajā plānā nav" in page.words
    assert "Atšķiras" not in browser.as_(cast.aigars).get(plan.address).words
    for who, status in (("guntis", 403), ("aigars", 403), ("stranger", 404)):
        assert browser.as_(getattr(cast, who)).post(take).status == status
    assert ilze.post(page.page.form(take).action).status == 303
    db.expire_all()
    assert [r.company for r in plan.rows] == [r.company for r in in_force.rows[2:]]
    assert plan.rows[0].responsible == "Inese Kalna"
    assert "Atšķiras" not in ilze.get(plan.address).words


def test_a_plan_that_is_being_agreed_stays(
    browser: Browser, cast: Cast, db: Session, proposed: Plan, in_force: Implementation
) -> None:
    words = browser.as_(cast.ilze).get(proposed.address).words
    assert "pēc īstenošanas plāna šajā kursā nav" in words
    assert browser.as_(cast.ilze).post(f"/plani/{proposed.id}/parnemt").status == 409
    assert len(proposed.rows) == 6


def test_what_was_learned_before_is_no_departure(db: Session, cast: Cast, in_force: Implementation) -> None:
    """A placement that continues another has less to learn."""
    plan = plan_for(db, cast)
    row, learned = plan.rows[0], Decimal(60)
    plan.learned, row.company = {str(row.module_id): "60"}, row.company - learned
    assert departures(plan, in_force) == []
    row.company -= 1
    (found,) = departures(plan, in_force)
    actions.follow(db, cast.actor("ilze"), plan)
    db.commit()
    db.refresh(plan, ["rows"])
    assert plan.rows[0].company == in_force.rows[2].company - learned
    assert found.module is row.module
