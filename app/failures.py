"""How a request that fails is answered: a page that says what to do, never a bare error."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from app.identity.door import NotSignedIn
from app.kit.errors import Forbidden, NotFound, Reason, Refused
from app.kit.guard import SAFE
from app.kit.pages import LANGUAGE
from app.kit.words import Said, _

log = logging.getLogger(__name__)

TITLES = {
    403: _("You do not have the right to do this"),
    404: _("This page does not exist"),
    405: _("This page does not exist"),
    409: _("This cannot be done now"),
    413: _("The file is too large"),
    500: _("Something broke on our side"),
    503: _("The portal is busy for a moment"),
}
WORDS = {
    403: _("You can see this, but somebody else has to do it."),
    404: _("Check the address, or start from the first page. Perhaps it is not meant for you."),
    500: _("Nothing was saved. Try once more; if it happens again, tell the administrator."),
    503: _("Nothing was saved. Try once more in a few seconds."),
}


def answer(request: Request, status: int, reasons: Sequence[Reason] = ()) -> Response:
    """The error page, or for htmx a notice beside what was being done."""
    page = getattr(request.state, "page", None)
    lang = page.lang if page else ("en" if request.cookies.get(LANGUAGE) == "en" else "lv")
    values = {
        "code": status,
        "title": TITLES.get(status, TITLES[500]),
        "text": WORDS.get(status, Said("")),
        "reasons": reasons,
        "page": page,
        "actor": None,
        "lang": lang,
        "flash": None,
    }
    template = request.app.state.templates[lang].get_template("layout/error.html")
    if request.headers.get("hx-request") == "true":
        body = "".join(template.blocks["notice"](template.new_context(values)))
        return HTMLResponse(body, status, {"HX-Retarget": "#notice", "HX-Reswap": "innerHTML show:top"})
    return HTMLResponse(template.render(**values), status)


def _not_signed_in(request: Request, _error: Exception) -> Response:
    back = request.url.path if request.method in SAFE else "/"
    to = f"/ieiet?next={quote(back)}" if back != "/" else "/ieiet"
    if request.headers.get("hx-request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": to})
    return RedirectResponse(to, 303)


def _not_found(request: Request, _error: Exception) -> Response:
    return answer(request, 404)


def _forbidden(request: Request, _error: Exception) -> Response:
    return answer(request, 403)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return answer(request, 409, error.reasons)


def _stale(request: Request, _error: Exception) -> Response:
    return answer(
        request, 409, [Reason(_("Somebody else changed this meanwhile. Open it again and repeat."))]
    )


def _clash(request: Request, error: Exception) -> Response:
    log.warning("constraint: %s", getattr(error, "orig", error))
    return answer(request, 409, [Reason(_("The same thing was just saved by somebody else. Open it again."))])


def _busy(request: Request, error: Exception) -> Response:
    log.warning("database: %s", getattr(error, "orig", error))
    return answer(request, 503)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return answer(request, error.status_code if error.status_code in TITLES else 404)


def _broken(request: Request, error: Exception) -> Response:
    log.exception("request failed", exc_info=error)
    return answer(request, 500)


HANDLERS: Final = {
    NotSignedIn: _not_signed_in,
    NotFound: _not_found,
    Forbidden: _forbidden,
    Refused: _refused,
    StaleDataError: _stale,
    IntegrityError: _clash,
    OperationalError: _busy,
    HTTPException: _http,
    Exception: _broken,
}


def install(app: FastAPI) -> None:
    """Registers the handlers."""
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
