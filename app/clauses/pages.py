"""The school's templates: what each kind of document says, and in whose words."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.clauses import actions, verbs
from app.clauses.forms import Typed, WordingForm, typed
from app.clauses.models import Wording
from app.clauses.queries import history, newest_of_all, texts_of, versions
from app.clauses.registry import DocumentKind, Texts, kinds
from app.identity.door import Signed, room
from app.kit.errors import NotFound, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.schools.models import School
from app.schools.own import own_school

pages = room()


def _kind(key: str) -> DocumentKind:
    if key not in kinds:
        raise NotFound("kind")
    return kinds[key]


@pages.get("/skola/veidnes", name="clauses.list")
def show_list(page: Signed) -> Response:
    """The kinds of documents, with their clauses."""
    school = own_school(page)
    newest = newest_of_all(page.db, school.id)
    return page.show(
        "clauses/list.html",
        school=school,
        rows=[(kind, texts_of(kind, newest.get(key)), newest.get(key)) for key, kind in kinds.items()],
        may_change=verbs.CHANGE.permits(page.actor, school),
    )


@pages.get("/skola/veidnes/{key}", name="clauses.show")
def show(page: Signed, key: str) -> Response:
    """One kind: its clauses, to be changed by the administrator or the director."""
    school, kind = own_school(page), _kind(key)
    known = versions(page.db, school.id, key)
    texts = texts_of(kind, known[0] if known else None)
    form = blank(WordingForm, version=known[0].id if known else 0)
    return _show(page, school, kind, known, form, texts)


def _show(
    page: Page,
    school: School,
    kind: DocumentKind,
    known: list[Wording],
    form: Sent[WordingForm],
    texts: Texts,
    status: int = 200,
) -> Response:
    for name, text in texts.clauses.items():
        form.raw[f"c-{name}"] = [text]
    return page.show(
        "clauses/show.html",
        status=status,
        school=school,
        kind=kind,
        form=form,
        texts=texts,
        usual=kind.usual(),
        history=history(kind, known)[:20],
        may_change=verbs.CHANGE.permits(page.actor, school),
    )


@pages.post("/skola/veidnes/{key}", name="clauses.change")
def change(page: Signed, key: str, form: Annotated[Sent[WordingForm], sent(WordingForm)]) -> Response:
    """Saves; the same button moves or removes one of the school's own clauses."""
    school, kind = own_school(page), _kind(key)
    verbs.CHANGE.check(page.db, page.actor, school)
    known = versions(page.db, school.id, key)
    read = typed(form, kind)
    newest, status = known[0].id if known else 0, 422
    if not form.errors and form.data.version != newest:
        form.refuse("", _("Somebody changed these data meanwhile. Check them and save again."))
        form.raw["version"], status = [str(newest)], 409
    if not form.errors:
        _attempt(page, school, kind, form, read)
    if form.errors:
        return _show(page, school, kind, known, form, Texts(read.clauses, tuple(read.own)), status)
    undo = page.url("clauses.restore", key=key, _query={"uz": newest})
    return page.done(
        page.url("clauses.show", key=key), notice=_("Saved. It holds for new documents."), undo=undo
    )


def _attempt(page: Page, school: School, kind: DocumentKind, form: Sent[WordingForm], read: Typed) -> None:
    """An empty mandatory clause is told at its field."""
    for clause in kind.clauses:
        if clause.mandatory and not read.clauses[clause.name]:
            said = _("The regulation wants this clause ({clause}): it cannot be empty.", clause=clause.clause)
            form.refuse(f"c-{clause.name}", said)
    if not form.errors:
        form.attempt(
            lambda: actions.change(page.db, page.actor, school, kind=kind, clauses=read.clauses, own=read.own)
        )


@pages.post("/skola/veidnes/{key}/atjaunot", name="clauses.restore")
def restore(page: Signed, key: str, uz: int = 0) -> Response:
    """Back to an earlier version, or to the portal's wording."""
    school, kind = own_school(page), _kind(key)
    known = {each.id: each for each in versions(page.db, school.id, key)}
    if uz and uz not in known:
        raise NotFound("wording")
    actions.restore(page.db, page.actor, school, kind=kind, to=known.get(uz))
    return page.done(page.url("clauses.show", key=key), notice=_("The earlier wording holds again."))


@pages.post("/skola/veidnes/{key}/paraugs", name="clauses.preview")
def preview(page: Signed, key: str, form: Annotated[Sent[WordingForm], sent(WordingForm)]) -> Response:
    """A specimen with what is typed, saved or not."""
    school, kind = own_school(page), _kind(key)
    if kind.preview is None:
        raise Refused(_("There is no specimen of this document."))
    read = typed(form, kind)
    data = kind.preview(page.db, school, Texts(read.clauses, tuple(read.own)))
    return page.download(data, f"{key}.pdf", "application/pdf", inline=True)
