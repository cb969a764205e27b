"""A draft of what changes: checked like a new placement, one at a time, and nothing happens yet."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.companies import actions as companies
from app.companies.models import Mentor
from app.contracts.amendments import actions
from app.contracts.amendments.models import Amendment, State
from app.contracts.models import Contract
from app.demo.cast import Cast
from app.kit.clock import today
from app.kit.errors import Refused
from tests.browser import Browser


def test_works(db: Session, cast: Cast, concluded: Contract, other: Mentor, browser: Browser) -> None:
    placement = concluded.placement
    ilze = browser.as_(cast.ilze)
    page = ilze.get(f"/vietas/{placement.id}/ligums")
    assert f"/vietas/{placement.id}/grozijumi/jauns?veids=vaditajs" in page.text
    page = ilze.get(f"/vietas/{placement.id}/grozijumi/jauns?veids=vaditajs")
    assert page.status == 200
    assert other.person.name in page.words
    fields = {"veids": "vaditajs", "mentor_id": other.id, "takes_effect_on": today().isoformat()}
    answer = ilze.post(f"/vietas/{placement.id}/grozijumi", fields)
    assert answer.status == 303
    page = ilze.follow(answer)
    for words in (cast.mentor.person.name, other.person.name, "Nosūtīt parakstīšanai"):
        assert words in page.words
    amendment = db.query(Amendment).one()
    assert (amendment.state, amendment.kinds, amendment.no) == (State.DRAFT, ["vaditajs"], None)
    assert amendment.changes == {"mentor_id": [cast.mentor.id, other.id]}
    assert placement.mentor_id == cast.mentor.id
    assert ilze.get(f"/grozijumi/{amendment.id}/melnraksts").bytes.startswith(b"%PDF")
    fields["reason"] = "Aigars Ozols pāriet citā darbā."
    assert ilze.post(f"/grozijumi/{amendment.id}", fields).status == 303
    assert amendment.reason == fields["reason"]
    for who in ("dace", "martins", "anna"):
        assert browser.as_(cast.people[who]).get(f"/grozijumi/{amendment.id}").status == 403
    assert ilze.post(f"/grozijumi/{amendment.id}/dzest").status == 303
    assert amendment.state is State.WITHDRAWN


def test_without_a_kind_it_says_what_needs_signatures(
    cast: Cast, concluded: Contract, browser: Browser
) -> None:
    page = browser.as_(cast.ilze).get(f"/vietas/{concluded.placement_id}/grozijumi/jauns")
    assert page.status == 200
    for words in ("paraksta visas puses", "484: 6.3", "Darba laiks un nedēļas"):
        assert words in page.words


def test_the_same_checks_as_when_preparing(
    db: Session, cast: Cast, concluded: Contract, other: Mentor, browser: Browser
) -> None:
    placement, ilze = concluded.placement, browser.as_(cast.ilze)
    companies.deactivate_mentor(db, cast.actor("ilze"), other)
    db.commit()
    form = {"veids": "vaditajs", "mentor_id": other.id, "takes_effect_on": today().isoformat()}
    answer = ilze.post(f"/vietas/{placement.id}/grozijumi", form)
    assert answer.status == 422
    assert "pašlaik" in answer.words
    yesterday = today() - timedelta(days=1)
    for changes, on in (
        ({"mentor_id": placement.mentor_id}, today()),
        ({"mentor_id": 0}, today()),
        ({"day_hours": 13}, today()),
        ({"day_hours": 7}, yesterday),
        ({"ends": yesterday}, today()),
        ({"branch_id": 99}, today()),
        ({"pay": None, "pay_amount": 5}, today()),
        ({"plan_edition": 2}, today()),
    ):
        with pytest.raises(Refused) as refused:
            actions.amend(db, cast.actor("ilze"), concluded, changes=changes, takes_effect_on=on)
        assert {reason.clause for reason in refused.value.reasons} == {"484: 6.3"}
    assert db.query(Amendment).count() == 0
    assert concluded.agreed, "kept since the sending"


def test_one_at_a_time(db: Session, cast: Cast, concluded: Contract, other: Mentor, browser: Browser) -> None:
    ilze = cast.actor("ilze")
    actions.amend(db, ilze, concluded, changes={"mentor_id": other.id}, takes_effect_on=today())
    db.commit()
    with pytest.raises(Refused, match="Another amendment"):
        actions.amend(db, ilze, concluded, changes={"mentor_id": other.id}, takes_effect_on=today())
    page = browser.as_(cast.ilze).get(f"/vietas/{concluded.placement_id}/grozijumi/jauns?veids=vaditajs")
    assert "/grozijumi/" in page.text
    assert other.person.name not in page.words


def test_only_a_concluded_contract(cast: Cast, sent: Contract, browser: Browser) -> None:
    address = f"/vietas/{sent.placement_id}/grozijumi"
    assert browser.as_(cast.ilze).get(f"{address}/jauns").status == 409
    answer = browser.as_(cast.ilze).post(address, {"veids": "vaditajs", "takes_effect_on": "2030-01-01"})
    assert answer.status == 409


@pytest.mark.parametrize(
    ("who", "status"), [("dace", 403), ("aigars", 403), ("martins", 403), ("stranger", 404)]
)
def test_who_may_not(cast: Cast, concluded: Contract, browser: Browser, who: str, status: int) -> None:
    theirs = browser.as_(cast.people[who])
    address = f"/vietas/{concluded.placement_id}/grozijumi"
    assert theirs.get(f"{address}/jauns").status == status
    assert theirs.post(address, {"veids": "vaditajs"}).status == status
