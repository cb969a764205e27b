"""The portal seals what everybody has signed, when it has a key; what it sealed stands on its own."""

import zipfile
from io import BytesIO

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents import sealing
from app.documents.models import Document, Sealed
from app.documents.seals import Seal, seal_of
from app.esign.making.keys import Unusable
from app.esign.trust import Trust
from app.esign.verify import verify
from app.kit.db import store_of
from app.settings import Settings
from tests.browser import Browser
from tests.documents.conftest import Outside, Play, Signing


@pytest.fixture
def seal(outside: Outside) -> Seal:
    return Seal(outside.pki.seal(), outside.pki.tsa, outside.pki.ocsp, test=True)


@pytest.fixture
def signed(cast: Cast, played: Play, signing: Signing, outside: Outside, browser: Browser) -> Document:
    """Anna by code, Dace in a container, Guntis in the PDF."""
    document = played("company-turn")
    outside.bring(browser.as_(cast.dace), document, outside.container(document, cast.dace))
    outside.bring(browser.as_(cast.guntis), document, outside.signed_pdf(document, cast.guntis), "ligums.pdf")
    return document


def test_the_package_holds_everything_and_is_valid(
    db: Session, cast: Cast, signed: Document, seal: Seal, outside: Outside, browser: Browser
) -> None:
    package, pdf = sealing.seal(db, signed, seal)
    data = store_of(db).get(package.sha256)
    trust = Trust.load(outside.pki.folder / "anchors")
    report = verify(data, "zimogs.asice", trust)
    assert report.valid
    assert report.signatures[0].seal
    names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    assert {"dokuments.pdf", "protokols.pdf", "protokols.json"} <= names
    assert sum(name.startswith("parakstits-") for name in names) == 4
    whole = verify(store_of(db).get(pdf.sha256), "zimogs.pdf", trust)
    assert whole.valid
    assert [one.seal for one in whole.signatures] == [False, True]
    db.commit()
    page = browser.as_(cast.anna).get(f"/dokumenti/{signed.id}")
    assert "TESTS, bez juridiska spēka" in page.words
    assert browser.as_(cast.anna).get(f"/dokumenti/{signed.id}/zimogs").bytes == data


def test_a_job_seals_once(
    db: Session, app: FastAPI, signed: Document, seal: Seal, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.documents.jobs.seal_of", lambda _settings, _no: seal)
    browser.work()
    assert len(list(db.scalars(select(Sealed)))) == 2


def test_without_a_key_it_stays_unsealed(db: Session, cast: Cast, signed: Document, browser: Browser) -> None:
    browser.work()
    assert list(db.scalars(select(Sealed))) == []
    assert browser.as_(cast.ilze).get(f"/dokumenti/{signed.id}/zimogs").status == 404


def test_a_seal_that_nobody_trusts_is_thrown_away(
    db: Session, signed: Document, outside: Outside, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = outside.pki.impostor(tmp_path_factory.mktemp("other"))
    with pytest.raises(sealing.NotSealed, match="CHAIN"):
        sealing.seal(db, signed, Seal(other.seal(), other.tsa, other.ocsp))
    assert list(db.scalars(select(Sealed))) == []


def test_the_key_of_the_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("seal")
    long = {"DVB_SECRET_KEY": "x" * 40, "DVB_DATA_DIR": str(folder)}
    assert seal_of(Settings.read(long)) is None
    test = seal_of(Settings.read(long | {"DVB_TEST_SIGNING": "1"}))
    assert test is not None
    assert test.test
    assert "TESTA" in test.name
    (folder / "broken.pem").write_text("-----BEGIN nothing")
    with pytest.raises(Unusable):
        seal_of(Settings.read(long | {"DVB_SEAL_KEY": str(folder / "broken.pem")}))
