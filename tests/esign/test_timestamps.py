"""Time stamps: whole, over the right bytes, by a trusted authority."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms, tsp

from app.esign.anchors import configured
from app.esign.codes import Code
from app.esign.testing.pki import TestPki
from app.esign.testing.stamping import signed
from app.esign.timestamps import Stamp, read_timestamp
from app.esign.trust import Trust

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
DATA = b"<SignatureValue/>"
DIGEST = hashlib.sha256(DATA).digest()


@pytest.fixture
def trust(pki: TestPki) -> Trust:
    return Trust(configured(one.certificate, "test") for one in (pki.ica, pki.tsa_held))


def codes(stamp: Stamp) -> list[Code]:
    return [finding.code for finding in stamp.findings]


def test_a_good_one(pki: TestPki, trust: Trust) -> None:
    stamp = read_timestamp(pki.tsa.token(DIGEST, at=AT), DATA, trust)
    assert (stamp.time, codes(stamp)) == (AT, [])
    assert "TSA A" in stamp.tsa
    longer = pki.tsa.token(hashlib.sha512(DATA).digest(), "sha512", at=AT)
    asked: list[str] = []

    def digest(algorithm: str) -> bytes:
        asked.append(algorithm)
        return hashlib.new(algorithm, DATA).digest()

    assert codes(read_timestamp(longer, digest, trust)) == []
    assert asked == ["sha512"]


def test_over_other_bytes(pki: TestPki, trust: Trust) -> None:
    assert codes(read_timestamp(pki.tsa.token(DIGEST, at=AT), DATA + b" ", trust)) == [Code.TIMESTAMP]


def test_sha1_is_refused(pki: TestPki, trust: Trust) -> None:
    token = pki.tsa.token(hashlib.sha1(DATA).digest(), "sha1", at=AT)
    assert codes(read_timestamp(token, DATA, trust)) == [Code.WEAK_DIGEST]


def test_fractions_of_a_second(pki: TestPki, trust: Trust) -> None:
    stated = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": "1.2.3",
            "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": DIGEST},
            "serial_number": 1,
            "gen_time": AT + timedelta(milliseconds=151),
        }
    )
    stamp = read_timestamp(signed(pki.tsa_held, "tst_info", stated).dump(), DATA, trust)
    assert (stamp.time, codes(stamp)) == (AT + timedelta(milliseconds=151), [])


def test_an_attribute_certificate_beside_it_does_no_harm(pki: TestPki, trust: Trust) -> None:
    whole = cms.ContentInfo.load(pki.tsa.token(DIGEST, at=AT))
    holder = {"base_certificate_id": {"issuer": [], "serial": 1}}
    other = cms.AttributeCertificateV2(
        {
            "ac_info": {
                "version": 1,
                "holder": holder,
                "issuer": cms.AttCertIssuer("v2_form", {"issuer_name": []}),
                "signature": {"algorithm": "sha256_ecdsa"},
                "serial_number": 1,
                "att_cert_validity_period": {"not_before_time": AT, "not_after_time": AT},
                "attributes": [],
            },
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": b"x",
        }
    )
    data = whole["content"]
    data["certificates"] = [cms.CertificateChoices("v2_attr_cert", other), *data["certificates"]]
    assert codes(read_timestamp(whole.dump(), DATA, trust)) == []


def test_a_changed_time_breaks_it(pki: TestPki, trust: Trust) -> None:
    token = pki.tsa.token(DIGEST, at=AT)
    moved = token.replace(b"20261120120000Z", b"20251120120000Z")
    assert moved != token
    assert codes(read_timestamp(moved, DATA, trust)) == [Code.TIMESTAMP]


def test_by_somebody_else(pki: TestPki, trust: Trust, tmp_path: Path) -> None:
    foreign = pki.impostor(tmp_path).tsa.token(DIGEST, at=AT)
    assert codes(read_timestamp(foreign, DATA, trust)) == [Code.TSA_UNTRUSTED]
    anna = pki.person("Anna", "Ozoliņa", "010180-12345")
    info = cms.ContentInfo.load(pki.tsa.token(DIGEST, at=AT))["content"]["encap_content_info"][
        "content"
    ].parsed
    own = signed(anna, "tst_info", info).dump()
    assert set(codes(read_timestamp(own, DATA, trust))) == {Code.TSA_UNTRUSTED}


@pytest.mark.parametrize("token", [b"", b"nonsense", b"\x30\x00", b"\x30\x80\x00\x00"])
def test_nonsense(token: bytes, trust: Trust) -> None:
    assert codes(read_timestamp(token, DATA, trust)) == [Code.TIMESTAMP]


def test_every_changed_byte_is_noticed_or_means_nothing(pki: TestPki, trust: Trust) -> None:
    token = pki.tsa.token(DIGEST, at=AT)
    for place in range(0, len(token), 7):
        mutated = token[:place] + bytes([token[place] ^ 0x15]) + token[place + 1 :]
        stamp = read_timestamp(mutated, DATA, trust)
        assert stamp.findings or stamp.time == AT
