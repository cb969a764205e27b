"""The list of files, and how papers are numbered."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.kit.clock import today
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.registers import actions, queries, verbs
from app.registers.forms import CaseFileForm, SchemeForm
from app.registers.kinds import KINDS
from app.registers.models import CaseFile, Direction, Term
from app.registers.numbering import filled, schemes
from app.registers.office import own_office

pages = room()


@pages.get("/registri/nomenklatura", name="registers.files")
def files(page: Signed) -> Response:
    """What is kept together, how long, and by which law."""
    school = own_office(page)
    rows = queries.case_files(page.db, page.actor)
    return page.show(
        "registers/files.html",
        rows=rows,
        counts=queries.contents(page.db, page.actor),
        uncertain=sum(not row.certain for row in rows),
        kinds=KINDS,
        may_edit=verbs.ADD_CASE_FILE.permits(page.actor, school),
    )


def _form(page: Page, form: Sent[CaseFileForm], row: CaseFile | None, status: int = 200) -> Response:
    return page.show(
        "registers/file_form.html",
        status=status,
        form=form,
        row=row,
        kinds=[(kind, page.words.text(label)) for kind, label in KINDS.items()],
        terms=[(term.value, page.words.text(term.label)) for term in Term],
    )


@pages.get("/registri/nomenklatura/jauna", name="registers.new_file")
def new(page: Signed) -> Response:
    """The form of a row."""
    verbs.ADD_CASE_FILE.check(page.db, page.actor, own_office(page))
    return _form(page, blank(CaseFileForm, term=Term.YEAR, years=5), None)


@pages.post("/registri/nomenklatura/jauna", name="registers.add_case_file")
def add(page: Signed, form: Annotated[Sent[CaseFileForm], sent(CaseFileForm)]) -> Response:
    """One more row."""
    school = own_office(page)
    verbs.ADD_CASE_FILE.check(page.db, page.actor, school)
    if not form.errors:
        values = form.data.model_dump(exclude={"version", "closed"})
        form.attempt(lambda: actions.add_case_file(page.db, page.actor, school, **values), "code")
    if form.errors:
        return _form(page, form, None, 422)
    return page.done(page.url("registers.files"), notice=_("Saved"))


@pages.get("/registri/nomenklatura/{case_file_id:int}", name="registers.file_form")
def form_of(page: Signed, row: Annotated[CaseFile, seen(CaseFile)]) -> Response:
    """The form of a row that is there."""
    verbs.EDIT_CASE_FILE.check(page.db, page.actor, row)
    names = CaseFileForm.model_fields.keys() - {"closed"}
    values = {name: getattr(row, name) for name in names}
    return _form(page, blank(CaseFileForm, closed=row.closed_at is not None or None, **values), row)


@pages.post("/registri/nomenklatura/{case_file_id:int}", name="registers.edit_case_file")
def edit(
    page: Signed,
    row: Annotated[CaseFile, seen(CaseFile)],
    form: Annotated[Sent[CaseFileForm], sent(CaseFileForm)],
) -> Response:
    """Saves it; what the school has saved is certain."""
    verbs.EDIT_CASE_FILE.check(page.db, page.actor, row)
    status = 422
    if not form.errors and form.overtaken(version=row.version):
        status = 409
    if not form.errors:
        values = form.data.model_dump(exclude={"version"})
        form.attempt(lambda: actions.edit_case_file(page.db, page.actor, row, **values), "code")
    if form.errors:
        return _form(page, form, row, status)
    return page.done(page.url("registers.files"), notice=_("Saved"))


@pages.post("/registri/nomenklatura/parasta", name="registers.take_usual")
def take_usual(page: Signed) -> Response:
    """The rows that most schools have."""
    actions.take_usual(page.db, page.actor, own_office(page))
    return page.done(page.url("registers.files"), notice=_("Taken over. Check the terms that are marked."))


@pages.get("/registri/numuri", name="registers.numbers")
def numbers(page: Signed) -> Response:
    """The patterns in force."""
    own_office(page)
    return _numbers(page, blank(SchemeForm))


def _numbers(page: Page, form: Sent[SchemeForm], status: int = 200) -> Response:
    school = own_office(page)
    known = schemes(page.db, school.id)
    rows = [
        (direction, KINDS.get(kind), pattern, filled(pattern, today(), 1, "05-11"))
        for (direction, kind), pattern in sorted(known.items())
    ]
    return page.show(
        "registers/numbers.html",
        status=status,
        rows=rows,
        form=form,
        kinds=[(kind, page.words.text(label)) for kind, label in KINDS.items()],
        directions=[(one.value, page.words.text(one.label)) for one in Direction],
        may_edit=verbs.SET_SCHEME.permits(page.actor, school),
    )


@pages.post("/registri/numuri", name="registers.set_scheme")
def set_scheme(page: Signed, form: Annotated[Sent[SchemeForm], sent(SchemeForm)]) -> Response:
    """From now on."""
    school = own_office(page)
    verbs.SET_SCHEME.check(page.db, page.actor, school)
    if form.errors:
        return _numbers(page, form, 422)
    actions.set_scheme(page.db, page.actor, school, **form.data.model_dump())
    return page.done(page.url("registers.numbers"), notice=_("Saved"))
