"""Addresses, permissions and rules change only on purpose: their tables are kept, and read at review."""

import difflib

import pytest

from app.__main__ import main
from tests.house import code


@pytest.mark.parametrize("name", ["routes", "verbs", "rules"])
def test_the_snapshot_is_what_the_code_says(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    kept = code.HOUSE / "tests" / "house" / f"{name}.txt"
    renew = f"look at it, then run: .venv/bin/python -m app {name} --save"
    assert kept.exists(), f"tests/house/{name}.txt is not there yet; {renew}"
    assert main([name]) == 0
    was, now = kept.read_text("utf-8").splitlines(), capsys.readouterr().out.splitlines()
    changes = "\n".join(difflib.unified_diff(was, now, "kept", "now", lineterm="", n=0))
    assert not changes, f"{name} changed; {renew}\n{changes}"
