"""A letter as it leaves: its headers, its text and its HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any, Final

from app.kit.clock import now, riga
from app.notifications.envelope import domain_of, mark, sender_of
from app.settings import Settings

WHOLE: Final = frozenset({"List-Unsubscribe", "Message-ID"})
UNSAID: Final = str.maketrans("", "", "\r\n\0")


class Unfolded(EmailPolicy):
    """Addresses for machines stay on one line: a long one would be encoded, and no machine reads that."""

    def fold(self, name: str, value: Any) -> str:
        """As text."""
        return f"{name}: {value}{self.linesep}" if name in WHOLE else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """As bytes."""
        return self.fold(name, value).encode("ascii") if name in WHOLE else super().fold_binary(name, value)


@dataclass(frozen=True)
class Letter:
    """What is to be sent to one address."""

    message_id: int
    to: str
    subject: str
    text: str
    html: str = ""
    name: str = ""
    lang: str = "lv"
    headers: Mapping[str, str] = field(default_factory=dict)

    def mark(self, settings: Settings) -> str:
        """By which it is known when it returns."""
        return mark(settings, self.message_id)

    def sender(self, settings: Settings) -> str:
        """Of its envelope."""
        return sender_of(settings, self.message_id)

    def made(self, settings: Settings) -> EmailMessage:
        """The letter in the form of RFC 5322; a machine wrote it, so no machine need answer."""
        mail = EmailMessage(Unfolded())
        mail["From"], mail["To"] = settings.mail_from, _named(self.name, self.to)
        mail["Subject"] = self.subject
        mail["Date"] = format_datetime(riga(now()))
        mail["Message-ID"] = f"<{self.mark(settings)}@{domain_of(settings)}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
        mail["Content-Language"] = self.lang
        for name, value in self.headers.items():
            mail[name] = value
        mail.set_content(self.text, cte="quoted-printable")
        if self.html:
            mail.add_alternative(self.html, subtype="html", cte="quoted-printable")
        return mail


def _named(name: str, address: str) -> Address | str:
    user, at, host = address.rpartition("@")
    if not at:
        return address
    return Address(name.translate(UNSAID), user, host)
