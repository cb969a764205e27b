"""The list of documents, one document, and its file."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document
from app.kit.clock import now, riga
from tests.browser import Browser, Queries
from tests.documents.conftest import Play, signer_of


@pytest.mark.parametrize("who", ["ilze", "guntis", "dace", "anna", "martins"])
def test_whoever_it_concerns_finds_it(cast: Cast, document: Document, browser: Browser, who: str) -> None:
    them = browser.as_(getattr(cast, who))
    assert document.title in them.get("/dokumenti").words
    assert them.get(f"/dokumenti/{document.id}").status == 200
    assert them.get(f"/dokumenti/{document.id}/fails").status == 200


@pytest.mark.parametrize("who", ["aigars", "stranger", "admin"])
def test_to_others_it_does_not_exist(cast: Cast, document: Document, browser: Browser, who: str) -> None:
    them = browser.as_(getattr(cast, who))
    assert document.title not in them.get("/dokumenti").words
    assert them.get(f"/dokumenti/{document.id}").status == 404
    assert them.get(f"/dokumenti/{document.id}/fails").status == 404


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("{number}", True),
        ("krumins", True),
        ("Anna KRŪMIŅA", True),
        ("ozola galdnieks", True),
        ("guntis liepins", True),
        ("kalējs", False),
        ("%", True),
        ("'; drop table", False),
        ("x" * 5000, False),
    ],
)
def test_it_is_searched(cast: Cast, document: Document, browser: Browser, words: str, found: bool) -> None:
    import urllib.parse

    query = urllib.parse.quote(words.format(number=document.number))
    page = browser.as_(cast.ilze).get(f"/dokumenti?q={query}")
    assert page.status == 200
    assert (document.title in page.words) is found


@pytest.mark.parametrize(
    ("point", "view"),
    [
        ("guntis-asked", ""),
        ("guardian-turn", "parakstisanai"),
        ("running", "parakstiti"),
        ("declined", "atteikti"),
    ],
)
def test_by_state(cast: Cast, played: Play, browser: Browser, point: str, view: str) -> None:
    document = played("director-turn" if point == "guntis-asked" else point)
    ilze = browser.as_(cast.ilze)
    for each in ("parakstisanai", "parakstiti", "atteikti"):
        shown = document.title in ilze.get(f"/dokumenti?stavoklis={each}").words
        assert shown is (each == (view or "parakstisanai"))
    assert document.title in ilze.get("/dokumenti?skats=nezinams&lpp=abc").words


def test_what_waits_for_me_comes_first(cast: Cast, document: Document, browser: Browser) -> None:
    page = browser.as_(cast.anna).get("/dokumenti")
    assert f'href="/dokumenti/{document.id}"' in page.text
    assert "Izlasīt un parakstīt" in page.words
    assert "Parakstīt 1 dokumentu" in browser.as_(cast.anna).get("/dokumenti?skats=visi").words
    dace = browser.as_(cast.dace)
    assert "Izlasīt un parakstīt" not in dace.get("/dokumenti").words
    assert "Nekas negaida jūsu parakstu" in dace.get("/dokumenti?skats=japaraksta").words


@pytest.mark.parametrize("who", ["ilze", "guntis", "dace", "aigars", "anna", "martins"])
def test_each_view_counts_what_it_shows(cast: Cast, document: Document, browser: Browser, who: str) -> None:
    them = browser.as_(getattr(cast, who))
    for view in ("japaraksta", "jaizlasa", "nosutitie", "visi"):
        page = them.get(f"/dokumenti?skats={view}").page
        current = page.one("a", aria_current="true")
        assert int(current.words.split()[-1]) == len(page.all("li", class_="letter"))


def test_the_menu_counts_what_waits_for_me(
    cast: Cast, document: Document, browser: Browser, queries: Queries
) -> None:
    assert "Dokumenti 1 1 gaida jūs" in browser.as_(cast.anna).get("/dokumenti?skats=visi").words
    assert "gaida jūs" not in browser.as_(cast.dace).get("/dokumenti").words


def test_it_says_who_has_opened_and_who_is_late(
    db: Session, cast: Cast, document: Document, browser: Browser
) -> None:
    ilze, anna = browser.as_(cast.ilze), signer_of(document, cast.anna)
    assert "Anna Krūmiņa vēl nav atvērts" in ilze.get("/dokumenti").words
    anna.asked_at = now() - timedelta(days=7)
    anna.opened_at = now() - timedelta(days=6)
    page = ilze.get("/dokumenti")
    assert "vēl nav parakstīts" in page.words
    assert "gaida 7 dienas" in page.words


def test_period_and_kind(cast: Cast, document: Document, browser: Browser) -> None:
    ilze, today = browser.as_(cast.ilze), riga(document.created_at).date()
    for query, found in (
        (f"no={today}", True),
        (f"no={today + timedelta(days=1)}", False),
        (f"lidz={today}", True),
        (f"lidz={today - timedelta(days=1)}", False),
        ("veids=contract_484", True),
        ("veids=amendment", False),
        ("veids=nav&no=vakar&lidz=9999-99-99", True),
    ):
        assert (document.title in ilze.get(f"/dokumenti?skats=visi&{query}").words) is found, query


def test_the_file_is_what_was_issued(cast: Cast, document: Document, browser: Browser) -> None:
    answer = browser.as_(cast.anna).get(f"/dokumenti/{document.id}/fails")
    assert hashlib.sha256(answer.bytes).hexdigest() == document.edition.sha256
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''DVB-")
    inline = browser.as_(cast.anna).get(f"/dokumenti/{document.id}/fails?skatit=1")
    assert inline.headers["content-disposition"].startswith("inline")


def test_the_file_alone_may_be_framed_by_our_own_pages(
    cast: Cast, document: Document, browser: Browser
) -> None:
    file = browser.as_(cast.anna).get(f"/dokumenti/{document.id}/fails?skatit=1")
    assert "frame-ancestors 'self'" in file.headers["content-security-policy"]
    assert file.headers["x-frame-options"] == "SAMEORIGIN"
    page = browser.as_(cast.anna).get(f"/dokumenti/{document.id}")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert "frame-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["x-frame-options"] == "DENY"


def test_the_school_sees_how_it_was_signed(cast: Cast, played: Play, browser: Browser) -> None:
    document = played("company-turn")
    page = browser.as_(cast.ilze).get(f"/dokumenti/{document.id}")
    assert "ar vienreizēju kodu" in page.words
    proof = browser.as_(cast.ilze).get(page.page.link("Pierādījumi"))
    assert "an•••@majas.example" in proof.words
    assert "Piesaistīts tieši šai redakcijai" in page.words
    assert "an•••@majas.example" not in browser.as_(cast.dace).get(f"/dokumenti/{document.id}").words


def test_pages_ask_little(cast: Cast, played: Play, browser: Browser, queries: Queries) -> None:
    document = played("company-turn")
    dace = browser.as_(cast.dace)
    dace.get("/dokumenti")
    with queries(at_most=12):
        dace.get("/dokumenti")
    with queries(at_most=14):
        dace.get(f"/dokumenti/{document.id}")
