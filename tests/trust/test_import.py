"""Lists are taken in on somebody's word, and never an older one over a newer."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.esign.anchors import Purpose
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki
from app.esign.trusted_list import read_list
from app.kit import clock
from app.kit.db import Unchanged, store_of
from app.kit.errors import Refused
from app.trust.importing import Given, keep, keep_list
from app.trust.mode import adopt
from app.trust.models import Origin, TrustAnchor, TrustedList
from app.trust.queries import current, newest
from tests.browser import Browser, Queries
from tests.trust.making import operator, pointer, trusted_list

URL = "/administresana/uzticamiba"


def file_of(data: bytes) -> dict[str, tuple[str, bytes, str]]:
    return {"file": ("list.xml", data, "application/xml")}


def fingerprint(data: bytes) -> str:
    return read_list(data).signer_sha256


def fingerprint_of(held: Held) -> str:
    return hashlib.sha256(held.certificate).hexdigest()


def bring(db: Session, data: bytes, fingerprint: str = "", testing: bool = False) -> TrustedList:
    return keep_list(db, Given(data, Origin.COMMAND, None, fingerprint, testing))


@pytest.fixture
def real(trusted_lists: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in trusted_lists.iterdir()}


# ---------------------------------------------------------------- by the page


def test_works(browser: Browser, db: Session, cast: Cast, real: dict[str, bytes]) -> None:
    admin = browser.as_(cast.admin)
    lotl, latvia = real["EU-LOTL-2023.xml"], real["LV-2023.xml"]
    spaced = ":".join(fingerprint(lotl)[i : i + 2] for i in range(0, 64, 2)).upper()
    assert admin.post(URL, {"fingerprint": spaced}, files=file_of(lotl)).to == URL
    assert admin.post(URL, files=file_of(latvia)).to == URL
    first, second = newest(db)
    assert (first.country, first.number, first.vouched_by, first.services) == ("LV", 41, "EU 332", 19)
    assert (second.country, second.lotl, second.vouched_by) == ("EU", True, "")
    assert first.imported_by_id == cast.admin.id
    assert store_of(db).get(first.sha256) == latvia
    page = admin.get(URL)
    assert "LV nr. 41" in page.words
    assert "12.03.2024." in page.words
    assert "nosaukts sarakstā EU 332" in page.words
    assert "Latvian Trust List Scheme Operator" in page.words
    assert "Trūkst jaunāka izdevuma" in page.words  # both ended in 2024
    assert "Saraksts LV nr. 41 bija spēkā līdz 12.03.2024." in admin.get("/administresana").words


def test_what_was_imported_is_trusted_until_its_end(db: Session, cast: Cast, real: dict[str, bytes]) -> None:
    assert not current(db).anchors
    bring(db, real["LV-2023.xml"], fingerprint(real["LV-2023.xml"]))
    trust = current(db)
    assert len(trust.of(Purpose.CA)) == 13 and len(trust.of(Purpose.TSA)) == 6
    assert not trust.test
    [issuer] = [a for a in trust.of(Purpose.CA) if a.name == "LV eID ICA 2021"]
    assert issuer.source["number"] == 41
    assert issuer.trusted_at(datetime(2024, 3, 11, tzinfo=UTC))
    assert not issuer.trusted_at(datetime(2024, 3, 13, tzinfo=UTC))
    assert current(db) is trust


def test_the_word_of_nobody_is_not_enough(
    browser: Browser, db: Session, cast: Cast, real: dict[str, bytes]
) -> None:
    admin = browser.as_(cast.admin)
    answer = admin.post(URL, files=file_of(real["LV-2023.xml"]))
    assert answer.status == 422
    assert fingerprint(real["LV-2023.xml"]) in answer.words
    answer = admin.post(URL, {"fingerprint": "00" * 32}, files=file_of(real["LV-2023.xml"]))
    assert answer.status == 422
    assert not newest(db)


@pytest.mark.parametrize(
    ("what", "with_what"), [(b"Svcstatus/withdrawn", b"Svcstatus/granted"), (b"<?xml", b"<!DOCTYPE a><?xml")]
)
def test_a_changed_list_is_refused(
    browser: Browser, db: Session, cast: Cast, real: dict[str, bytes], what: bytes, with_what: bytes
) -> None:
    data = real["LV-2023.xml"].replace(what, with_what, 1)
    named = {"fingerprint": fingerprint(real["LV-2023.xml"])}
    assert browser.as_(cast.admin).post(URL, named, files=file_of(data)).status == 422
    assert not newest(db)


def test_for_nobody_else(browser: Browser, cast: Cast, real: dict[str, bytes]) -> None:
    for who in ("guntis", "ilze", "dace", "anna"):
        inside = browser.as_(cast.people[who])
        assert inside.get(URL).status == 403
        assert inside.post(URL, files=file_of(real["LV-2023.xml"])).status == 403
        assert inside.post(f"{URL}/atjaunot").status == 403
    assert browser.nobody().get(URL).status == 303


def test_the_page_says_that_nothing_is_trusted(browser: Browser, cast: Cast, queries: Queries) -> None:
    admin = browser.as_(cast.admin)
    admin.get(URL)
    with queries(at_most=10):
        assert "Pagaidām nekam neuzticas" in admin.get(URL).words


# ---------------------------------------------------------------- which issue counts


def test_the_same_list_again_changes_nothing(db: Session, cast: Cast, real: dict[str, bytes]) -> None:
    data = real["LV-2023.xml"]
    first = bring(db, data, fingerprint(data))
    db.flush()
    assert bring(db, data) is first
    assert len(db.scalars(select(TrustedList)).all()) == 1


def test_an_older_one_never_takes_the_place_of_a_newer(
    db: Session, cast: Cast, real: dict[str, bytes]
) -> None:
    bring(db, real["LV-2023.xml"], fingerprint(real["LV-2023.xml"]))
    db.flush()
    with pytest.raises(Refused, match="not newer"):
        bring(db, real["LV.xml"], fingerprint(real["LV.xml"]))


def test_the_signer_of_the_issue_before_may_sign_the_next(db: Session, cast: Cast) -> None:
    now, signer, other = clock.now(), operator("A"), operator("B")
    bring(db, trusted_list("LV_T", 1, signer, issued=now), fingerprint_of(signer), testing=True)
    db.flush()
    second = bring(db, trusted_list("LV_T", 2, signer, issued=now), testing=True)
    db.flush()
    assert second.vouched_by == "LV_T 1"
    with pytest.raises(Refused, match="No list of lists"):
        bring(db, trusted_list("LV_T", 3, other, issued=now), testing=True)
    assert [one.number for one in newest(db)] == [2]


def test_a_list_of_lists_names_the_signers_and_its_own_next_one(db: Session, cast: Cast) -> None:
    now, europe, latvia, next_europe = clock.now(), operator("EU"), operator("LV"), operator("EU 2")
    named = [pointer("LV_T", "https://example.org/lv", [latvia])]
    own = [*named, pointer("EU_T", "https://example.org/eu", [europe, next_europe])]
    lotl = trusted_list("EU_T", 7, europe, pointers=own, issued=now, lotl=True)
    bring(db, lotl, fingerprint_of(europe), testing=True)
    db.flush()
    assert bring(db, trusted_list("LV_T", 1, latvia, issued=now), testing=True).vouched_by == "EU_T 7"
    with pytest.raises(Refused):
        bring(db, trusted_list("EE_T", 1, latvia, issued=now), testing=True)  # named for another country
    newer = trusted_list("EU_T", 8, next_europe, pointers=named, issued=now, lotl=True)
    assert bring(db, newer, testing=True).vouched_by == "EU_T 7"


def test_a_signer_whose_time_was_over(db: Session, cast: Cast) -> None:
    signer = operator("A")
    before = datetime(2019, 1, 1, tzinfo=UTC)
    with pytest.raises(Refused, match="not valid when"):
        bring(db, trusted_list("LV_T", 1, signer, issued=before), fingerprint_of(signer), testing=True)


def test_what_was_imported_never_changes(db: Session, cast: Cast, real: dict[str, bytes]) -> None:
    row = bring(db, real["LV-2023.xml"], fingerprint(real["LV-2023.xml"]))
    db.flush()
    row.number = 42
    with pytest.raises(Unchanged):
        db.flush()


def test_a_damaged_file_is_not_trusted(
    db: Session, cast: Cast, real: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = bring(db, real["LT-2023.xml"], fingerprint(real["LT-2023.xml"]))
    db.flush()
    store = store_of(db)
    monkeypatch.setattr(store, "_read", lambda digest: b"<a/>" if digest == row.sha256 else b"")
    assert not current(db).anchors


# ---------------------------------------------------------------- tests and real ones


def test_test_lists_are_not_taken_in_a_real_portal(
    browser: Browser, db: Session, cast: Cast, real: dict[str, bytes], pki: TestPki
) -> None:
    admin = browser.as_(cast.admin)
    for data in (real["EE_T.xml"], (pki.write_anchors(pki.folder / "a") / "ca-testa.pem").read_bytes()):
        answer = admin.post(URL, files=file_of(data))
        assert answer.status == 422
        assert "juridiska spēka" in answer.words
    assert not newest(db) and not db.scalars(select(TrustAnchor)).all()


@pytest.mark.usefixtures("testing")
def test_real_lists_are_not_taken_where_the_test_authority_signs(
    browser: Browser, db: Session, cast: Cast, real: dict[str, bytes], pki: TestPki
) -> None:
    admin = browser.as_(cast.admin)
    named = {"fingerprint": fingerprint(real["LV-2023.xml"])}
    assert admin.post(URL, named, files=file_of(real["LV-2023.xml"])).status == 422
    anchors = pki.write_anchors(pki.folder / "b")
    for name in ("ca", "tsa"):
        assert admin.post(URL, files=file_of((anchors / f"{name}-testa.pem").read_bytes())).to == URL
    trust = current(db)
    assert [len(trust.of(purpose)) for purpose in Purpose] == [1, 1, 0]
    assert trust.test and not trust.mixed
    page = admin.get(URL)
    assert "TESTA" in page.words
    assert "Šis portāls paraksta ar savu testa" in page.words


# ---------------------------------------------------------------- certificates


@pytest.mark.usefixtures("testing")
def test_trust_in_a_certificate_is_ended(browser: Browser, db: Session, cast: Cast, pki: TestPki) -> None:
    anchors = pki.write_anchors(pki.folder / "c")
    given = Given((anchors / "ca-testa.pem").read_bytes(), Origin.COMMAND, testing=True)
    made = keep(db, given)
    db.flush()
    assert keep(db, given) is made
    assert len(current(db).anchors) == 1
    address = f"{URL}/sertifikati/{made.id}/beigt"
    assert browser.as_(cast.ilze).post(address).status == 404
    assert browser.as_(cast.admin).post(address).to == URL
    assert not current(db).anchors
    assert browser.as_(cast.admin).post(address).status == 409
    again = keep(db, given)
    db.flush()
    assert again is not made and len(current(db).anchors) == 1


def test_nonsense(browser: Browser, cast: Cast, app: FastAPI) -> None:
    admin = browser.as_(cast.admin)
    for data in (b"", b"nonsense", b"<a/>", bytes(1000)):
        assert admin.post(URL, files=file_of(data)).status == 422
    assert admin.post(URL, {"fingerprint": "x"}).status == 422


def test_an_expired_list_is_told(browser: Browser, db: Session, cast: Cast) -> None:
    now, signer = clock.now(), operator("A")
    bring(db, trusted_list("LV_T", 1, signer, issued=now, days=10), fingerprint_of(signer), testing=True)
    db.commit()
    assert "Trūkst jaunāka izdevuma" not in browser.as_(cast.admin).get(URL).words
    with clock.at(now + timedelta(days=11)):
        assert newest(db)[0].expired


def test_a_test_portal_trusts_its_own_authority(db: Session, cast: Cast, pki: TestPki) -> None:
    adopt(db, pki)
    db.flush()
    adopt(db, pki)
    db.flush()
    assert {anchor.certificate for anchor in current(db).anchors} == {
        pki.ica.certificate,
        pki.tsa_held.certificate,
    }
