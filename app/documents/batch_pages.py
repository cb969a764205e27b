"""Signing several documents with one code."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.documents import actions, codes
from app.documents.codes import Proof
from app.documents.forms import BatchForm, ChooseForm
from app.documents.marks import marks
from app.documents.models import Signer
from app.documents.queries import to_sign
from app.documents.wording import statement
from app.identity.door import Signed, room
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _, _n

pages = room()


def name_of(signer: Signer) -> str:
    """A ticked document and the version that was shown."""
    return f"{signer.document_id}:{signer.document.edition.sha256}"


def _chosen(page: Page, form: Sent[ChooseForm] | Sent[BatchForm]) -> list[Signer]:
    """The ticked ones that still wait for me in the version I was shown; otherwise the form says so."""
    waiting: dict[str, list[Signer]] = {}
    for signer in to_sign(page.db, page.actor):
        if not signer.outside:
            waiting.setdefault(name_of(signer), []).append(signer)
    names = list(dict.fromkeys(form.values("chosen")))
    if not names:
        form.refuse("chosen", _("Choose at least one."))
    elif not waiting.keys() >= set(names):
        form.refuse("chosen", _("One of the documents was changed or signed meanwhile. Choose again."))
    return [signer for name in names for signer in waiting.get(name, ())]


@pages.get("/dokumenti/parakstit", name="documents.batch")
def batch(page: Signed) -> Response:
    """Everything that waits for me, with what is in each; the chosen ones when a code is on its way."""
    waiting = to_sign(page.db, page.actor)
    wanted = set(page.request.query_params.getlist("d"))
    chosen = [s for s in waiting if str(s.document_id) in wanted and not s.outside]
    if not chosen or not codes.waits(page.db, page.actor.person_id, codes.covering(chosen)):
        return _choose(page, waiting, blank(ChooseForm))
    return _type_code(page, chosen, blank(BatchForm))


def _choose(
    page: Page, waiting: list[Signer], form: Sent[ChooseForm] | Sent[BatchForm], status: int = 200
) -> Response:
    return page.show(
        "documents/batch.html",
        status=status,
        waiting=waiting,
        by_code=[signer for signer in waiting if not signer.outside],
        outside=[signer for signer in waiting if signer.outside],
        marks=marks(page.db, page.actor, waiting),
        form=form,
        code_sent=False,
        name_of=name_of,
    )


def _type_code(page: Page, chosen: list[Signer], form: Sent[BatchForm], status: int = 200) -> Response:
    sent_to = codes.masked(codes.address_of(page.actor.person))
    return page.show(
        "documents/batch.html",
        status=status,
        waiting=chosen,
        marks=marks(page.db, page.actor, chosen),
        form=form,
        code_sent=True,
        sent_to=sent_to,
        statement=statement,
        name_of=name_of,
    )


@pages.post("/dokumenti/parakstit/kods", name="documents.ask_batch")
def ask_batch(page: Signed, form: Annotated[Sent[ChooseForm], sent(ChooseForm)]) -> Response:
    """One code for all that are ticked."""
    chosen = _chosen(page, form)
    if form.errors:
        return _choose(page, to_sign(page.db, page.actor), form, 422)
    actions.ask_code(page.db, page.actor, chosen[0], also=chosen[1:])
    back = page.url("documents.batch", {"d": [str(signer.document_id) for signer in chosen]})
    to = codes.masked(codes.address_of(page.actor.person))
    return page.done(back, notice=_("The code is on its way to {address}.", address=to))


@pages.post("/dokumenti/parakstit", name="documents.sign_batch")
def sign_batch(page: Signed, form: Annotated[Sent[BatchForm], sent(BatchForm)]) -> Response:
    """Signs exactly the documents for which the code was sent."""
    chosen = _chosen(page, form)
    if "chosen" in form.errors:
        return _choose(page, to_sign(page.db, page.actor), form, 422)
    proof = None
    if not form.errors:
        proof = codes.prove(page.db, page.actor.person_id, codes.covering(chosen), form.data.code)
        if not isinstance(proof, Proof):
            form.refuse("code", proof)
    if form.errors or not isinstance(proof, Proof):
        return _type_code(page, chosen, form, status=422)
    for signer in chosen:
        actions.sign(page.db, page.actor, signer, code=proof, sha256=signer.document.edition.sha256)
    return page.done("/", notice=_n("{n} document signed.", "{n} documents signed.", len(chosen)))
