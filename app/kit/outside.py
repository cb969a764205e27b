"""Asking other people's servers: a bounded answer in a bounded time, and never from our own network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

REDIRECTS: Final = {301, 302, 303, 307, 308}
TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")
PIECE: Final = 65_536


class Unreachable(Exception):
    """There is no answer that could be used; the text says why, for the log and for administrators."""


@dataclass(frozen=True)
class Limits:
    """How much is waited for; `private` allows addresses of our own network, for tests and the demo."""

    seconds: float = 10.0
    largest: int = 1_000_000
    redirects: int = 0
    private: bool = False


@dataclass(frozen=True)
class Asked:
    """A GET, or with a body a POST."""

    address: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def ask(asked: Asked, limits: Limits | None = None) -> bytes:
    """The body of an answer with status 200; raises `Unreachable`.

    The name is looked up once and that very address is spoken to, so that it cannot change in between.
    """
    bounds = limits or Limits()
    deadline = time.monotonic() + bounds.seconds
    address = asked.address
    for _hop in range(bounds.redirects + 1):
        try:
            status, further, body = _once(address, asked, bounds, deadline)
        except (OSError, http.client.HTTPException, ValueError) as broken:
            raise Unreachable(f"{_host(address)}: {type(broken).__name__} {broken}"[:300]) from broken
        if status == 200:
            return body
        if status not in REDIRECTS or not further:
            raise Unreachable(f"{_host(address)}: status {status}")
        address = urljoin(address, further)
    raise Unreachable(f"{_host(address)}: too many redirects")


def _once(address: str, asked: Asked, limits: Limits, deadline: float) -> tuple[int, str, bytes]:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise ValueError("not an address to be asked")
    connection = _connected(parts, limits, deadline)
    wire = connection.sock
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        method = "GET" if asked.body is None else "POST"
        connection.request(method, target, body=asked.body, headers={**asked.headers, "Connection": "close"})
        answer = connection.getresponse()
        body = _read(answer, wire, limits, deadline) if answer.status == 200 else b""
        return answer.status, answer.headers.get("Location", ""), body
    finally:
        connection.close()


def _connected(parts: SplitResult, limits: Limits, deadline: float) -> http.client.HTTPConnection:
    host, secure = str(parts.hostname), parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    allowed = [place for *_kind, place in found if limits.private or _public(str(place[0]))]
    if not allowed:
        raise ValueError("an address of our own network")
    plain = socket.create_connection((str(allowed[0][0]), port), timeout=_left(deadline))
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        )
    except OSError:
        plain.close()
        raise
    return connection


def _public(address: str) -> bool:
    read = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(read, "ipv4_mapped", None) or getattr(read, "sixtofour", None)
    if read in TRANSLATED:  # an IPv4 address in disguise, by whatever gateway is there
        return False
    return read.is_global and not read.is_multicast and (mapped is None or mapped.is_global)


def _read(answer: http.client.HTTPResponse, wire: socket.socket, limits: Limits, deadline: float) -> bytes:
    got = bytearray()
    while True:
        wire.settimeout(_left(deadline))  # who sends a byte a second does not keep us for ever
        piece = answer.read1(PIECE)
        if not piece:
            break
        got += piece
        if len(got) > limits.largest:
            raise ValueError("the answer is too large")
    if answer.length:
        raise ValueError("the answer is cut off")
    return bytes(got)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    return left


def _host(address: str) -> str:
    return urlsplit(address).hostname or "?"
