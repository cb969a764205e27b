"""Messages that leave, and those that cannot."""

import smtplib
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Self

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.jobs.models import Job, Progress
from app.notifications import jobs as writing
from app.notifications import post as sending
from app.notifications.models import Channel, Message
from tests.browser import Browser
from tests.letters import Post


def test_a_message_that_left_is_known_without_its_text(
    browser: Browser, app: FastAPI, db: Session, cast: Cast
) -> None:
    post = Post(app)
    browser.post("/saite", {"contact": cast.aigars.email})
    browser.work()
    message = db.scalars(select(Message)).one()
    assert (message.person_id, message.channel, message.error) == (cast.aigars.id, Channel.EMAIL, "")
    assert post.path() not in message.subject


def test_what_cannot_leave_is_tried_again_and_told(
    browser: Browser,
    db: Session,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_given: Any) -> None:
        raise ConnectionError(f"no such mailbox: {cast.aigars.email}")

    monkeypatch.setattr(writing, "send_email", refuse)
    browser.post("/saite", {"contact": cast.aigars.email})
    browser.work()
    assert db.scalars(select(Message.error)).all() == ["ConnectionError"]
    job = db.scalars(select(Job)).one()
    assert (job.progress, job.tries) == (Progress.WAITING, 1)
    assert cast.aigars.email not in caplog.text


def test_who_has_no_address_is_noted(browser: Browser, db: Session, cast: Cast) -> None:
    contact = cast.aigars.email
    browser.post("/saite", {"contact": contact})
    cast.aigars.email = cast.aigars.phone = ""
    browser.work()
    assert db.scalars(select(Message.error)).one() == "no address"
    assert db.scalars(select(Job.progress)).one() is Progress.DONE


class Server:
    """A mail server that notes what it is asked."""

    def __init__(self, tls: bool) -> None:
        self.tls, self.asked = tls, list[str]()

    def __call__(self, host: str, port: int, **_options: object) -> "Server":
        self.asked.append(f"{host}:{port}")
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.asked.append("quit")

    def has_extn(self, _name: str) -> bool:
        return self.tls

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_given, **_named: self.asked.append(name)


@pytest.mark.parametrize("tls", [True, False])
def test_a_password_goes_only_over_an_encrypted_line(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, tls: bool
) -> None:
    server = Server(tls)
    monkeypatch.setattr(smtplib, "SMTP", server)
    settings = replace(app.state.settings, smtp_url="smtp://portal:secret@mail.example:587")
    if tls:
        sending.send_email(settings, "a@b.example", "Subject", "Text", "")
        assert server.asked == ["mail.example:587", "ehlo", "starttls", "login", "send_message", "quit"]
    else:
        with pytest.raises(smtplib.SMTPNotSupportedError):
            sending.send_email(settings, "a@b.example", "Subject", "Text", "")
        assert "login" not in server.asked


def test_a_letter_cannot_be_given_more_headers(app: FastAPI) -> None:
    with pytest.raises(ValueError, match=r"newline|linefeed"):
        sending.send_email(app.state.settings, "a@b.example", "Subject\r\nBcc: x@y.example", "Text", "")
