"""The portal as it signs for real, and as it signs by its test authority."""

from dataclasses import replace

import pytest
from fastapi import FastAPI

from tests.esign.conftest import pki, trusted_lists

__all__ = ["pki", "trusted_lists"]


@pytest.fixture
def testing(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal that signs by its test authority."""
    monkeypatch.setitem(app.state._state, "settings", replace(app.state.settings, test_signing=True))
