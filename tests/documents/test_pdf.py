"""The PDF: tagged, archivable, Latvian, the same each time, quick, and kept by its hash."""

import hashlib
import re
import time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.contracts.clauses import CLAUSES
from app.contracts.queries import of_document
from app.contracts.values import TEMPLATE, values
from app.documents.issuing import add_edition
from app.documents.models import Document
from app.documents.typeset import pdf
from app.kit.db import store_of
from app.kit.errors import Refused
from app.kit.words import Words
from tests.pdfs import inside

SLOW = 1.0  # seconds; about 0.03 on an idle machine, and this one may be busy


@pytest.fixture
def shown(db: Session, document: Document) -> dict[str, Any]:
    """What the contract of Mārtiņš is filled with."""
    contract = of_document(db, document.id)
    assert contract is not None
    return values(db, contract, draft=False)


def letters(data: bytes) -> set[str]:
    """What its fonts say they can be copied out as."""
    found = set()
    for part in re.findall(rb"beginbf(?:char|range)(.*?)endbf", inside(data), re.DOTALL):
        for code in re.findall(rb"<([0-9A-F]{4,})>", part, re.IGNORECASE):
            found |= set(bytes.fromhex(code.decode()).decode("utf-16-be", "ignore"))
    return found


def test_it_is_tagged_and_for_the_archive(shown: dict[str, Any]) -> None:
    data = pdf(TEMPLATE, shown)
    assert data.startswith(b"%PDF-1.7")
    whole = inside(data)
    assert b"/StructTreeRoot" in whole
    assert b"/Lang" in whole
    xmp = whole.decode("utf-8", "ignore")
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "Mācību līgums" in xmp


def test_latvian_letters_survive(shown: dict[str, Any]) -> None:
    shown["learner"]["name"] = "ĀČĒĢĪĶĻŅŠŪŽ āčēģīķļņšūž ŌŖ ōŗ"
    assert set("ĀČĒĢĪĶĻŅŠŪŽāčēģīķļņšūžŌŖōŗ") <= letters(pdf(TEMPLATE, shown))


def test_the_same_values_give_the_same_bytes(shown: dict[str, Any]) -> None:
    assert pdf(TEMPLATE, shown) == pdf(TEMPLATE, shown)
    other = {**shown, "number": "DVB-2026/999"}
    assert pdf(TEMPLATE, shown) != pdf(TEMPLATE, other)


def test_what_is_typed_stays_text(shown: dict[str, Any]) -> None:
    """Names and clauses may look like code; none of it is run."""
    for odd in (
        "#panic()",
        '#read("/etc/passwd")',
        "*nav trekns*",
        '"] + [',
        "$x$ \\ <tag> @ref // x",
    ):
        shown["learner"]["name"] = odd
        shown["clauses"]["termination"] = odd * 20
        assert pdf(TEMPLATE, shown).startswith(b"%PDF")


def test_what_no_font_has_is_refused_in_words(shown: dict[str, Any]) -> None:
    shown["clauses"]["termination"] = "Pusēm vienojoties \U0001f600"
    with pytest.raises(Refused) as refused:
        pdf(TEMPLATE, shown)
    assert "\U0001f600" in Words.of("lv").text(refused.value.reasons[0].text)


def test_long_texts_only_make_it_longer(shown: dict[str, Any]) -> None:
    for name in CLAUSES:
        shown["clauses"][name] = "Ļoti gara vārdu virkne bez gala. " * 300
    assert pdf(TEMPLATE, shown).startswith(b"%PDF")


def test_it_is_quick(shown: dict[str, Any]) -> None:
    pdf(TEMPLATE, shown)
    began = time.perf_counter()
    pdf(TEMPLATE, {**shown, "number": "DVB-2026/1000"})
    assert time.perf_counter() - began < SLOW


def test_the_bytes_are_kept_by_their_hash(db: Session, document: Document) -> None:
    edition = document.edition
    kept = store_of(db).get(edition.sha256)
    assert hashlib.sha256(kept).hexdigest() == edition.sha256
    assert len(kept) == edition.size
    assert kept == pdf(edition.template, edition.values), "the values alone give the very same document"


def test_a_new_version_leaves_the_old_one(db: Session, document: Document) -> None:
    first = document.edition
    add_edition(db, document, first.template, {**first.values, "pay": "darba līgums"})
    assert [edition.no for edition in document.editions] == [1, 2]
    assert store_of(db).get(first.sha256) != store_of(db).get(document.edition.sha256)
