"""The administrator sees whether documents are sealed, and why not."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.demo.cast import Cast
from tests.browser import Browser


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "Portālam nav zīmoga atslēgas"),
        ({"seal": {"key": "/none.pem"}}, "Zīmoga atslēgu nevar izmantot"),
        ({"test_signing": True}, "TESTA"),
    ],
)
def test_what_is_said_of_the_seal(
    cast: Cast,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    changed: dict[str, object],
    words: str,
) -> None:
    folder: Path = tmp_path_factory.mktemp("seal")
    settings = replace(browser.app.state.settings, data_dir=folder, **changed)
    monkeypatch.setitem(browser.app.state._state, "settings", settings)
    page = browser.as_(cast.admin).get("/administresana")
    assert page.status == 200
    assert words in page.words
