"""Several of one party: one is enough, or all are needed; after one another or at once; in mixed ways."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.contracts.queries import of_document
from app.demo.cast import Cast
from app.documents import actions
from app.documents.circuits import set_circuit
from app.documents.issuing import circuit_of
from app.documents.models import Document, Party, Signature, State, Step, Way
from app.identity.models import Person
from app.identity.roles import Role
from app.placements.models import State as Stage
from tests.browser import Browser
from tests.documents.conftest import Outside, Play, Signing, document_of, signer_of, steps, told
from tests.documents.test_set_circuit import another, second_signatory
from tests.letters import Post
from tests.stages import play

WHY = {"reason": "Darba laiks līgumā neatbilst norunātajam."}


def circuit(db: Session, cast: Cast, *, parallel: bool = False, **ways: Any) -> None:
    set_circuit(
        db, cast.actor("ilze"), circuit_of(db, cast.school.id, "contract_484"), parallel=parallel, **ways
    )


@pytest.fixture
def uldis(db: Session, cast: Cast) -> Person:
    """The company's other signatory."""
    return second_signatory(db, cast)


def by(document: Document) -> dict[str, Step]:
    return {signer.person.given_name: signer.step for signer in document.signers}


def test_one_of_the_party_is_enough(
    db: Session, cast: Cast, uldis: Person, browser: Browser, signing: Signing, post: Post
) -> None:
    circuit(db, cast, any_of=[Party.COMPANY])
    document = document_of(db, play(db, cast, "guardian-turn"))
    signing(cast.anna, document)
    assert by(document) == {
        "Anna": Step.SIGNED,
        "Dace": Step.ASKED,
        "Uldis": Step.ASKED,
        "Guntis": Step.WAITING,
    }
    browser.work()
    assert {cast.dace.email, uldis.email} <= set(told(post))
    signing(uldis, document)
    assert by(document)["Dace"] is Step.SPARED
    assert by(document)["Guntis"] is Step.ASKED
    assert browser.as_(cast.dace).post(f"/dokumenti/{document.id}/kods").status == 409
    assert "nav jāparaksta: tās pašas puses vārdā" in browser.as_(cast.ilze).get(document.address).words
    signing(cast.guntis, document)
    assert document.state is State.COMPLETE
    contract = of_document(db, document.id)
    assert contract is not None
    assert contract.placement.state is Stage.CONCLUDED
    assert browser.as_(cast.dace).get(document.address).status == 200


def test_all_of_the_party_are_needed(
    db: Session, cast: Cast, uldis: Person, browser: Browser, signing: Signing
) -> None:
    circuit(db, cast, all_of=[Party.COMPANY])
    document = document_of(db, play(db, cast, "guardian-turn"))
    signing(cast.anna, document)
    signing(uldis, document)
    assert by(document)["Dace"] is Step.ASKED
    assert by(document)["Guntis"] is Step.WAITING
    signing(cast.dace, document)
    assert by(document)["Guntis"] is Step.ASKED
    signing(cast.guntis, document)
    assert document.state is State.COMPLETE


def test_all_at_once_in_any_order(
    db: Session, cast: Cast, uldis: Person, browser: Browser, signing: Signing
) -> None:
    circuit(db, cast, parallel=True, any_of=[Party.COMPANY])
    document = document_of(db, play(db, cast, "guardian-turn"))
    assert steps(document) == [Step.ASKED] * 4
    signing(cast.guntis, document)
    signing(cast.dace, document)
    assert by(document)["Uldis"] is Step.SPARED
    signing(cast.anna, document)
    assert document.state is State.COMPLETE


def test_mixed_ways_in_one_document(
    db: Session,
    cast: Cast,
    uldis: Person,
    browser: Browser,
    signing: Signing,
    outside: Outside,
) -> None:
    """The guardian with a code, the company both in a container, the director in the PDF."""
    circuit(db, cast, parallel=True, all_of=[Party.COMPANY], outside=[Party.COMPANY, Party.SCHOOL])
    document = document_of(db, play(db, cast, "guardian-turn"))
    pdf = outside.signed_pdf(document, cast.guntis)
    assert outside.bring(browser.as_(cast.guntis), document, pdf, "ligums.pdf").status == 303
    assert browser.as_(uldis).post(f"/dokumenti/{document.id}/kods").status == 409
    both = outside.container(document, cast.dace, uldis)
    assert outside.bring(browser.as_(cast.dace), document, both).status == 303
    signing(cast.anna, document)
    assert document.state is State.COMPLETE
    ways = {signer.person.given_name: signer.way for signer in document.signers}
    assert ways == {"Anna": Way.PORTAL, "Dace": Way.FILE, "Uldis": Way.FILE, "Guntis": Way.FILE}


def test_a_container_of_both_when_one_is_enough(
    db: Session, cast: Cast, uldis: Person, browser: Browser, outside: Outside
) -> None:
    circuit(db, cast, any_of=[Party.COMPANY])
    document = document_of(db, play(db, cast, "company-turn"))
    both = outside.container(document, cast.dace, uldis)
    assert outside.bring(browser.as_(cast.dace), document, both).status == 303
    assert sorted(by(document).values()) == sorted([Step.SIGNED, Step.SIGNED, Step.SPARED, Step.ASKED])
    assert db.query(Signature).filter(Signature.way == Way.FILE).count() == 1


def test_one_who_declines_ends_it_for_all(db: Session, cast: Cast, uldis: Person, browser: Browser) -> None:
    circuit(db, cast, any_of=[Party.COMPANY])
    document = document_of(db, play(db, cast, "company-turn"))
    assert browser.as_(uldis).post(f"/dokumenti/{document.id}/atteikt", WHY).status == 303
    assert document.state is State.DECLINED
    assert browser.as_(cast.dace).post(f"/dokumenti/{document.id}/kods").status == 409


def test_a_new_version_asks_again_also_whoever_was_spared(
    db: Session, cast: Cast, uldis: Person, browser: Browser, signing: Signing
) -> None:
    circuit(db, cast, parallel=True, any_of=[Party.COMPANY])
    document = document_of(db, play(db, cast, "guardian-turn"))
    signing(cast.dace, document)
    edition = document.edition
    actions.change(
        db,
        cast.actor("ilze"),
        document,
        template=edition.template,
        values={**edition.values, "town": "Tukums"},
    )
    db.commit()
    assert steps(document) == [Step.ASKED] * 4
    signing(uldis, document)
    assert by(document)["Dace"] is Step.SPARED


def test_two_directors_one_replaced_when_one_is_enough(
    db: Session, cast: Cast, played: Play, browser: Browser, signing: Signing
) -> None:
    vita = another(db, cast.school.id, "Vita", Role.DIRECTOR)
    circuit(db, cast, any_of=[Party.SCHOOL])
    document = played("director-turn")
    zane = another(db, cast.school.id, "Zane", Role.DIRECTOR)
    address = f"/dokumenti/parakstitaji/{signer_of(document, vita).id}"
    sent = {"person": str(zane.id), "reason": "Vairs nestrādā."}
    assert browser.as_(cast.ilze).post(address, sent).status == 303
    db.refresh(document, ["signers"])
    signing(zane, document)
    assert by(document) == {
        "Anna": Step.SIGNED,
        "Dace": Step.SIGNED,
        "Guntis": Step.SPARED,
        "Vita": Step.REPLACED,
        "Zane": Step.SIGNED,
    }
    assert document.state is State.COMPLETE
