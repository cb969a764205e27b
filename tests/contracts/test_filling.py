"""What the law learns about contracts, in three selects however many placements."""

from datetime import date

from sqlalchemy.orm import Session

from app.companies.models import Mentor
from app.contracts.amendments import actions
from app.contracts.filling import fill
from app.contracts.models import Contract
from app.demo.cast import Cast
from app.kit.clock import today
from app.kit.rules import Moment
from app.law.case import Contract as Section
from app.law.queries import cases, judge
from app.placements.models import Placement
from app.plans.models import State as PlanState
from app.plans.queries import plan_of
from tests.browser import Queries
from tests.contracts.conftest import sign, sign_all
from tests.placements.parts import another_learner
from tests.stages import play


def known(db: Session, placement: Placement) -> Section:
    db.commit()
    return cases(db, [placement.id])[placement.id].contract


def test_before_there_is_a_contract(db: Session, cast: Cast, ready: Placement) -> None:
    found = known(db, ready)
    assert (found.concluder_named, found.concluder_reachable) == (True, True)
    assert (found.sent_on, found.first_signed_on, found.outside) == (None, None, False)
    cast.anna.email = cast.anna.phone = ""
    assert not known(db, ready).concluder_reachable
    cast.martins.birth_date = date(today().year - 18, 1, 1)
    assert known(db, ready).concluder_reachable, "Mārtiņš himself"
    cast.martins.birth_date = None
    assert not known(db, ready).concluder_named


def test_signatures_in_their_order(db: Session, cast: Cast, sent: Contract) -> None:
    sign(db, sent)
    found = known(db, sent.placement)
    assert (found.sent_on, found.first_signed_on, found.last_signed_on) == (today(), today(), None)
    sign_all(db, sent)
    found = known(db, sent.placement)
    assert (found.last_signed_on, found.concluder_is_right, found.unsigned_in_force) == (today(), True, False)
    cast.martins.birth_date = date(today().year - 18, 1, 1)
    assert not known(db, sent.placement).concluder_is_right, "Anna signed for somebody grown up"
    sent.induction = " "
    sent.document_id = None
    found = known(db, sent.placement)
    assert (found.outside, found.empty_clauses) == (True, frozenset({"induction"}))


def test_a_new_edition_of_the_plan_is_not_in_force_until_it_is_signed(
    db: Session, cast: Cast, concluded: Contract
) -> None:
    placement, plan = concluded.placement, plan_of(db, concluded.placement_id)
    assert plan
    plan.edition, plan.state = 2, PlanState.APPROVED
    db.commit()
    assert known(db, placement).unsigned_in_force
    assert "R58" in {each.rule.code for each in judge(db, placement, Moment.AMEND)}
    amendment = actions.amend(
        db, cast.actor("ilze"), concluded, changes={"plan_edition": 2}, takes_effect_on=today()
    )
    assert not known(db, placement).unsigned_in_force, "the amendment is on its way"
    actions.send_amendment(db, cast.actor("ilze"), amendment)
    assert amendment.document
    assert amendment.document.edition.values["plan"]
    sign_all(db, amendment)
    assert not known(db, placement).unsigned_in_force


def test_three_selects_for_all(
    db: Session, cast: Cast, concluded: Contract, other: Mentor, queries: Queries
) -> None:
    second = play(db, cast, "ready", learner=another_learner(db, cast, "Elza Āboliņa"))
    actions.amend(db, cast.actor("ilze"), concluded, changes={"mentor_id": other.id}, takes_effect_on=today())
    db.commit()
    found = cases(db, [concluded.placement_id, second.id])
    db.expire_all()
    with queries(at_most=3):
        fill(db, found)
    signed = {key: case.contract.last_signed_on for key, case in found.items()}
    assert signed == {concluded.placement_id: today(), second.id: None}
