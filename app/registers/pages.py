"""The registers of papers that went and came, and each paper's page."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Response

from app.documents.issuing import content_of
from app.identity.door import Signed, room, seen
from app.identity.models import Organisation
from app.kit.clock import today
from app.kit.errors import NotFound
from app.kit.forms import Form, Sent, blank, sent
from app.kit.pages import Page
from app.kit.sheets import Column, write_xlsx
from app.kit.words import _
from app.registers import actions, end_pages, list_pages, queries, subjects, verbs
from app.registers.files import ACCEPT, receive, type_of
from app.registers.forms import EntryForm, NoteForm, ReasonForm
from app.registers.kinds import BROUGHT, KINDS
from app.registers.models import CaseFile, Direction, Entry
from app.registers.office import own_office

pages = room()
pages.include_router(list_pages.pages)
pages.include_router(end_pages.pages)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROUTES = {Direction.OUT: "registers.outgoing", Direction.IN: "registers.incoming"}
SHEETS = {Direction.OUT: "registers.outgoing_xlsx", Direction.IN: "registers.incoming_xlsx"}
PRINTS = {Direction.OUT: "registers.outgoing_print", Direction.IN: "registers.incoming_print"}


def _list(page: Page, direction: Direction) -> Response:
    school, wanted = own_office(page), queries.Wanted.read(direction, page.request.query_params)
    return page.show(
        "registers/list.html",
        block="rows" if page.request.headers.get("hx-target") == "rows" else None,
        table=queries.table(page.db, page.actor, wanted),
        wanted=wanted,
        files=queries.case_files(page.db, page.actor),
        kinds=KINDS,
        may_add=verbs.REGISTER.permits(page.actor, school),
        route=ROUTES[direction],
        sheet=SHEETS[direction],
        print_route=PRINTS[direction],
    )


def _print(page: Page, direction: Direction) -> Response:
    own_office(page)
    wanted = queries.Wanted.read(direction, page.request.query_params)
    rows = queries.listed(page.db, page.actor, wanted, 1000)
    return page.show("registers/print.html", rows=rows, wanted=wanted, back=ROUTES[direction])


def _xlsx(page: Page, direction: Direction) -> Response:
    own_office(page)
    wanted = queries.Wanted.read(direction, page.request.query_params)
    heads = [
        _("Number"),
        _("Date"),
        _("Kind"),
        _("What about"),
        _("To or from whom"),
        _("Their number"),
        _("Their date"),
        _("Case file"),
        _("Keep until"),
        _("Destroyed"),
    ]
    rows = [
        (
            one.number,
            one.dated,
            page.words.text(one.kind_label),
            one.title,
            one.party,
            one.their_number,
            one.their_date,
            one.case_file.code if one.case_file else "",
            one.destroy_after,
            one.destroyed_on,
        )
        for one in queries.listed(page.db, page.actor, wanted, queries.MOST)
    ]
    title = page.words.text(direction.label)
    data = write_xlsx([Column(page.words.text(head)) for head in heads], rows, title)
    return page.download(data, f"{title}_{today():%Y-%m-%d}.xlsx", XLSX)


@pages.get("/registri", name="registers.outgoing")
def outgoing(page: Signed) -> Response:
    """What the portal has sent in the school's name."""
    return _list(page, Direction.OUT)


@pages.get("/registri/sanemtie", name="registers.incoming")
def incoming(page: Signed) -> Response:
    """What has come to the school."""
    return _list(page, Direction.IN)


@pages.get("/registri/nosutitie/xlsx", name="registers.outgoing_xlsx")
def outgoing_xlsx(page: Signed) -> Response:
    """What the address asks for, as a workbook."""
    return _xlsx(page, Direction.OUT)


@pages.get("/registri/sanemtie/xlsx", name="registers.incoming_xlsx")
def incoming_xlsx(page: Signed) -> Response:
    """What the address asks for, as a workbook."""
    return _xlsx(page, Direction.IN)


@pages.get("/registri/nosutitie/druka", name="registers.outgoing_print")
def outgoing_print(page: Signed) -> Response:
    """For paper."""
    return _print(page, Direction.OUT)


@pages.get("/registri/sanemtie/druka", name="registers.incoming_print")
def incoming_print(page: Signed) -> Response:
    """For paper."""
    return _print(page, Direction.IN)


def _form(page: Page, form: Sent[Any], entry: Entry | None, status: int = 200) -> Response:
    offered = [] if entry and entry.document_id else subjects.choices(page.db, page.actor)
    return page.show(
        "registers/form.html",
        status=status,
        form=form,
        entry=entry,
        files=[file for file in queries.case_files(page.db, page.actor) if file.closed_at is None],
        kinds=BROUGHT if entry is None or entry.kind in BROUGHT else KINDS,
        offered=offered,
        accept=ACCEPT,
        today_=today(),
    )


def _values(page: Page, form: Sent[EntryForm]) -> dict[str, Any]:
    """What the actions take: the file looked at, the row and the subject chosen among those one sees."""
    file = receive(form)
    if form.errors:
        return {}
    values = form.data.model_dump(exclude={"version", "about", "case_file", "dated"})
    values |= {"file": file, "case_file": _chosen(page, form.data.case_file), "subject": ""}
    if form.data.about:
        found = [one for one in subjects.choices(page.db, page.actor) if _called(one) == form.data.about]
        if found:
            values["subject"] = found[0].subject
        else:
            form.refuse("about", _("Choose one from the list."))
    return values


def _called(one: subjects.About) -> str:
    """As the list of the form offers it; the number tells namesakes apart."""
    return f"{one.label} ({re.sub(r'[^0-9]', '', one.subject)})"


def _chosen(page: Page, number: int | None) -> CaseFile | None:
    return next((file for file in queries.case_files(page.db, page.actor) if file.id == number), None)


@pages.get("/registri/sanemtie/jauns", name="registers.new")
def new(page: Signed) -> Response:
    """The form of a paper that came."""
    verbs.REGISTER.check(page.db, page.actor, own_office(page))
    about = page.request.query_params.get("par", "")
    named = subjects.known(page.db, page.actor, {about}).get(about)
    return _form(page, blank(EntryForm, dated=today(), about=_called(named) if named else ""), None)


@pages.post("/registri/sanemtie/jauns", name="registers.register")
def register(page: Signed, form: Annotated[Sent[EntryForm], sent(EntryForm)]) -> Response:
    """Gives it the next number."""
    school: Organisation = own_office(page)
    verbs.REGISTER.check(page.db, page.actor, school)
    values = _values(page, form) if not form.errors else {}
    made = None
    if not form.errors:
        dated = form.data.dated
        made = form.attempt(
            lambda: actions.register(page.db, page.actor, school, dated=dated, **values), "dated"
        )
    if made is None:
        return _form(page, form, None, 422)
    page.db.flush()  # its page is named by its id
    return page.done(made.address, notice=_("Registered with number {number}.", number=made.number))


def _show(page: Page, entry: Entry, reason: Sent[ReasonForm], status: int = 200) -> Response:
    about = subjects.known(page.db, page.actor, {entry.subject}).get(entry.subject)
    return page.show(
        "registers/show.html",
        status=status,
        entry=entry,
        about=about,
        reason=reason,
        may_correct=verbs.CORRECT.permits(page.actor, entry) and entry.destruction_id is None,
        may_hold=verbs.HOLD.permits(page.actor, entry) and entry.destroyed_on is None,
    )


SeenEntry = Annotated[Entry, seen(Entry, "case_file", "registered_by", "destruction", "holds")]


@pages.get("/registri/ieraksti/{entry_id:int}", name="registers.show")
def show(page: Signed, entry: SeenEntry) -> Response:
    """All that is known of a paper."""
    return _show(page, entry, blank(ReasonForm))


@pages.get("/registri/ieraksti/{entry_id:int}/datne", name="registers.file")
def file_of(page: Signed, entry: SeenEntry) -> Response:
    """The bytes as they came."""
    if entry.file_sha256 is None or entry.destroyed_on:
        raise NotFound("file")
    data = content_of(page.db, entry.file_sha256)
    return page.download(data, entry.file_name, type_of(entry.file_name))


@pages.get("/registri/ieraksti/{entry_id:int}/labot", name="registers.edit")
def edit(page: Signed, entry: SeenEntry) -> Response:
    """The form of an entry; of the portal's own documents only the file and the note are typed."""
    verbs.CORRECT.check(page.db, page.actor, entry)
    shape: type[Form] = NoteForm if entry.document_id else EntryForm
    names = shape.model_fields.keys() - {"about", "case_file"}
    about = subjects.known(page.db, page.actor, {entry.subject}).get(entry.subject)
    values = {name: getattr(entry, name) for name in names}
    form = blank(shape, case_file=entry.case_file_id, about=_called(about) if about else "", **values)
    return _form(page, form, entry)


@pages.post("/registri/ieraksti/{entry_id:int}/labot", name="registers.correct")
def correct(page: Signed, entry: SeenEntry, form: Annotated[Sent[EntryForm], sent(EntryForm)]) -> Response:
    """Mends what was typed."""
    verbs.CORRECT.check(page.db, page.actor, entry)
    values = _values(page, form) if not form.errors else {}
    status = 422
    if not form.errors and form.overtaken(version=entry.version):
        status = 409
    if not form.errors:
        form.attempt(lambda: actions.correct(page.db, page.actor, entry, **values), "file")
    return _form(page, form, entry, status) if form.errors else _saved(page, entry)


@pages.post("/registri/ieraksti/{entry_id:int}/lieta", name="registers.file_away")
def file_away(page: Signed, entry: SeenEntry, form: Annotated[Sent[NoteForm], sent(NoteForm)]) -> Response:
    """Into another file."""
    verbs.FILE_AWAY.check(page.db, page.actor, entry)
    status = 422
    if not form.errors and form.overtaken(version=entry.version):
        status = 409
    if form.errors:
        return _form(page, form, entry, status)
    file = _chosen(page, form.data.case_file)
    actions.file_away(page.db, page.actor, entry, case_file=file, note=form.data.note)
    return _saved(page, entry)


def _saved(page: Page, entry: Entry) -> Response:
    return page.done(entry.address, notice=_("Saved"))


def _decide(page: Page, entry: Entry, form: Sent[ReasonForm], lift: bool) -> Response:
    verb = verbs.LIFT if lift else verbs.HOLD
    verb.check(page.db, page.actor, entry)
    if form.errors:
        return _show(page, entry, form, 422)
    (actions.lift if lift else actions.hold)(page.db, page.actor, entry, reason=form.data.reason)
    done = _("The paper may be destroyed when its time is over.") if lift else _("Nobody may destroy it now.")
    return page.done(entry.address, notice=done)


@pages.post("/registri/ieraksti/{entry_id:int}/aizliegt", name="registers.hold")
def hold(page: Signed, entry: SeenEntry, form: Annotated[Sent[ReasonForm], sent(ReasonForm)]) -> Response:
    """Forbids to destroy it."""
    return _decide(page, entry, form, lift=False)


@pages.post("/registri/ieraksti/{entry_id:int}/atlaut", name="registers.lift")
def lift(page: Signed, entry: SeenEntry, form: Annotated[Sent[ReasonForm], sent(ReasonForm)]) -> Response:
    """Takes that back."""
    return _decide(page, entry, form, lift=True)
