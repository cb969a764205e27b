"""Reads the folders into which the demo's messages fall."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parseaddr
from itertools import chain
from pathlib import Path

MOST = 60
CODE = re.compile(r"(?<![\w/-])\d{6}(?![\w-])")


@dataclass(frozen=True)
class Letter:
    """One message: paragraphs are pairs of a text and, when it is an address of ours, its path."""

    at: datetime
    to: str
    subject: str
    lines: list[tuple[str, str]]
    codes: list[str]
    sms: bool


def letters(folder: Path, base_url: str) -> list[Letter]:
    """The newest messages."""
    files = chain((folder / "mail").glob("*.eml"), (folder / "sms").glob("*.txt"))
    newest = sorted(files, key=lambda file: file.name, reverse=True)[:MOST]
    return [read(file, base_url) for file in newest]


def read(file: Path, base_url: str) -> Letter:
    """One message from its file."""
    at = datetime.strptime(file.name.split(".")[0].rsplit("-", 1)[0], "%Y%m%d-%H%M%S%f").replace(tzinfo=UTC)
    sms = file.suffix == ".txt"
    if sms:
        head, _blank, text = file.read_text("utf-8").partition("\n\n")
        to, subject = head.removeprefix("To: "), ""
    else:
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        to, subject = parseaddr(str(mail["To"]))[1], str(mail["Subject"])
        body = mail.get_body(("plain",))
        text = body.get_content() if body else ""
    return Letter(at, to, subject, _lines(text, base_url), CODE.findall(f"{subject}\n{text}")[:1], sms)


def _lines(text: str, base_url: str) -> list[tuple[str, str]]:
    """Paragraphs, with the portal's own addresses cut out so that they can be clicked anywhere."""
    found: list[tuple[str, str]] = []
    for part in re.split(rf"({re.escape(base_url)}\S*)", text):
        if part.startswith(base_url):
            found.append((part, part.removeprefix(base_url) or "/"))
        else:
            found += [(words.strip(), "") for words in re.split(r"\n\s*\n", part) if words.strip()]
    return found
