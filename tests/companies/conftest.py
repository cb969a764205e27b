"""Deeds leave their trail here too, without the served portal."""

import pytest

from app import wiring


@pytest.fixture(autouse=True)
def wired() -> None:
    wiring.connect()
