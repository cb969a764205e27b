"""Newer lists by the list of lists, over real HTTP, from a server of our own."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.esign.testing.pki import TestPki
from app.jobs.models import Job, Progress
from app.kit import clock
from app.trust.importing import Given, keep_list
from app.trust.models import Origin
from app.trust.queries import current, newest
from tests.browser import Browser
from tests.trust.making import operator, pointer, trusted_list
from tests.trust.test_import import fingerprint_of

URL = "/administresana/uzticamiba"


class Shelf(ThreadingHTTPServer):
    """Gives what lies on it."""

    daemon_threads = True

    def __init__(self) -> None:
        lying: dict[str, bytes] = {}
        self.lying, self.asked = lying, list[str]()
        shelf = self

        class Door(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                shelf.asked.append(self.path)
                if self.path not in shelf.lying:
                    self.send_error(404)
                    return
                self.send_response(200)
                self.end_headers()
                self.wfile.write(shelf.lying[self.path])

            def log_message(self, format: str, *args: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Door)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    shelf = Shelf()
    thread = threading.Thread(target=shelf.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield shelf
    shelf.shutdown()
    shelf.server_close()
    thread.join()


@pytest.fixture
def portal(app: FastAPI, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    changed = replace(app.state.settings, test_signing=True, lotl_url=f"{shelf.address}/lotl")
    monkeypatch.setitem(app.state._state, "settings", changed)
    return app


EUROPE, LATVIA, ESTONIA = operator("EU"), operator("LV"), operator("EE")


def put_lotl(shelf: Shelf, number: int) -> bytes:
    own = [
        pointer("EU_T", f"{shelf.address}/lotl", [EUROPE]),
        pointer("LV_T", f"{shelf.address}/lv", [LATVIA]),
        pointer("EE_T", f"{shelf.address}/ee", [ESTONIA]),
        pointer("FR_T", f"{shelf.address}/fr", [ESTONIA]),
    ]
    made = trusted_list("EU_T", number, EUROPE, pointers=own, issued=clock.now(), lotl=True)
    shelf.lying["/lotl"] = made
    return made


def known(db: Session) -> list[tuple[str, int, str]]:
    db.expire_all()
    return [(one.country, one.number, one.vouched_by) for one in newest(db)]


def refreshed(browser: Browser, db: Session) -> Job:
    assert browser.post(f"{URL}/atjaunot").to == URL
    browser.work()
    db.expire_all()
    job = db.scalar(select(Job).where(Job.kind == "trust.refresh_now").order_by(Job.id.desc()).limit(1))
    assert job
    return job


def test_newer_lists_come_by_themselves(
    portal: FastAPI, browser: Browser, db: Session, cast: Cast, shelf: Shelf, pki: TestPki
) -> None:
    admin, now = browser.as_(cast.admin), clock.now()
    first = put_lotl(shelf, 1)
    keep_list(db, Given(first, Origin.COMMAND, None, fingerprint_of(EUROPE), testing=True))
    shelf.lying["/lv"] = trusted_list("LV_T", 4, LATVIA, issued=now, services={"CA/QC": pki.ica})
    keep_list(db, Given(shelf.lying["/lv"], Origin.COMMAND, testing=True))
    db.commit()
    put_lotl(shelf, 2)
    shelf.lying["/lv"] = trusted_list(
        "LV_T", 5, LATVIA, issued=now, services={"CA/QC": pki.ica, "TSA/QTST": pki.tsa_held}
    )
    assert refreshed(admin, db).progress is Progress.DONE
    assert known(db) == [("LV_T", 5, "EU_T 2"), ("EU_T", 2, "EU_T 1")]
    assert len(current(db).anchors) == 2
    assert shelf.asked == ["/lotl", "/lv"]  # nobody else's
    assert "pats" in admin.get(URL).words


def test_one_that_cannot_be_had_keeps_no_other_back(
    portal: FastAPI, browser: Browser, db: Session, cast: Cast, shelf: Shelf
) -> None:
    now = clock.now()
    keep_list(db, Given(put_lotl(shelf, 1), Origin.COMMAND, None, fingerprint_of(EUROPE), testing=True))
    for country, signer in (("EE_T", ESTONIA), ("LV_T", LATVIA)):
        keep_list(db, Given(trusted_list(country, 1, signer, issued=now), Origin.COMMAND, testing=True))
        db.flush()
    db.commit()
    shelf.lying["/ee"] = trusted_list("EE_T", 2, LATVIA, issued=now)  # not by whom it should be
    shelf.lying["/lv"] = trusted_list("LV_T", 2, LATVIA, issued=now)
    job = refreshed(browser.as_(cast.admin), db)
    assert job.progress is Progress.WAITING
    assert "EE_T" in job.error and "No list of lists" in job.error
    assert ("LV_T", 2, "EU_T 1") in known(db)
    assert ("EE_T", 1, "EU_T 1") in known(db)


def test_a_list_of_lists_of_a_stranger_is_not_followed(
    portal: FastAPI, browser: Browser, db: Session, cast: Cast, shelf: Shelf
) -> None:
    put_lotl(shelf, 1)
    job = refreshed(browser.as_(cast.admin), db)
    assert job.error
    assert not known(db)
    assert shelf.asked == ["/lotl"]


def test_nothing_is_asked_for_without_an_address(
    app: FastAPI, browser: Browser, db: Session, cast: Cast, shelf: Shelf
) -> None:
    assert "Jautāt pēc jaunākiem" not in browser.as_(cast.admin).get(URL).words
    assert refreshed(browser.as_(cast.admin), db).progress is Progress.DONE
    assert not shelf.asked
