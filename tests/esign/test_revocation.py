"""OCSP answers: about whom, by whom, when."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.esign.anchors import Anchor, Purpose, Status, configured
from app.esign.codes import Code
from app.esign.revocation import Revocation, read_ocsp
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki
from app.esign.testing.profiles import Kind, Wish, authority, issue
from app.esign.testing.revoking import TestOcsp
from app.esign.trust import Trust

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOON = AT + timedelta(seconds=1)


@pytest.fixture
def trust(pki: TestPki) -> Trust:
    return Trust(configured(one.certificate, "test") for one in (pki.ica, pki.tsa_held))


@pytest.fixture
def anna(pki: TestPki) -> Held:
    return pki.person("Anna", "Ozoliņa", "010180-12345")


@pytest.fixture
def responder(pki: TestPki) -> TestOcsp:
    """Without what other tests revoke."""
    return TestOcsp(pki.ocsp_held, pki.ica.certificate, {}, pki.clock)


def judged(pki: TestPki, trust: Trust, who: Held, *answers: bytes, late: bool = False) -> Revocation:
    return read_ocsp(answers, who.certificate, pki.ica.certificate, trust, AT, late=late)


def codes(pki: TestPki, trust: Trust, who: Held, *answers: bytes, late: bool = False) -> list[Code]:
    return [finding.code for finding in judged(pki, trust, who, *answers, late=late).findings]


def test_a_good_answer(pki: TestPki, trust: Trust, anna: Held, responder: TestOcsp) -> None:
    said = judged(pki, trust, anna, responder.ocsp(anna.certificate, at=SOON))
    assert said.good
    assert (said.findings, said.produced_at) == ([], SOON)


def test_no_answer_waits(pki: TestPki, trust: Trust, anna: Held) -> None:
    assert codes(pki, trust, anna) == [Code.NO_REVOCATION]
    assert codes(pki, trust, anna, b"\x30\x03\x0a\x01\x03") == [Code.NO_REVOCATION]  # try later


def test_the_time_is_after_the_stamp_and_within_a_day(
    pki: TestPki, trust: Trust, anna: Held, responder: TestOcsp
) -> None:
    def at(moment: datetime, late: bool = False) -> list[Code]:
        return codes(pki, trust, anna, responder.ocsp(anna.certificate, at=moment), late=late)

    assert at(AT - timedelta(seconds=1)) == [Code.OCSP_TIME]
    assert at(AT) == []
    assert at(AT + timedelta(hours=24)) == []
    assert at(AT + timedelta(hours=24, seconds=1)) == [Code.OCSP_TIME]
    assert at(AT + timedelta(days=30), late=True) == []
    assert at(AT - timedelta(seconds=1), late=True) == [Code.OCSP_TIME]


def test_an_ended_certificate_says_nothing_late(pki: TestPki, trust: Trust, responder: TestOcsp) -> None:
    who = pki.person("Anna", "Ozoliņa", "010180-12345", end=AT + timedelta(days=5))
    answer = responder.ocsp(who.certificate, at=AT + timedelta(days=6))
    assert codes(pki, trust, who, answer, late=True) == [Code.OCSP_TIME]


def test_a_fraction_in_the_stamp_is_not_held_against_the_answer(
    pki: TestPki, trust: Trust, anna: Held, responder: TestOcsp
) -> None:
    answer = responder.ocsp(anna.certificate, at=AT)
    fraction = AT + timedelta(milliseconds=700)
    assert not read_ocsp([answer], anna.certificate, pki.ica.certificate, trust, fraction).findings


def test_revoked_before_and_after(pki: TestPki, trust: Trust, anna: Held) -> None:
    def revoked(at: datetime) -> bytes:
        known = {anna.known.serial_number: at}
        return TestOcsp(pki.ocsp_held, pki.ica.certificate, known, pki.clock).ocsp(anna.certificate, at=SOON)

    assert codes(pki, trust, anna, revoked(AT - timedelta(days=1))) == [Code.REVOKED]
    assert codes(pki, trust, anna, revoked(AT)) == [Code.REVOKED]
    assert codes(pki, trust, anna, revoked(AT + timedelta(seconds=1))) == []


def test_revoked_outweighs_good(pki: TestPki, trust: Trust, anna: Held, responder: TestOcsp) -> None:
    known = {anna.known.serial_number: AT - timedelta(days=1)}
    bad = TestOcsp(pki.ocsp_held, pki.ica.certificate, known, pki.clock).ocsp(anna.certificate, at=SOON)
    good = responder.ocsp(anna.certificate, at=SOON)
    assert codes(pki, trust, anna, good, bad) == codes(pki, trust, anna, bad, good) == [Code.REVOKED]


def test_among_many_the_right_one_is_found(
    pki: TestPki, trust: Trust, anna: Held, responder: TestOcsp
) -> None:
    other = pki.person("Jānis", "Kalns", "020280-12345")
    theirs = responder.ocsp(other.certificate, at=SOON)
    assert codes(pki, trust, anna, theirs) == [Code.OCSP_OTHER_CERTIFICATE]
    assert codes(pki, trust, anna, theirs, responder.ocsp(anna.certificate, at=SOON)) == []


def test_unknown(pki: TestPki, trust: Trust, anna: Held, responder: TestOcsp) -> None:
    answer = responder.saying(anna.certificate, "unknown", at=SOON)
    assert codes(pki, trust, anna, answer) == [Code.OCSP_UNKNOWN]


def by(held: Held, pki: TestPki, who: Held) -> bytes:
    return TestOcsp(held, pki.ica.certificate, {}, pki.clock).ocsp(who.certificate, at=SOON)


def test_an_end_entity_of_the_same_issuer_may_not_answer(pki: TestPki, trust: Trust, anna: Held) -> None:
    other = pki.person("Jānis", "Kalns", "020280-12345")
    assert codes(pki, trust, anna, by(other, pki, anna)) == [Code.OCSP_RESPONDER]
    assert codes(pki, trust, anna, by(anna, pki, anna)) == [Code.OCSP_RESPONDER]


def test_the_issuer_itself_may(pki: TestPki, trust: Trust, anna: Held) -> None:
    assert codes(pki, trust, anna, by(pki.ica, pki, anna)) == []


def test_a_foreign_responder_may_only_when_it_is_listed(
    pki: TestPki, trust: Trust, anna: Held, tmp_path: Path
) -> None:
    foreign = pki.impostor(tmp_path).ocsp_held
    answer = by(foreign, pki, anna)
    assert codes(pki, trust, anna, answer) == [Code.OCSP_RESPONDER]
    spans = (Status(True, AT - timedelta(days=9), None),)
    listed = Anchor(Purpose.OCSP, foreign.certificate, "OCSP", "LV", spans, {}, True)
    assert codes(pki, Trust([*trust.anchors, listed]), anna, answer) == []
    ended = Anchor(Purpose.OCSP, foreign.certificate, "OCSP", "LV", (Status(True, AT, SOON),), {}, True)
    assert codes(pki, Trust([*trust.anchors, ended]), anna, answer) == [Code.OCSP_RESPONDER]


def test_a_responder_whose_certificate_has_ended(pki: TestPki, trust: Trust, anna: Held) -> None:
    wish = Wish(Kind.OCSP, authority("OCSP 2025"), AT - timedelta(days=60), AT - timedelta(days=30))
    assert codes(pki, trust, anna, by(issue(wish, pki.ica), pki, anna)) == [Code.OCSP_RESPONDER]


def test_a_changed_answer(pki: TestPki, trust: Trust, anna: Held, responder: TestOcsp) -> None:
    good = responder.ocsp(anna.certificate, at=SOON)
    assert good.count(b"20261120120001Z") == 2
    later = good.replace(b"20261120120001Z", b"20261120120501Z")
    assert codes(pki, trust, anna, later) == [Code.OCSP_SIGNATURE]
    assert codes(pki, trust, anna, b"nonsense") == [Code.OCSP_SIGNATURE]


def test_no_changed_byte_turns_revoked_into_good(pki: TestPki, trust: Trust, anna: Held) -> None:
    known = {anna.known.serial_number: AT - timedelta(days=1)}
    bad = TestOcsp(pki.ocsp_held, pki.ica.certificate, known, pki.clock).ocsp(anna.certificate, at=SOON)
    for place in range(len(bad)):
        mutated = bad[:place] + bytes([bad[place] ^ 0x21]) + bad[place + 1 :]
        assert codes(pki, trust, anna, mutated) != []
