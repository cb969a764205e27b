"""Placements for a whole group: a row for each learner."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _, _n
from app.placements import batch, defaults
from app.placements.finding import live_by_learner
from app.placements.forms import GroupForm
from app.placements.models import Kind
from app.placements.schedule import Schedule, troubles
from app.schools.models import Group

pages = room()


def _grid(page: Page, group: Group, form: Sent[GroupForm], status: int = 200, result: Any = None) -> Response:
    learners = batch.learners_of(page.db, group)
    return page.show(
        "placements/group.html",
        status=status,
        group=group,
        learners=learners,
        live=live_by_learner(page.db, learners),
        mentors=batch.mentors(page.db, page.actor),
        form=form,
        result=result,
        kinds=[(kind.value, page.words.text(kind.label)) for kind in Kind],
    )


def _check(page: Page, group: Group) -> None:
    if not batch.may(page.actor, group):
        raise Forbidden("placements.create_for_group")


@pages.get("/vietas/grupai/{group_id:int}", name="placements.for_group")
def for_group(page: Signed, group: Annotated[Group, seen(Group)]) -> Response:
    """Who goes where; the period is common."""
    _check(page, group)
    starts, ends = defaults.period(page.db, group.school_id, group)
    return _grid(page, group, blank(GroupForm, starts=starts, ends=ends, kind=Kind.DVB))


@pages.post("/vietas/grupai/{group_id:int}", name="placements.create_for_group")
def create_for_group(
    page: Signed, group: Annotated[Group, seen(Group)], form: Annotated[Sent[GroupForm], sent(GroupForm)]
) -> Response:
    """Makes what is complete and lists what was skipped and why."""
    _check(page, group)
    if form.errors:
        return _grid(page, group, form, 422)
    data = form.data
    if data.ends < data.starts:
        form.refuse("ends", _("The end is before the start."))
        return _grid(page, group, form, 422)
    weeks = defaults.letters(page.db, group.school_id, group, data.starts, data.ends)
    if wrong := troubles(Schedule(data.starts, data.ends, weeks)):
        form.refuse("ends", next(iter(wrong.values())))
        return _grid(page, group, form, 422)
    known = {str(m.id): m for _company, found in batch.mentors(page.db, page.actor) for m in found}
    chosen = {
        learner.id: known[form.value(f"mentor_{learner.id}")]
        for learner in batch.learners_of(page.db, group)
        if form.value(f"mentor_{learner.id}") in known
    }
    if not chosen:
        form.refuse("", _("Choose a company and a supervisor for at least one learner."))
        return _grid(page, group, form, 422)
    result = batch.make(
        page.db, page.actor, group, chosen, starts=data.starts, ends=data.ends, kind=data.kind
    )
    if not result.skipped:
        made = _n("{n} placement is made.", "{n} placements are made.", len(result.made))
        table = page.url("placements.list", {"grupa": group.name})
        papers = page.url("contracts.of_group", group_id=group.id)  # an internship is prepared as a group
        return page.done(papers if data.kind is Kind.PRACTICE else table, notice=made)
    return _grid(page, group, form, result=result)
