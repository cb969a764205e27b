"""What portal.js adds, in a real browser: keys, the magnifying glass, leaving toasts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.live import Windows, axe, no_sideways

pytestmark = pytest.mark.only("sqlite")


def focused(page: Page) -> str:
    name: str = page.evaluate("document.activeElement.id || document.activeElement.className")
    return name


def test_keys_find_help_and_search(window: Windows) -> None:
    page = window("ilze")
    page.goto("/")
    page.keyboard.press("?")
    expect(page.locator("dialog.keys")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(page.locator("dialog.keys")).to_be_hidden()
    page.keyboard.press("/")
    assert focused(page) == "q"
    page.keyboard.type("?gs")
    expect(page.locator("dialog.keys")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("?gs")


def test_keys_can_be_switched_off(window: Windows) -> None:
    page = window("ilze")
    page.goto("/profils")
    page.locator("button[name=keys][value=off]").click()
    page.goto("/")
    page.keyboard.press("/")
    assert focused(page) != "q"
    expect(page.locator("dialog.keys")).to_have_count(0)


def test_g_and_s_go_home(window: Windows) -> None:
    page = window("ilze")
    page.goto("/profils")
    page.keyboard.press("g")
    page.keyboard.press("s")
    expect(page).to_have_url(re.compile(r"/$"))


def test_the_glass_leads_to_the_box(window: Windows) -> None:
    page = window("ilze")
    page.goto("/profils")
    page.locator("[data-search]").click()
    expect(page.locator("#q")).to_be_focused()


def test_the_menu_of_a_phone_closes_with_escape(window: Windows) -> None:
    page = window("ilze", width=390, height=844)
    page.goto("/")
    menu = page.locator("details.menu")
    menu.locator("summary").tap()
    expect(menu.locator("nav")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(menu.locator("nav")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_the_smallest_phone_keeps_its_search(window: Windows) -> None:
    page = window("ilze", width=320, height=640)
    page.goto("/")
    no_sideways(page)
    expect(page.locator("[data-search]")).to_be_hidden()
    page.locator("details.menu summary").tap()
    page.locator("details.menu").get_by_role("link", name="Meklēt").tap()
    expect(page.locator("#q")).to_be_focused()


def test_the_summary_of_mistakes_names_the_fields(window: Windows) -> None:
    page = window("ilze")
    page.goto("/izglitojamie/jauns")
    page.evaluate("document.querySelectorAll('[required]').forEach(e => (e.required = false))")
    page.locator("main form .btn--p").click()
    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#errors a").first).to_have_text(re.compile("^Vārds: "))
    page.locator("#errors a").first.click()
    expect(page.locator("#f-given_name")).to_be_focused()
    axe(page)


def test_without_javascript_the_notice_stands_in_the_page(window: Windows) -> None:
    page = window("ilze", javascript=False)
    page.goto("/profils")
    notice = page.locator("#toasts")
    assert notice.evaluate("e => getComputedStyle(e).position") == "static"


def test_the_high_contrast_look_keeps_every_control(window: Windows) -> None:
    page = window("ilze")
    page.emulate_media(forced_colors="active")
    page.goto("/")
    axe(page, without=("color-contrast",))
