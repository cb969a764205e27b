"""The page in a real browser: in both looks, at the width of a phone, on paper, and without JavaScript."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from app.esign.testing.pki import TestPki
from app.esign.trust import Trust
from tests.live import Live, Windows, axe, no_sideways
from tests.verification.conftest import container


@pytest.fixture
def file(pki: TestPki, tmp_path: Path) -> Path:
    signed = tmp_path / "Līgums DVB-2026-118.edoc"
    signed.write_bytes(container(pki, b"%PDF-1.7 a contract\n%%EOF\n"))
    return signed


def ask(page: Page, file: Path) -> None:
    page.goto("/parbaudit")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Pārbaudīt datni").click()
    page.wait_for_selector(".verdict")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everybody_can_check_a_file(window: Windows, trusted: Trust, file: Path, dark: bool) -> None:
    page = window(width=390 if dark else 1440, dark=dark)
    page.goto("/parbaudit")
    axe(page)
    no_sideways(page)
    ask(page, file)
    assert "ANNA OZOLA" in page.inner_text("main")
    axe(page)
    no_sideways(page)
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Drukāt").is_visible()


def test_a_number_is_found_without_javascript(window: Windows, live: Live) -> None:
    page: Any = window(width=390, javascript=False)
    page.goto("/parbaudit?numurs=DVB-1&sha256=" + "0" * 64)
    page.get_by_role("button", name="Atrast dokumentu").click()
    assert "Šāda dokumenta šeit nav" in page.inner_text("h1")
