"""The company, its offer, and what suits the learner."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from app.companies import actions as companies
from app.companies.models import Branch, Company, Offer
from app.demo.cast import Cast
from app.kit.clock import today
from app.kit.errors import Refused
from app.placements import actions
from app.placements.models import Placement, State
from app.placements.queries import free_places, suitable
from tests.browser import Browser
from tests.placements.parts import another_company, another_learner, begun, prepared


def offered(db: Session, cast: Cast, company: Company, places: int = 2, **more: object) -> Offer:
    about = {
        "qualification": "Mēbeļu galdnieks",
        "starts": today() - timedelta(10),
        "ends": date(today().year + 1, 12, 31),
        **more,
    }
    made = companies.offer_places(db, cast.actor("ilze"), company, places=places, **about)  # type: ignore[arg-type]
    db.commit()
    return made


def choose(browser: Browser, cast: Cast, who: str, placement: Placement, **sent: object) -> int:
    values = {"company_id": str(cast.company.id), **{k: str(v) for k, v in sent.items()}}
    return browser.as_(getattr(cast, who)).post(f"/vietas/{placement.id}/uznemums", values).status


def test_it_is_chosen(browser: Browser, cast: Cast, db: Session) -> None:
    placement = begun(db, cast)
    branch = Branch(company_id=cast.company.id, name="Darbnīca Tukumā")
    db.add(branch)
    db.commit()
    assert choose(browser, cast, "ilze", placement, branch_id=branch.id) == 303
    found = db.get_one(Placement, placement.id)
    assert (found.company_id, found.branch_id) == (cast.company.id, branch.id)


def test_another_company_needs_another_mentor(cast: Cast, db: Session) -> None:
    placement = prepared(db, cast)
    actions.choose_company(db, cast.actor("ilze"), placement, cast.company)
    assert placement.mentor is cast.mentor
    actions.choose_company(db, cast.actor("ilze"), placement, another_company(db, cast))
    assert placement.mentor is None


@pytest.mark.parametrize("company_id", ["", "0", "999999", "abc", "2 OR 1=1"])
def test_a_company_that_is_not_there(browser: Browser, cast: Cast, db: Session, company_id: str) -> None:
    placement = begun(db, cast)
    answer = browser.as_(cast.ilze).post(f"/vietas/{placement.id}/uznemums", {"company_id": company_id})
    assert answer.status == 422
    assert db.get_one(Placement, placement.id).company_id is None


def test_a_company_of_others_is_not_in_the_list(browser: Browser, cast: Cast, db: Session) -> None:
    placement, foreign = begun(db, cast), another_company(db, cast, partner=False)
    assert choose(browser, cast, "ilze", placement, company_id=foreign.id) == 422
    with pytest.raises(Refused, match="not a partner"):
        actions.choose_company(db, cast.actor("ilze"), placement, foreign)


def test_an_ended_company_is_refused_with_the_date(browser: Browser, cast: Cast, db: Session) -> None:
    placement = begun(db, cast)
    cast.company.ended_on = date(2026, 3, 1)
    db.commit()
    answer = browser.as_(cast.ilze).post(
        f"/vietas/{placement.id}/uznemums", {"company_id": str(cast.company.id)}
    )
    assert answer.status == 409
    assert "1.03.2026." in answer.words


def test_an_offer_is_taken_up_once_per_place(browser: Browser, cast: Cast, db: Session) -> None:
    offer = offered(db, cast, cast.company, places=1)
    first, second = begun(db, cast), begun(db, cast, another_learner(db, cast))
    assert choose(browser, cast, "ilze", first, offer_id=offer.id) == 303
    assert choose(browser, cast, "ilze", first, offer_id=offer.id) == 303, "its own place is no obstacle"
    assert choose(browser, cast, "ilze", second, offer_id=offer.id) == 409
    actions.cancel(db, cast.actor("ilze"), first, reason="Pārdomāja")
    assert choose(browser, cast, "ilze", second, offer_id=offer.id) == 303
    actions.restore(db, cast.actor("ilze"), first)
    assert (first.company_id, first.offer) == (cast.company.id, None), "the place was given away"


def test_a_closed_or_foreign_offer_is_refused(cast: Cast, db: Session) -> None:
    placement, other = begun(db, cast), another_company(db, cast)
    foreign, closed = offered(db, cast, other), offered(db, cast, cast.company)
    companies.close_offer(db, cast.actor("ilze"), closed)
    for offer in (foreign, closed):
        with pytest.raises(Refused):
            actions.choose_company(db, cast.actor("ilze"), placement, cast.company, offer=offer)
    assert placement.company is None


def test_not_after_the_contract_is_out(browser: Browser, cast: Cast, db: Session) -> None:
    placement = prepared(db, cast)
    actions.start_signing(db, cast.actor("ilze"), placement)
    db.commit()
    assert choose(browser, cast, "ilze", placement) == 409


@pytest.mark.parametrize(
    ("who", "status"), [("guntis", 403), ("dace", 403), ("martins", 403), ("stranger", 404)]
)
def test_others_do_not(browser: Browser, cast: Cast, db: Session, who: str, status: int) -> None:
    placement = prepared(db, cast)
    assert choose(browser, cast, who, placement) == status


def test_suitable_places_come_in_order_with_the_reason(cast: Cast, db: Session) -> None:
    koks = another_company(db, cast)
    late = offered(db, cast, koks, places=5, starts=today() + timedelta(60))
    good = offered(db, cast, cast.company)
    offered(db, cast, cast.company, qualification="Pavārs")
    before = prepared(db, cast, another_learner(db, cast))
    before.state = State.ACTIVE
    first, second = suitable(db, cast.learner)
    assert (first.offer.id, second.offer.id) == (good.id, late.id)
    told = [str(reason) for reason in first.reasons]
    assert told == [
        "the same qualification",
        "{n} free place",
        "the period covers the rest of the school year",
        "{n} active supervisor",
        "partner of the school",
        "{n} learner of the school has been there",
    ]
    assert [str(doubt) for doubt in second.doubts] == ["offered {starts:day}–{ends:day}"]


def test_without_a_programme_nothing_suits(cast: Cast, db: Session) -> None:
    offered(db, cast, cast.company)
    learner = another_learner(db, cast)
    learner.group = None
    assert suitable(db, learner) == []


def test_taken_places_do_not_suit(cast: Cast, db: Session) -> None:
    offer = offered(db, cast, cast.company, places=1)
    actions.choose_company(db, cast.actor("ilze"), begun(db, cast), cast.company, offer=offer)
    assert suitable(db, another_learner(db, cast)) == []
    assert [(one.taken, one.free) for one in free_places(db, cast.school)] == [(1, 0)]


def test_the_page_of_free_places(browser: Browser, cast: Cast, db: Session) -> None:
    offer = offered(db, cast, cast.company, places=3)
    offered(db, cast, cast.company, places=2, qualification="Pavārs")
    ilze = browser.as_(cast.ilze)
    page = ilze.get("/vietas/brivas")
    assert page.page.all("a", href=f"/vietas/jauna?piedavajums={offer.id}")
    assert "Pavārs" in page.words
    only = ilze.get("/vietas/brivas?q=Mēbeļu galdnieks").page
    assert [row.words.split()[0] for row in only.all("tbody")[0].all("tr")] == ["SIA"]
    assert browser.as_(cast.dace).get("/vietas/brivas").status == 403


def test_the_search_finds_partners_only(browser: Browser, cast: Cast, db: Session) -> None:
    another_company(db, cast, partner=False)
    placement, ilze = begun(db, cast), browser.as_(cast.ilze)
    assert "Ozola Galdnieks" in ilze.get(f"/vietas/{placement.id}/uznemums?q=sia ozol").words
    nothing = ilze.get(f"/vietas/{placement.id}/uznemums?q=kurzemes")
    assert "Kurzemes" not in nothing.words.replace("kurzemes", "")
    assert nothing.page.all("a", href="/uznemumi/jauns")
    assert placement.state is State.DRAFT
