"""A group's marks in one table: typed with the keyboard, taken away as a workbook; what is late, reminded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Response

from app.assessment import actions, group_table, verbs
from app.assessment.asked import headings_of, procedure_of
from app.assessment.forms import ABSENT, GradeForm, NothingForm, ProcedureForm, RemindForm
from app.assessment.models import Assessment
from app.assessment.queries import of_group, overdue, sheets_by_ids
from app.assessment.scale import BY_MARK
from app.identity.door import Signed, room, seen
from app.identity.roles import SCHOOL_STAFF
from app.kit.errors import Forbidden, Refused
from app.kit.forms import Sent, blank, check, sent
from app.kit.pages import Page
from app.kit.words import Said, _, _n
from app.notifications.reminders import about, last_of, remind
from app.schools.models import Group, School

pages = room()
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(page: Page, name: str, *, late: bool = False) -> Response:
    """The group asked for, else the first that has sheets; or what is late, of everybody."""
    return _late(page, blank(RemindForm)) if late else _table(page, _group(page, name), blank(NothingForm))


def _group(page: Page, name: str) -> Group | None:
    found = group_table.groups(page.db, page.actor)
    return next((one for one in found if one.name == name), found[0] if found else None)


def _table(page: Page, group: Group | None, form: Sent[NothingForm], status: int = 200) -> Response:
    sheets = of_group(page.db, page.actor, group.id) if group else []
    return page.show(
        "assessment/group.html",
        status=status,
        groups=group_table.groups(page.db, page.actor),
        group=group,
        columns=group_table.columns(sheets),
        rows=group_table.rows(sheets),
        form=form,
        late=len(overdue(page.db, page.actor)),
        by_mark=BY_MARK,
        verbs=verbs,
    )


def _late(page: Page, form: Sent[RemindForm], status: int = 200) -> Response:
    sheets = overdue(page.db, page.actor)
    return page.show(
        "assessment/late.html",
        status=status,
        sheets=sheets,
        reminded=last_of(page.db, [about(sheet) for sheet in sheets]),
        about=about,
        form=form,
    )


@pages.post("/vertejumi/grupai/{group_id:int}", name="assessment.grade_group")
def grade_group(
    page: Signed,
    group: Annotated[Group, seen(Group)],
    form: Annotated[Sent[NothingForm], sent(NothingForm)],
) -> Response:
    """Every mark that was typed; all of them, or none while one of them is wrong."""
    changed = _changed(page, group, form)
    if not changed and not form.errors:
        form.refuse("", _("No mark has been typed."))
    for sheet, mark, reason in changed:
        if wanted := group_table.refused(page.db, page.actor, sheet, mark, reason):
            form.refuse(f"m{sheet.id}", wanted)
    if form.errors:
        return _table(page, group, form, 422)
    for sheet, mark, reason in changed:
        actions.grade(page.db, page.actor, sheet, mark=mark, reason=reason)
    notice = _n("{n} final mark is set.", "{n} final marks are set.", len(changed))
    return page.done(page.url("assessment.list", {"grupa": group.name}), notice=notice)


def _changed(page: Page, group: Group, form: Sent[NothingForm]) -> list[tuple[Assessment, int | None, str]]:
    """The sheets beside which something was typed, each mark checked at its place."""
    ids = [
        int(name[1:])
        for name in form.raw
        if name[:1] == "m" and name[1:].isdecimal() and len(name) < 11 and form.value(name)
    ]
    found = []
    for sheet in sheets_by_ids(page.db, page.actor, ids[:500]):
        if not verbs.grader(page.actor, sheet):
            raise Forbidden(verbs.GRADE.name)
        typed = check(GradeForm, {"mark": [form.value(f"m{sheet.id}")]}, {})
        if typed.errors:
            form.refuse(f"m{sheet.id}", typed.errors["mark"])
        else:
            mark = None if typed.data.mark == ABSENT else typed.data.value
            found.append((sheet, mark, form.value(f"r{sheet.id}").strip()))
    return found


@pages.get("/vertejumi.xlsx", name="assessment.workbook")
def workbook(page: Signed, grupa: str = "") -> Response:
    """The same table as a workbook."""
    if not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden("assessment.workbook")
    group = _group(page, grupa)
    if group is None:
        raise Refused(_("There are no assessments yet."))
    sheets = of_group(page.db, page.actor, group.id)
    data = group_table.workbook(sheets, page.words)
    return page.download(data, f"vertejumi-{group.name}.xlsx", SHEET)


@pages.post("/vertejumi/atgadinat", name="assessment.remind")
def remind_late(page: Signed, form: Annotated[Sent[RemindForm], sent(RemindForm)]) -> Response:
    """Reminds the mentors; who was reminded within 24 hours is left out and said."""
    if form.errors:
        return _late(page, form, 422)
    sheets = sheets_by_ids(page.db, page.actor, form.data.sheet[:200])
    sent_to, left = _reminded(page, sheets)
    if not sent_to:
        form.refuse("", left or _("Nobody to remind."))
        return _late(page, form, 422)
    notice = _n("{n} reminder is sent.", "{n} reminders are sent.", sent_to)
    return page.done(page.url("assessment.list", {"skats": "kave"}), notice=notice)


def _reminded(page: Page, sheets: Sequence[Assessment]) -> tuple[int, Said | None]:
    count, left = 0, None
    for sheet in sheets:
        if not verbs.PROPOSE.of or sheet.state not in verbs.PROPOSE.of or sheet.placement.guide is None:
            continue
        try:
            remind(page.db, page.actor, sheet, sheet.placement.guide, "remind.assess")
            count += 1
        except Refused as refused:
            left = refused.reasons[0].text
    return count, left


@pages.get("/skola/vertesana", name="assessment.procedure")
def procedure(page: Signed) -> Response:
    """How this school wants it (MK 332: 24)."""
    if not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden(verbs.SET_PROCEDURE.name)
    known = procedure_of(page.db, page.actor.organisation_id)
    form = blank(
        ProcedureForm,
        company_days=known.company_days,
        report_days=known.report_days,
        headings="\n".join(headings_of(known)),
    )
    return _procedure(page, form)


def _procedure(page: Page, form: Sent[ProcedureForm], **more: Any) -> Response:
    school = _school(page)
    return page.show(
        "assessment/procedure.html",
        status=422 if form.errors else 200,
        form=form,
        school=school,
        may=verbs.SET_PROCEDURE.permits(page.actor, school),
        **more,
    )


def _school(page: Page) -> School:
    school: School = page.db.scalars(School.visible_to(page.actor)).one()
    return school


@pages.post("/skola/vertesana", name="assessment.set_procedure")
def set_procedure(page: Signed, form: Annotated[Sent[ProcedureForm], sent(ProcedureForm)]) -> Response:
    """From now on."""
    if not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden(verbs.SET_PROCEDURE.name)
    school = _school(page)
    verbs.SET_PROCEDURE.check(page.db, page.actor, school)
    if form.errors:
        return _procedure(page, form)
    data = form.data
    actions.set_procedure(
        page.db,
        page.actor,
        school,
        company_days=data.company_days,
        report_days=data.report_days,
        headings=data.headings.splitlines(),
    )
    return page.done(page.url("assessment.procedure"), notice=_("Saved"))
