"""The real browser reaches the served portal."""

from playwright.sync_api import expect

from tests.live import Live, Windows, axe, no_sideways


def test_the_demo_lets_the_cast_in(window: Windows, live: Live) -> None:
    page = window("ilze")
    page.goto("/profils")
    expect(page.locator("body")).to_contain_text("Ilze Dreimane")


def test_the_sign_in_page_is_for_everybody(window: Windows) -> None:
    for dark in (False, True):
        page = window(dark=dark)
        page.goto("/ieiet")
        axe(page)
        no_sideways(page)
