"""Answers: one template is the whole page and its fragments; htmx gets the block, a browser the page."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment
from markupsafe import Markup
from sqlalchemy.orm import Session

from app.kit.forms import Sent
from app.kit.words import Said, Words

FLASH = "dvb_flash"
LANGUAGE = "dvb_lang"
THEME = "dvb_theme"
KEYS = "dvb_keys"
REMEMBERED = 365 * 86400  # seconds that a chosen language or look stays


def signed(value: Mapping[str, Any], secret: str) -> str:
    """A small value for a cookie that the browser cannot change."""
    body = base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode()
    return f"{body}.{hmac.new(secret.encode(), body.encode(), hashlib.sha256).hexdigest()}"


def unsigned(text: str, secret: str) -> dict[str, Any] | None:
    """The value, or None when it is not ours."""
    body, _dot, mark = text.partition(".")
    expected = hmac.new(secret.encode(), body.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(mark.encode(), expected.encode()):
        return None
    value: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body))
    return value


@dataclass(frozen=True)
class MenuItem:
    """A place in the top menu."""

    label: Said
    url: str
    current: bool = False


@dataclass
class Page:
    """One request's way to answer. `chrome` holds plain values only, so an error page can use them."""

    request: Request
    db: Session
    lang: str
    actor: Any = None
    menu: list[MenuItem] = field(default_factory=list)
    chrome: dict[str, Any] = field(default_factory=dict)
    cookies: list[tuple[str, str]] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The language of this answer."""
        return Words.of(self.lang)

    @property
    def env(self) -> Environment:
        """The templates of this answer's language."""
        environment: Environment = self.request.app.state.templates[self.lang]
        return environment

    @property
    def htmx(self) -> bool:
        """Whether a part of the page is asked for."""
        return self.request.headers.get("hx-request") == "true"

    @property
    def https(self) -> bool:
        """Whether cookies may only travel encrypted."""
        base_url: str = self.request.app.state.settings.base_url
        return base_url.startswith("https:")

    @property
    def theme(self) -> str:
        """`light`, `dark` or empty for the system's choice."""
        theme = self.request.cookies.get(THEME, "")
        return theme if theme in {"light", "dark"} else ""

    @property
    def keys(self) -> bool:
        """Whether single keys are shortcuts."""
        return self.request.cookies.get(KEYS) != "off"

    def url(self, name: str, _query: Mapping[str, Any] | None = None, **path: Any) -> str:
        """The address of a route by its name."""
        return address(self.request.app.state.paths, name, _query, **path)

    def flash(self) -> dict[str, Any] | None:
        """The notice left by the page before, once."""
        text = self.request.cookies.get(FLASH)
        return unsigned(text, self.request.app.state.settings.secret_key) if text else None

    def render(self, template: str, block: str | None = None, /, **values: Any) -> str:
        """The whole template, or one of its blocks."""
        loaded = self.env.get_template(template)
        values = {"page": self, "actor": self.actor, "lang": self.lang, **values}
        if block is None:
            return loaded.render(**values)
        return "".join(loaded.blocks[block](loaded.new_context(values)))

    def show(
        self, template: str, /, *, block: str | None = None, status: int = 200, **values: Any
    ) -> Response:
        """The page; for htmx only `block`, when given."""
        if self.htmx and block and not self.request.headers.get("hx-boosted"):
            return self._finish(HTMLResponse(self.render(template, block, **values), status))
        values.setdefault("flash", self.flash())
        answer = HTMLResponse(self.render(template, **values), status)
        if self.request.cookies.get(FLASH):
            answer.delete_cookie(FLASH)
        return self._finish(answer)

    def again(
        self, template: str, /, *, form: Sent[Any], block: str | None = None, status: int = 422, **values: Any
    ) -> Response:
        """The form once more, with what was typed and its messages."""
        return self.show(template, block=block, status=status, form=form, **values)

    def done(
        self,
        to: str,
        template: str | None = None,
        /,
        *,
        block: str | None = None,
        notice: Said | None = None,
        undo: str | None = None,
        **values: Any,
    ) -> Response:
        """After a deed: the new block for htmx, otherwise back to a page, with a notice and an undo."""
        said = {"text": self.words.text(notice), "undo": undo} if notice else None
        if self.htmx and template and block:
            body = self.render(template, block, **values)
            if said:
                toast = self.render("layout/base.html", "toast", flash=said)
                body += str(Markup('<div id="toasts" hx-swap-oob="beforeend">{}</div>').format(Markup(toast)))
            return self._finish(HTMLResponse(body))
        answer: Response
        if self.htmx:
            answer = HTMLResponse("", headers={"HX-Redirect": to})
        else:
            answer = RedirectResponse(to, 303)
        if said:
            answer.set_cookie(
                FLASH,
                signed(said, self.request.app.state.settings.secret_key),
                max_age=60,
                httponly=True,
                samesite="lax",
                secure=self.https,
            )
        return self._finish(answer)

    def download(self, data: bytes, filename: str, media_type: str, inline: bool = False) -> Response:
        """A file; its Latvian name travels as RFC 5987 says."""
        kind = "inline" if inline else "attachment"
        disposition = f"{kind}; filename*=UTF-8''{quote(filename)}"
        return Response(data, media_type=media_type, headers={"Content-Disposition": disposition})

    def _finish(self, answer: Response) -> Response:
        answer.headers["Vary"] = "HX-Request, Accept-Language"
        for name, value in self.cookies:
            answer.set_cookie(
                name, value, max_age=REMEMBERED, httponly=True, samesite="lax", secure=self.https
            )
        return answer


def address(paths: Mapping[str, str], name: str, query: Mapping[str, Any] | None = None, **path: Any) -> str:
    """A path with a query; empty values are left out, lists repeat."""
    text = paths[name].format(**{key: quote(str(value), safe="") for key, value in path.items()})
    pairs = [(k, v) for k, v in (query or {}).items() if v not in (None, "", [])]
    return f"{text}?{urlencode(pairs, doseq=True)}" if pairs else text


def paths_of(routes: Iterable[Any]) -> dict[str, str]:
    """Every route's path by its name, once: to search the routes for each link takes a millisecond a link."""
    return {str(route.name): re.sub(r":\w+}", "}", str(route.path)) for route in routes}
