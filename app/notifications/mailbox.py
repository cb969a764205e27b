"""The mailbox into which letters come back, over IMAP or a Maildir folder; what is read is marked as seen."""

from __future__ import annotations

import imaplib
import mailbox
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

MOST: Final = 200  # letters at once
LARGEST: Final = 256 * 1024  # the report stands at the beginning
PATIENCE: Final = 20

Seen = Callable[[], None]


class Letters(NamedTuple):
    """Letters not read before, and what marks them as read."""

    data: list[bytes]
    seen: Seen


@contextmanager
def unread(address: str) -> Iterator[Letters]:
    """From `imaps://user:password@host/INBOX`, `imap://…` or a folder."""
    place = urlsplit(address)
    if place.scheme in {"imap", "imaps"}:
        with _imap(place) as letters:
            yield letters
    else:
        yield _maildir(Path(address))


def _maildir(folder: Path) -> Letters:
    box = mailbox.Maildir(folder, create=True)
    keys = sorted(key for key in box.iterkeys() if "S" not in box.get_message(key).get_flags())[:MOST]

    def seen() -> None:
        for key in keys:
            letter = box.get_message(key)
            letter.set_subdir("cur")
            letter.add_flag("S")
            box[key] = letter

    return Letters([box.get_bytes(key)[:LARGEST] for key in keys], seen)


@contextmanager
def _imap(place: SplitResult) -> Iterator[Letters]:
    host, trusted = place.hostname or "localhost", ssl.create_default_context()
    server: imaplib.IMAP4
    if place.scheme == "imaps":
        server = imaplib.IMAP4_SSL(host, place.port or 993, ssl_context=trusted, timeout=PATIENCE)
    else:
        server = imaplib.IMAP4(host, place.port or 143, timeout=PATIENCE)
    with server:
        if place.scheme == "imap" and "STARTTLS" in server.capabilities:
            server.starttls(trusted)
        elif place.scheme == "imap" and host not in {"localhost", "127.0.0.1"}:
            raise imaplib.IMAP4.error("the mail server offers no encryption for the password")
        server.login(unquote(place.username or ""), unquote(place.password or ""))
        _told(server.select(unquote(place.path.strip("/")) or "INBOX"))
        numbers = _told(server.uid("SEARCH", "UNSEEN"))[0].split()[:MOST]
        data = [_fetched(server, number.decode()) for number in numbers]

        def seen() -> None:
            if numbers:
                _told(server.uid("STORE", b",".join(numbers).decode(), "+FLAGS", r"(\Seen)"))

        yield Letters(data, seen)


def _fetched(server: imaplib.IMAP4, number: str) -> bytes:
    for part in _told(server.uid("FETCH", number, f"(BODY.PEEK[]<0.{LARGEST}>)")):
        if isinstance(part, tuple):
            return bytes(part[1])
    return b""


def _told(answer: tuple[str, list[Any]]) -> list[Any]:
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(str(answer[1]))
    return answer[1]
