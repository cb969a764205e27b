"""The portal as it is served, and a real Chromium in front of it."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from sqlalchemy.orm import Session

from app.jobs.work import work_all
from app.kit.db import Database

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# only what is wrong is brought here: the list of what is right is ten times as long
LOOK = """async ([tags, rules]) => {
    const asked = {runOnly: {type: 'tag', values: tags}, rules, resultTypes: ['violations']};
    return (await axe.run(document, asked)).violations;
}"""
WIDTHS = (320, 390, 768, 1024, 1440)
MISSING = (
    "Chromium is missing, so the browser tests cannot run. On Debian: apt-get install chromium; "
    "elsewhere set DVB_CHROMIUM to the program of any Chromium or Chrome."
)


def chromium() -> str:
    """The browser's program; without one the test is skipped, and in CI it fails."""
    names = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
    for name in (os.environ.get("DVB_CHROMIUM", ""), *names):
        if name and (found := shutil.which(name)):
            return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


class Live:
    """A portal on a free port; each test gives it a database of its own."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(app, host="127.0.0.1", port=self.port, log_level="warning", ws="none")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, name="live", daemon=True)

    @contextmanager
    def running(self) -> Iterator["Live"]:
        self.thread.start()
        until = time.monotonic() + 20
        while not self.server.started:
            assert self.thread.is_alive(), "the portal did not start"
            assert time.monotonic() < until, "the portal takes too long to start"
            time.sleep(0.02)
        try:
            yield self
        finally:
            self.server.should_exit = True
            self.thread.join(10)

    def use(self, database: Database) -> None:
        self.app.state.database = database

    @contextmanager
    def session(self) -> Iterator[Session]:
        """To prepare what a page will show, or to look at what it did; leaving commits."""
        with self.app.state.database.session() as db:
            yield db

    def work(self) -> int:
        """Does every job that is due."""
        from app.main import workshop

        return work_all(workshop(self.app))


class Windows:
    """Opens windows of the real browser as members of the cast; afterwards their consoles must be empty."""

    def __init__(self, chrome: Browser, live: Live) -> None:
        self.chrome, self.live = chrome, live
        self.open: list[BrowserContext] = []
        self.complaints: list[str] = []

    def __call__(
        self,
        person: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        lang: str = "lv",
        javascript: bool = True,
    ) -> Page:
        """A new window, signed in by the demo's button as `ilze`, `martins` …; empty is nobody."""
        context = self.chrome.new_context(
            base_url=self.live.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="lv-LV" if lang == "lv" else "en-GB",
            timezone_id="Europe/Riga",
            reduced_motion="reduce",
            has_touch=width < 600,
            java_script_enabled=javascript,
            service_workers="block",
        )
        context.set_default_timeout(8_000)
        self.open.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if person:
            answer = context.request.post("/demo/ieiet", form={"person": person}, max_redirects=0)
            assert answer.status == 303, f"the demo did not let {person} in: {answer.status}"
        return page

    def _hear(self, said: ConsoleMessage) -> None:
        # that a 422 came is no complaint: forms that are shown again are meant so
        if said.type == "error" and "Failed to load resource" not in said.text:
            self.complaints.append(said.text)

    def close(self) -> None:
        for context in self.open:
            context.close()
        assert not self.complaints, "the browser's console:\n" + "\n".join(self.complaints)


def axe(page: Page, *, without: tuple[str, ...] = ()) -> None:
    """Nothing against WCAG 2.0–2.2 A and AA, and against axe's good practice."""
    page.evaluate(AXE)
    rules = {name: {"enabled": False} for name in without}
    violations = page.evaluate(LOOK, [AXE_TAGS, rules])
    lines = [f"axe, {page.url}, {page.viewport_size}:"]
    for violation in violations:
        lines.append(f"{violation['id']} ({violation['impact']}): {violation['help']}")
        for node in violation["nodes"][:6]:
            checks = [check["message"] for part in ("any", "all", "none") for check in node[part]]
            lines.append(f"    {' '.join(map(str, node['target']))}  {node['html'][:140]}")
            lines.append(f"        {'; '.join(checks)[:240]}")
    assert not violations, "\n".join(lines)


def no_sideways(page: Page, widths: tuple[int, ...] = WIDTHS) -> None:
    """Nobody has to scroll sideways, from the smallest phone to a desk."""
    before = page.viewport_size
    wide = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate(
            """() => {
                const root = document.documentElement, most = root.clientWidth;
                if (root.scrollWidth <= most) return [];
                return [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > most + 0.5)
                    .slice(0, 5)
                    .map(e => `${e.tagName.toLowerCase()}#${e.id}.${e.className} ends at `
                        + Math.round(e.getBoundingClientRect().right));
            }"""
        )
        if found:
            wide.append(f"{width} px: " + ", ".join(found))
    if before:
        page.set_viewport_size(before)
    assert not wide, f"{page.url} is wider than the screen:\n" + "\n".join(wide)
