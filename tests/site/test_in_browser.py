"""The doors in a real browser: accessible in both looks, no sideways scrolling, usable without JavaScript."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.identity.door import token_hash
from app.identity.models import Membership, Person, PersonalLink
from app.identity.roles import Role
from app.kit.clock import now
from tests.live import Live, Windows, axe, no_sideways

OPEN, ENDED = "a-token-that-opens", "a-token-that-has-ended"


@pytest.fixture
def links(live: Live) -> None:
    with live.session() as db:
        mentor = db.scalars(select(Membership).where(Membership.role == Role.MENTOR)).one()
        for token, days in ((OPEN, 14), (ENDED, -1)):
            db.add(
                PersonalLink(
                    token_hash=token_hash(token),
                    person_id=mentor.person_id,
                    organisation_id=mentor.organisation_id,
                    target="/profils",
                    expires_at=now() + timedelta(days=days),
                )
            )


PAGES = {
    "": (
        *("/ieiet", "/saite", "/parole", f"/s/{OPEN}", f"/s/{ENDED}"),
        *("/pieklustamiba", "/demo/pasts", "/nowhere"),
    ),
    "ilze": ("/profils", "/pazinojumi", "/administresana/audits"),
    "admin": (
        *("/administresana", "/administresana/darbi", "/administresana/zinas"),
        *("/administresana/organizacijas", "/administresana/tiesibas"),
    ),
}


@pytest.mark.parametrize("person", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_is_for_everybody(window: Windows, links: None, person: str, dark: bool) -> None:
    page = window(person, dark=dark)
    for address in PAGES[person]:
        page.goto(address)
        axe(page)
        if not dark:  # the looks differ in colours only
            no_sideways(page)


def test_a_link_by_phone_without_javascript(window: Windows, live: Live, links: None) -> None:
    page = window(width=390, javascript=False)
    page.goto(f"/s/{ENDED}")
    page.get_by_role("button", name="Nosūtīt jaunu saiti").click()
    live.work()
    page.get_by_role("link", name="Demonstrācijas pastkaste: visi").click()
    page.locator("a[href^='/s/']").first.click()
    page.get_by_role("button", name="Turpināt kā Aigars").click()
    page.wait_for_url("**/profils")
    assert "Aigars Ozols" in page.inner_text("h1")


def test_coming_in_and_going_out(window: Windows) -> None:
    page = window()
    page.goto("/ieiet?next=/profils")
    page.get_by_role("button", name="Ilze Dreimane").click()
    page.wait_for_url("**/profils")
    page.get_by_role("button", name="English").first.click()
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/ieiet")


def test_a_mistake_is_told_and_focused(window: Windows, live: Live) -> None:
    with live.session() as db:
        assert db.scalars(select(Person).where(Person.email == "aigars.ozols@galdnieks.example")).one()
    page = window("aigars", width=390)
    page.goto("/profils")
    page.fill("#f-phone", "12")
    page.get_by_role("button", name="Saglabāt").click()
    page.wait_for_selector("#e-phone")
    assert page.evaluate("document.activeElement.id") == "errors"
    axe(page)
