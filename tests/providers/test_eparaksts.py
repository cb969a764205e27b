"""eParaksts mobile: two turns of OAuth, and only a digest leaves the portal."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.bringing import report_of
from app.documents.models import Brought, Step
from app.esign.testing.pki import TestPki
from app.kit import clock
from app.providers.models import State
from tests.documents.conftest import steps
from tests.providers.conftest import Signing, card
from tests.providers.doubles import Double


@pytest.fixture(autouse=True)
def annas_phone(eparaksts: Double, pki: TestPki, cast: Cast) -> None:
    eparaksts.holder = card(pki, cast.anna)


def turn(signing: Signing, eparaksts: Double, *, declines: bool = False) -> None:
    signing.back(**eparaksts.person_goes(signing.session.url, declines=declines))
    signing.browser.work()


@pytest.mark.parametrize("encoded", [False, True])
def test_signs(signing: Signing, eparaksts: Double, db: Session, encoded: bool) -> None:
    eparaksts.encoded = encoded
    signing.start("eparaksts")
    assert signing.session.url in signing.look().text.replace("&amp;", "&")
    turn(signing, eparaksts)
    assert "digests_summary=" in signing.session.url
    turn(signing, eparaksts)
    assert signing.state is State.DONE, signing.session.said
    assert steps(signing.document)[0] is Step.SIGNED
    brought = db.scalars(select(Brought)).one()
    [found] = report_of(db, brought).signatures
    assert (brought.provider, found.level) == ("eparaksts", "B-LT")


@pytest.mark.parametrize("turns", [0, 1])
def test_declined_on_the_phone(signing: Signing, eparaksts: Double, turns: int) -> None:
    signing.start("eparaksts")
    for _turn in range(turns):
        turn(signing, eparaksts)
    turn(signing, eparaksts, declines=True)
    assert signing.state is State.FAILED
    assert steps(signing.document)[0] is Step.ASKED


def test_no_certificate_for_signing(signing: Signing, eparaksts: Double) -> None:
    eparaksts.holder = None
    signing.start("eparaksts")
    turn(signing, eparaksts)
    assert signing.state is State.FAILED


def test_a_code_is_good_once(signing: Signing, eparaksts: Double) -> None:
    signing.start("eparaksts")
    brought = eparaksts.person_goes(signing.session.url)
    for _time in range(2):
        signing.back(**brought)
        signing.browser.work()
    assert signing.state is State.FAILED


def test_another_key_than_the_certificate(signing: Signing, eparaksts: Double, pki: TestPki) -> None:
    """Found out before anything is kept."""
    signing.start("eparaksts")
    turn(signing, eparaksts)
    eparaksts.holder = pki.person("Cits", "Cilvēks", "020280-54321")
    turn(signing, eparaksts)
    assert signing.state is State.FAILED


def test_the_time_stamps_fail_and_nobody_signs_twice(
    signing: Signing, eparaksts: Double, app: FastAPI
) -> None:
    signing.start("eparaksts")
    turn(signing, eparaksts)
    real = app.state.settings
    app.state.settings = replace(real, tsa_url="http://127.0.0.1:9/")
    turn(signing, eparaksts)
    assert "value" in signing.session.kept
    app.state.settings = real
    with clock.at(clock.now() + timedelta(minutes=3)):
        signing.browser.work()
    assert signing.state is State.DONE, signing.session.said
