"""The implementation plan of a programme: edited in place, approved, downloaded."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.documents.issuing import content
from app.documents.typeset import pdf
from app.identity.door import Signed, room, seen
from app.kit.errors import NotFound, Refused
from app.kit.forms import Sent, sent
from app.kit.pages import Page
from app.kit.words import Said, _
from app.placements.finding import number
from app.plans import cells as plan_cells
from app.plans.implementation import actions, cells, queries, values, verbs
from app.plans.implementation.forms import CellForm, ModuleForm, RowForm
from app.plans.implementation.models import Implementation, ImplementationRow, State
from app.schools.models import Module, Programme

pages = room()
SeenPlan = Annotated[Implementation, seen(Implementation)]
SeenRow = Annotated[ImplementationRow, seen(ImplementationRow)]
CellTrouble = tuple[int, str, str, Said]  # row, field, what was typed, what is wrong


def _before_approving(page: Page, plan: Implementation) -> dict[str, Any]:
    """What stands in the way, what is worth a look, and whether this person approves."""
    found = queries.before_approving(page.db, plan) if plan.state is State.DRAFT else []
    return {
        "warnings": [each for each in found if not each.stops],
        "approving": [each.reason for each in found if each.stops],
        "may_approve": verbs.APPROVE.permits(page.actor, plan),
    }


def _page(
    page: Page, programme: Programme, plan: Implementation | None, wrong: CellTrouble | None = None
) -> Response:
    found = queries.editions(page.db, programme.id)
    shown: dict[str, Any] = {
        "programme": programme,
        "plan": plan,
        "editions": found,
        "may_open": not found and verbs.OPEN.permits(page.actor, programme),
        "opening": verbs.OPEN.reasons(page.db, page.actor, programme),
    }
    if plan is not None:
        editable = verbs.ADD_ROW.open_to(page.actor, plan)
        shown |= {
            "editable": editable,
            "modules": queries.by_module(plan),
            "sums": queries.sums(plan),
            "readings": queries.both_readings(plan),
            **_before_approving(page, plan),
            "spare": queries.spare_modules(plan) if editable else [],
            "may_reopen": verbs.REOPEN.open_to(page.actor, plan) and found[0].id == plan.id,
            "newer": found[0] if found[0].id != plan.id else None,
            "labels": cells.LABELS,
            "wrong": wrong,
        }
    return page.show("plans/implementation.html", status=422 if wrong else 200, **shown)


@pages.get("/skola/programmas/{programme_id:int}/istenosana", name="plans.implementation")
def implementation(
    page: Signed, programme: Annotated[Programme, seen(Programme, "modules")], redakcija: str = ""
) -> Response:
    """The newest edition, or an earlier one to read."""
    wanted = number(redakcija) if redakcija else None
    plan = queries.edition_of(page.db, programme.id, wanted)
    if redakcija and plan is None:
        raise NotFound("redakcija")
    return _page(page, programme, plan)


@pages.post("/skola/programmas/{programme_id:int}/istenosana", name="plans.open_implementation")
def open_implementation(
    page: Signed, programme: Annotated[Programme, seen(Programme, "modules")]
) -> Response:
    """Fills the first draft from the modules."""
    plan = actions.open_implementation(page.db, page.actor, programme)
    return page.done(plan.address, notice=_("The draft is filled from the modules. Check the hours."))


@pages.get("/istenosanas-plani/{implementation_id:int}/dokuments", name="plans.implementation_document")
def implementation_document(page: Signed, plan: SeenPlan) -> Response:
    """The document as issued; of a draft, a draft."""
    if plan.document is not None:
        data = content(page.db, plan.document.edition)
    else:
        whole = queries.with_rows(page.db, plan.id)
        data = pdf(values.TEMPLATE, values.of_plan(page.db, whole, draft=True))
    name = f"{values.title(plan)}.pdf"
    return page.download(data, name, "application/pdf", inline=True)


@pages.post("/istenosanas-plani/{implementation_id:int}/rindas", name="plans.add_implementation_row")
def add_implementation_row(
    page: Signed, plan: SeenPlan, form: Annotated[Sent[ModuleForm], sent(ModuleForm)]
) -> Response:
    """Adds a module of the programme."""
    module = _module(plan, form.data.module_id) if not form.errors else None
    if module is None:
        raise Refused(_("Choose a module of the programme."))
    actions.add_implementation_row(page.db, page.actor, plan, module=module)
    return page.done(plan.address, notice=_("Added: {name}", name=module.name))


def _module(plan: Implementation, module_id: int) -> Module | None:
    return next((one for one in plan.programme.modules if one.id == module_id), None)


@pages.post("/istenosanas-plani/{implementation_id:int}/apstiprinat", name="plans.approve_implementation")
def approve_implementation(page: Signed, plan: SeenPlan) -> Response:
    """The school approves."""
    whole = queries.with_rows(page.db, plan.id)
    actions.approve_implementation(page.db, page.actor, whole)
    notice = _("The implementation plan is approved. New individual plans follow it.")
    return page.done(plan.address, notice=notice)


@pages.post("/istenosanas-plani/{implementation_id:int}/atvert", name="plans.reopen_implementation")
def reopen_implementation(page: Signed, plan: SeenPlan) -> Response:
    """The next edition."""
    made = actions.reopen_implementation(page.db, page.actor, plan)
    notice = _("Edition {n} is open. The approved one is in force until it is approved.", n=made.edition)
    return page.done(plan.address, notice=notice)


@pages.post("/istenosanas-rindas/{implementation_row_id:int}/suna", name="plans.fill_implementation_cell")
def fill_implementation_cell(
    page: Signed, row: SeenRow, form: Annotated[Sent[CellForm], sent(CellForm)]
) -> Response:
    """Saves one cell; only the cell, the sums and the share go back."""
    plan = queries.with_rows(page.db, row.implementation_id)
    if form.errors:
        raise Refused(_("There is no such cell."))
    cell, typed = form.data, form.value(form.data.field)
    status, said, changed = 200, None, None
    try:
        read = cells.read(cell.field, typed)
        if all(getattr(row, column) == value for column, value in read.items()):
            verbs.FILL_CELL.check(page.db, page.actor, row)  # typed twice, or theirs is taken
        else:
            actions.fill_implementation_cell(
                page.db, page.actor, row, field=cell.field, value=typed, version=cell.version
            )
    except plan_cells.Unfit as unfit:
        status, said = 422, unfit.text
    except plan_cells.Changed as found:
        status, changed = 409, found
    shown: dict[str, Any] = {
        "plan": plan,
        "row": row,
        "field": cell.field,
        "label": cells.LABELS[cell.field],
        "take": cell.take,
        "typed": typed,
        "said": said,
        "changed": changed,
        "theirs": cells.written(row, cell.field) if changed else "",
        "group": next(one for one in queries.by_module(plan) if one.module.id == row.module_id),
        "sums": queries.sums(plan),
        "readings": queries.both_readings(plan),
        **_before_approving(page, plan),
    }
    return page.show("plans/implementation_cell.html", status=status, **shown)


@pages.post("/istenosanas-rindas/{implementation_row_id:int}", name="plans.fill_implementation_row")
def fill_implementation_row(
    page: Signed, row: SeenRow, form: Annotated[Sent[RowForm], sent(RowForm)]
) -> Response:
    """The row at once, without JavaScript."""
    plan = queries.with_rows(page.db, row.implementation_id)
    if form.errors:
        raise Refused(_("Open the page again."))
    typed: dict[str, str] = {field: form.value(field) for field in cells.FIELDS if field in form.raw}
    try:
        actions.fill_implementation_row(page.db, page.actor, row, values=typed, version=form.data.version)
    except plan_cells.Unfit as unfit:
        return _page(page, plan.programme, plan, (row.id, unfit.field, typed[unfit.field], unfit.text))
    return page.done(f"{plan.address}#r{row.id}", notice=_("Saved"))


@pages.post("/istenosanas-rindas/{implementation_row_id:int}/sadalit", name="plans.split_implementation_row")
def split_implementation_row(page: Signed, row: SeenRow) -> Response:
    """A second row of the same module."""
    actions.split_implementation_row(page.db, page.actor, row)
    return page.done(f"{row.implementation.address}#r{row.id}", notice=_("The module has one more row."))


@pages.post("/istenosanas-rindas/{implementation_row_id:int}/nonemt", name="plans.remove_implementation_row")
def remove_implementation_row(page: Signed, row: SeenRow) -> Response:
    """Takes the row out."""
    plan = row.implementation
    actions.remove_implementation_row(page.db, page.actor, row)
    return page.done(plan.address, notice=_("The row is removed."))
