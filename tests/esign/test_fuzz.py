"""Mutated files: the verifier never breaks, and never accepts a change of what was signed.

`DVB_FUZZ=5000` tries as many of each kind; the same number gives the same files.
"""

import base64
import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from app.esign.making.asice import build_container
from app.esign.report import Report
from app.esign.trust import Trust
from app.esign.verify import verify
from tests.esign.attacks.scene import NAME, PDF, Scene

TIMES = int(os.environ.get("DVB_FUZZ", "0"))
Mutation = Callable[[bytes, Random], bytes]


def flipped(data: bytes, chance: Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def cut(data: bytes, chance: Random) -> bytes:
    at, length = chance.randrange(len(data)), chance.choice((1, 4, 100))
    return data[:at] + data[at + length :]


def doubled(data: bytes, chance: Random) -> bytes:
    at, length = chance.randrange(len(data)), chance.choice((1, 16, 300))
    return data[: at + length] + data[at:]


def moved(data: bytes, chance: Random) -> bytes:
    one, other = sorted(chance.sample(range(len(data)), 2))
    length = chance.choice((1, 32))
    return data[:one] + data[other : other + length] + data[one + length :]


def emptied(data: bytes, chance: Random) -> bytes:
    at, length = chance.randrange(len(data)), chance.choice((1, 64))
    return data[:at] + bytes(min(length, len(data) - at)) + data[at + length :]


KINDS: tuple[Mutation, ...] = (flipped, flipped, flipped, cut, doubled, moved, emptied)
BASE64 = re.compile(rb">([A-Za-z0-9+/=]{40,})<")


def judged(data: bytes, trust: Trust) -> Report:
    report = verify(data, "x.asice", trust)
    assert Report.from_json(report.to_json()).to_bytes() == report.to_bytes()
    return report


def same(report: Report, good: Report) -> None:
    """What a person would read in the verdict."""
    for one, other in zip(report.signatures, good.signatures, strict=True):
        assert (one.signer, one.personal_code, one.time) == (other.signer, other.personal_code, other.time)


def test_archives(scene: Scene, trust: Trust) -> None:
    chance, good = Random(4), judged(scene.good, trust)
    for _ in range(TIMES or 250):
        data = chance.choice(KINDS)(scene.good, chance)
        report = judged(data, trust)
        if report.valid:
            same(report, good)
            assert report.files == good.files


def test_signatures(scene: Scene, trust: Trust) -> None:
    """The XML is mutated and the archive around it is sound."""
    chance, good = Random(5), judged(scene.good, trust)
    for _ in range(TIMES or 200):
        xml = chance.choice(KINDS)(scene.xml, chance)
        report = judged(scene.with_xml(xml), trust)
        if report.valid:
            same(report, good)


def test_values_inside_signatures(scene: Scene, trust: Trust) -> None:
    """What stands in base64 is mutated: certificates, the time stamp, the answer about revocation."""
    chance, good = Random(6), judged(scene.good, trust)
    places = [found.span(1) for found in BASE64.finditer(scene.xml)]
    for _ in range(TIMES or 200):
        start, end = chance.choice(places)
        value = chance.choice(KINDS)(base64.b64decode(scene.xml[start:end]), chance)
        report = judged(scene.with_xml(scene.xml[:start] + base64.b64encode(value) + scene.xml[end:]), trust)
        if report.valid:
            same(report, good)


def test_documents(scene: Scene, trust: Trust) -> None:
    chance = Random(7)
    for _ in range(TIMES or 50):
        changed = chance.choice(KINDS)(scene.contract, chance)
        if changed != scene.contract:
            assert not judged(build_container([(NAME, changed, PDF)], [scene.xml]), trust).valid


def test_pdfs(scene: Scene, trust: Trust) -> None:
    """Bytes under the signature are the same whenever it is accepted."""
    chance, pdf = Random(8), scene.good_pdf
    good = judged(pdf, trust)
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", pdf)
    assert found
    first, second, third, fourth = map(int, found.groups())
    for _ in range(TIMES or 120):
        data = chance.choice(KINDS)(pdf, chance)
        report = judged(data, trust)
        if report.valid:
            same(report, good)
            assert data[first : first + second] == pdf[first : first + second]
            assert data[third : third + fourth] == pdf[third : third + fourth]


def test_mutations_are_the_same_each_time(scene: Scene) -> None:
    made = [[kind(scene.good, Random(9)) for kind in KINDS] for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(scene.good)) as opened:
        assert Path(opened.namelist()[0]).name == "mimetype"
