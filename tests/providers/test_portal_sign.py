"""PortalSign: the document is sent, signed there, fetched and checked like any other file."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Brought, Step
from app.documents.models import State as Stage
from app.esign.testing.pki import TestPki
from app.kit import clock
from app.providers.models import LIVES, State
from tests.documents.conftest import steps
from tests.providers.conftest import Signing, card
from tests.providers.doubles import Double


@pytest.fixture(autouse=True)
def annas_card(eparaksts: Double, pki: TestPki, cast: Cast) -> None:
    eparaksts.holder = card(pki, cast.anna)


def sent(signing: Signing) -> None:
    signing.start("portalsign")
    signing.browser.work()


def fetched(signing: Signing) -> None:
    sent(signing)
    signing.back(state=signing.session.key)
    signing.browser.work()


def test_signs(signing: Signing, eparaksts: Double, db: Session) -> None:
    signing.start("portalsign")
    assert eparaksts.asked == []  # nobody outside is asked while a page is waited for
    assert 'hx-trigger="every 2s"' in signing.look().text
    signing.browser.work()
    [process] = eparaksts.returns
    assert signing.session.url == f"{eparaksts.url}/parakstit/{process}"
    assert signing.session.url in signing.look().text
    assert eparaksts.returns[process] == f"http://testserver/parakstisana/atpakal?state={signing.session.key}"
    signing.back(state=signing.session.key)
    signing.browser.work()
    assert signing.state is State.DONE, signing.session.said
    assert steps(signing.document)[0] is Step.SIGNED
    assert db.scalars(select(Brought)).one().provider == "portalsign"


def test_nothing_was_signed_there(signing: Signing, eparaksts: Double) -> None:
    eparaksts.holder = None
    fetched(signing)
    assert signing.state is State.FAILED
    assert signing.session.said and steps(signing.document)[0] is Step.ASKED
    assert signing.look().status == 200


def test_somebody_else_signed(signing: Signing, eparaksts: Double, pki: TestPki) -> None:
    eparaksts.holder = pki.person("Cits", "Cilvēks", "020280-54321")
    fetched(signing)
    assert signing.state is State.FAILED
    assert "WRONG_SIGNER" in signing.look().text
    assert steps(signing.document)[0] is Step.ASKED


def work_at(signing: Signing, *minutes: int) -> None:
    begun = clock.now()
    for after in minutes:
        with clock.at(begun + timedelta(minutes=after)):
            signing.browser.work()


def test_silent_for_a_while(signing: Signing, eparaksts: Double) -> None:
    eparaksts.broken = 2
    signing.start("portalsign")
    work_at(signing, 0, 2, 6)
    assert signing.state is State.GOING


def test_silent_for_ever(signing: Signing, eparaksts: Double) -> None:
    eparaksts.broken = 99
    signing.start("portalsign")
    work_at(signing, 0, 2, 5, 12)
    assert (signing.session.state, signing.session.kept) == (State.FAILED, {})
    assert len(eparaksts.asked) == 4


def test_too_late(signing: Signing) -> None:
    sent(signing)
    with clock.at(clock.now() + LIVES):
        signing.anna.post(f"/parakstisana/{signing.session.id}/talak")
    assert signing.state is State.FAILED


def test_the_document_was_withdrawn_meanwhile(signing: Signing, eparaksts: Double) -> None:
    sent(signing)
    signing.document.state = Stage.WITHDRAWN
    signing.back(state=signing.session.key)
    assert signing.state is State.FAILED
    assert [method for method, _path in eparaksts.asked] == ["POST"]


def test_back_with_a_strange_key(signing: Signing) -> None:
    sent(signing)
    assert signing.anna.get("/parakstisana/atpakal?state=x").status == 404
