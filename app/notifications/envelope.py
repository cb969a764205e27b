"""The marks of letters: by one it is known when it returns, by another its reader refuses more of them."""

from __future__ import annotations

import hashlib
import hmac
import re
from email.utils import parseaddr
from typing import Final

from app.settings import Settings

_MARK: Final = re.compile(r"(\d{1,18})\.([0-9a-f]{16})", re.IGNORECASE)


def _seal(settings: Settings, number: int, what: str = "letter") -> str:
    made = hmac.new(settings.secret_key.encode(), f"{what}:{number}".encode(), hashlib.sha256)
    return made.hexdigest()[: 16 if what == "letter" else 40]


def mark(settings: Settings, message_id: int) -> str:
    """`12.0123456789abcdef`: nobody else can make one."""
    return f"{message_id}.{_seal(settings, message_id)}"


def marked(settings: Settings, text: str) -> int | None:
    """The id of the message whose mark stands in this text."""
    for number, seal in _MARK.findall(text):
        if hmac.compare_digest(seal.lower(), _seal(settings, int(number))):
            return int(number)
    return None


def reader_mark(settings: Settings, person_id: int) -> str:
    """In the morning letter: with it its reader says that no more are wanted, and nothing else."""
    return f"{person_id}.{_seal(settings, person_id, 'reader')}"


def reader_of(settings: Settings, token: str) -> int | None:
    """Whose mark this is."""
    number, _dot, seal = token.partition(".")
    if not (number.isascii() and number.isdecimal() and len(number) < 19 and seal.isascii()):
        return None
    known = _seal(settings, int(number), "reader")
    return int(number) if hmac.compare_digest(seal, known) else None


def domain_of(settings: Settings) -> str:
    """The domain that letters leave from."""
    return parseaddr(settings.mail_from)[1].rpartition("@")[2].casefold()


def return_domain(settings: Settings) -> str:
    """The domain to which letters return; SPF is asked of it."""
    return settings.bounce_address.rpartition("@")[2].casefold() or domain_of(settings)


def sender_of(settings: Settings, message_id: int) -> str:
    """The envelope sender of a message; where there is no address for what returns, the sender itself."""
    if not settings.bounce_address:
        return parseaddr(settings.mail_from)[1]
    name, _at, host = settings.bounce_address.rpartition("@")
    return f"{name}+{mark(settings, message_id)}@{host}"
