"""A session as its person sees it: beginning, going there, coming back, the end."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.documents.models import Document
from app.documents.queries import mine
from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden, NotFound
from app.kit.forms import Sent, sent
from app.kit.words import _
from app.providers import actions
from app.providers.choosing import LABELS, set_up
from app.providers.forms import AnswerForm
from app.providers.models import SigningSession, State
from app.providers.testa_pages import public

__all__ = ["pages", "public"]
pages = room()
SeenSession = Annotated[SigningSession, seen(SigningSession)]


@pages.post("/dokumenti/{document_id:int}/parakstit-ar/{code}", name="providers.start")
def start(page: Signed, document: Annotated[Document, seen(Document)], code: str) -> Response:
    """Begins with the provider that was chosen."""
    settings = page.request.app.state.settings
    if code not in set_up(settings):
        raise NotFound("provider")
    signer = mine(page.actor, document)
    if signer is None:
        raise Forbidden("providers.start")
    made = actions.start(page.db, page.actor, signer, code=code, settings=settings)
    return page.done(page.url("providers.show", signing_session_id=made.id))


@pages.get("/parakstisana/{signing_session_id:int}", name="providers.show")
def show(page: Signed, session: SeenSession) -> Response:
    """What happens now, or how it ended."""
    label, hint = LABELS.get(session.provider, (_("Signing"), _("This provider is not set up any more.")))
    return page.show(
        "providers/show.html",
        block="now",
        states=State,
        session=session,
        document=session.signer.document,
        label=label,
        hint=hint,
    )


@pages.get("/parakstisana/atpakal", name="providers.back")
def back(page: Signed) -> Response:
    """Where providers send people back; what they bring is sent on by a form: looking changes nothing."""
    query = page.request.query_params
    mine = SigningSession.visible_to(page.actor).where(SigningSession.key == query.get("state", ""))
    session = page.db.scalar(mine)
    if session is None:
        raise NotFound("signing session")
    if session.state is not State.GOING:
        return page.done(page.url("providers.show", signing_session_id=session.id))
    brought = {name: query.get(name, "")[:2000] for name in ("code", "error")}
    return page.show("providers/back.html", session=session, brought=brought)


@pages.post("/parakstisana/{signing_session_id:int}/talak", name="providers.go_on")
def go_on(
    page: Signed, session: SeenSession, form: Annotated[Sent[AnswerForm], sent(AnswerForm)]
) -> Response:
    """Goes on with what the provider gave, or with the choice made on the test page."""
    told = {} if form.errors else {name: value for name, value in form.data.model_dump().items() if value}
    settings = page.request.app.state.settings
    actions.go_on(page.db, page.actor, session, answer=told, settings=settings)
    if session.state is State.DONE:
        address = page.url("documents.show", document_id=session.signer.document_id)
        return page.done(address, notice=_("The signature is checked and accepted."))
    return page.done(page.url("providers.show", signing_session_id=session.id))


@pages.post("/parakstisana/{signing_session_id:int}/atmest", name="providers.leave")
def leave(page: Signed, session: SeenSession) -> Response:
    """Gives it up."""
    actions.leave(page.db, page.actor, session)
    address = page.url("documents.show", document_id=session.signer.document_id)
    return page.done(address, notice=_("Nothing was signed."))
