"""The terms are written while the contract is a draft; two people at once are told."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.contracts import actions
from app.contracts.clauses import CLAUSES
from app.contracts.models import Contract
from app.demo.cast import Cast
from app.kit.errors import Refused
from app.pay.models import Instrument, Risk
from app.pay.queries import covers, pay_of
from tests.browser import Answer, Browser


def typed(contract: Contract, **changes: Any) -> dict[str, Any]:
    """The form as it is opened, with changes."""
    clauses = {name: getattr(contract, name) for name in CLAUSES}
    return {"version": contract.version, **clauses, **changes}


def save(browser: Browser, cast: Cast, contract: Contract, **changes: Any) -> Answer:
    url = f"/ligumi/{contract.id}/nosacijumi"
    return browser.as_(cast.ilze).post(url, typed(contract, **changes))


def test_works(db: Session, cast: Cast, draft: Contract, browser: Browser) -> None:
    """Pay and policies are typed here once and land where they are kept; then they are only shown."""
    placement = draft.placement
    answer = save(
        browser,
        cast,
        draft,
        pay="stipend",
        pay_amount="150,50",
        pay_number="7",
        accident_insurer="Daugava",
        accident_number="NG-1",
        accident_ends="31.08.2099.",
        accident_everybody="1",
        liability_insurer="Baltija",
        liability_number="CTA-1",
        liability_starts="2020-01-01",
        liability_ends="2099-06-30",
        termination="Pusēm vienojoties.",
    )
    assert (answer.status, answer.to) == (303, f"/vietas/{draft.placement_id}/parbaudit")
    agreed, covered = pay_of(db, placement), covers(db, placement)
    assert agreed is not None
    assert (agreed.instrument, agreed.amount, agreed.number) == (Instrument.STIPEND, Decimal("150.50"), "7")
    assert agreed.starts == placement.starts
    (accident,), (liability,) = covered[Risk.ACCIDENT].policies, covered[Risk.LIABILITY].policies
    assert (accident.organisation_id, accident.everybody) == (cast.school.id, True)
    assert (liability.organisation_id, liability.everybody) == (cast.company.id, False)
    assert [row.learner_id for row in liability.insured] == [cast.learner.id]
    assert draft.termination == "Pusēm vienojoties."
    page = browser.as_(cast.ilze).get(answer.to)
    assert "150,50" in page.words
    assert "NG-1" in page.words
    assert 'name="pay"' not in page.text
    assert save(browser, cast, draft, pay="wage", accident_number="NG-2").status == 422
    assert pay_of(db, placement) is agreed, "what is known is changed on its own page"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("pay_amount", "daudz", "skaitli"),
        ("pay_amount", "-1", "Vismaz"),
        ("pay_amount", "10001", "Ne vairāk"),
        ("pay", "ēdiens", "Izvēlieties"),
        ("accident_ends", "31.02.2027.", "datumu"),
        ("liability_ends", "rīt", "datumu"),
        ("pay_number", "x" * 101, "100"),
        ("induction", "ā" * 10_000, "4"),
        ("assessment", "a\x00b", "neredzamās"),
    ],
)
def test_bad_input_comes_back_as_it_was_typed(
    cast: Cast, draft: Contract, browser: Browser, field: str, value: str, message: str
) -> None:
    before = draft.version
    answer = save(browser, cast, draft, accident_number="NG-77", **{field: value})
    assert answer.status == 422
    assert f'href="#f-{field}"' in answer.text
    assert "NG-77" in answer.text
    if field == "pay_amount":
        assert value in answer.text
    if len(value) < 200:
        assert message in answer.words
    assert draft.version == before


def test_two_at_once_are_told(cast: Cast, draft: Contract, browser: Browser) -> None:
    mine = typed(draft, termination="mans")
    assert save(browser, cast, draft, termination="cits").status == 303
    answer = browser.as_(cast.ilze).post(f"/ligumi/{draft.id}/nosacijumi", mine)
    assert answer.status == 422
    assert "mans" in answer.text, "what was typed is kept"
    assert draft.termination == "cits"
    again = {**mine, "version": draft.version}
    assert browser.as_(cast.ilze).post(f"/ligumi/{draft.id}/nosacijumi", again).status == 303
    assert draft.termination == "mans"


def test_a_sent_contract_stays_as_it_is(cast: Cast, sent: Contract, browser: Browser) -> None:
    answer = save(browser, cast, sent, termination="vēlāk")
    assert answer.status == 409
    assert sent.termination != "vēlāk"


def test_only_somebody_who_may_sign_for_the_company(db: Session, cast: Cast, draft: Contract) -> None:
    actions.set_terms(db, cast.actor("ilze"), draft, signatory_id=cast.dace.id)
    with pytest.raises(Refused):
        actions.set_terms(db, cast.actor("ilze"), draft, signatory_id=cast.aigars.id)
    assert draft.signatory_id == cast.dace.id


def test_there_are_no_other_terms(db: Session, cast: Cast, draft: Contract) -> None:
    with pytest.raises(TypeError):
        actions.set_terms(db, cast.actor("ilze"), draft, number="DVB-1")
    assert draft.number is None


@pytest.mark.parametrize("who", ["guntis", "dace", "aigars", "martins", "anna"])
def test_an_insider_without_the_right(cast: Cast, draft: Contract, browser: Browser, who: str) -> None:
    url = f"/ligumi/{draft.id}/nosacijumi"
    assert browser.as_(cast.people[who]).post(url, typed(draft, termination="mans")).status == 403
    assert draft.termination != "mans"


def test_a_stranger_finds_nothing(cast: Cast, draft: Contract, browser: Browser) -> None:
    answer = browser.as_(cast.stranger).post(f"/ligumi/{draft.id}/nosacijumi", typed(draft))
    assert answer.status == 404
