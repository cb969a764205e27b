"""The mark of each letter, in its envelope sender and Message-ID, by which it is known when it returns."""

from __future__ import annotations

import hashlib
import hmac
import re
from email.utils import parseaddr
from typing import Final

from app.settings import Settings

_MARK: Final = re.compile(r"(\d{1,18})\.([0-9a-f]{16})", re.IGNORECASE)


def _seal(settings: Settings, message_id: int) -> str:
    made = hmac.new(settings.secret_key.encode(), f"letter:{message_id}".encode(), hashlib.sha256)
    return made.hexdigest()[:16]


def mark(settings: Settings, message_id: int) -> str:
    """`12.0123456789abcdef`: nobody else can make one."""
    return f"{message_id}.{_seal(settings, message_id)}"


def marked(settings: Settings, text: str) -> int | None:
    """The id of the message whose mark stands in this text."""
    for number, seal in _MARK.findall(text):
        if hmac.compare_digest(seal.lower(), _seal(settings, int(number))):
            return int(number)
    return None


def domain_of(settings: Settings) -> str:
    """The domain that letters leave from."""
    return parseaddr(settings.mail_from)[1].rpartition("@")[2].casefold()


def sender_of(settings: Settings, message_id: int) -> str:
    """The envelope sender of a message; where there is no address for what returns, the sender itself."""
    if not settings.bounce_address:
        return parseaddr(settings.mail_from)[1]
    name, _at, host = settings.bounce_address.rpartition("@")
    return f"{name}+{mark(settings, message_id)}@{host}"
