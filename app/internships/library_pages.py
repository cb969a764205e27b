"""The school's library of practice programmes: written once, used by many internships."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Response
from sqlalchemy import func, select

from app.identity.door import Signed, room, seen
from app.identity.roles import SCHOOL_STAFF
from app.internships import actions, verbs
from app.internships.forms import OutlineForm
from app.internships.models import Outline, Practice
from app.internships.queries import modules, outcomes, outlines
from app.internships.values import lines
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements import finding
from app.schools.models import Group, ModuleKind, Programme

pages = room()


@pages.get("/prakses-programmas", name="internships.library")
def library(page: Signed) -> Response:
    """What is in use, by qualification; how many internships took each."""
    if not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden("internships.library")
    found = list(page.db.scalars(outlines(page.actor)))
    used = dict(
        page.db.execute(
            select(Practice.outline_id, func.count())
            .where(Practice.outline_id.in_([o.id for o in found]))
            .group_by(Practice.outline_id)
        ).all()
    )
    programmes = finding.programmes(page.db, page.actor)
    return page.show(
        "internships/library.html",
        outlines=found,
        used=used,
        programmes=programmes,
        may_write=bool(programmes) and verbs.WRITE_OUTLINE.permits(page.actor, programmes[0]),
    )


def _edit(
    page: Page, programme: Programme, outline: Outline | None, form: Sent[OutlineForm], status: int = 200
) -> Response:
    groups = page.db.scalars(
        Group.visible_to(page.actor).where(Group.programme_id == programme.id).order_by(Group.sort_key)
    )
    return page.show(
        "internships/outline_form.html",
        status=status,
        programme=programme,
        outline=outline,
        groups=list(groups),
        modules=modules(page.db, programme.id),
        form=form,
    )


@pages.get("/prakses-programmas/jauna/{programme_id:int}", name="internships.new_outline")
def new_outline(page: Signed, programme: Annotated[Programme, seen(Programme)]) -> Response:
    """Begins with the outcomes and the hours of the practice modules."""
    verbs.WRITE_OUTLINE.check(page.db, page.actor, programme)
    found = [m for m in modules(page.db, programme.id) if m.kind is ModuleKind.PRACTICE]
    hours = sum(module.hours for module in found)
    form = blank(
        OutlineForm,
        name=found[0].name if found else programme.qualification,
        outcome=[outcome.id for module in found for outcome in module.outcomes],
        hours=hours or None,
        weeks=-(-hours // 40) or None,
        closing=True,
    )
    return _edit(page, programme, None, form)


def _told(page: Page, programme: Programme, data: OutlineForm) -> dict[str, Any]:
    group = page.db.scalar(
        Group.visible_to(page.actor).where(Group.programme_id == programme.id, Group.id == data.group_id)
    )
    return {
        "name": data.name,
        "group": group,
        "aim": data.aim,
        "tasks": data.tasks,
        "criteria": data.criteria,
        "hours": data.hours,
        "weeks": data.weeks,
        "closing": data.closing,
        "chosen": data.outcome,
        "own": data.own.splitlines(),
    }


@pages.post("/prakses-programmas/jauna/{programme_id:int}", name="internships.write_outline")
def write_outline(
    page: Signed,
    programme: Annotated[Programme, seen(Programme)],
    form: Annotated[Sent[OutlineForm], sent(OutlineForm)],
) -> Response:
    """Adds a pattern."""
    verbs.WRITE_OUTLINE.check(page.db, page.actor, programme)
    if not form.errors:
        told = _told(page, programme, form.data)
        form.attempt(lambda: actions.write_outline(page.db, page.actor, programme, **told), "own")
    if form.errors:
        return _edit(page, programme, None, form, 422)
    return page.done(page.url("internships.library"), notice=_("Added: {name}", name=form.data.name))


@pages.get("/prakses-programmas/{outline_id:int}", name="internships.outline")
def outline(
    page: Signed, outline: Annotated[Outline, seen(Outline)], labot: Annotated[str, Query()] = ""
) -> Response:
    """A pattern; with `labot` its form."""
    found = outcomes(page.db, outline.outcome_ids)
    if labot:
        verbs.EDIT_OUTLINE.check(page.db, page.actor, outline)
        form = blank(
            OutlineForm,
            name=outline.name,
            group_id=outline.group_id,
            aim=outline.aim,
            tasks=outline.tasks,
            criteria=outline.criteria,
            outcome=[o.id for o in found if o.module_id is not None],
            own="\n".join(o.text for o in found if o.module_id is None),
            hours=outline.hours,
            weeks=outline.weeks,
            closing=outline.closing,
            version=outline.version,
        )
        return _edit(page, outline.programme, outline, form)
    return page.show(
        "internships/outline.html",
        outline=outline,
        tasks=lines(outline.tasks),
        criteria=lines(outline.criteria),
        outcomes=found,
        may_write=verbs.EDIT_OUTLINE.permits(page.actor, outline),
    )


@pages.post("/prakses-programmas/{outline_id:int}", name="internships.edit_outline")
def edit_outline(
    page: Signed,
    outline: Annotated[Outline, seen(Outline)],
    form: Annotated[Sent[OutlineForm], sent(OutlineForm)],
) -> Response:
    """Internships that took it before keep what they have."""
    verbs.EDIT_OUTLINE.check(page.db, page.actor, outline)
    if not form.errors and not form.overtaken(version=outline.version):
        told = _told(page, outline.programme, form.data)
        form.attempt(lambda: actions.edit_outline(page.db, page.actor, outline, **told), "own")
    if form.errors:
        return _edit(page, outline.programme, outline, form, 422)
    return page.done(page.url("internships.outline", outline_id=outline.id), notice=_("Saved"))


@pages.post("/prakses-programmas/{outline_id:int}/iznemt", name="internships.retire_outline")
def retire_outline(page: Signed, outline: Annotated[Outline, seen(Outline)]) -> Response:
    """It is not offered any more."""
    actions.retire_outline(page.db, page.actor, outline)
    return page.done(page.url("internships.library"), notice=_("Taken out: {name}", name=outline.name))
