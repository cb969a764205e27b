"""Reading what comes back: the reports of RFC 3464, and what old mail servers write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Final

from app.notifications.envelope import marked
from app.notifications.reasons import CODE
from app.settings import Settings

TOO_LATE: Final = "5.4.7"
TO_WHOM: Final = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Bounce:
    """What a report says of one of our messages. A delay is only news: the mail server still tries."""

    message_id: int
    failed: bool
    status: str
    said: str


def read(settings: Settings, data: bytes) -> Bounce | None:
    """The report, if it is about a letter of ours; the mark on it proves that."""
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    message_id = _which(settings, mail)
    if message_id is None:
        return None
    report = next(
        (part for part in mail.walk() if part.get_content_type() == "message/delivery-status"), None
    )
    return _reported(message_id, report) if report else _plain(message_id, mail)


def _which(settings: Settings, mail: EmailMessage) -> int | None:
    """By the address it came to, the envelope's name in the report, or the letter's own Message-ID."""
    for name in TO_WHOM:
        for value in mail.get_all(name, []):
            if found := marked(settings, str(value)):
                return found
    for header in _returned_headers(mail):
        if found := marked(settings, header):
            return found
    return None


def _returned_headers(mail: EmailMessage) -> Iterator[str]:
    for part in mail.walk():
        match part.get_content_type():
            case "message/delivery-status":
                yield from (str(block.get("Original-Envelope-Id", "")) for block in _blocks(part))
            case "text/rfc822-headers":
                yield from re.findall(r"(?im)^message-id:\s*(\S+)", str(part.get_payload()))
            case "message/rfc822":
                yield from (str(inner.get("Message-ID", "")) for inner in _blocks(part))
    for name in ("In-Reply-To", "References"):
        yield str(mail.get(name, ""))


def _blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _reported(message_id: int, report: Message) -> Bounce | None:
    """The first receiver's lines; our letters have one receiver."""
    for block in _blocks(report):
        action = str(block.get("Action", "")).strip().casefold()
        if action not in {"failed", "delayed"}:
            continue
        said = SPACE.sub(" ", str(block.get("Diagnostic-Code", ""))).strip()
        found = CODE.search(str(block.get("Status", ""))) or CODE.search(said)
        status = ".".join(found.groups()) if found else ""
        return Bounce(
            message_id, action == "failed", _final(status, said) if action == "failed" else status, said
        )
    return None


def _final(status: str, said: str) -> str:
    """What has failed has failed: a status of the fourth class then means that it took too long.

    Servers that give only “5.0.0” often say more in their own words.
    """
    if status.startswith("4") or not status:
        return TOO_LATE if status.startswith("4") else "5.0.0"
    if status == "5.0.0" and (found := CODE.search(said)) and found[1] == "5":
        return ".".join(found.groups())
    return status


def _plain(message_id: int, mail: EmailMessage) -> Bounce | None:
    """A letter of words; an answering machine's is none of our business."""
    automatic = str(mail.get("Auto-Submitted", "")).casefold()
    by_a_server = re.search(r"mailer-daemon|postmaster", str(mail.get("From", "")), re.IGNORECASE)
    if automatic.startswith("auto-replied") or not by_a_server:
        return None
    body = mail.get_body(("plain", "html"))
    words = str(body.get_content()) if body else ""
    found = next((one for one in CODE.finditer(words) if one[1] == "5"), None)
    return Bounce(message_id, True, ".".join(found.groups()), _around(words, found)) if found else None


def _around(words: str, found: re.Match[str]) -> str:
    return SPACE.sub(" ", words[max(0, found.start() - 80) : found.end() + 200]).strip()
