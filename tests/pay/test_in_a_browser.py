"""Pay, policies and templates in a real browser, on every screen and with everything wrong told."""

import pytest
from playwright.sync_api import expect

from tests.contracts.test_in_a_browser import placed
from tests.live import Live, Windows, axe, no_sideways


@pytest.mark.parametrize("dark", [False, True])
def test_every_page(window: Windows, live: Live, dark: bool) -> None:
    place = f"/vietas/{placed(live, 'ready')}/samaksa"
    page = window("ilze", dark=dark)
    page.goto(f"{place}/jauna")
    page.get_by_label("Darba līgums").check()
    page.get_by_label("Summa").fill("4,60")
    page.get_by_label("Maksā par").select_option("hour")
    page.get_by_role("button", name="Saglabāt").click()
    expect(page.get_by_text("4,60").first).to_be_visible()
    page.goto("/skola/veidnes/contract_484")
    for heading in ("Telpas", "Apģērbs"):
        page.locator("[name=heading]").last.fill(heading)
        page.locator("[name=text]").last.fill("Kārtība ir uzņēmuma noteikumos.")
        page.get_by_role("button", name="Saglabāt", exact=True).last.click()
    page.get_by_role("button", name="Augstāk Apģērbs").click()
    expect(page.locator("[name=heading]").first).to_have_value("Apģērbs")
    paths = ("/skola/polises/jauna", "/skola/polises", "/skola/finansejums", "/skola/veidnes")
    for path in (place, f"{place}/jauna", *paths, "/skola/veidnes/contract_484"):
        answer = page.goto(path)
        assert answer and answer.status == 200, path
        axe(page)
        if not dark:
            no_sideways(page)
