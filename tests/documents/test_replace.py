"""Somebody else signs instead of a person who has left, and the signer who says that it is not for them."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document, Signer, State, Step
from app.documents.replacing import candidates
from app.identity.actions import join
from app.identity.models import Person
from app.identity.roles import Role
from app.notifications.models import Notice
from app.schools import actions as schools
from tests.browser import Browser
from tests.documents.conftest import Play, Signing, signer_of, told
from tests.documents.test_set_circuit import another, second_signatory
from tests.letters import Post

WHY = "Uzņēmumā vairs nestrādā."


def address(signer: Signer) -> str:
    return f"/dokumenti/parakstitaji/{signer.id}"


def sent(person: Person, reason: str = WHY) -> dict[str, str]:
    return {"person": str(person.id), "reason": reason}


def newest(document: Document, person: Person) -> Signer:
    return next(each for each in document.signers if each.person_id == person.id)


def test_whoever_left_is_out_and_the_new_one_is_asked_at_once(
    db: Session, cast: Cast, played: Play, browser: Browser, signing: Signing, post: Post
) -> None:
    uldis = second_signatory(db, cast)
    document = played("company-turn")
    old = signer_of(document, cast.dace)
    ilze = browser.as_(cast.ilze)
    assert f"{address(old)}" in ilze.get(document.address).text
    assert "Uldis Krauklis, prokūrists" in ilze.get(address(old)).words
    assert ilze.post(address(old), sent(uldis)).to == document.address
    db.refresh(document, ["signers"])
    new = newest(document, uldis)
    assert (old.step, old.reason) == (Step.REPLACED, WHY)
    assert (new.step, new.turn, new.position, new.capacity) == (
        Step.ASKED,
        old.turn,
        old.position,
        "prokūrists",
    )
    browser.work()
    words = told(post)
    assert WHY in words[cast.dace.email]
    assert "gaida jūsu parakstu" in words[uldis.email].lower()
    notices = {each.person_id: (each.verb, each.address) for each in db.scalars(select(Notice))}
    assert notices[cast.dace.id] == ("documents.replace", "/dokumenti")
    assert notices[uldis.id] == ("documents.name_signer", document.address)
    assert browser.as_(cast.dace).post(f"/dokumenti/{document.id}/kods").status == 403
    assert "vairs neparaksta: " + WHY in ilze.get(document.address).words
    signing(uldis, document)
    signing(cast.guntis, document)
    assert document.state is State.COMPLETE


def test_a_replaced_person_without_another_part_no_longer_sees_it(
    db: Session, cast: Cast, played: Play, browser: Browser
) -> None:
    document = played("director-turn")
    vita = another(db, cast.school.id, "Vita", Role.DIRECTOR)
    old = signer_of(document, cast.guntis)
    for role in cast.guntis.memberships:
        role.role = Role.MENTOR  # works elsewhere now
    db.commit()
    assert browser.as_(cast.guntis).get(document.address).status == 200
    assert browser.as_(cast.ilze).post(address(old), sent(vita)).status == 303
    assert browser.as_(cast.guntis).get(document.address).status == 404
    assert browser.as_(cast.guntis).post(f"/dokumenti/{document.id}/kods").status == 404


def test_the_other_parent_before_their_turn_of_the_company(
    db: Session, cast: Cast, document: Document, browser: Browser, post: Post
) -> None:
    schools.add_guardian(
        db,
        cast.actor("ilze"),
        cast.learner,
        given_name="Juris",
        family_name="Krūmiņš",
        relation="tēvs",
        email="juris@majas.example",
    )
    uldis = second_signatory(db, cast)
    browser.work()
    anna, dace = signer_of(document, cast.anna), signer_of(document, cast.dace)
    (juris, what) = candidates(db, anna)[0]
    assert (juris.name, what) == ("Juris Krūmiņš", "tēvs")
    assert candidates(db, signer_of(document, cast.guntis)) == []
    ilze = browser.as_(cast.ilze)
    assert ilze.post(address(anna), sent(juris)).status == 303
    assert ilze.post(address(dace), sent(uldis)).status == 303  # not yet asked: nor is the new one
    db.refresh(document, ["signers"])
    assert (newest(document, juris).step, newest(document, uldis).step) == (Step.ASKED, Step.WAITING)
    browser.work()
    assert "juris@majas.example" in told(post)
    assert "kārta parakstīt" not in told(post).get(uldis.email, "").lower()
    assert [s.person for s in document.parties] == [juris, uldis, cast.guntis]


def test_wrong_state(db: Session, cast: Cast, played: Play, browser: Browser) -> None:
    uldis = second_signatory(db, cast)
    document = played("director-turn")
    signed = signer_of(document, cast.dace)
    assert "vairs nevar nomainīt" in browser.as_(cast.ilze).get(address(signed)).words
    assert browser.as_(cast.ilze).post(address(signed), sent(uldis)).status == 409
    assert signed.step is Step.SIGNED


@pytest.mark.parametrize("who", ["guntis", "aigars", "stranger", "dace"])
def test_only_of_the_same_party(db: Session, cast: Cast, played: Play, browser: Browser, who: str) -> None:
    second_signatory(db, cast)
    document = played("company-turn")
    old = signer_of(document, cast.dace)
    assert browser.as_(cast.ilze).post(address(old), sent(getattr(cast, who))).status == 422
    assert old.step is Step.ASKED
    assert len(document.signers) == 3


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2000])
def test_a_reason_is_needed(db: Session, cast: Cast, played: Play, browser: Browser, reason: str) -> None:
    uldis = second_signatory(db, cast)
    document = played("company-turn")
    old = signer_of(document, cast.dace)
    assert browser.as_(cast.ilze).post(address(old), sent(uldis, reason)).status == 422
    assert old.step is Step.ASKED


@pytest.mark.parametrize(
    ("who", "status"), [("dace", 403), ("anna", 403), ("martins", 403), ("stranger", 404), ("aigars", 404)]
)
def test_others_do_not(
    db: Session, cast: Cast, played: Play, browser: Browser, who: str, status: int
) -> None:
    uldis = second_signatory(db, cast)
    document = played("company-turn")
    old = signer_of(document, cast.dace)
    them = browser.as_(getattr(cast, who))
    assert them.get(address(old)).status == status
    assert them.post(address(old), sent(uldis)).status == status
    assert old.step is Step.ASKED


OTHER = {"name": "Uldis Krauklis, prokūrists", "reason": "Es vairs neparakstu."}


def test_not_me_but(db: Session, cast: Cast, played: Play, browser: Browser, post: Post) -> None:
    document = played("company-turn")
    dace = browser.as_(cast.dace)
    assert "Jāparaksta nevis man" in dace.get(document.address).words
    assert dace.post(f"/dokumenti/{document.id}/cits", OTHER).to == document.address
    signer = signer_of(document, cast.dace)
    assert (signer.step, signer.suggests) == (
        Step.ASKED,
        "Uldis Krauklis, prokūrists: Es vairs neparakstu.",
    )
    browser.work()
    assert "Uldis Krauklis" in told(post)[cast.ilze.email]
    assert "Uldis Krauklis" in browser.as_(cast.ilze).get(document.address).words
    assert "Uldis Krauklis" in browser.as_(cast.ilze).get(address(signer)).words


def test_a_suggestion_needs_a_name(db: Session, cast: Cast, played: Play, browser: Browser) -> None:
    document = played("company-turn")
    assert browser.as_(cast.dace).post(f"/dokumenti/{document.id}/cits", {"name": " "}).status == 409
    assert signer_of(document, cast.dace).suggests == ""


@pytest.mark.parametrize(
    ("who", "status"), [("anna", 409), ("ilze", 403), ("martins", 403), ("stranger", 404), ("aigars", 404)]
)
def test_only_whoever_is_to_sign_suggests(
    cast: Cast, played: Play, browser: Browser, who: str, status: int
) -> None:
    document = played("company-turn")
    answer = browser.as_(getattr(cast, who)).post(f"/dokumenti/{document.id}/cits", OTHER)
    assert answer.status == status
    assert all(signer.suggests == "" for signer in document.signers)


def test_two_directors_can_take_over(db: Session, cast: Cast, played: Play) -> None:
    document = played("director-turn")
    join(db, cast.ilze, cast.school.id, Role.DIRECTOR)
    db.commit()
    assert candidates(db, signer_of(document, cast.guntis)) == [(cast.ilze, "direktors")]
    assert candidates(db, signer_of(document, cast.anna)) == []
