"""A mother signs with the test key on her phone."""

import pytest
from playwright.sync_api import expect

from app.esign.testing.pki import TestPki
from app.trust.mode import adopt
from tests.documents.test_in_a_browser import contract
from tests.live import Live, Windows, axe, no_sideways

__all__ = ["contract"]


@pytest.fixture(autouse=True)
def set_up(live: Live) -> None:
    """In place of what is set up for the other tests: the served demo has its own test authority."""
    with live.session() as db:
        adopt(db, TestPki.at(live.app.state.settings.data_dir / "testa"))


def test_signs_with_the_test_key(window: Windows, live: Live, contract: int) -> None:
    page = window("anna", width=390)
    page.goto(f"/dokumenti/{contract}")
    page.get_by_role("button", name="Parakstīt ar TESTA atslēgu").click()
    expect(page.get_by_role("heading", name="Parakstīt ar TESTA atslēgu")).to_be_visible()
    axe(page)
    no_sideways(page)
    page.get_by_role("button", name="Parakstīt kā .edoc (TESTA)").click()
    expect(page.get_by_text("Paraksts ir pārbaudīts un pieņemts.")).to_be_visible()
    expect(page.locator(".sign li").first).to_have_attribute("data-s", "done")
    assert live.app.state.settings.test_signing
