"""Taking many documents to eParaksts and bringing them back signed."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.documents import carrying
from app.documents.bringing import MOST
from app.documents.forms import ManyForm
from app.documents.queries import to_sign
from app.identity.door import Signed, room
from app.kit.clock import today
from app.kit.errors import NotFound
from app.kit.forms import Sent, sent
from app.kit.uploads import MEGABYTE
from app.kit.words import _

pages = room()
MOST_FILES = 100


@pages.get("/dokumenti/parakstit/fails", name="documents.archive")
def archive(page: Signed) -> Response:
    """The PDFs of all that wait for me, or of the chosen ones, in one archive."""
    wanted = set(page.request.query_params.getlist("d"))
    waiting = [s for s in to_sign(page.db, page.actor) if not wanted or str(s.document_id) in wanted]
    if not waiting:
        raise NotFound("documents")
    name = f"parakstisanai-{today().isoformat()}.zip"
    return page.download(carrying.archive(page.db, waiting), name, "application/zip")


@pages.post("/dokumenti/parakstit/faili", name="documents.bring_many")
def bring_many(
    page: Signed, form: Annotated[Sent[ManyForm], sent(ManyForm, most_files=MOST_FILES)]
) -> Response:
    """Each file is matched by itself; the page says of each what became of it."""
    waiting = list(dict.fromkeys(signer.document for signer in to_sign(page.db, page.actor)))
    files = []
    for upload in form.uploads.get("files", []):
        name = (upload.filename or "").replace("\\", "/").rpartition("/")[2][-200:]
        files.append((name, upload.file.read(MOST * MEGABYTE)))
    outcomes = carrying.bring_each(page.db, page.actor, waiting, files)
    left = to_sign(page.db, page.actor)
    return page.show(
        "documents/brought.html",
        status=200 if outcomes else 422,
        outcomes=outcomes,
        left=len(left),
        none=None if files else _("Choose the signed files first."),
    )
