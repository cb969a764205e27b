"""A portal whose providers are doubles, and a document that Anna is asked to sign."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki
from app.identity.models import Person
from app.providers.models import SigningSession, State
from app.trust.mode import adopt
from tests.browser import Answer, Browser
from tests.documents.conftest import document, played
from tests.esign.conftest import pki
from tests.providers.doubles import CLIENT, PASSWORD, SECRET, USER, Double, double

__all__ = ["document", "pki", "played"]


@pytest.fixture
def eparaksts(pki: TestPki) -> Iterator[Double]:
    with double(pki) as made:
        yield made


@pytest.fixture(autouse=True)
def set_up(
    app: FastAPI, db: Session, pki: TestPki, eparaksts: Double, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Every provider is set up; the test authority is the one of these tests, and is trusted."""
    before = app.state.settings
    app.state.settings = replace(
        before,
        test_signing=True,
        tsa_url=pki.tsa_address,
        portalsign={"url": f"{eparaksts.url}/portal-sign", "user": USER, "password": PASSWORD},
        eparaksts={"url": eparaksts.url, "client": CLIENT, "secret": SECRET},
    )
    monkeypatch.setattr("app.providers.choosing.TestPki.at", lambda _folder, _address: pki)
    adopt(db, pki)
    yield
    app.state.settings = before


def card(pki: TestPki, person: Person) -> Held:
    """In the name that the portal knows."""
    return pki.person(person.given_name, person.family_name, person.personal_code or "010180-99999")


class Signing:
    """Anna's browser, and the session she began last."""

    def __init__(self, browser: Browser, db: Session, cast: Cast, document: Document) -> None:
        self.browser, self.db, self.document = browser, db, document
        self.anna = browser.as_(cast.anna)

    def start(self, code: str) -> Answer:
        """Presses the button."""
        return self.anna.post(f"/dokumenti/{self.document.id}/parakstit-ar/{code}")

    @property
    def state(self) -> State:
        """Where it is now."""
        return self.session.state

    @property
    def session(self) -> SigningSession:
        """The newest."""
        return self.db.scalars(select(SigningSession).order_by(SigningSession.id.desc()).limit(1)).one()

    def back(self, **query: str) -> Answer:
        """Comes back, and lets the form be sent on."""
        page = self.anna.get(f"/parakstisana/atpakal?{urlencode(query)}")
        assert page.status == 200, page
        told = {name: value for name, value in query.items() if name != "state"}
        return self.anna.post(f"/parakstisana/{self.session.id}/talak", told)

    def look(self) -> Answer:
        """The page of the session."""
        return self.anna.get(f"/parakstisana/{self.session.id}")


@pytest.fixture
def signing(browser: Browser, db: Session, cast: Cast, document: Document) -> Signing:
    return Signing(browser, db, cast, document)
