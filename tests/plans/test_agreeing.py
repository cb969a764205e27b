"""Proposed by the school, agreed or returned by the company, approved by the school, opened again."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.notifications.models import Notice
from app.placements import actions as placements
from app.plans.models import Plan, State
from app.plans.queries import plan_of
from tests.browser import Answer, Browser
from tests.placements.parts import another_company, begun, colleague

PATHS = {
    "propose": "nosutit",
    "take_back": "panemt-atpakal",
    "agree": "piekrist",
    "send_back": "atgriezt",
    "approve": "apstiprinat",
    "reopen": "atvert",
}
COMMENT = {"comment": "Virsmu apdari mācīsim pavasarī."}


def do(browser: Browser, cast: Cast, who: str, plan: Plan, verb: str) -> Answer:
    return browser.as_(getattr(cast, who)).post(
        f"/plani/{plan.id}/{PATHS[verb]}", COMMENT if verb == "send_back" else {}
    )


def at(db: Session, plan: Plan) -> State:
    return db.get_one(Plan, plan.id).state


def told(db: Session, verb: str) -> set[int]:
    return set(db.scalars(select(Notice.person_id).where(Notice.verb == f"plans.{verb}")))


STAGES = ("draft", "proposed", "agreed", "approved")
CASES = {
    "propose": ("draft", State.PROPOSED, ("ilze",), ("aigars", "martins", "anna", "guntis")),
    "take_back": ("proposed", State.DRAFT, ("ilze",), ("aigars", "martins", "guntis")),
    "agree": ("proposed", State.AGREED, ("aigars", "dace"), ("ilze", "martins", "anna", "guntis")),
    "send_back": ("proposed", State.DRAFT, ("aigars", "dace"), ("ilze", "martins", "guntis")),
    "approve": ("agreed", State.APPROVED, ("ilze", "guntis"), ("aigars", "dace", "martins", "anna")),
    "reopen": ("approved", State.DRAFT, ("ilze",), ("aigars", "martins", "guntis")),
}


def stage(request: pytest.FixtureRequest, name: str) -> Plan:
    found = request.getfixturevalue("plan" if name == "draft" else name)
    assert isinstance(found, Plan)
    return found


@pytest.mark.parametrize(("verb", "who"), [(v, w) for v, case in CASES.items() for w in case[2]])
def test_it_works(
    browser: Browser, cast: Cast, db: Session, request: pytest.FixtureRequest, verb: str, who: str
) -> None:
    plan = stage(request, CASES[verb][0])
    answer = do(browser, cast, who, plan, verb)
    assert answer.status == 303, answer
    assert at(db, plan) is CASES[verb][1]
    assert browser.as_(getattr(cast, who)).get(answer.to).status == 200


@pytest.mark.parametrize(
    ("verb", "where"), [(v, s) for v, case in CASES.items() for s in STAGES if s != case[0]]
)
def test_the_wrong_state_is_refused(
    browser: Browser, cast: Cast, db: Session, request: pytest.FixtureRequest, verb: str, where: str
) -> None:
    if (verb, where) == ("take_back", "agreed"):
        return  # an agreed plan can be taken back too
    plan = stage(request, where)
    before = plan.state
    assert do(browser, cast, CASES[verb][2][0], plan, verb).status == 409
    assert at(db, plan) is before


@pytest.mark.parametrize(("verb", "who"), [(v, w) for v, case in CASES.items() for w in case[3]])
def test_insiders_without_the_right_may_not(
    browser: Browser, cast: Cast, db: Session, request: pytest.FixtureRequest, verb: str, who: str
) -> None:
    plan = stage(request, CASES[verb][0])
    before = plan.state
    assert do(browser, cast, who, plan, verb).status == 403
    assert at(db, plan) is before


@pytest.mark.parametrize("verb", list(CASES))
def test_a_stranger_finds_nothing(
    browser: Browser, cast: Cast, request: pytest.FixtureRequest, verb: str
) -> None:
    assert do(browser, cast, "stranger", stage(request, CASES[verb][0]), verb).status == 404


def test_a_mentor_of_another_company_finds_nothing(
    browser: Browser, cast: Cast, db: Session, proposed: Plan
) -> None:
    other = another_company(db, cast).mentors[0].person
    assert browser.as_(other).post(f"/plani/{proposed.id}/piekrist").status == 404


@pytest.mark.parametrize("verb", ["propose", "approve"])
def test_a_row_without_hours_stops_it_with_the_clause(
    browser: Browser, cast: Cast, db: Session, request: pytest.FixtureRequest, verb: str
) -> None:
    plan = stage(request, CASES[verb][0])
    plan.rows[0].school_theory = plan.rows[0].company = plan.rows[0].school_practice  # none
    db.commit()
    before = plan.state
    answer = do(browser, cast, "ilze", plan, verb)
    assert answer.status == 409
    assert "Katrā plāna rindā ir stundas" in answer.words
    assert "484: 8.1" in answer.words
    assert at(db, plan) is before
    page = browser.as_(cast.ilze).get(plan.address)
    assert "Katrā plāna rindā ir stundas" in page.words
    assert not page.page.all("form", action=f"/plani/{plan.id}/{PATHS[verb]}")


def test_without_a_company_nobody_can_be_asked(browser: Browser, cast: Cast, db: Session) -> None:
    plan = plan_of(db, begun(db, cast).id)
    assert plan is not None
    answer = do(browser, cast, "ilze", plan, "propose")
    assert answer.status == 409
    assert "Ir izvēlēts uzņēmums, ar kuru plānu saskaņo" in answer.words


def test_a_share_under_the_least_only_warns(browser: Browser, cast: Cast, db: Session, plan: Plan) -> None:
    for row in plan.rows[1:]:
        row.school_practice, row.company = row.company, row.school_practice
    db.commit()
    words = browser.as_(cast.ilze).get(plan.address).words
    assert "Jāpārbauda: Uzņēmumā apgūst vismaz 25\u00a0% programmas" in words
    assert do(browser, cast, "ilze", plan, "propose").status == 303


def test_everybody_concerned_is_told(browser: Browser, cast: Cast, db: Session, plan: Plan) -> None:
    do(browser, cast, "ilze", plan, "propose")
    assert told(db, "propose") == {cast.aigars.id, cast.dace.id}
    do(browser, cast, "aigars", plan, "agree")
    assert told(db, "agree") == {cast.ilze.id}
    do(browser, cast, "ilze", plan, "approve")
    assert told(db, "approve") == {cast.martins.id, cast.aigars.id}
    assert browser.work() >= 5


def test_the_comment_is_shown_to_the_school(
    browser: Browser, cast: Cast, db: Session, proposed: Plan
) -> None:
    do(browser, cast, "aigars", proposed, "send_back")
    assert COMMENT["comment"] in browser.as_(cast.ilze).get(proposed.address).words
    assert told(db, "send_back") == {cast.ilze.id}
    do(browser, cast, "ilze", proposed, "propose")
    assert db.get_one(Plan, proposed.id).comment == ""


@pytest.mark.parametrize("comment", ["", "  ", "x", "x" * 10_000])
def test_a_return_needs_words(
    browser: Browser, cast: Cast, db: Session, proposed: Plan, comment: str
) -> None:
    answer = browser.as_(cast.aigars).post(f"/plani/{proposed.id}/atgriezt", {"comment": comment})
    assert answer.status == 422
    assert comment.strip() in answer.text
    assert at(db, proposed) is State.PROPOSED


def test_the_undo_of_sending_takes_it_back(browser: Browser, cast: Cast, db: Session, plan: Plan) -> None:
    ilze = browser.as_(cast.ilze)
    page = ilze.follow(ilze.post(f"/plani/{plan.id}/nosutit")).page
    assert ilze.post(page.form(f"/plani/{plan.id}/panemt-atpakal").action).status == 303
    assert at(db, plan) is State.DRAFT


def test_opening_again_is_a_new_edition(browser: Browser, cast: Cast, db: Session, approved: Plan) -> None:
    do(browser, cast, "ilze", approved, "reopen")
    plan = db.get_one(Plan, approved.id)
    assert (plan.edition, plan.agreed_at, plan.approved_at) == (2, None, None)
    assert "2. redakcija" in browser.as_(cast.ilze).get(plan.address).words


def test_not_while_the_contract_is_being_signed(
    browser: Browser, cast: Cast, db: Session, approved: Plan
) -> None:
    placements.start_signing(db, cast.actor("ilze"), approved.placement)
    db.commit()
    page = browser.as_(cast.ilze).get(approved.address)
    assert "nav nodots parakstīšanai" in page.words
    answer = do(browser, cast, "ilze", approved, "reopen")
    assert answer.status == 409
    assert "koordinators vispirms atsauc līgumu" in answer.words
    assert at(db, approved) is State.APPROVED


def test_after_signing_a_new_edition_leaves_the_placement_concluded(
    browser: Browser, cast: Cast, db: Session, approved: Plan
) -> None:
    placements.start_signing(db, cast.actor("ilze"), approved.placement)
    placements.conclude(db, cast.actor("guntis"), approved.placement)
    db.commit()
    assert do(browser, cast, "ilze", approved, "reopen").status == 303
    assert db.get_one(Plan, approved.id).placement.state.value == "concluded"


@pytest.mark.parametrize("name", ["proposed", "agreed", "approved"])
def test_another_company_has_to_agree_anew(
    cast: Cast, db: Session, request: pytest.FixtureRequest, name: str
) -> None:
    plan = stage(request, name)
    placements.choose_company(db, cast.actor("ilze"), plan.placement, another_company(db, cast))
    db.commit()
    assert (plan.state, plan.agreed_at, plan.edition) == (State.DRAFT, None, 2 if name == "approved" else 1)


def test_the_same_company_again_changes_nothing(cast: Cast, db: Session, approved: Plan) -> None:
    placements.choose_company(db, cast.actor("ilze"), approved.placement, cast.company)
    assert approved.state is State.APPROVED


def test_a_cancelled_placement_has_a_resting_plan(
    browser: Browser, cast: Cast, db: Session, plan: Plan
) -> None:
    placements.cancel(db, cast.actor("ilze"), plan.placement, reason="Pārcēlās uz citu skolu")
    db.commit()
    assert do(browser, cast, "ilze", plan, "propose").status == 409
    assert at(db, plan) is State.DRAFT


def test_a_colleague_may_go_on(browser: Browser, cast: Cast, db: Session, plan: Plan) -> None:
    assert browser.as_(colleague(db, cast)).post(f"/plani/{plan.id}/nosutit").status == 303
