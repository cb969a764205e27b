"""Questions to other machines: bounded in time and size, and never sent on to another address."""

from __future__ import annotations

import base64
import json
import secrets
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode

PATIENCE: Final = 30  # seconds
MOST: Final = 32 * 1024 * 1024


class Silent(OSError):
    """Nobody answers, or only to say that something is wrong there: worth asking again."""


@dataclass(frozen=True)
class Answer:
    """What came back, also when it is a refusal."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def json(self) -> dict[str, Any]:
        """Empty when it is none."""
        try:
            told = json.loads(self.body)
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_named: Any) -> None:
        return None


_OPENER: Final = urllib.request.build_opener(_Stays())


def call(url: str, body: bytes | None = None, **headers: str) -> Answer:
    """GET, or POST with a body; raises `Silent`."""
    if not url.startswith(("https://", "http://")):
        raise Silent("not an address")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, body, named)  # noqa: S310  # the scheme is checked above
    try:
        with _OPENER.open(request, timeout=PATIENCE) as given:
            answer = Answer(given.status, given.read(MOST + 1), dict(given.headers))
    except urllib.error.HTTPError as refused:
        with refused:
            answer = Answer(refused.code, refused.read(MOST + 1), dict(refused.headers))
    except (OSError, ValueError) as silent:
        raise Silent(type(silent).__name__) from silent
    if answer.status >= 500 or len(answer.body) > MOST:
        raise Silent(f"status {answer.status}")
    return answer


def basic(user: str, password: str, *, encoded: bool = False) -> str:
    """The header for a name and a password; some want both URL-encoded first."""
    pair = f"{quote(user, safe='')}:{quote(password, safe='')}" if encoded else f"{user}:{password}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def form(**values: str) -> bytes:
    """Fields as a browser sends them."""
    return urlencode(values).encode()


def multipart(file: tuple[str, bytes, str], **values: str) -> tuple[bytes, str]:
    """A file and fields, and the media type with its boundary."""
    edge = secrets.token_hex(16)
    name, data, media_type = file
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in values.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{quote(name)}"\r\n'
    parts += [f"{head}Content-Type: {media_type}\r\n\r\n".encode(), data, f"\r\n--{edge}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={edge}"
