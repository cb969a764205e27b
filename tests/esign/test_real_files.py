"""Real signed files with the verdicts of the reference tools: the same verdict, or a reason by name.

`files/index.csv` says what the tool of DigiDoc answered, asked with the same lists, and what the authors of
the file expect. Where the verifier differs from either of them, the file is in the table with the reason.
"""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from app.esign.codes import Code
from app.esign.report import Report
from app.esign.trust import Trust
from app.esign.verify import verify

FILES = Path(__file__).parent / "files"


class Differs(NamedTuple):
    """Our verdict where a reference has another; `code` is what we say against the file."""

    valid: bool
    code: Code | None
    reason: str


MARKED = "a BDOC time mark proves no time by itself; only time stamps count"
UNASKED = "revocation is not in the file: it waits until the issuer was asked, which others do while checking"
DISAGREEMENTS = {
    "asice/2xLTA-SK+Entrust.asice": Differs(
        True,
        None,
        "the archive time stamp is by a service outside the lists; archive time stamps are not read",
    ),
    "asice/AsiceContainerMimetypeIsDeflated.asice": Differs(
        False,
        Code.MIMETYPE,
        "the type must be stored, so that its place in the file shows it (EN 319 162-1, A.1)",
    ),
    "asice/tsl.asice": Differs(
        False, Code.BAD_CERTIFICATE, "the RSA key of an old Estonian card is malformed; libraries refuse it"
    ),
    "bdoc/BdocContainerMimetypeAsLast.bdoc": Differs(False, Code.MIMETYPE, "the type must come first"),
    "bdoc/BdocContainerValidMimetype.bdoc": Differs(False, Code.NO_TIMESTAMP, MARKED),
    "lv/latvian_LT_signature_with_44h_difference_between_TS_and_OCSP.asice": Differs(
        False, Code.OCSP_TIME, "the answer about revocation is 44 hours after the time stamp; 24 are allowed"
    ),
    "lv/latvian_T_signature.asice": Differs(False, Code.NO_REVOCATION, UNASKED),
    "lv/lv_test_signature_new_card-T.asice": Differs(
        False, Code.TSA_UNTRUSTED, "stamped by a test service that is on none of the lists here; " + UNASKED
    ),
    "sce/TEST_ESTEID2018_ASiC-E_CAdES_LT.sce": Differs(
        False, Code.PROFILE, "CAdES in a container is not read; the tool of DigiDoc refuses it too"
    ),
}
# where the index leaves the verdict to the authors' own tests
OPEN = {
    "pades/TEST_ESTEID2018_PAdES_B_enveloped.pdf": Code.NO_TIMESTAMP,
    "pades/TEST_ESTEID2018_PAdES_LTA_enveloped.pdf": None,
    "pades/TEST_ESTEID2018_PAdES_LT_enveloped.pdf": None,
    "pades/hellopades-ecdsa.pdf": Code.NO_REVOCATION,
    "pades/hellopades-lt-sha1-rsa1024-expired2.pdf": Code.WEAK_DIGEST,
    "pades/hellopades-lt-sha256-rsa2048-no-ts.pdf": Code.NO_TIMESTAMP,
    "pades/hellopades-lt-sha256-rsa2048.pdf": None,
}
PASSED = ("TOTAL_PASSED", "validSignatures=1", "1of?", "valid (")


def rows() -> dict[str, dict[str, str]]:
    with (FILES / "index.csv").open(encoding="utf-8") as opened:
        return {row["file"]: row for row in csv.DictReader(opened)}


def references(row: dict[str, str]) -> set[bool]:
    """What the tool says and what the authors say, as far as they say anything."""
    said = {row["digidoc_tool_4_5"] == "valid"} if row["digidoc_tool_4_5"] else set()
    if "see source test" not in row["expected"]:
        said.add(any(row["expected"].strip().startswith(passed) for passed in PASSED))
    return said


@pytest.fixture(scope="module")
def lists(trusted_lists: Path) -> Trust:
    return Trust.load(trusted_lists)


def codes(report: Report) -> list[Code]:
    found = [finding.code for finding in report.findings]
    return found + [finding.code for signature in report.signatures for finding in signature.findings]


def test_every_file_of_the_index_is_here() -> None:
    here = {str(file.relative_to(FILES)) for file in FILES.glob("*/*")}
    assert here == rows().keys()
    assert here >= DISAGREEMENTS.keys()


@pytest.mark.parametrize("name", sorted(rows()))
def test_a_real_file_gets_its_verdict(name: str, lists: Trust) -> None:
    report, said = verify((FILES / name).read_bytes(), name, lists), references(rows()[name])
    assert report.valid or codes(report), "what is refused is refused for a reason"
    if differs := DISAGREEMENTS.get(name):
        assert said != {differs.valid}, "no disagreement any more: take the line out"
        assert report.valid is differs.valid
        assert differs.code is None or differs.code in codes(report)
    elif name in OPEN:
        assert not said and report.valid is (OPEN[name] is None)
        assert report.valid or OPEN[name] in codes(report)
    else:
        assert said == {report.valid}, codes(report)


def test_a_latvian_signer_is_read_as_the_register_knows_them(lists: Trust) -> None:
    name = "lv/latvian_LT_signature_with_7min_difference_between_TS_and_OCSP.asice"
    [signature] = verify((FILES / name).read_bytes(), name, lists).signatures
    assert (signature.signer, signature.personal_code) == ("MĀRA PARAUDZIŅA", "321806-14495")
    assert signature.time == "2024-06-14T12:24:37+00:00" and signature.revocation_at
    assert signature.test, "by the demo authority"


def test_a_latvian_signature_without_revocation_waits(lists: Trust) -> None:
    [signature] = verify((FILES / "lv/latvian_T_signature.asice").read_bytes(), "x", lists).signatures
    assert signature.waits and signature.level == "B-T"
