"""*Pārbaudīt dokumentu*: open to everybody, printable, and as JSON for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import JSONResponse

from app.esign.telling import strength, verdict, waits
from app.identity.door import Public, client_ip, public_room
from app.identity.passwords import too_often
from app.kit.clock import now
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.verification.forms import FileForm, NumberForm
from app.verification.looking import TRIES, WITHIN, Looked, looked
from app.verification.queries import issued, numbered

public = public_room()


def plain(request: Request) -> bool:
    """Whether a program asks: by `?json`, or by what it accepts."""
    accepted = request.headers.get("accept", "")
    return "json" in request.query_params or ("application/json" in accepted and "html" not in accepted)


@public.get("/parbaudit", name="verification.form")
def form(page: Public, numurs: str = "", sha256: str = "") -> Response:
    """The two questions; a document's own page fills in the second."""
    return _form(page, number=blank(NumberForm, number=numurs[:60], sha256=sha256[:64]))


def _form(
    page: Page,
    *,
    file: Sent[FileForm] | None = None,
    number: Sent[NumberForm] | None = None,
    status: int = 200,
) -> Response:
    """The forms, after a mistake with what was typed."""
    wrong = (file.errors if file else {}) or (number.errors if number else {})
    if wrong and plain(page.request):
        return JSONResponse({"errors": {name: page.words.text(said) for name, said in wrong.items()}}, status)
    number = number or blank(NumberForm)
    return page.show("verification/form.html", status=status, form=file or blank(FileForm), number=number)


@public.post("/parbaudit", name="verification.file")
def file(looked: Annotated[Looked, Depends(looked)], page: Public) -> Response:
    """Who signed the file, when, what it is worth, and whether the portal issued it."""
    report = looked.report
    if report is None:
        return _form(page, file=looked.form, status=looked.status)
    known = issued(page.db, looked.hashes)
    if plain(page.request):
        return JSONResponse({**report.to_json(), "issued": [one.to_json() for one in known]})
    return page.show(
        "verification/file.html",
        report=report,
        known=known,
        says=verdict(report),
        waits=waits(report),
        checked_at=now(),
        strengths=[strength(signature) for signature in report.signatures],
    )


@public.post("/parbaudit/numurs", name="verification.number")
def number(page: Public, form: Annotated[Sent[NumberForm], sent(NumberForm)]) -> Response:
    """Where a document stands, for whoever has its number and the hash of its file."""
    status = 422
    if not form.errors and too_often(page.db, "verification", client_ip(page.request), TRIES, WITHIN):
        form.refuse("", _("Too many questions from you in a short time. Try again in 15 minutes."))
        status = 429
    if form.errors:
        return _form(page, number=form, status=status)
    known = numbered(page.db, form.data.number, form.data.sha256)
    if plain(page.request):
        return JSONResponse({"known": known is not None, "document": known.to_json() if known else None})
    return page.show("verification/number.html", known=known, form=form)
