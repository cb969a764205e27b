"""The child process: the same answer, within its bounds, and alive again after whatever happens to it."""

import io
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfWriter

from app.esign.child import Checker
from app.esign.codes import Code
from app.esign.container import MIMETYPE
from app.esign.making.asice import sign_asice
from app.esign.making.pades import sign_pdf
from app.esign.report import Report
from app.esign.testing.pki import TestPki
from app.esign.trust import Trust
from app.esign.verify import verify

TICK = os.sysconf("SC_CLK_TCK")


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    checker = Checker(children=1)
    yield checker
    checker.close()


def container(pki: TestPki, size: int) -> bytes:
    """One signature, B-LT, over a document that does not pack well."""
    document = b"%PDF-1.7\n" + random.Random(7).randbytes(size)
    anna = pki.person("Anna", "Ozola", "010180-12345")
    return sign_asice([("contract.pdf", document, "application/pdf")], anna, pki.tsa, pki.ocsp)


@pytest.fixture(scope="module")
def signed(pki: TestPki) -> bytes:
    return container(pki, 58_000)


def pid(checker: Checker) -> int:
    process = checker.first.process
    assert process is not None
    return process.pid


def codes(report: Report) -> list[Code]:
    return [finding.code for finding in report.findings]


def test_it_says_the_same_as_here(checker: Checker, signed: bytes, trust: Trust) -> None:
    here, there = verify(signed, "x.asice", trust), checker.check(signed, "x.asice", trust)
    assert there.valid
    there.checked_at = here.checked_at
    assert there == here
    assert not checker.check(signed, "x.asice", Trust(())).valid, "each check has its own trust"
    assert checker.check(signed, "x.asice", trust).valid


def test_who_dies_is_replaced(checker: Checker, signed: bytes, trust: Trust) -> None:
    assert checker.check(signed, "x.asice", trust).valid
    assert checker.first.process is not None
    checker.first.process.kill()
    checker.first.process.wait()
    assert checker.check(signed, "x.asice", trust).valid


def test_who_does_not_answer_is_sent_away(signed: bytes, trust: Trust) -> None:
    hasty = Checker(children=1, wall=0)
    assert codes(hasty.check(signed, "x.asice", trust)) == [Code.TOO_LONG]
    assert hasty.first.process is None
    hasty.close()


def test_who_thinks_too_long_is_stopped_by_the_kernel(trust: Trust) -> None:
    """Ten signatures of two megabytes each, all of it empty elements."""
    made = io.BytesIO()
    heavy = b"<x>" + b"".join(b"<y%d/>" % n for n in range(180_000)) + b"</x>"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        for number in range(10):
            archive.writestr(f"META-INF/signatures{number}.xml", heavy)
    impatient = Checker(children=1, cpu=0)
    assert codes(impatient.check(made.getvalue(), "x.asice", trust)) == [Code.TOO_LONG]
    impatient.close()


def test_a_check_costs_little(checker: Checker, signed: bytes, trust: Trust) -> None:
    def spent() -> float:
        fields = Path(f"/proc/{pid(checker)}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICK

    for _warming in range(3):
        assert checker.check(signed, "x.asice", trust).valid
    before, rounds = spent(), 40
    for _round in range(rounds):
        checker.check(signed, "x.asice", trust)
    assert (spent() - before) / rounds <= 12, "milliseconds of the processor"


def pdf(size: int) -> bytes:
    """An empty page with a large file beside it."""
    made = PdfWriter()
    made.add_blank_page(595, 842)
    made.add_attachment("filling.bin", random.Random(7).randbytes(size))
    held = io.BytesIO()
    made.write(held)
    return held.getvalue()


@pytest.mark.parametrize("kind", ["container", "pdf"])
def test_a_large_upload_needs_little_memory(pki: TestPki, trust: Trust, kind: str) -> None:
    if kind == "pdf":
        zane = pki.person("Zane", "Liepa", "010180-12346")
        data = sign_pdf(pdf(20_000_000), zane, pki.tsa, pki.ocsp)
    else:
        data = container(pki, 20_000_000)
    fresh = Checker(children=1)
    for _again in range(2):
        assert fresh.check(data, f"x.{kind}", trust).valid
    most = next(
        int(line.split()[1])
        for line in Path(f"/proc/{pid(fresh)}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    )
    fresh.close()
    assert most < 200 * 1024, "kilobytes at the worst moment"
