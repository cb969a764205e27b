"""A mail server, and the portal that sends through it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI

from tests.notifications.mail_server import Server, mail_server

BOUNCES = "bounces@portals.example"


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    with mail_server() as server:
        yield server


@pytest.fixture
def server(running: Server, app: FastAPI) -> Iterator[Server]:
    """The portal's mail server for one test; what it got and whom it refuses is of that test alone."""
    running.got.clear()
    running.refuses.clear()
    running.says = "250 2.0.0 taken"
    before = app.state.settings
    app.state.settings = replace(
        before,
        smtp_url=running.url,
        mail_from="DVB portāls <portals@portals.example>",
        bounce_address=BOUNCES,
    )
    yield running
    app.state.settings = before
