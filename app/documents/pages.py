"""Documents: the list, reading one, signing it, signing several at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response
from sqlalchemy import func, select

from app.documents import actions, codes, verbs
from app.documents.forms import BatchForm, DeclineForm, SignForm
from app.documents.issuing import content
from app.documents.models import Document, Signer
from app.documents.queries import VIEWS, listed, mine, to_sign
from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _, _n

pages = room()
PAGE = 50


@pages.get("/dokumenti", name="documents.list")
def show_all(page: Signed) -> Response:
    """To sign, signed, all; found by number, title or person."""
    query = page.request.query_params
    view = query.get("skats", "") if query.get("skats", "") in VIEWS else ""
    words = query.get("q", "").strip()[:100]
    number = query.get("lpp", "1")
    at = max(int(number), 1) if number.isdecimal() and len(number) < 5 else 1
    wanted = listed(page.actor, view, words)
    total = page.db.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    found = page.db.scalars(wanted.limit(PAGE).offset((at - 1) * PAGE))
    return page.show(
        "documents/list.html",
        documents=list(found),
        waiting=to_sign(page.db, page.actor),
        view=view,
        q=words,
        at=at,
        total=total,
        last=max(1, -(-total // PAGE)),
    )


@pages.get("/dokumenti/{document_id:int}", name="documents.show")
def show(page: Signed, document: Annotated[Document, seen(Document)]) -> Response:
    """The document with its signers; for the one whose turn it is, the way to sign."""
    return _show(page, document, blank(SignForm, sha256=document.edition.sha256))


def _show(
    page: Page,
    document: Document,
    form: Sent[SignForm],
    decline: Sent[DeclineForm] | None = None,
    status: int = 200,
) -> Response:
    signer = mine(page.db, page.actor, document)
    mine_now = signer if signer and verbs.SIGN.open_to(page.actor, signer) else None
    return page.show(
        "documents/show.html",
        status=status,
        document=document,
        signer=mine_now,
        form=form,
        decline=decline or blank(DeclineForm),
        code_sent=(mine_now is not None and codes.newest(page.db, mine_now) is not None)
        or page.request.query_params.get("kods") == "1",
        sent_to=codes.masked(mine_now.person.email or mine_now.person.phone) if mine_now else "",
        statement=actions.statement(document.title),
    )


@pages.get("/dokumenti/{document_id:int}/fails", name="documents.file")
def file(page: Signed, document: Annotated[Document, seen(Document)]) -> Response:
    """The bytes as they were issued, checked against their hash."""
    name = f"{document.number or document.title}.pdf".replace("/", "-")
    inline = page.request.query_params.get("skatit") == "1"
    answer = page.download(content(page.db, document.edition), name, "application/pdf", inline=inline)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'self'"
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _my_turn(page: Page, document: Document) -> Signer:
    signer = mine(page.db, page.actor, document)
    if signer is None:
        raise Forbidden("documents.sign")
    return signer


@pages.post("/dokumenti/{document_id:int}/kods", name="documents.ask_code")
def ask_code(page: Signed, document: Annotated[Document, seen(Document)]) -> Response:
    """Sends a code to my e-mail or phone."""
    signer = _my_turn(page, document)
    actions.ask_code(page.db, page.actor, signer)
    to = codes.masked(signer.person.email or signer.person.phone)
    back = page.url("documents.show", {"kods": 1}, document_id=document.id)
    return page.done(f"{back}#paraksts", notice=_("The code is on its way to {address}.", address=to))


@pages.post("/dokumenti/{document_id:int}/parakstit", name="documents.sign")
def sign(
    page: Signed,
    document: Annotated[Document, seen(Document)],
    form: Annotated[Sent[SignForm], sent(SignForm)],
) -> Response:
    """Signs; a wrong code is counted and said beside the field."""
    signer = _my_turn(page, document)
    if not verbs.SIGN.open_to(page.actor, signer):
        actions.sign(page.db, page.actor, signer, code="", sha256="")  # says why not
    current = form.value("sha256") == document.edition.sha256
    if (
        not form.errors
        and current
        and (wrong := codes.trouble(page.db, signer, form.data.code, form.data.sha256))
    ):
        codes.count_try(page.db, signer)
        form.refuse("code", wrong)
    if form.errors:
        return _show(page, document, form, status=422)
    actions.sign(page.db, page.actor, signer, code=form.data.code, sha256=form.data.sha256)
    return page.done(page.url("documents.show", document_id=document.id), notice=_("Signed. Thank you."))


@pages.post("/dokumenti/{document_id:int}/atteikt", name="documents.decline")
def decline(
    page: Signed,
    document: Annotated[Document, seen(Document)],
    form: Annotated[Sent[DeclineForm], sent(DeclineForm)],
) -> Response:
    """Does not sign, and says why."""
    signer = _my_turn(page, document)
    if form.errors:
        return _show(page, document, blank(SignForm, sha256=document.edition.sha256), form, status=422)
    actions.decline(page.db, page.actor, signer, reason=form.data.reason)
    return page.done(
        page.url("documents.list"), notice=_("Your answer is sent to the school. Nothing was signed.")
    )


@pages.get("/dokumenti/parakstit", name="documents.batch")
def batch(page: Signed) -> Response:
    """Everything that waits for me, with what is in each."""
    waiting = to_sign(page.db, page.actor)
    return page.show("documents/batch.html", waiting=waiting, form=blank(BatchForm), code_sent=False)


@pages.post("/dokumenti/parakstit", name="documents.sign_batch")
def sign_batch(page: Signed, form: Annotated[Sent[BatchForm], sent(BatchForm)]) -> Response:
    """Without a code: sends one for the ticked. With the code: signs them all."""
    waiting = {f"{s.document_id}:{s.document.edition.sha256}": s for s in to_sign(page.db, page.actor)}
    chosen = [waiting[name] for name in form.values("chosen") if name in waiting]
    if not chosen and not form.errors:
        form.refuse("chosen", _("Choose at least one."))
    if not form.errors and not form.data.code:
        actions.ask_code(page.db, page.actor, chosen[0], also=chosen[1:])
        return page.show("documents/batch.html", waiting=list(waiting.values()), form=form, code_sent=True)
    if not form.errors:
        for signer in chosen:
            if wrong := codes.trouble(page.db, signer, form.data.code, signer.document.edition.sha256):
                codes.count_try(page.db, signer)
                form.refuse("code", wrong)
    if form.errors:
        return page.again("documents/batch.html", form=form, waiting=list(waiting.values()), code_sent=True)
    for signer in chosen:
        actions.sign(page.db, page.actor, signer, code=form.data.code, sha256=signer.document.edition.sha256)
    text = _n("{n} document signed.", "{n} documents signed.", len(chosen))
    return page.done("/", notice=text)
