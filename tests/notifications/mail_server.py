"""A real mail server for the tests: what it got, whom it refuses, with or without encryption and a login."""

import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

USER, PASSWORD = "portal", "a secret@with signs"


@dataclass
class Got:
    """One letter as it came over the line."""

    sender: str
    to: list[str]
    options: list[str]
    mail: EmailMessage
    encrypted: bool
    as_user: bool


NOTHING = Got("", [], [], EmailMessage(), encrypted=False, as_user=False)


@dataclass
class Server:
    """`refuses["x@y.example"] = "550 5.1.1 no such user"`; `says` is its answer to every letter."""

    url: str = ""
    got: list[Got] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    says: str = "250 2.0.0 taken"

    @property
    def last(self) -> Got:
        return self.got[-1] if self.got else NOTHING

    async def handle_RCPT(  # noqa: N802 — so aiosmtpd calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.says.startswith("2"):
            content = envelope.content
            assert isinstance(content, bytes)
            mail = message_from_bytes(content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            encrypted, known = bool(session.ssl), bool(session.authenticated)
            options = [str(one) for one in envelope.mail_options]
            self.got.append(
                Got(str(envelope.mail_from), list(envelope.rcpt_tos), options, mail, encrypted, known)
            )
        return self.says


class OnFreePort(Controller):
    """On a port that the system chooses, so that tests may run beside each other."""

    def _trigger_server(self) -> None:
        serving: Any = self.server
        self.port = serving.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def _login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    assert isinstance(data, LoginPassword)
    known = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


@contextmanager
def mail_server(
    *, tls: ssl.SSLContext | None = None, login: bool = False, at_once: bool = False
) -> Iterator[Server]:
    """Serves on a free port until the block ends; `at_once` the line is encrypted before the first word."""
    server = Server()
    options: dict[str, Any] = {}
    if tls:
        options = {"ssl_context": tls} if at_once else {"tls_context": tls, "require_starttls": True}
    if login:
        options |= {"auth_required": True, "authenticator": _login, "auth_require_tls": bool(tls)}
    controller = OnFreePort(server, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        server.url = f"{'smtps' if at_once else 'smtp'}://127.0.0.1:{controller.port}"
        yield server
    finally:
        controller.stop()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's side of an encrypted line for 127.0.0.1, and the file by which it is trusted."""
    key, at = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.example")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(at - timedelta(hours=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    file, secret = folder / "mail.pem", folder / "mail.key"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file, secret)
    return context, file
