"""The test authority and the real trusted lists, made once for all the tests of signed files."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typst

from app.esign.testing.pki import TestPki
from app.esign.testing.serving import serve
from app.esign.trust import Trust
from app.esign.verify import verify
from tests.esign.attacks.scene import Check, Scene


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPki]:
    """Its services answer over HTTP all the while; tests that revoke use a person of their own."""
    made = TestPki.create(tmp_path_factory.mktemp("testa"))
    with serve(made):
        yield made


@pytest.fixture(scope="session")
def trust(pki: TestPki) -> Trust:
    """Only the test authority."""
    return Trust.load(pki.folder / "anchors")


@pytest.fixture(scope="session")
def trusted_lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as an operator names it: the real lists of 2016 and 2023, a test list and a demo anchor."""
    folder = tmp_path_factory.mktemp("lists")
    for packed in (Path(__file__).parent / "trusted-lists").iterdir():
        if packed.suffix == ".gz":
            (folder / packed.stem).write_bytes(gzip.decompress(packed.read_bytes()))
        else:
            shutil.copy(packed, folder)
    return folder


TEXT = """#set document(title: "Līgums", date: datetime(year: 2026, month: 11, day: 2))
#set text(lang: "lv")
= Līgums
Prakse notiek no 7. septembra."""


@pytest.fixture(scope="session")
def contract() -> bytes:
    """A small PDF/A as the portal issues it."""
    return typst.compile(TEXT.encode(), format="pdf", pdf_standards=["a-2a", "ua-1"])


@pytest.fixture(scope="session")
def scene(pki: TestPki, contract: bytes, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """What attackers have at hand."""
    return Scene(pki, contract, tmp_path_factory.mktemp("attacks"))


@pytest.fixture(scope="session")
def check(trust: Trust) -> Check:
    return lambda data: verify(data, "līgums.asice", trust)
