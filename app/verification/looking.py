"""The check itself, before the page's transaction begins: reading a stranger's file must hold nobody up."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import PurePath
from typing import Annotated, Final

from fastapi import Request

from app.esign.child import Checker
from app.esign.container import MOST
from app.esign.report import Report
from app.esign.revisions import beginnings
from app.identity.door import client_ip
from app.identity.passwords import too_often
from app.kit.forms import Sent, sent
from app.kit.words import _
from app.trust.queries import current
from app.verification.forms import FileForm

FILE = sent(FileForm)
TRIES: Final = 30
WITHIN: Final = timedelta(minutes=15)
AT_ONCE: Final = 2
_turns = threading.BoundedSemaphore(
    AT_ONCE
)  # strangers wait for one another, never the people at work for them


@dataclass
class Looked:
    """What came of a file; `hashes` is what the portal may have issued."""

    form: Sent[FileForm]
    report: Report | None = None
    hashes: set[str] = field(default_factory=set)
    status: int = 422


@cache
def _checker() -> Checker:
    """Apart from that of the portal's own uploads."""
    return Checker(children=AT_ONCE, wall=30)


def looked(request: Request, form: Annotated[Sent[FileForm], FILE]) -> Looked:
    """Reads the file in a child process; nothing of it is written anywhere."""
    found = Looked(form)
    if form.errors:
        return found
    with request.app.state.database.session() as db:
        slow = too_often(db, "verification", client_ip(request), TRIES, WITHIN)
        trust = current(db)
    if slow:
        form.refuse("", _("Too many files from you in a short time. Try again in 15 minutes."))
        found.status = 429
    elif not _turns.acquire(timeout=5):
        form.refuse("", _("Many files are being checked right now. Try again in a minute."))
        found.status = 503
    else:
        try:
            data = form.data.file.file.read(MOST + 1)
            name = PurePath((form.data.file.filename or "").replace("\\", "/")).name[-200:]
            found.report = _checker().check(data, name, trust)
        finally:
            _turns.release()
        found.status = 200
        found.hashes = {found.report.sha256, *(file.sha256 for file in found.report.files)}
        if data[:5] == b"%PDF-":
            found.hashes.update(beginnings(data))
    return found
