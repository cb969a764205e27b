"""Rows and cells of a plan: saved as one types, or as a form."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements.models import Kind
from app.plans import actions, cells, verbs
from app.plans.forms import CellForm, RowForm
from app.plans.models import Plan, PlanRow
from app.plans.queries import share, totals, with_rows
from app.plans.rows import by_module, suggestions

pages = room()


def _form(row: PlanRow) -> Sent[RowForm]:
    """The row's form with what is stored."""
    form = blank(RowForm, version=row.version, outcomes=row.outcome_ids)
    form.raw |= {field: [cells.written(getattr(row, field))] for field in cells.FIELDS}
    return form


def _page(page: Page, row: PlanRow, form: Sent[Any], status: int = 200, **more: Any) -> Response:
    """The row's own page: the same cells as a form."""
    return page.show(
        "plans/row.html",
        status=status,
        placement=row.plan.placement,
        plan=row.plan,
        row=row,
        form=form,
        labels=cells.LABELS,
        suggestions=suggestions(row.plan),
        editable=verbs.FILL_ROW.open_to(page.actor, row),
        **{"changed": None, **more},
    )


@pages.get("/plana-rindas/{plan_row_id:int}", name="plans.row")
def show_row(page: Signed, row: Annotated[PlanRow, seen(PlanRow)]) -> Response:
    """One row, for a phone, without JavaScript, and for its outcomes."""
    return _page(page, row, _form(row))


@pages.post("/plana-rindas/{plan_row_id:int}", name="plans.fill_row")
def fill_row(
    page: Signed, row: Annotated[PlanRow, seen(PlanRow)], form: Annotated[Sent[RowForm], sent(RowForm)]
) -> Response:
    """Saves the row at once."""
    with_rows(page.db, row.plan_id)
    if form.errors:
        return _page(page, row, form, 422)
    typed: dict[str, str] = {field: form.value(field) for field in cells.FIELDS if field in form.raw}
    outcomes = form.data.outcomes if form.data.with_outcomes else None
    try:
        actions.fill_row(
            page.db, page.actor, row, values=typed, version=form.data.version, outcome_ids=outcomes
        )
    except cells.Unfit as unfit:
        form.refuse(unfit.field, unfit.text)
        return _page(page, row, form, 422)
    except cells.Changed as changed:
        form.raw["version"] = [str(row.version)]
        return _page(page, row, form, 409, changed=changed)
    return page.done(f"{row.plan.address}#r{row.id}", notice=_("Saved"))


@pages.post("/plana-rindas/{plan_row_id:int}/suna", name="plans.fill_cell")
def fill_cell(
    page: Signed, row: Annotated[PlanRow, seen(PlanRow)], form: Annotated[Sent[CellForm], sent(CellForm)]
) -> Response:
    """Saves one cell; only the cell, the sums and the tape go back."""
    plan = with_rows(page.db, row.plan_id)
    if form.errors:
        return _page(page, row, form, 422)
    cell, typed = form.data, form.value(form.data.field)
    status, said, changed = 200, None, None
    try:
        value = cells.read(cell.field, typed)
        if value == getattr(row, cell.field):  # typed twice, or theirs is taken: nothing to write
            verbs.FILL_CELL.check(page.db, page.actor, row)
        else:
            actions.fill_cell(page.db, page.actor, row, field=cell.field, value=value, version=cell.version)
    except cells.Unfit as unfit:
        status, said = 422, unfit.text
    except cells.Changed as found:
        status, changed = 409, found
    if page.htmx:
        return page.show(
            "plans/cell.html", status=status, **_cell(page, plan, row, cell, typed, said, changed)
        )
    if status == 200:
        return page.done(f"{plan.address}#r{row.id}", notice=_("Saved"))
    whole = _form(row)
    whole.raw[cell.field] = [typed]
    if said:
        whole.refuse(cell.field, said)
    return _page(page, row, whole, status, changed=changed)


def _cell(
    page: Page, plan: Plan, row: PlanRow, cell: CellForm, typed: str, said: Any, changed: Any
) -> dict[str, Any]:
    group = next(group for group in by_module(plan) if group.module.id == row.module_id)
    dvb = plan.placement.kind is Kind.DVB and plan.placement.programme is not None
    return {
        "plan": plan,
        "row": row,
        "field": cell.field,
        "label": cells.LABELS[cell.field],
        "kind": cells.kind(cell.field),
        "take": cell.take,
        "typed": typed,
        "said": said,
        "changed": changed,
        "theirs": cells.written(changed.theirs) if changed else "",
        "group": group,
        "sums": totals(plan),
        "share": share(plan) if dvb else None,
        "ready": verbs.PROPOSE.reasons(page.db, page.actor, plan) if not (said or changed) else [],
    }


@pages.post("/plana-rindas/{plan_row_id:int}/sadalit", name="plans.split_row")
def split_row(page: Signed, row: Annotated[PlanRow, seen(PlanRow)]) -> Response:
    """A second row of the same module."""
    actions.split_row(page.db, page.actor, row)
    return page.done(f"{row.plan.address}#m{row.module_id}", notice=_("The module has one more row."))


@pages.post("/plana-rindas/{plan_row_id:int}/nonemt", name="plans.remove_row")
def remove_row(page: Signed, row: Annotated[PlanRow, seen(PlanRow)]) -> Response:
    """Takes the row out."""
    plan = row.plan
    actions.remove_row(page.db, page.actor, row)
    return page.done(plan.address, notice=_("The row is removed."))
