"""Whose certificate counts, and when."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from app.esign.anchors import Purpose, Status, configured
from app.esign.chain import path_findings
from app.esign.codes import Code
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki
from app.esign.testing.profiles import Kind, Wish, expired, issue, person
from app.esign.trust import Anchor, Trust

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
ANNA = ("Anna", "Ozoliņa", "010180-12345")


@pytest.fixture
def trust(pki: TestPki) -> Trust:
    return Trust(configured(one.certificate, "test") for one in (pki.ica, pki.tsa_held))


def codes(certificate: Held, trust: Trust, purpose: Purpose = Purpose.CA, at: datetime = AT) -> list[Code]:
    return [finding.code for finding in path_findings(certificate.certificate, trust, purpose, at)[0]]


def test_a_person_rests_on_the_issuer(pki: TestPki, trust: Trust) -> None:
    findings, anchor = path_findings(pki.person(*ANNA).certificate, trust, Purpose.CA, AT)
    assert not findings
    assert anchor is not None
    assert anchor.certificate == pki.ica.certificate
    assert anchor.test


def test_a_look_alike_issuer_is_not_the_issuer(pki: TestPki, trust: Trust, tmp_path: Path) -> None:
    assert codes(pki.impostor(tmp_path).person(*ANNA), trust) == [Code.CHAIN]


def test_the_time_stamp_authority_is_listed_itself_but_issues_nothing(pki: TestPki, trust: Trust) -> None:
    assert codes(pki.tsa_held, trust, Purpose.TSA) == []
    assert Code.CHAIN in codes(pki.tsa_held, trust, Purpose.CA)
    assert Code.KEY_USAGE in codes(pki.person(*ANNA), trust, Purpose.TSA)


def test_what_is_not_for_signing(pki: TestPki, trust: Trust) -> None:
    assert codes(pki.authenticating(*ANNA), trust) == [Code.KEY_USAGE]
    assert Code.KEY_USAGE in codes(pki.ica, trust)


def test_an_expired_certificate(pki: TestPki, trust: Trust) -> None:
    start, end = expired(AT)
    old = pki.person(*ANNA, start=start, end=end)
    assert codes(old, trust) == [Code.EXPIRED]
    assert codes(old, trust, at=end - timedelta(days=1)) == []
    assert codes(old, trust, at=start - timedelta(seconds=1)) == [Code.EXPIRED]


def test_a_short_key(pki: TestPki, trust: Trust) -> None:
    short = issue(Wish(Kind.SIGN, person(*ANNA), curve=ec.SECP224R1()), pki.ica)
    assert codes(short, trust) == [Code.WEAK_KEY]


def test_an_end_entity_is_no_issuer(pki: TestPki, trust: Trust) -> None:
    under = issue(Wish(Kind.SIGN, person("Jānis", "Kalns", "020280-12345")), pki.person(*ANNA))
    assert codes(under, trust) == [Code.CHAIN]


def test_an_issuer_counts_while_it_is_granted(pki: TestPki) -> None:
    spans = (
        Status(False, AT - timedelta(days=30), AT - timedelta(days=20)),
        Status(True, AT - timedelta(days=20), AT - timedelta(days=10)),
        Status(False, AT - timedelta(days=10), None),
    )
    anchor = Anchor(Purpose.CA, pki.ica.certificate, "ICA", "LV", spans, {}, True)
    said = [
        codes(pki.person(*ANNA), Trust([anchor]), at=AT - timedelta(days=days))
        for days in (25, 20, 15, 10, 1)
    ]
    assert said == [[Code.CHAIN], [], [], [Code.CHAIN], [Code.CHAIN]]


def test_nonsense(trust: Trust) -> None:
    assert [f.code for f in path_findings(b"\x30\x03\x02\x01\x01", trust, Purpose.CA, AT)[0]] == [
        Code.BAD_CERTIFICATE
    ]
