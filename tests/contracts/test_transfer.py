"""To another company with what remains to be learned, or another period at the same one."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies import actions as companies
from app.companies.models import Company
from app.contracts.endings import actions
from app.contracts.endings.models import Ground, State, Termination
from app.contracts.models import Contract
from app.demo.cast import Cast
from app.diary import actions as diary
from app.diary.models import Week
from app.diary.queries import loggable, planned_outcomes
from app.kit.clock import at, now, today
from app.placements.models import Placement
from app.placements.models import State as Stage
from app.plans.queries import plan_of, share, shares, totals
from tests.browser import Browser
from tests.contracts.conftest import sign_all


def elsewhere(db: Session, cast: Cast) -> Company:
    name = "SIA „Priežu Mēbeles”"
    made = companies.add_company(db, cast.actor("ilze"), cast.school, reg_no="40003245752", name=name)
    db.commit()
    return made


def learned(db: Session, cast: Cast, contract: Contract, number: int) -> Decimal:
    """One more week with seven hours, confirmed."""
    wanted = select(Week).where(Week.placement == contract.placement).order_by(Week.monday)
    week = db.scalars(wanted).all()[number]
    day = loggable(contract.placement, week.monday)[0]
    outcome = planned_outcomes(db, contract.placement)[0]
    with at(now().replace(year=day.year, month=day.month, day=day.day)):
        diary.log_day(db, cast.actor("martins"), week, on=day, hours=Decimal(7), outcome_ids=[outcome])
        diary.submit(db, cast.actor("martins"), week)
    diary.approve(db, cast.actor("aigars"), week)
    db.commit()
    return Decimal(7)


def test_a_transfer_takes_the_hours_along(
    db: Session, cast: Cast, concluded: Contract, browser: Browser
) -> None:
    company, placement, ilze = elsewhere(db, cast), concluded.placement, browser.as_(cast.ilze)
    done = learned(db, cast, concluded, 0)
    old = plan_of(db, placement.id)
    assert old
    page = ilze.get(f"/vietas/{placement.id}/parcelt?q=prie%C5%BEu")
    assert company.name in page.words
    last = today() + timedelta(days=2)
    nowhere = {"company_id": cast.company.id, "last_day": last.isoformat()}
    assert ilze.post(f"/vietas/{placement.id}/parcelt", nowhere).status == 422
    answer = ilze.post(f"/vietas/{placement.id}/parcelt", {**nowhere, "company_id": company.id})
    assert answer.status == 303
    termination = db.scalars(select(Termination)).one()
    new = termination.next
    assert new
    assert (termination.ground, new.continues_id, new.company) == (Ground.TRANSFER, placement.id, company)
    plan = plan_of(db, new.id)
    assert plan
    assert totals(plan).company == totals(old).company - done
    assert plan.learned_hours == done
    assert share(plan).planned_hours == share(old).planned_hours
    assert shares(db, [new.id])[new.id].planned_hours == share(old).planned_hours
    assert "Iepriekš apgūts" in ilze.get(f"/vietas/{new.id}/plans").words
    done += learned(db, cast, concluded, 1)
    actions.send_termination(db, cast.actor("ilze"), termination)
    assert termination.document
    assert termination.document.edition.values["next_company"] == company.name
    sign_all(db, termination)
    with at(now() + timedelta(days=2, minutes=1)):
        browser.work()
    assert (termination.state, placement.state) == (State.ENDED, Stage.TERMINATED)
    db.refresh(plan)
    assert plan.learned_hours == done
    assert totals(plan).company == totals(old).company - done
    page = ilze.get(f"/vietas/{placement.id}/ligums")
    assert company.name in page.words
    assert f"/vietas/{new.id}" in page.text


def test_a_transfer_that_is_called_off(
    db: Session, cast: Cast, concluded: Contract, browser: Browser
) -> None:
    company = elsewhere(db, cast)
    made = actions.transfer(db, cast.actor("ilze"), concluded, company, last_day=today() + timedelta(days=2))
    db.commit()
    assert browser.as_(cast.ilze).post(f"/izbeigsana/{made.id}/dzest").status == 303
    assert made.next
    assert (made.state, made.next.state) == (State.WITHDRAWN, Stage.CANCELLED)
    assert concluded.placement.state is Stage.ACTIVE


def test_the_next_period_at_the_same_company(
    db: Session, cast: Cast, concluded: Contract, browser: Browser
) -> None:
    placement = concluded.placement
    answer = browser.as_(cast.ilze).post(f"/vietas/{placement.id}/pagarinat")
    assert answer.status == 303
    new = db.scalars(select(Placement).where(Placement.continues == placement)).one()
    assert (new.company, new.mentor, new.state) == (placement.company, placement.mentor, Stage.DRAFT)
    assert (new.starts, new.work_days, new.day_hours) == (None, placement.work_days, placement.day_hours)
    page = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/ligums")
    assert f"/vietas/{new.id}" in page.text
