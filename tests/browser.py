"""A browser for tests that need none: it acts as a person, sends forms and reads what comes back.

answer = browser.as_(cast.ilze).post("/vietas", {"learner": 3}, htmx=True)
assert answer.status == 303
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from secrets import token_urlsafe
from typing import Any

import httpx2 as httpx
from fastapi import FastAPI
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from app.identity.door import COOKIE, token_hash
from app.identity.models import Organisation, Person, SignIn
from app.jobs.work import work_all
from app.kit.clock import now
from tests.tree import Page

HTMX = {"HX-Request": "true"}
Values = Mapping[str, Any]
Files = Mapping[str, tuple[str, bytes, str]] | Sequence[tuple[str, tuple[str, bytes]]]


class Answer:
    """What came back."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self.status = response.status_code
        self.headers = response.headers
        self.text = response.text
        self.bytes = response.content

    def __repr__(self) -> str:
        return f"<{self.status} {self.response.url.path} {self.page.words[:400]}>"

    @property
    def to(self) -> str:
        """Where a 303 or htmx's redirect leads."""
        return str(self.headers.get("location") or self.headers.get("hx-redirect", ""))

    @cached_property
    def page(self) -> Page:
        """The page as a tree."""
        return Page.read(self.text)

    def soup(self) -> Page:
        """The same, by the name that many look for."""
        return self.page

    @property
    def words(self) -> str:
        """Everything a reader sees."""
        return self.page.words

    def json(self) -> Any:
        return self.response.json()


class Browser:
    """Somebody's browser, or nobody's; `as_` gives another one."""

    def __init__(self, app: FastAPI, db: Session, client: TestClient) -> None:
        self.app, self.db, self.client = app, db, client

    def nobody(self) -> "Browser":
        """A browser in which nobody has signed in."""
        client = TestClient(self.app, follow_redirects=False, raise_server_exceptions=False)
        client.portal = self.client.portal
        return Browser(self.app, self.db, client)

    def as_(self, person: Person, at: Organisation | None = None, via: str = "password") -> "Browser":
        """A browser in which this person has signed in, to act for this organisation."""
        token = token_urlsafe(16)
        self.db.flush()
        self.db.add(
            SignIn(
                token_hash=token_hash(token),
                person_id=person.id,
                organisation_id=at.id if at else None,
                via=via,
                expires_at=now() + timedelta(days=1),
            )
        )
        browser = self.nobody()
        browser.client.cookies.set(COOKIE, token)
        return browser

    def get(self, url: str, *, htmx: bool = False, headers: Mapping[str, str] | None = None) -> Answer:
        return self._send("GET", url, htmx, headers)

    def post(
        self,
        url: str,
        data: Values | None = None,
        *,
        htmx: bool = False,
        files: Files | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Sends a form; a list is sent as several values of one name, None is left out."""
        sent = {key: value for key, value in (data or {}).items() if value is not None}
        return self._send("POST", url, htmx, headers, data=sent, files=files)

    def follow(self, answer: Answer) -> Answer:
        """The page that a 303 leads to."""
        assert answer.to, f"leads nowhere: {answer}"
        return self.get(answer.to)

    def work(self) -> int:
        """Does every job that is due, as the worker would; says how many."""
        from app.main import workshop

        self.db.commit()
        done = work_all(workshop(self.app))
        self.db.expire_all()
        return done

    def _send(
        self, method: str, url: str, htmx: bool, headers: Mapping[str, str] | None, **content: Any
    ) -> Answer:
        # what the test has prepared must be seen by the portal, and what the portal did by the test
        self.db.commit()
        try:
            sent = {**(HTMX if htmx else {}), **(headers or {})}
            return Answer(self.client.request(method, url, headers=sent, **content))
        finally:
            self.db.expire_all()


class Queries:
    """Counts what goes to the database."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @contextmanager
    def __call__(self, at_most: int) -> Iterator[list[str]]:
        """Fails, and shows every statement, when there are more than this many."""
        said: list[str] = []

        def hear(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.split(None, 1)[0] not in {"SAVEPOINT", "RELEASE", "ROLLBACK"}:
                said.append(statement)

        event.listen(self.connection, "before_cursor_execute", hear)
        try:
            yield said
        finally:
            event.remove(self.connection, "before_cursor_execute", hear)
        listed = "\n".join(f"{n}. {' '.join(text.split())}" for n, text in enumerate(said, 1))
        assert len(said) <= at_most, f"{len(said)} statements, at most {at_most} wanted:\n{listed}"
