"""Stopping the reminders of one who signs, and letting them go on."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response
from pydantic import Field

from app.documents import reminding
from app.documents.models import Signer
from app.identity.door import Signed, room, seen
from app.kit.forms import Form, Sent, sent
from app.kit.words import _

pages = room()
SeenSigner = Annotated[Signer, seen(Signer)]


class StopForm(Form):
    """Why somebody is not reminded any more."""

    reason: str = Field(default="", max_length=300)


@pages.post("/dokumenti/parakstitaji/{signer_id:int}/neatgadinat", name="documents.stop_reminding")
def stop(page: Signed, signer: SeenSigner, form: Annotated[Sent[StopForm], sent(StopForm)]) -> Response:
    """With the reason, which the school sees beside the name."""
    reason = form.data.reason if form.clean else ""
    reminding.stop_reminding(page.db, page.actor, signer, reason=reason)
    name = signer.person.name
    return page.done(f"{signer.address}#kas-gaida", notice=_("{name} is not reminded any more.", name=name))


@pages.post("/dokumenti/parakstitaji/{signer_id:int}/atgadinat-atkal", name="documents.resume_reminding")
def resume(page: Signed, signer: SeenSigner) -> Response:
    """From now on as before."""
    reminding.resume_reminding(page.db, page.actor, signer)
    return page.done(
        f"{signer.address}#kas-gaida", notice=_("{name} is reminded again.", name=signer.person.name)
    )
