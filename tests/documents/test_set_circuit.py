"""How a school's documents go round: who may say so, what cannot be said, and what follows."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies import actions as companies
from app.contracts import actions as contracts
from app.contracts.parties import kind_of, signers
from app.contracts.queries import latest
from app.demo.cast import Cast
from app.documents.circuits import KINDS, set_circuit
from app.documents.issuing import circuit_of
from app.documents.kinds import WRITTEN
from app.documents.models import Circuit, Party, Step
from app.identity.actions import join
from app.identity.models import Person
from app.identity.roles import Role
from app.kit.errors import Refused
from app.schools import actions as schools
from tests.browser import Browser
from tests.documents.conftest import document_of
from tests.stages import play

ADDRESS = "/dokumenti/aprites/contract_484"
FORM = {"way": "parallel", "company": "any", "remind_days": "2", "escalate_days": "7", "version": "0"}


@pytest.mark.parametrize("who", ["ilze", "guntis"])
def test_it_is_kept_and_shown(db: Session, cast: Cast, browser: Browser, who: str) -> None:
    them = browser.as_(getattr(cast, who))
    assert "pēc kārtas" in them.get("/dokumenti/aprites").words
    sent = {**FORM, "outside": ["school"]}
    assert them.post(ADDRESS, sent).to == "/dokumenti/aprites"
    kept = circuit_of(db, cast.school.id, "contract_484")
    assert (kept.parallel, kept.any_of, kept.all_of, kept.outside) == (True, ["company"], [], ["school"])
    assert (kept.remind_days, kept.escalate_days) == (2, 7)
    words = them.get("/dokumenti/aprites").words
    assert "visi vienlaikus" in words
    assert "Uzņēmums: uzaicina visus parakstītājus, pietiek ar vienu parakstu" in words
    again = them.post(ADDRESS, {**sent, "version": "1", "company": "all", "way": "ordered"})
    assert again.status == 303
    db.refresh(kept)
    assert (kept.parallel, kept.any_of, kept.all_of) == (False, [], ["company"])


def test_a_change_by_somebody_else_is_told(db: Session, cast: Cast, browser: Browser) -> None:
    browser.as_(cast.ilze).post(ADDRESS, FORM)
    answer = browser.as_(cast.guntis).post(ADDRESS, {**FORM, "way": "ordered"})
    assert answer.status == 409
    assert circuit_of(db, cast.school.id, "contract_484").parallel


@pytest.mark.parametrize(
    "sent",
    [
        {"company": "nobody"},
        {"outside": ["bank"]},
        {"remind_days": "-1"},
        {"remind_days": "x"},
        {"remind_days": "7", "escalate_days": "7"},
        {"escalate_days": "1000"},
    ],
)
def test_a_bad_form(db: Session, cast: Cast, browser: Browser, sent: dict[str, Any]) -> None:
    assert browser.as_(cast.ilze).post(ADDRESS, {**FORM, **sent}).status == 422
    assert db.scalar(select(Circuit)) is None


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("decision_481", {"any_of": [Party.COMPANY]}),
        ("practice_order", {"outside": [Party.LEARNER]}),
        ("suitability", {"all_of": [Party.SCHOOL]}),
        ("contract_484", {"any_of": [Party.LEARNER]}),
        ("contract_484", {"any_of": [Party.COMPANY], "all_of": [Party.COMPANY]}),
    ],
)
def test_what_cannot_be(db: Session, cast: Cast, kind: str, said: dict[str, Any]) -> None:
    circuit = circuit_of(db, cast.school.id, kind)
    with pytest.raises(Refused):
        set_circuit(db, cast.actor("ilze"), circuit, parallel=False, **said)
    assert db.scalar(select(Circuit)) is None


@pytest.mark.parametrize(
    ("who", "see", "do"), [("dace", 403, 404), ("martins", 403, 404), ("anna", 403, 404), ("admin", 403, 404)]
)
def test_others_do_not(cast: Cast, browser: Browser, who: str, see: int, do: int) -> None:
    them = browser.as_(getattr(cast, who))
    assert them.get("/dokumenti/aprites").status == see
    assert them.get(ADDRESS).status == do
    assert them.post(ADDRESS, FORM).status == do


def test_an_insider_reads_only(db: Session, cast: Cast, browser: Browser) -> None:
    zane = another(db, cast.school.id, "Zane", Role.SUPERVISOR)
    assert browser.as_(zane).get("/dokumenti/aprites").status == 200
    assert browser.as_(zane).post(ADDRESS, FORM).status == 403
    assert browser.as_(cast.ilze).get("/dokumenti/aprites/nothing").status == 404


def test_another_school_has_its_own(db: Session, cast: Cast, browser: Browser) -> None:
    browser.as_(cast.stranger).post(ADDRESS, FORM)
    assert not circuit_of(db, cast.school.id, "contract_484").parallel
    assert circuit_of(db, cast.other_school.id, "contract_484").parallel


def another(db: Session, organisation_id: int, name: str, *roles: Role) -> Person:
    """Somebody else of this organisation."""
    person = Person(given_name=name, family_name="Priede", email=f"{name.lower()}@priede.example")
    person.fill_keys()
    db.add(person)
    db.flush()  # memberships name them
    for role in roles:
        join(db, person, organisation_id, role)
    db.commit()
    return person


def second_signatory(db: Session, cast: Cast) -> Person:
    """The company has another who may sign."""
    person = companies.add_officer(
        db,
        cast.actor("dace"),
        cast.company,
        given_name="Uldis",
        family_name="Krauklis",
        email="uldis.krauklis@galdnieks.example",
        roles={Role.SIGNATORY},
        capacity="prokūrists",
    )
    db.commit()
    return person


@pytest.mark.parametrize(("how", "step"), [("any_of", "pietiek ar vienu parakstu"), ("all_of", "")])
def test_contracts_name_every_signatory(
    db: Session, cast: Cast, browser: Browser, how: str, step: str
) -> None:
    uldis = second_signatory(db, cast)
    vita = another(db, cast.school.id, "Vita", Role.DIRECTOR)
    circuit = circuit_of(db, cast.school.id, "contract_484")
    parties: dict[str, Any] = {how: [Party.COMPANY, Party.SCHOOL]}
    set_circuit(db, cast.actor("ilze"), circuit, parallel=False, outside=[Party.SCHOOL], **parties)
    placement = play(db, cast, "guardian-turn")
    document = document_of(db, placement)
    assert [(s.person, s.turn, s.outside, s.step) for s in document.signers] == [
        (cast.anna, 1, False, Step.ASKED),
        (cast.dace, 2, False, Step.WAITING),
        (uldis, 2, False, Step.WAITING),
        (cast.guntis, 3, True, Step.WAITING),
        (vita, 3, True, Step.WAITING),
    ]
    assert document.any_of == (["company", "school"] if how == "any_of" else [])
    listed = document.edition.values["signers"]
    assert [one["name"] for one in listed] == [s.person.name for s in document.signers]
    assert step in listed[2]["capacity"]
    assert listed[3]["how"].startswith("ar drošu elektronisko parakstu")


def test_both_parents_sign_where_the_school_wants_it(db: Session, cast: Cast) -> None:
    schools.add_guardian(
        db, cast.actor("ilze"), cast.learner, given_name="Juris", family_name="Krūmiņš", relation="tēvs"
    )
    circuit = circuit_of(db, cast.school.id, "contract_484")
    set_circuit(db, cast.actor("ilze"), circuit, parallel=False, all_of=[Party.GUARDIAN])
    document = document_of(db, play(db, cast, "guardian-turn"))
    assert [(s.capacity, s.turn, s.step) for s in document.signers[:2]] == [
        ("māte", 1, Step.ASKED),
        ("tēvs", 1, Step.ASKED),
    ]


def test_the_page_before_sending_says_it(db: Session, cast: Cast, browser: Browser) -> None:
    second_signatory(db, cast)
    circuit = circuit_of(db, cast.school.id, "contract_484")
    set_circuit(
        db, cast.actor("ilze"), circuit, parallel=True, any_of=[Party.COMPANY], outside=[Party.COMPANY]
    )
    placement = play(db, cast, "ready")
    contracts.draft(db, cast.actor("ilze"), placement)
    words = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/parbaudit").words
    assert "Uldis Krauklis" in words
    assert "pietiek ar vienu no puses" in words
    assert "ar eParakstu vai uz papīra" in words
    assert "Visus uzaicina vienlaikus" in words


def test_amendments_have_a_way_of_their_own(db: Session, cast: Cast) -> None:
    uldis = second_signatory(db, cast)
    circuit = circuit_of(db, cast.school.id, "amendment")
    set_circuit(db, cast.actor("ilze"), circuit, parallel=False, all_of=[Party.COMPANY])
    placement = play(db, cast, "running")
    contract = latest(db, placement.id)
    assert contract is not None
    assert uldis not in [one.person for one in signers(db, contract)]
    assert uldis in [one.person for one in signers(db, contract, "amendment")]


def test_every_kind_that_is_signed_is_listed(db: Session, cast: Cast) -> None:
    assert kind_of(play(db, cast, "ready")) in KINDS
    assert set(KINDS) == {
        *("contract_484", "contract_481", "decision_481", "amendment", "termination"),
        *("settlement", "practice_order", "suitability"),
        *WRITTEN,
    }


def test_a_minor_may_sign_beside_the_representative(db: Session, cast: Cast, browser: Browser) -> None:
    assert browser.as_(cast.ilze).post(ADDRESS, {**FORM, "way": "ordered", "minor_too": "1"}).status == 303
    document = document_of(db, play(db, cast, "guardian-turn"))
    parties = [signer.party for signer in document.signers]
    assert parties == [Party.GUARDIAN, Party.LEARNER, Party.COMPANY, Party.SCHOOL]
    assert document.signers[1].person == cast.martins
