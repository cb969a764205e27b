"""Adding, splitting and removing rows."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.demo.programmes import PROGRAMMES, put_programme
from app.plans import actions
from app.plans.models import Plan, PlanRow
from tests.browser import Browser


def rows(db: Session, plan: Plan) -> list[PlanRow]:
    found = db.get_one(Plan, plan.id)
    db.refresh(found, ["rows"])
    return found.rows


def test_a_row_is_split(browser: Browser, cast: Cast, plan: Plan, row: PlanRow, db: Session) -> None:
    answer = browser.as_(cast.ilze).post(f"/plana-rindas/{row.id}/sadalit")
    assert answer.status == 303
    first, second = rows(db, plan)[:2]
    assert (first.module_id, second.module_id) == (row.module_id, row.module_id)
    assert (first.hours, second.hours) == (Decimal(120), Decimal(0))
    assert second.outcome_ids == first.outcome_ids


def test_a_row_is_removed_and_added_again(
    browser: Browser, cast: Cast, plan: Plan, row: PlanRow, db: Session
) -> None:
    ilze, module = browser.as_(cast.ilze), row.module_id
    assert ilze.post(f"/plana-rindas/{row.id}/nonemt").status == 303
    assert [r.module_id for r in rows(db, plan)].count(module) == 0
    page = ilze.get(f"/vietas/{plan.placement_id}/plans").page
    sent = page.form(f"/plani/{plan.id}/rindas").with_(module_id=str(module))
    assert ilze.post(f"/plani/{plan.id}/rindas", sent).status == 303
    added = rows(db, plan)[0]
    assert (added.module_id, added.school_theory, added.company) == (module, Decimal(48), Decimal(72))


def test_a_second_row_of_a_module_begins_empty(cast: Cast, plan: Plan, row: PlanRow, db: Session) -> None:
    actions.add_row(db, cast.actor("ilze"), plan, module=row.module)
    assert plan.rows[-1].hours == 0


def test_a_module_of_another_programme_is_refused(
    browser: Browser, cast: Cast, plan: Plan, db: Session
) -> None:
    other = put_programme(db, cast.school.id, PROGRAMMES[1]).modules[0]
    answer = browser.as_(cast.ilze).post(f"/plani/{plan.id}/rindas", {"module_id": str(other.id)})
    assert answer.status == 409
    assert "Izvēlieties programmas moduli" in answer.words


def deed(plan: Plan, name: str) -> tuple[str, dict[str, str]]:
    row = plan.rows[0]
    return {
        "add": (f"/plani/{plan.id}/rindas", {"module_id": str(row.module_id)}),
        "split": (f"/plana-rindas/{row.id}/sadalit", {}),
        "remove": (f"/plana-rindas/{row.id}/nonemt", {}),
    }[name]


@pytest.mark.parametrize("name", ["add", "split", "remove"])
@pytest.mark.parametrize(("who", "status"), [("aigars", 403), ("martins", 403), ("stranger", 404)])
def test_others_do_not(
    browser: Browser, cast: Cast, plan: Plan, db: Session, name: str, who: str, status: int
) -> None:
    assert browser.as_(getattr(cast, who)).post(*deed(plan, name)).status == status
    assert len(rows(db, plan)) == 6


@pytest.mark.parametrize("name", ["add", "split", "remove"])
def test_not_while_the_company_reads_it(
    browser: Browser, cast: Cast, proposed: Plan, db: Session, name: str
) -> None:
    assert browser.as_(cast.ilze).post(*deed(proposed, name)).status == 409
    assert len(rows(db, proposed)) == 6
