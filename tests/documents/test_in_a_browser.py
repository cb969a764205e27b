"""Signing as people do it: on a phone, on a big screen, several at once."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.companies.models import Company, Mentor
from app.demo.cast import KEYS, by_key
from app.demo.placing import Director
from app.demo.setting import Part, SetUp
from app.documents.models import Document
from app.schools.models import Learner
from tests.documents.conftest import CODE
from tests.letters import Post
from tests.live import Live, Windows, axe, no_sideways


@pytest.fixture
def contract(live: Live, request: pytest.FixtureRequest) -> int:
    """A contract at the point named by the test's parameter; the guardian's turn unless it says so."""
    point = getattr(request, "param", "guardian-turn")
    with live.session() as db:
        people = {key: found.id for key in KEYS if (found := by_key(db, key))}
        company, learner, mentor = (db.scalars(select(m)).one() for m in (Company, Learner, Mentor))
        part = Part(learner.id, company.id, mentor.id, point, 0)
        Director(db, SetUp(people, {company.id: people["dace"]})).play(part)
        return db.scalars(select(Document.id)).one()


def typed(page: Page, live: Live) -> None:
    """The code from the newest letter into the field."""
    post = Post(live.app)
    post.before = set()
    live.work()
    found = CODE.search(post.text())
    assert found
    page.get_by_label("Sešu ciparu kods").fill(found[1])


def test_a_mother_signs_on_her_phone(window: Windows, live: Live, contract: int) -> None:
    page = window("anna", width=390)
    page.goto(f"/dokumenti/{contract}")
    expect(page.get_by_text("Mārtiņš Krūmiņš, Mēbeļu galdnieks")).to_be_visible()
    expect(page.locator("iframe.pdf")).to_be_hidden()
    no_sideways(page)
    page.get_by_role("button", name="Nosūtīt kodu").click()
    typed(page, live)
    axe(page)
    page.get_by_role("button", name="Parakstīt", exact=True).click()
    expect(page.get_by_text("Parakstīts. Paldies.")).to_be_visible()
    expect(page.locator(".sign li").first).to_have_attribute("data-s", "done")


def test_the_whole_document_stands_on_a_big_screen(window: Windows, contract: int) -> None:
    page = window("anna")
    with page.expect_response(re.compile(r"/fails\?skatit=1$")) as answer:
        page.goto(f"/dokumenti/{contract}")
    assert answer.value.status == 200
    expect(page.locator("iframe.pdf")).to_be_visible()


def test_a_wrong_code_and_a_refusal(window: Windows, live: Live, contract: int) -> None:
    page = window("anna")
    page.goto(f"/dokumenti/{contract}")
    page.get_by_role("button", name="Nosūtīt kodu").click()
    typed(page, live)
    page.get_by_label("Sešu ciparu kods").fill("00000x")
    page.get_by_role("button", name="Parakstīt", exact=True).click()
    expect(page.locator("#e-code")).to_contain_text("Kods nav pareizs")
    axe(page)
    page.get_by_text("Neparakstu").click()
    page.get_by_label("Kāpēc").fill("Darba laiks neatbilst norunātajam.")
    page.get_by_role("button", name="Atteikties parakstīt").click()
    page.goto(f"/dokumenti/{contract}")
    expect(page.get_by_text("Darba laiks neatbilst norunātajam.")).to_be_visible()


@pytest.mark.parametrize("contract", ["director-turn"], indirect=True)
def test_the_director_signs_what_is_ticked(window: Windows, live: Live, contract: int) -> None:
    page = window("guntis")
    page.goto("/dokumenti/parakstit")
    axe(page)
    page.get_by_role("button", name="Nosūtīt kodu").click()
    typed(page, live)
    axe(page)
    page.get_by_role("button", name="Parakstīt 1 dokumentu").click()
    expect(page.get_by_text("Parakstīts 1 dokuments.")).to_be_visible()
    page.goto(f"/dokumenti/{contract}")
    expect(page.get_by_role("heading", name="Parakstījuši visi")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("contract", ["company-turn"], indirect=True)
def test_every_page_on_every_screen(window: Windows, contract: int, dark: bool) -> None:
    for who, paths in {
        "dace": ["/dokumenti", f"/dokumenti/{contract}", "/dokumenti/parakstit"],
        "ilze": ["/dokumenti", f"/dokumenti/{contract}"],
    }.items():
        page = window(who, dark=dark)
        for path in paths:
            answer = page.goto(path)
            assert answer and answer.status == 200, path
            axe(page)
            if not dark:
                no_sideways(page)
