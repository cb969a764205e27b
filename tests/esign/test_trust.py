"""Trusted lists: real ones of 2016 and 2023, whole and tampered with."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.esign.testing.pki import TestPki
from app.esign.trust import Purpose, Trust
from app.esign.trusted_list import TrustedList, Unusable, read_list


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def latvia(trusted_lists: Path) -> bytes:
    return (trusted_lists / "LV-2023.xml").read_bytes()


@pytest.fixture(scope="module")
def trust(trusted_lists: Path) -> Trust:
    return Trust.load(trusted_lists)


def refused(data: bytes) -> str:
    with pytest.raises(Unusable) as reason:
        read_list(data)
    return str(reason.value)


def test_the_latvian_list_says_what_it_said(latvia: bytes) -> None:
    read = read_list(latvia)
    assert (read.country, read.number, read.lotl, read.test) == ("LV", 41, False, False)
    assert read.issued_at == datetime(2023, 9, 12, 1, tzinfo=UTC)
    assert read.next_update == day("2024-03-12")
    assert "Latvian Trust List Scheme Operator" in read.signer_name
    assert {a.purpose for a in read.anchors} == {Purpose.CA, Purpose.TSA}  # no OCSP services of their own


def test_a_status_holds_in_its_time_and_never_beyond_the_list(latvia: bytes) -> None:
    anchors = {a.name: a for a in read_list(latvia).anchors}
    issuer = anchors["LV eID ICA 2021"]
    assert not issuer.trusted_at(day("2021-02-11"))
    assert issuer.trusted_at(day("2021-02-13"))
    assert issuer.trusted_at(day("2024-03-11"))
    assert not issuer.trusted_at(day("2024-03-12"))
    old = anchors["E-ME SI (CA1)"]  # accredited before eIDAS, granted after, withdrawn in 2018
    assert [old.trusted_at(day(f"{y}-01-17")) for y in (2009, 2010, 2016, 2017, 2018)] == [
        False,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("what", "with_what"),
    [
        (b"Svcstatus/withdrawn", b"Svcstatus/granted"),
        (b"<TSLSequenceNumber>41", b"<TSLSequenceNumber>42"),
        (b"2024-03-12T00:00:00Z", b"2034-03-12T00:00:00Z"),
        (b"xmldsig-more#rsa-sha256", b"xmldsig-more#rsa-sha384"),
        (b'<ds:Reference Id="', b'<ds:Reference Type="x" Id="'),
    ],
)
def test_a_changed_list_is_refused(latvia: bytes, what: bytes, with_what: bytes) -> None:
    assert what in latvia
    assert "signature of the trusted list is broken" in refused(latvia.replace(what, with_what, 1))


def test_a_list_without_its_signature_is_refused(latvia: bytes) -> None:
    start, end = latvia.index(b"<ds:Signature "), latvia.index(b"</ds:Signature>") + 15
    assert "no signature" in refused(latvia[:start] + latvia[end:])
    twice = latvia[:end] + latvia[start:end] + latvia[end:]
    assert "broken" in refused(twice)


def test_what_is_no_list_is_refused(latvia: bytes) -> None:
    assert "not a trusted list" in refused(b"")
    assert "not a trusted list" in refused(b"<a/>")
    assert "not a trusted list" in refused(latvia[:5000])
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaa">]><a>&a;</a>'
    assert "document type" in refused(bomb)


def test_a_folder_says_who_vouches_for_each_list(trust: Trust) -> None:
    said = {source.name: source.vouched_by for source in trust.sources if source.list}
    assert said == {
        "EE-2023.xml": "EU 332",
        "EE_T.xml": "",
        "EU-LOTL-2023.xml": "",
        "LT-2023.xml": "EU 332",
        "LV-2023.xml": "EU 332",
        "LV.xml": "",
    }
    assert not [source for source in trust.sources if source.refused]
    assert trust.test
    assert trust.mixed
    assert all(anchor.test == (anchor.country == "EE_T" or "DEMO" in anchor.name) for anchor in trust.anchors)


def test_a_newer_list_overrules_an_older_one(trust: Trust, trusted_lists: Path) -> None:
    first = read_list((trusted_lists / "LV.xml").read_bytes())
    known = {a.certificate for a in first.anchors if a.purpose is Purpose.CA}
    told = [a for a in trust.anchors if a.certificate in known and a.purpose is Purpose.CA]
    assert {a.source["number"] for a in told} == {41}


def test_a_broken_list_in_the_folder_is_named_and_gives_nothing(tmp_path: Path, latvia: bytes) -> None:
    (tmp_path / "LV.xml").write_bytes(latvia.replace(b"Svcstatus/withdrawn", b"Svcstatus/granted"))
    (tmp_path / "x.pem").write_text("nothing")
    loaded = Trust.load(tmp_path)
    assert not loaded.anchors
    assert [(s.name, bool(s.refused)) for s in loaded.sources] == [("LV.xml", True), ("x.pem", True)]


def test_anchors_of_the_operator_are_told_by_their_certificates(pki: TestPki, tmp_path: Path) -> None:
    loaded = Trust.load(pki.write_anchors(tmp_path))
    assert [len(loaded.of(purpose)) for purpose in Purpose] == [1, 1, 0]
    assert loaded.test
    assert not loaded.mixed
    [issuer] = loaded.named(Purpose.CA, pki.ica.known.subject)
    assert issuer.is_of(pki.ica.known)
    assert not issuer.is_of(pki.impostor(tmp_path / "other").ica.known)


def test_it_goes_to_a_child_and_back(trust: Trust) -> None:
    again = Trust.from_bytes(trust.to_bytes())
    assert again.anchors == trust.anchors
    assert again.fingerprint == trust.fingerprint
    assert Trust(reversed(trust.anchors)).fingerprint == trust.fingerprint
    assert Trust(trust.anchors[1:]).fingerprint != trust.fingerprint


def test_all_lists_are_read_in_no_time(trusted_lists: Path) -> None:
    begun = time.process_time()
    Trust.load(trusted_lists)
    assert time.process_time() - begun < 0.5  # 0.03 s on an idle machine


def test_the_list_of_lists_points_at_the_others(trusted_lists: Path, latvia: bytes) -> None:
    everything: TrustedList = read_list((trusted_lists / "EU-LOTL-2023.xml").read_bytes())
    assert everything.lotl
    assert not everything.anchors
    [pointer] = [p for p in everything.pointers if p.country == "LV"]
    assert pointer.address == "https://trustlist.gov.lv/tsl/latvian-tsl.xml"
    assert read_list(latvia).signer_sha256 in pointer.signers


def test_every_anchor_can_be_read(trust: Trust) -> None:
    assert all(anchor.subject and anchor.key for anchor in trust.anchors)
    assert json.dumps([anchor.to_json() for anchor in trust.anchors])
