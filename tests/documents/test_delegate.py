"""Somebody signs in another's stead: for a time, by a document that says so, and it is shown."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.queries import of_document
from app.demo.cast import Cast
from app.documents.models import Delegation, State, Step
from app.documents.queries import to_sign
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.clock import at, now, today
from app.notifications.models import Notice
from app.placements.models import State as Stage
from tests.browser import Answer, Browser
from tests.documents.conftest import Play, Signing, proofs, signer_of, told
from tests.documents.test_set_circuit import another
from tests.letters import Post

ADDRESS = "/dokumenti/pilnvaras"
PROOF = {"proof": ("rikojums.pdf", b"%PDF-1.7 rikojums", "application/pdf")}


def form(giver: Person, taker: Person, **other: Any) -> dict[str, str]:
    sent = {
        "giver": str(giver.id),
        "taker": str(taker.id),
        "starts": today().isoformat(),
        "ends": (today() + timedelta(days=14)).isoformat(),
        "basis": "Rīkojums Nr. 5",
    }
    return sent | other


def lend(browser: Browser, who: Person, giver: Person, taker: Person, **other: Any) -> Answer:
    return browser.as_(who).post(ADDRESS, form(giver, taker, **other), files=PROOF)


def held(db: Session) -> list[Delegation]:
    return list(db.scalars(select(Delegation)))


@pytest.fixture
def vita(db: Session, cast: Cast) -> Person:
    """Works at the school, and signs nothing by herself."""
    return another(db, cast.school.id, "Vita", Role.SUPERVISOR)


def test_the_taker_signs_and_it_is_shown_everywhere(
    db: Session, cast: Cast, vita: Person, played: Play, browser: Browser, signing: Signing, post: Post
) -> None:
    document = played("director-turn")
    assert lend(browser, cast.guntis, cast.guntis, vita).to == ADDRESS
    given = held(db)[0]
    assert db.info["store"].get(given.proof_sha256) == PROOF["proof"][1]
    notice = db.scalars(select(Notice).where(Notice.person_id == vita.id)).one()
    assert (notice.verb, notice.address) == ("documents.delegate", ADDRESS)
    browser.work()
    assert "Pilnvardevējs: Guntis Liepiņš" in told(post)[vita.email]
    theirs = browser.as_(vita)
    assert document.title in theirs.get("/dokumenti/parakstit").words
    assert "pilnvardevējs: Guntis Liepiņš" in theirs.get("/dokumenti/parakstit").words
    assert "Parakstītājs: Vita Priede; pilnvardevējs: Guntis Liepiņš" in theirs.get(document.address).words
    signing(vita, document)
    assert document.state is State.COMPLETE
    contract = of_document(db, document.id)
    assert contract is not None
    assert contract.placement.state is Stage.CONCLUDED
    signer = signer_of(document, cast.guntis)
    assert (signer.step, signer.instead) == (Step.SIGNED, "Vita Priede, Rīkojums Nr. 5")
    kept = proofs(db, signer)[0]
    assert (kept["signed_by"], kept["delegation"]["basis"]) == ("Vita Priede", "Rīkojums Nr. 5")
    assert kept["delegation"]["proof_sha256"] == given.proof_sha256
    for page in (document.address, contract.placement.address + "/dokumenti", contract.address):
        words = browser.as_(cast.ilze).get(page).words
        assert "parakstīja pilnvarnieks: Vita Priede, Rīkojums Nr. 5" in words, page


def test_the_companys_supervisor_signs_for_its_signatory(
    db: Session, cast: Cast, played: Play, browser: Browser, signing: Signing
) -> None:
    document = played("company-turn")
    assert browser.as_(cast.aigars).get(document.address).status == 404
    assert lend(browser, cast.dace, cast.dace, cast.aigars).status == 303
    signing(cast.aigars, document)
    assert signer_of(document, cast.dace).instead == "Aigars Ozols, Rīkojums Nr. 5"
    assert signer_of(document, cast.guntis).step is Step.ASKED


def test_the_last_signature_may_be_in_stead(
    db: Session, cast: Cast, played: Play, browser: Browser, signing: Signing
) -> None:
    cast.school.signing_order = ["school", "learner", "company"]
    document = played("company-turn")
    lend(browser, cast.dace, cast.dace, cast.aigars)
    for who in (cast.guntis, cast.anna, cast.aigars):
        if any(s.step is Step.ASKED and s.person is who for s in document.signers) or who is cast.aigars:
            signing(who, document)
    assert document.state is State.COMPLETE


def test_the_administrator_with_the_order(
    db: Session, cast: Cast, vita: Person, played: Play, browser: Browser, post: Post
) -> None:
    played("director-turn")
    assert lend(browser, cast.ilze, cast.guntis, vita).status == 303
    browser.work()
    assert {letter.to for letter in post.new} == {vita.email, cast.guntis.email}
    assert held(db)[0].given_by_id == cast.ilze.id


def test_only_in_its_time_and_until_it_is_ended(
    db: Session, cast: Cast, vita: Person, played: Play, browser: Browser, post: Post
) -> None:
    document = played("director-turn")
    lend(browser, cast.guntis, cast.guntis, vita, starts=(today() + timedelta(days=2)).isoformat())
    theirs, given = browser.as_(vita), held(db)[0]
    assert theirs.post(f"/dokumenti/{document.id}/kods").status == 403
    with at(now() + timedelta(days=2)):
        assert theirs.post(f"/dokumenti/{document.id}/kods").status == 303
    with at(now() + timedelta(days=15)):
        assert browser.as_(vita).post(f"/dokumenti/{document.id}/kods").status == 403
        assert "Beidzies" in browser.as_(cast.guntis).get(ADDRESS).words
    with at(now() + timedelta(days=3)):
        why = {"reason": "Direktors ir atgriezies."}
        assert browser.as_(vita).post(f"{ADDRESS}/{given.id}/beigt", why).status == 403
        assert browser.as_(cast.guntis).post(f"{ADDRESS}/{given.id}/beigt", why).to == ADDRESS
        assert browser.as_(vita).post(f"/dokumenti/{document.id}/kods").status == 403
        assert "Direktors ir atgriezies." in browser.as_(cast.guntis).get(ADDRESS).words
        assert browser.as_(cast.guntis).post(f"{ADDRESS}/{given.id}/beigt", why).status == 409
        browser.work()
    assert "vairs neparaksta" in told(post)[vita.email]


def test_a_guardian_by_link_does_not_sign_in_stead(
    db: Session, cast: Cast, vita: Person, played: Play, browser: Browser
) -> None:
    """Vita is also a parent at her school: a link of hers lets her in as that only."""
    document = played("director-turn")
    lend(browser, cast.guntis, cast.guntis, vita)
    db.add(Membership(person=vita, organisation_id=cast.school.id, role=Role.GUARDIAN))
    by_link = browser.as_(vita, via="link")
    assert by_link.get(document.address).status == 404
    assert by_link.post(f"/dokumenti/{document.id}/kods").status == 404
    assert by_link.get(ADDRESS).status == 403
    assert document.title not in by_link.get("/dokumenti/parakstit").words


@pytest.mark.parametrize(
    "wrong",
    [
        {"basis": ""},
        {"giver": "x"},
        {"taker": "999999"},
        {"starts": (today() - timedelta(days=60)).isoformat()},
        {"ends": (today() - timedelta(days=1)).isoformat()},
        {"ends": "31.02.2027"},
    ],
)
def test_a_bad_form(db: Session, cast: Cast, vita: Person, browser: Browser, wrong: dict[str, str]) -> None:
    sent = form(cast.guntis, vita) | wrong
    assert browser.as_(cast.guntis).post(ADDRESS, sent, files=PROOF).status == 422
    assert held(db) == []


def test_what_else_is_refused(db: Session, cast: Cast, vita: Person, browser: Browser) -> None:
    assert lend(browser, cast.guntis, cast.guntis, cast.guntis).status == 422
    assert lend(browser, cast.guntis, cast.guntis, cast.martins).status == 422  # a learner has no part in it
    assert lend(browser, cast.guntis, cast.guntis, cast.dace).status == 422  # of another organisation
    assert lend(browser, cast.ilze, vita, cast.ilze).status == 422  # she signs nothing herself
    assert browser.as_(cast.guntis).post(ADDRESS, form(cast.guntis, vita)).status == 422  # without proof
    text = {"proof": ("rikojums.txt", b"Rikojums", "text/plain")}
    assert browser.as_(cast.guntis).post(ADDRESS, form(cast.guntis, vita), files=text).status == 422
    assert held(db) == []
    assert lend(browser, cast.guntis, cast.guntis, vita).status == 303
    assert lend(browser, cast.guntis, cast.guntis, vita).status == 422  # twice at the same time


@pytest.mark.parametrize("who", ["vita", "aigars", "martins", "anna", "admin"])
def test_others_do_not(db: Session, cast: Cast, vita: Person, browser: Browser, who: str) -> None:
    person = vita if who == "vita" else getattr(cast, who)
    assert lend(browser, person, cast.guntis, vita).status == 403
    assert held(db) == []


def test_who_sees_it(db: Session, cast: Cast, vita: Person, browser: Browser) -> None:
    lend(browser, cast.guntis, cast.guntis, vita)
    proof = f"{ADDRESS}/{held(db)[0].id}/fails"
    for who in (cast.guntis, cast.ilze, vita):
        assert "Rīkojums Nr. 5" in browser.as_(who).get(ADDRESS).words
        assert browser.as_(who).get(proof).status == 200
    for who in (cast.dace, cast.stranger, cast.martins):
        assert browser.as_(who).get(proof).status == 404
        assert browser.as_(who).post(f"{ADDRESS}/{held(db)[0].id}/beigt").status == 404


def test_own_and_in_stead_in_one_document(
    db: Session, cast: Cast, played: Play, browser: Browser, signing: Signing
) -> None:
    """Guntis signs for himself, and then for the other director whom the school asks too."""
    document = played("director-turn")
    vita = another(db, cast.school.id, "Vita", Role.DIRECTOR)
    own = signer_of(document, cast.guntis)
    db.add(
        type(own)(
            document=document,
            position=own.position + 1,
            turn=own.turn,
            party=own.party,
            person=vita,
            organisation_id=cast.school.id,
            step=Step.ASKED,
            asked_at=now(),
        )
    )
    db.commit()
    lend(browser, vita, vita, cast.guntis)
    assert len(to_sign(db, cast.actor("guntis"))) == 2
    db.refresh(document)
    signing(cast.guntis, document)
    assert (document.state, signer_of(document, vita).step) == (State.OUT, Step.ASKED)
    signing(cast.guntis, document)
    assert signer_of(document, vita).instead.startswith("Guntis Liepiņš")
    assert document.state is State.COMPLETE


def test_whoever_signs_in_stead_is_told_when_it_is_their_turn(
    db: Session, cast: Cast, vita: Person, played: Play, browser: Browser, signing: Signing, post: Post
) -> None:
    document = played("company-turn")
    lend(browser, cast.guntis, cast.guntis, vita)
    lend(browser, cast.dace, cast.dace, cast.aigars)
    signing(cast.aigars, document)
    browser.work()
    assert "gaida jūsu parakstu" in told(post)[vita.email].lower()
    assert document.organisation_of(vita) == cast.school.id
    assert document.organisation_of(cast.aigars) == cast.company.id
    assert document.lent_to(cast.ilze) is None
