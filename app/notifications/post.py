"""Sending: SMTP when set, otherwise files in a folder; short messages always through the file sink."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from app.kit.clock import now
from app.notifications.letter import Letter
from app.notifications.reasons import NO_ANSWER, lasting, status_of
from app.settings import Settings

PATIENCE = 20  # seconds for a mail server to answer


class Unsent(Exception):
    """A letter that did not leave: the enhanced status, and the server's own words."""

    def __init__(self, status: str, said: str) -> None:
        self.status, self.said = status, said
        super().__init__(f"{status} {said}".strip())

    @property
    def lasting(self) -> bool:
        """Whether trying again is of no use."""
        return lasting(self.status)


def _sink(settings: Settings, folder: str, name: str, data: bytes) -> None:
    place: Path = settings.data_dir / folder
    place.mkdir(parents=True, exist_ok=True)
    at: datetime = now()
    (place / f"{at:%Y%m%d-%H%M%S%f}-{uuid4().hex[:6]}.{name}").write_bytes(data)


def send_letter(settings: Settings, letter: Letter) -> None:
    """Sends or writes one letter; raises `Unsent` with what the server says."""
    mail = letter.made(settings)
    if not settings.smtp_url:
        _sink(settings, "mail", "eml", bytes(mail))
        return
    with _told(), _server(settings) as smtp:
        options, wishes = [], []
        if smtp.has_extn("dsn"):
            options = ["RET=HDRS", f"ENVID={letter.mark(settings)}"]
            wishes = ["NOTIFY=FAILURE,DELAY"]
        smtp.send_message(mail, letter.sender(settings), [letter.to], options, wishes)


def _trusting() -> ssl.SSLContext:
    return _read(ssl.get_default_verify_paths())


@cache
def _read(_paths: ssl.DefaultVerifyPaths) -> ssl.SSLContext:
    """Whom to trust is many files: read once, not for each letter."""
    return ssl.create_default_context()


@contextmanager
def _server(settings: Settings) -> Iterator[smtplib.SMTP]:
    """An open line, encrypted where the server can; a password goes over no other, but to this machine."""
    server = urlsplit(settings.smtp_url)
    host, port = server.hostname or "localhost", server.port or 0
    with (
        smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=_trusting())
        if server.scheme == "smtps"
        else smtplib.SMTP(host, port, timeout=PATIENCE)
    ) as smtp:
        smtp.ehlo()
        if server.scheme != "smtps" and smtp.has_extn("starttls"):
            smtp.starttls(context=_trusting())
            smtp.ehlo()
        elif server.scheme != "smtps" and server.username and host not in {"localhost", "127.0.0.1"}:
            raise smtplib.SMTPNotSupportedError("the mail server offers no encryption for the password")
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
        yield smtp


@contextmanager
def _told() -> Iterator[None]:
    """What a mail server can say, as one exception. Only what it says of the receiver or the letter lasts."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        raise _unsent(code, said) from refused
    except smtplib.SMTPDataError as refused:
        raise _unsent(refused.smtp_code, refused.smtp_error) from refused
    except (
        smtplib.SMTPResponseException
    ) as refused:  # it knows us not, or will not take our sender: ours to mend
        raise Unsent("4.3.5", f"{refused.smtp_code} {_text(refused.smtp_error)}") from refused
    except (smtplib.SMTPException, OSError) as failure:
        raise Unsent(NO_ANSWER, f"{type(failure).__name__}: {failure}") from failure


def _unsent(code: int, said: Any) -> Unsent:
    return Unsent(status_of(code, _text(said)), f"{code} {_text(said)}")


def _text(said: Any) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def send_sms(settings: Settings, to: str, text: str) -> None:
    """Writes a short message to the sink: the adapter of a gateway goes here."""
    _sink(settings, "sms", "txt", f"To: {to}\n\n{text}\n".encode())
