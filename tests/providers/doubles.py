"""eParaksts as it is described in public, on a free port of this machine."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from app.esign.making.asice import sign_asice
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki
from app.providers.eparaksts import AUTHORIZE, IDENTITY, ME, PROFILE, SIGN, TOKEN, USE

USER, PASSWORD = "skola", "paroļu māja"
CLIENT, SECRET = "Portāls", "drošība"
KEY = "Basic " + base64.b64encode(b"Port%C4%81ls:dro%C5%A1%C4%ABba").decode()


class Reply(NamedTuple):
    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Double:
    """What it was asked, and how it misbehaves when told to."""

    pki: TestPki
    url: str = ""
    holder: Held | None = None
    broken: int = 0  # so many times it answers 503
    encoded: bool = False  # the value comes in base64
    asked: list[tuple[str, str]] = field(default_factory=list)
    signed: dict[str, bytes | None] = field(default_factory=dict)  # PortalSign: by process
    returns: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)  # OAuth: by code, what was agreed
    tokens: dict[str, dict[str, str]] = field(default_factory=dict)

    def answer(self, method: str, target: str, headers: Any, body: bytes) -> Reply:
        path = urlsplit(target).path
        self.asked.append((method, path))
        if self.broken:
            self.broken -= 1
            return Reply(503)
        if path.startswith("/portal-sign"):
            return self._portal(method, path, headers, body)
        return self._platform(path, headers, body)

    def _portal(self, method: str, path: str, headers: Any, body: bytes) -> Reply:
        expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if headers["Authorization"] != expected:
            return Reply(401)
        if method == "POST":
            return self._taken(headers, body)
        made = self.signed.get(path.split("/")[2])
        return Reply(200, made) if made else Reply(404)

    def _taken(self, headers: Any, body: bytes) -> Reply:
        head = f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode()
        sent: Any = BytesParser(policy=HTTP).parsebytes(head + body)
        parts = {part.get_param("name", header="content-disposition"): part for part in sent.iter_parts()}
        file = parts.pop("file")
        wishes = {name: part.get_payload(decode=True).decode() for name, part in parts.items()}
        assert wishes["document_format"] == "edoc" and wishes["sign_mode"] == "single", wishes
        process = secrets.token_hex(8)
        self.returns[process] = wishes["return_to_uri"]
        name, data = unquote(file.get_filename()), file.get_payload(decode=True)
        self.signed[process] = self._sign(name, data) if self.holder else None
        return Reply(303, headers=(("Location", f"{self.url}/parakstit/{process}"),))

    def _sign(self, name: str, data: bytes) -> bytes:
        assert self.holder
        return sign_asice([(name, data, "application/pdf")], self.holder, self.pki.tsa, self.pki.ocsp)

    def person_goes(self, url: str, *, declines: bool = False) -> dict[str, str]:
        """What the browser brings back after the person did as they were asked."""
        told = dict(parse_qsl(urlsplit(url).query))
        assert url.startswith(self.url + AUTHORIZE) and told["response_type"] == "code"
        assert told["client_id"] == CLIENT
        assert told["acr_values"] == "urn:eparaksts:authentication:flow:mobileid"
        if declines:
            return {"state": told["state"], "error": "access_denied"}
        code = secrets.token_hex(8)
        self.codes[code] = told
        return {"state": told["state"], "code": code}

    def _platform(self, path: str, headers: Any, body: bytes) -> Reply:
        if path == TOKEN:
            return self._token(headers, dict(parse_qsl(body.decode())))
        agreed = self.tokens.get(headers["Authorization"].removeprefix("Bearer "))
        if agreed is None:
            return Reply(401)
        if path == ME and agreed["scope"] == PROFILE:
            return _json({"sign_identities": self._identities()})
        if path == IDENTITY + "sign-1" and agreed["scope"] == PROFILE and self.holder:
            certificate = base64.b64encode(self.holder.certificate).decode()
            return _json({"identity": {"details": {"certificate": certificate}}})
        if path == SIGN and agreed["scope"] == USE and self.holder:
            return self._value(agreed, json.loads(body))
        return Reply(403)

    def _token(self, headers: Any, told: dict[str, str]) -> Reply:
        agreed = self.codes.pop(told["code"], None)
        if headers["Authorization"] != KEY or not agreed or agreed["redirect_uri"] != told["redirect_uri"]:
            return Reply(400, b'{"error": "invalid_grant"}')
        token = secrets.token_hex(8)
        self.tokens[token] = agreed
        return _json({"access_token": token, "token_type": "Bearer", "expires_in": 60})

    def _identities(self) -> list[dict[str, Any]]:
        labels = {"auth-1": ["mobileid", "x509:keyUsage:digitalSignature"]}
        if self.holder:
            labels["sign-1"] = ["serverid", "x509:keyUsage:contentCommitment", "eparaksts"]
        return [{"id": own, "status": {"value": "enabled"}, "labels": of} for own, of in labels.items()]

    def _value(self, agreed: dict[str, str], asked: dict[str, str]) -> Reply:
        """Only over the digest that the person has seen."""
        digest = base64.b64decode(asked["digest_value"])
        summary = base64.b64encode(hashlib.sha256(digest).digest()).decode()
        right = (agreed["digests_summary"], agreed["sign_identity_id"]) == (
            summary,
            asked["sign_identity_id"],
        )
        if not right or asked["signature_algorithm"] != "ecdsa":
            return Reply(400)
        assert self.holder
        value = self.holder.sign(digest)
        return Reply(200, base64.b64encode(value) if self.encoded else value)


def _json(told: dict[str, Any]) -> Reply:
    return Reply(200, json.dumps(told).encode(), (("Content-Type", "application/json"),))


@contextmanager
def double(pki: TestPki) -> Iterator[Double]:
    """Answers over real HTTP while inside."""
    made = Double(pki)

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            reply = made.answer(self.command, self.path, self.headers, body)
            self.send_response(reply.status)
            for name, value in (*reply.headers, ("Content-Length", str(len(reply.body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
