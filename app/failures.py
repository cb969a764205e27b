"""How a request that fails is answered: a page that says what to do, never a bare error."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from app.identity.door import NotSignedIn, language
from app.kit.errors import Forbidden, NotFound, Reason, Refused
from app.kit.guard import HEADERS, SAFE, TooLarge
from app.kit.store import Unreachable
from app.kit.words import Said, _

log = logging.getLogger(__name__)

TITLES: Final = {
    400: _("This could not be read"),
    403: _("You do not have the right to do this"),
    404: _("This page does not exist"),
    405: _("This page does not exist"),
    409: _("This cannot be done now"),
    413: _("The file is too large"),
    422: _("This could not be read"),
    500: _("Something broke on our side"),
    503: _("The portal is busy for a moment"),
}
OUTSIDE: Final = {**HEADERS, "Cache-Control": "no-store"}  # a page about a crash leaves outside the guard
WORDS: Final = {
    400: _("Nothing was saved. Go back, check what was filled in, and send it again."),
    403: _("You can see this, but somebody else has to do it."),
    404: _("Check the address, or start from the first page. Perhaps it is not meant for you."),
    405: _("Check the address, or start from the first page. Perhaps it is not meant for you."),
    413: _("Nothing was saved. Send a smaller file."),
    422: _("Check the address: a part of it is not what it should be."),
    500: _("Nothing was saved. Try once more; if it happens again, tell the administrator."),
    503: _("Nothing was saved. Try once more in a few seconds."),
}


def answer(request: Request, status: int, reasons: Sequence[Reason] = ()) -> Response:
    """The error page, or for htmx a notice beside what was being done."""
    page = getattr(request.state, "page", None)
    lang = page.lang if page else language(request, None)
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
        return HTMLResponse(
            body, status, {**OUTSIDE, "HX-Retarget": "#notice", "HX-Reswap": "innerHTML show:top"}
        )
    return HTMLResponse(template.render(**values), status, OUTSIDE)


def _not_signed_in(request: Request, _error: Exception) -> Response:
    back = "/"
    if request.method in SAFE:
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
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
    _note("constraint", request, error)
    return answer(request, 409, [Reason(_("The same thing was just saved by somebody else. Open it again."))])


def _busy(request: Request, error: Exception) -> Response:
    _note("database", request, error)
    return answer(request, 503)


def _away(request: Request, error: Exception) -> Response:
    _note("store", request, error)
    return answer(request, 503)


def _large(request: Request, _error: Exception) -> Response:
    return answer(request, 413)


def _unread(request: Request, _error: Exception) -> Response:
    return answer(request, 422)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return answer(request, error.status_code if error.status_code in TITLES else 404)


def _broken(request: Request, error: Exception) -> Response:
    _note("failed", request, error)
    return answer(request, 500)


def _note(what: str, request: Request, error: Exception) -> None:
    """For the log: where it broke. Messages of errors and addresses with keys name people; they stay out."""
    route = getattr(request.scope.get("route"), "name", "")
    original = getattr(error, "orig", None)
    kind = type(original or error).__name__
    constraint = getattr(getattr(original, "diag", None), "constraint_name", None) or ""
    where = "".join(traceback.format_tb(error.__traceback__)[-6:])
    log.error("%s: %s %s %s %s\n%s", what, request.method, route, kind, constraint, where)


HANDLERS: Final = {
    NotSignedIn: _not_signed_in,
    NotFound: _not_found,
    Forbidden: _forbidden,
    Refused: _refused,
    StaleDataError: _stale,
    IntegrityError: _clash,
    OperationalError: _busy,
    PoolTimeout: _busy,
    Unreachable: _away,
    DBAPIError: _broken,
    TooLarge: _large,
    RequestValidationError: _unread,
    HTTPException: _http,
    Exception: _broken,
}


def _not_told_twice(record: logging.LogRecord) -> bool:
    """The server would print the whole error, with people's data in it; `_note` has told what matters."""
    return not record.exc_info


def install(app: FastAPI) -> None:
    """Registers the handlers."""
    logging.getLogger("uvicorn.error").addFilter(_not_told_twice)
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
