"""What an operator may set, and what the portal refuses to start with."""

import ast
import re
from pathlib import Path

import pytest

from app.settings import DEMO_SECRET, Settings, Unsafe
from tests.house import code

LONG = "x" * 32


@pytest.mark.parametrize("secret", ["", "short", DEMO_SECRET, "x" * 31])
def test_a_real_portal_needs_a_secret_of_its_own(secret: str) -> None:
    with pytest.raises(Unsafe, match="DVB_SECRET_KEY"):
        Settings.read({"DVB_SECRET_KEY": secret})


def test_the_demo_needs_none() -> None:
    assert Settings.read({"DVB_DEMO": "1"}).demo


@pytest.mark.parametrize("said", ["", "0", "no", "false"])
def test_the_demo_is_off_unless_asked_for(said: str) -> None:
    assert not Settings.read({"DVB_DEMO": said, "DVB_SECRET_KEY": LONG}).demo


def test_by_default_it_is_a_file_on_this_machine() -> None:
    found = Settings.read({"DVB_SECRET_KEY": LONG})
    assert (found.host, found.port) == ("127.0.0.1", 8000)
    assert found.database_url == f"sqlite:///{Path('var').resolve() / 'dvb.sqlite'}"
    assert found.base_url == "http://127.0.0.1:8000"


def test_every_setting_is_in_the_readme() -> None:
    read = (code.HOUSE / "README.md").read_text("utf-8")
    words = [
        str(word.value)
        for _name, call in code.calls(code.tree(code.APP / "settings.py"))
        for word in call.args
        if isinstance(word, ast.Constant)
    ]
    named = {word for word in words if re.fullmatch(r"DVB_[A-Z_]+", word)}
    assert len(named) >= 6
    code.told([name for name in sorted(named) if f"`{name}`" not in read], "not in the README:")
