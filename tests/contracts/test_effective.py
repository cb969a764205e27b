"""One contract in force: what was signed first, every amendment since; the placement's row says the same."""

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy.orm import Session

from app.companies import actions as companies
from app.companies.models import Mentor
from app.contracts.amendments import actions
from app.contracts.amendments.models import Amendment, State
from app.contracts.effective import Standing, effective, effective_of, history
from app.contracts.endings import actions as endings
from app.contracts.endings.models import Ground, Side
from app.contracts.jobs import bring_due
from app.contracts.models import Contract
from app.contracts.terms import OF_PLACEMENT, Terms
from app.demo.cast import Cast
from app.documents import actions as documents
from app.kit.clock import at, now, today
from app.kit.errors import Refused
from app.placements.models import Placement
from tests.browser import Browser, Queries
from tests.contracts.conftest import sign_all, whose_turn
from tests.placements.parts import another_learner
from tests.stages import play


def agree(db: Session, placement: Placement) -> Terms:
    """The terms of today, which the row has too."""
    found = effective(db, placement)
    assert found
    row = {name: getattr(placement, name) for name in OF_PLACEMENT}
    assert {name: value for name, value in asdict(found.terms).items() if name in row} == row
    assert (found.mentor, found.branch) == (placement.mentor, placement.branch)
    return found.terms


def a_change(chance: Random, placement: Placement, mentors: list[Mentor], branch: int) -> dict[str, object]:
    """Something that may be agreed."""
    assert placement.ends
    letters = placement.weeks
    last = letters.rindex("C")
    return chance.choice(
        [
            {"mentor_id": chance.choice(mentors).id},
            {"branch_id": chance.choice([None, branch])},
            {"day_hours": Decimal(chance.choice(["6", "6.5", "7"]))},
            {"work_days": chance.choice(["1234", "12345", "135"])},
            {"weeks": f"{letters[:last]}S{letters[last + 1 :]}"},
            {"mentor_id": chance.choice(mentors).id, "work_days": "123"},
        ]
    )


def happen(
    db: Session, cast: Cast, contract: Contract, chance: Random, mentors: list[Mentor], branch: int
) -> None:
    """An amendment is agreed, declined or withdrawn, or a day passes with nothing."""
    ilze, day = cast.actor("ilze"), today() + timedelta(days=chance.choice([0, 0, 1, 3, 12]))
    changes = a_change(chance, contract.placement, mentors, branch)
    try:
        amendment = actions.amend(db, ilze, contract, changes=changes, takes_effect_on=day)
        actions.send_amendment(db, ilze, amendment)
    except Refused:
        db.rollback()
        return
    db.commit()
    end = chance.choice(["sign", "sign", "sign", "decline", "withdraw"])
    if end == "withdraw":
        actions.withdraw_amendment(db, ilze, amendment)
    elif end == "decline" and (signer := whose_turn(db, amendment)):
        documents.decline(db, cast.actor("anna"), signer, reason="Vēl jāpārrunā.")
    else:
        sign_all(db, amendment)
    db.commit()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_row_and_the_history_agree_after_anything(
    db: Session, cast: Cast, concluded: Contract, other: Mentor, seed: int
) -> None:
    placement, chance, moment = concluded.placement, Random(seed), now()
    branch = companies.add_branch(db, cast.actor("ilze"), cast.company, name="Cehs")
    db.commit()
    said: dict[date, Terms] = {}
    for _step in range(7):
        with at(moment):
            bring_due(db)
            db.commit()
            agree(db, placement)
            happen(db, cast, concluded, chance, [cast.mentor, other], branch.id)
            said[today()] = agree(db, placement)
        moment += timedelta(days=chance.choice([1, 2, 6]))
    with at(moment + timedelta(days=30)):
        bring_due(db)
        agree(db, placement)
    settled = db.query(Amendment).where(Amendment.state == State.IN_FORCE).count()
    assert settled, "the play has agreed something"
    for day, terms in said.items():
        found = effective(db, placement, day)
        assert found
        assert found.terms == terms, f"the time machine tells what was true on {day}"
    first = history(db, placement)
    assert first
    assert Terms.from_json(first.base.to_json()) == first.base


def test_a_termination_too(db: Session, cast: Cast, concluded: Contract) -> None:
    placement = concluded.placement
    before = agree(db, placement)
    made = endings.end_early(
        db,
        cast.actor("ilze"),
        concluded,
        ground=Ground.AGREEMENT,
        side=Side.SCHOOL,
        last_day=today() + timedelta(days=20),
    )
    endings.send_termination(db, cast.actor("ilze"), made)
    sign_all(db, made)
    assert agree(db, placement) == before
    with at(now() + timedelta(days=21)):
        bring_due(db)
        after = agree(db, placement)
        assert after.ends == made.last_day
        found = effective(db, placement)
        assert found
        assert found.standing is Standing.ENDED
    then = effective(db, placement, today())
    assert then
    assert (then.terms, then.standing) == (before, Standing.IN_FORCE)


def test_in_bulk_and_on_the_page(
    db: Session, cast: Cast, concluded: Contract, other: Mentor, queries: Queries, browser: Browser
) -> None:
    ilze = cast.actor("ilze")
    later = today() + timedelta(days=7)
    amendment = actions.amend(
        db, ilze, concluded, changes={"mentor_id": other.id}, takes_effect_on=later, reason="Maiņa."
    )
    actions.send_amendment(db, ilze, amendment)
    sign_all(db, amendment)
    second = play(db, cast, "ready", learner=another_learner(db, cast, "Elza Āboliņa"))
    db.commit()
    both = [concluded.placement, second]
    with queries(at_most=10):
        found = effective_of(db, both, later)
    assert found.keys() == {concluded.placement_id}
    assert found[concluded.placement_id].mentor == other
    assert found[concluded.placement_id].clauses["termination"] == concluded.termination
    assert found[concluded.placement_id].amendments == (amendment,)
    address = f"/vietas/{concluded.placement_id}/ligums?uz={later.isoformat()}"
    for who in ("ilze", "aigars", "dace", "martins", "anna", "guntis"):
        page = browser.as_(cast.people[who]).get(address)
        assert page.status == 200
        assert other.person.name in page.words
    assert "Atlīdzība" not in browser.as_(cast.aigars).get(address).words
    assert browser.as_(cast.stranger).get(address).status == 404
    nothing = browser.as_(cast.ilze).get(f"/vietas/{second.id}/ligums")
    assert "Spēkā esoša līguma nav." in nothing.words
    mine = browser.as_(cast.ilze)
    with queries(at_most=33):
        mine.get(address)
