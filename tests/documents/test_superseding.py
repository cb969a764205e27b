"""What replaced a version or a document, and what differs; nobody signs the old one."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts import actions as contracts
from app.contracts.queries import latest, of_document
from app.demo.cast import Cast
from app.documents import actions
from app.documents.bringing import issued, reasons
from app.documents.differences import between
from app.documents.matching import Reading
from app.documents.models import Document, Edition, Step
from app.documents.superseding import older_hashes
from app.esign.codes import Code
from app.esign.report import Finding, Format, Report
from app.kit.words import Words
from tests.browser import Browser
from tests.documents.conftest import Play, Signing, proofs, signer_of
from tests.letters import Post

LV = Words.of("lv")
PAY = "Atlīdzība: "


def changed(db: Session, cast: Cast, document: Document) -> Document:
    """The same with more pay."""
    values = dict(document.edition.values)
    values["summary"] = [
        [name, "180,00 EUR mēnesī" if name == "Atlīdzība" else text] for name, text in values["summary"]
    ]
    values["pay"] = "180,00 EUR mēnesī"
    actions.change(db, cast.actor("ilze"), document, template=document.edition.template, values=values)
    db.commit()
    return document


def corrected(db: Session, cast: Cast, document: Document) -> Document:
    """Withdrawn, and sent again with another clause."""
    contract, ilze = of_document(db, document.id), cast.actor("ilze")
    assert contract is not None
    contracts.withdraw(db, ilze, contract)
    contracts.correct(db, ilze, contract)
    db.flush()
    draft = latest(db, contract.placement_id)
    assert draft is not None
    contracts.set_terms(db, ilze, draft, induction="Instruktāžu veic pirmajā dienā.")
    contracts.send(db, ilze, draft)
    db.commit()
    assert draft.document is not None
    return draft.document


def test_a_new_version_says_what_differs(
    db: Session, cast: Cast, document: Document, browser: Browser
) -> None:
    changed(db, cast, document)
    page = browser.as_(cast.anna).get(f"/dokumenti/{document.id}").page
    assert "Ar ko atšķiras no 1. redakcijas" in page.words
    (row,) = page.one("table", class_="diff").one("tbody").all("tr")
    assert row.words.startswith("Atlīdzība")
    assert "120,00\xa0EUR" in row.words
    assert row.words.endswith("180,00 EUR mēnesī")


def test_an_old_version_is_not_signed_and_the_difference_is_told(
    db: Session, cast: Cast, document: Document, browser: Browser, signing: Signing
) -> None:
    old, code = document.edition.sha256, signing.code(cast.anna, document)
    changed(db, cast, document)
    answer = browser.as_(cast.anna).post(f"/dokumenti/{document.id}/parakstit", {"code": code, "sha256": old})
    assert answer.status == 409
    assert PAY in answer.words
    assert "→ 180,00 EUR mēnesī" in answer.words
    assert f"/dokumenti/{document.id}#atskiribas" in answer.text
    assert signer_of(document, cast.anna).step is Step.ASKED
    assert proofs(db, signer_of(document, cast.anna)) == []


def test_a_brought_file_of_an_old_version_tells_the_difference(
    db: Session, cast: Cast, document: Document
) -> None:
    old = document.edition.sha256
    changed(db, cast, document)
    assert issued(document).older == (old,)
    reading = Reading(Report("x.edoc", "0" * 64, 9, Format.ASIC_E), refused=[Finding(Code.OLD_VERSION)])
    told = [LV.text(reason.text) for reason in reasons(reading, document)]
    assert any(text.startswith(PAY) and "→ 180,00" in text for text in told)


def test_a_corrected_contract_knows_the_one_before(
    db: Session, cast: Cast, played: Play, browser: Browser, post: Post
) -> None:
    first = played("company-turn")
    second = corrected(db, cast, first)
    assert second.supersedes is first
    assert older_hashes(second) == (first.edition.sha256,)
    anna = browser.as_(cast.anna)
    old = anna.get(f"/dokumenti/{first.id}")
    assert f"To aizstāj {second.named}" in old.words
    assert f'href="/dokumenti/{second.id}"' in old.text
    new = anna.get(f"/dokumenti/{second.id}")
    assert f"Ar ko atšķiras no {first.number}" in new.words
    assert "Instruktāžu veic pirmajā dienā." in new.page.one("table", class_="diff").words
    browser.work()
    letter = next(each for each in post.new if each.to == cast.anna.email and second.number in each.subject)
    assert f"Tas aizstāj {first.number}" in " ".join(text for text, _path in letter.lines)


@pytest.mark.parametrize("way", ["kods", "parakstit", "augsupieladet"])
def test_the_replaced_one_leads_to_the_new_one(
    db: Session, cast: Cast, played: Play, browser: Browser, way: str
) -> None:
    first = played("guardian-turn")
    second = corrected(db, cast, first)
    sent = {"code": "123456", "sha256": first.edition.sha256}
    answer = browser.as_(cast.anna).post(f"/dokumenti/{first.id}/{way}", sent)
    assert answer.status == 409
    assert "to aizstāj cits" in answer.words
    assert f"/dokumenti/{second.id}#atskiribas" in answer.text
    assert signer_of(first, cast.anna).step is Step.VOID


def test_strangers_do_not_learn_of_it(db: Session, cast: Cast, played: Play, browser: Browser) -> None:
    first = played("guardian-turn")
    corrected(db, cast, first)
    stranger = browser.as_(cast.stranger)
    assert stranger.get(f"/dokumenti/{first.id}").status == 404
    assert stranger.post(f"/dokumenti/{first.id}/parakstit", {"code": "1", "sha256": "x"}).status == 404


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"pay": "150,00 €"}, {"pay": "180,00 €"}, ["Atlīdzība: 150,00 € → 180,00 €"]),
        ({"number": "1", "iso": "2026-11-01"}, {"number": "2", "iso": "2026-11-02"}, []),
        (
            {"clauses": {"a": "Viens. Divi. Trīs."}},
            {"clauses": {"a": "Viens. Četri. Trīs."}},
            ["Nosacījumi: Divi. → Četri."],
        ),
        (
            {
                "plan": [
                    {"module": "Zāģi", "company": "72", "theory": "8"},
                    {"module": "Līme", "company": "9"},
                ]
            },
            {
                "plan": [
                    {"module": "Zāģi", "company": "80", "theory": "8"},
                    {"module": "Eļļa", "company": "9"},
                ]
            },
            ["Plāns: Zāģi: 72 → 80", "Plāns: Līme: Līme, 9 → —", "Plāns: Eļļa: — → Eļļa, 9"],
        ),
        ({"company": {"email": "a@a.lv"}}, {"company": {"email": ""}}, ["Uzņēmums: e-pasts: a@a.lv → —"]),
        (
            {"summary": [["Laiks", "1.09.–1.12."]], "ends": "1.12."},
            {"summary": [["Laiks", "1.09.–8.12."]], "ends": "8.12."},
            ["Laiks: 1.09.–1.12. → 1.09.–8.12."],
        ),
        ({}, {"unknown": [1, True, None]}, ["Dokumenta teksts: — → 1, True"]),
    ],
)
def test_differences_in_words(old: dict[str, object], new: dict[str, object], told: list[str]) -> None:
    found = between(Edition(values=old), Edition(values=new))
    assert [LV.text(change.said) for change in found] == told


def test_the_old_edition_is_still_there(db: Session, cast: Cast, document: Document) -> None:
    changed(db, cast, document)
    hashes = list(db.scalars(select(Edition.sha256).where(Edition.document_id == document.id)))
    assert len(set(hashes)) == 2
