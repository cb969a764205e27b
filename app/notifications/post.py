"""Sending: SMTP when set, otherwise files in a folder; short messages always through the file sink."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from app.kit.clock import now
from app.settings import Settings


def _sink(settings: Settings, folder: str, name: str, data: bytes) -> None:
    place: Path = settings.data_dir / folder
    place.mkdir(parents=True, exist_ok=True)
    at: datetime = now()
    (place / f"{at:%Y%m%d-%H%M%S%f}-{uuid4().hex[:6]}.{name}").write_bytes(data)


def send_email(settings: Settings, to: str, subject: str, text: str, html: str) -> None:
    """Sends or writes one mail; raises what the server says."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = settings.mail_from, to, subject
    mail["Date"] = now()
    mail["Message-ID"] = f"<{uuid4().hex}@{urlsplit(settings.base_url).hostname}>"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    if not settings.smtp_url:
        _sink(settings, "mail", "eml", bytes(mail))
        return
    server = urlsplit(settings.smtp_url)
    host, port, trusted = server.hostname or "localhost", server.port or 0, ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(host, port, timeout=20, context=trusted)
        if server.scheme == "smtps"
        else smtplib.SMTP(host, port, timeout=20)
    ) as smtp:
        smtp.ehlo()
        if server.scheme != "smtps" and smtp.has_extn("starttls"):
            smtp.starttls(context=trusted)
        elif server.scheme != "smtps" and server.username and host not in {"localhost", "127.0.0.1"}:
            raise smtplib.SMTPNotSupportedError("the mail server offers no encryption for the password")
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
        smtp.send_message(mail)


def send_sms(settings: Settings, to: str, text: str) -> None:
    """Writes a short message to the sink: the adapter of a gateway goes here."""
    _sink(settings, "sms", "txt", f"To: {to}\n\n{text}\n".encode())
