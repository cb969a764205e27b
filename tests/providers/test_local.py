"""The test provider: complete, and marked TESTA at every step."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.bringing import bytes_of, report_of
from app.documents.models import Brought, Signature, Step, Strength
from app.providers.models import State
from tests.browser import Browser
from tests.documents.conftest import steps
from tests.providers.conftest import Signing


@pytest.mark.parametrize(("kind", "beginning"), [("edoc", b"PK"), ("pdf", b"%PDF")])
def test_signs(signing: Signing, db: Session, cast: Cast, kind: str, beginning: bytes) -> None:
    begun = signing.start("testa")
    assert begun.to == f"/parakstisana/{signing.session.id}"
    page = signing.look()
    assert "TESTA" in page.words and cast.anna.name in page.words
    answer = signing.anna.post(f"{begun.to}/talak", {"format": kind})
    assert answer.to == f"/dokumenti/{signing.document.id}", signing.session.said
    assert steps(signing.document) == [Step.SIGNED, Step.ASKED, Step.WAITING]
    brought = db.scalars(select(Brought)).one()
    assert brought.provider == "testa" and bytes_of(db, brought).startswith(beginning)
    [found] = report_of(db, brought).signatures
    assert (found.level, found.test) == ("B-LT", True)
    assert db.scalars(select(Signature)).one().strength is Strength.TEST
    session = signing.session
    assert (session.state, session.kept, session.brought) == (State.DONE, {}, brought)
    assert "TESTA" in signing.anna.get(f"/dokumenti/{signing.document.id}").words


def test_is_offered_on_the_document(signing: Signing, cast: Cast) -> None:
    page = signing.anna.get(f"/dokumenti/{signing.document.id}")
    for code in ("testa", "portalsign", "eparaksts"):
        assert f"/dokumenti/{signing.document.id}/parakstit-ar/{code}" in page.text


def test_what_is_not_set_up_is_not_there(signing: Signing) -> None:
    assert signing.start("smart-id").status == 404


def test_not_my_turn(signing: Signing, cast: Cast, browser: Browser) -> None:
    place = f"/dokumenti/{signing.document.id}/parakstit-ar/testa"
    assert browser.as_(cast.dace).post(place).status == 409
    assert browser.as_(cast.ilze).post(place).status == 403


def test_nobody_else_sees_the_session(signing: Signing, cast: Cast, browser: Browser) -> None:
    signing.start("testa")
    place = f"/parakstisana/{signing.session.id}"
    for stranger in (cast.ilze, cast.dace):
        assert browser.as_(stranger).get(place).status == 404
        assert browser.as_(stranger).get(f"/parakstisana/atpakal?state={signing.session.key}").status == 404
        assert browser.as_(stranger).post(f"{place}/talak", {"format": "edoc"}).status == 404
    assert signing.state is State.GOING


def test_given_up(signing: Signing) -> None:
    signing.start("testa")
    place = f"/parakstisana/{signing.session.id}"
    assert signing.anna.post(f"{place}/atmest").to == f"/dokumenti/{signing.document.id}"
    assert signing.state is State.LEFT
    assert signing.anna.post(f"{place}/talak", {"format": "edoc"}).status == 409
    assert steps(signing.document)[0] is Step.ASKED


def test_begun_again_the_earlier_one_is_given_up(signing: Signing, db: Session) -> None:
    signing.start("testa")
    earlier = signing.session
    signing.start("testa")
    assert signing.session.id != earlier.id
    assert (earlier.state, signing.session.state) == (State.LEFT, State.GOING)
