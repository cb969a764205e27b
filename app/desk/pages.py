"""The first page of each role, and its inbox."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response
from fastapi.responses import RedirectResponse

from app.desk import actions, placement_pages, table_pages
from app.desk.assessed import assessments
from app.desk.care import accidents
from app.desk.forms import RemindForm
from app.desk.later import later_signatures
from app.desk.lawful import missing
from app.desk.lines import Line, lines
from app.desk.own import of_others, weeks_to_approve
from app.desk.staff import of_staff
from app.desk.steps import step
from app.desk.summary import agenda, group_belts, pipes
from app.desk.table import VIEWS, Wanted, table
from app.desk.table_pages import belts_of
from app.desk.tasks import Bucket, Task
from app.desk.whys import explain
from app.identity.door import Signed, room
from app.identity.forms import local
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.errors import Refused
from app.kit.forms import Sent, sent
from app.kit.pages import Page
from app.kit.words import Said, _, _n
from app.notifications.models import Reminder
from app.notifications.reminders import TAKE_BACK, nudges, take_back

pages = room()
pages.include_router(table_pages.pages)
pages.include_router(placement_pages.pages)

SHOWN = 8


@pages.get("/", name="desk.home")
def home(page: Signed) -> Response:
    """What needs me, the most urgent first."""
    actor = page.actor
    if actor.roles == {Role.PORTAL_ADMIN}:
        return RedirectResponse(page.url("admin.home"), 303)
    found = lines(page.db, actor)
    if actor.has(Role.COORDINATOR, Role.SUPERVISOR, Role.SCHOOL_ADMIN):
        return _staff(page, found)
    tasks = of_others(page.db, actor, found)
    if actor.roles & COMPANY_OFFICE:
        tasks = sorted(
            tasks + missing(page.db, found), key=lambda task: (list(Bucket).index(task.bucket), task.order)
        )
    return page.show("desk/own.html", tasks=_by_bucket(tasks), count=len(tasks), lines=found, step=step)


def _staff(page: Page, found: list[Line]) -> Response:
    tasks = of_staff(found) + weeks_to_approve(page.actor, found) + assessments(page.db, page.actor, found)
    tasks += later_signatures(page.db, page.actor, found)
    tasks += accidents(page.actor, found)
    reminded = nudges(page.db, [name for task in tasks for name in task.remind])
    explain(tasks, reminded)
    tasks.sort(key=lambda task: (list(Bucket).index(task.bucket), task.order))
    if page.actor.has(Role.DIRECTOR):
        tasks = of_others(page.db, page.actor, found) + tasks
    shown = table(found, Wanted(view="jarikojas", sort="steidzami"), SHOWN)
    return page.show(
        "desk/home.html",
        tasks=_by_bucket(tasks),
        count=len(tasks),
        reminded=reminded,
        pipes=pipes(found),
        agenda=agenda(found),
        groups=group_belts(page.db, page.actor, found),
        table=shown,
        views=VIEWS,
        belts=belts_of(shown.rows),
        step=step,
        lines=found,
    )


def _by_bucket(tasks: list[Task]) -> dict[Bucket, list[Task]]:
    return {bucket: [t for t in tasks if t.bucket is bucket] for bucket in Bucket}


@pages.post("/atgadinat", name="notifications.remind")
def remind(page: Signed, form: Annotated[Sent[RemindForm], sent(RemindForm)]) -> Response:
    """One button, one or many people; who was skipped is named."""
    if form.errors:
        raise Refused(_("Choose whom to remind."))
    if not page.actor.roles & SCHOOL_STAFF:
        raise Refused(_("Only the school sends reminders."))
    nudged = actions.remind_all(page.db, page.actor, form.data.about)
    if not nudged.sent:
        why = nudged.skipped[0][1] if nudged.skipped else _("Nothing is asked of anybody here any more.")
        return page.done(local(form.data.back), notice=why)
    text: Said = _n("Reminder sent to {n} person.", "Reminder sent to {n} people.", len(nudged.sent))
    if nudged.skipped:
        text = _n(
            "{text} {n} was reminded less than 24 hours ago and was skipped.",
            "{text} {n} were reminded less than 24 hours ago and were skipped.",
            len(nudged.skipped),
            text=text,
        )
    undo = page.url("notifications.take_back", {"reminder": [r.id for r in nudged.sent]})
    return page.done(local(form.data.back), notice=text, undo=undo)


@pages.post("/atgadinat/atsaukt", name="notifications.take_back")
def undo_remind(page: Signed) -> Response:
    """Takes the reminders of one click back, while they wait."""
    ids = [int(i) for i in page.request.query_params.getlist("reminder")[:400] if i.isdecimal()]
    found = list(page.db.scalars(Reminder.visible_to(page.actor).where(Reminder.id.in_(ids))))
    for reminder in found:
        if TAKE_BACK.permits(page.actor, reminder):
            take_back(page.db, page.actor, reminder)
    return page.done("/", notice=_("The reminders are taken back."))
