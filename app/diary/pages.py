"""The week, as each side sees it, and the lists of weeks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Response
from fastapi.responses import RedirectResponse

from app.diary import actions, day_pages, placement_pages, verbs
from app.diary.forms import CommentForm, TickedForm, WeekForm
from app.diary.models import State, Week
from app.diary.queries import outcomes
from app.diary.rules import UNDO
from app.diary.today import own_placements
from app.diary.weeks import first_words, learners_of, of_people, of_placements, queue, waiting, whole
from app.identity.door import Signed, room, seen
from app.identity.roles import SCHOOL_STAFF, Role
from app.kit.clock import now, today
from app.kit.errors import Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import Said, _, _n
from app.placements.models import Placement

pages = room()
pages.include_router(day_pages.pages)
pages.include_router(placement_pages.pages)

Seen = Annotated[Week, seen(Week, "days")]
Version = Annotated[Sent[WeekForm], sent(WeekForm)]


@pages.get("/nedelas", name="diary.weeks")
def weeks(page: Signed) -> Response:
    """The mentor's queue, the learner's weeks; everybody else finds them in the placement."""
    if page.actor.has(Role.MENTOR):
        return _waiting(page, blank(TickedForm))
    if page.actor.has(Role.LEARNER):
        placements = own_placements(page.db, page.actor)
        found = of_placements(page.db, [p.id for p in placements])
        return page.show("diary/weeks.html", placements=placements, weeks=found, today=today())
    if page.actor.roles & SCHOOL_STAFF:
        return RedirectResponse(page.url("placements.list"), 303)
    wanted = Placement.visible_to(page.actor).options(*of_people()).order_by(Placement.sort_key)
    seen_ones = page.db.scalars(wanted).all()
    if len(seen_ones) == 1:
        return RedirectResponse(page.url("diary.placement", placement_id=seen_ones[0].id), 303)
    return page.show("diary/diaries.html", placements=seen_ones)


def _waiting(page: Page, form: Sent[TickedForm]) -> Response:
    found = waiting(page.db, page.actor)
    named = outcomes(page.db, (o for week in found for day in week.days for o in day.outcome_ids))
    values: dict[str, Any] = {
        "weeks": found,
        "words_of": {week.id: first_words(week, named) for week in found},
        "learners": learners_of(page.db, page.actor),
    }
    if form.errors:
        return page.again("diary/waiting.html", form=form, **values)
    return page.show("diary/waiting.html", form=form, **values)


@pages.post("/nedelas/apstiprinat", name="diary.approve_ticked")
def approve_ticked(page: Signed, form: Annotated[Sent[TickedForm], sent(TickedForm)]) -> Response:
    """Approves the weeks that were looked at in the list and ticked."""
    if form.errors:
        return _waiting(page, form)
    versions = {int(week): int(version) for week, version in (t.split("-") for t in form.data.week)}
    found = page.db.scalars(Week.visible_to(page.actor).where(Week.id.in_(versions))).all()
    fresh = [w for w in found if w.version == versions[w.id] and w.state is State.SUBMITTED]
    for week in fresh:
        actions.approve(page.db, page.actor, week)
    notice = _n("{n} week is approved", "{n} weeks are approved", len(fresh))
    if len(fresh) < len(versions):
        notice = _("Approved: {n}. The others have changed meanwhile: look at them again.", n=len(fresh))
    return page.done(page.url("diary.weeks"), notice=notice)


def _values(page: Page, week: Week) -> dict[str, Any]:
    """What the page of a week shows to this actor."""
    actor = page.actor
    view = whole(page.db, week, page.lang)
    mentor = verbs.mentor(actor, week)
    pills = queue(page.db, actor) if mentor else []
    undo = verbs.UNDO_APPROVE.permits(actor, week) and week.state is State.APPROVED
    return {
        "week": week,
        "view": view,
        "verbs": verbs,
        "pills": pills,
        "next": next((pill for pill in pills if not pill.done and pill.week_id != week.id), None),
        "undoable": undo and week.decided_at is not None and now() - week.decided_at <= UNDO,
        "mentor": mentor,
    }


@pages.get("/nedelas/{week_id:int}", name="diary.week")
def week(page: Signed, week: Seen) -> Response:
    """The week; what can be done with it stands at the thumb."""
    return page.show("diary/week.html", **_values(page, week))


def _same(week: Week, form: Sent[Any]) -> None:
    """Nobody decides about what they have not seen."""
    if not form.errors and form.data.version not in (None, week.version):
        raise Refused(_("This week was changed meanwhile. Look at it again."))


def _done(page: Page, week: Week, notice: Said | None = None) -> Response:
    to = page.url("diary.week", week_id=week.id)
    if not page.htmx:
        return page.done(to, notice=notice)
    return page.done(to, "diary/week.html", block="bar", notice=notice, **_values(page, week))


def _decide(page: Page, week: Week, form: Sent[WeekForm], deed: Callable[..., None]) -> Response:
    _same(week, form)
    deed(page.db, page.actor, week)
    return _done(page, week)


@pages.post("/nedelas/{week_id:int}/iesniegt", name="diary.submit")
def submit(page: Signed, week: Seen) -> Response:
    """To the mentor."""
    actions.submit(page.db, page.actor, week)
    return _done(page, week, _("The week is submitted."))


@pages.post("/nedelas/{week_id:int}/nemt-atpakal", name="diary.take_back")
def take_back(page: Signed, week: Seen) -> Response:
    """Back to the learner, who noticed something."""
    actions.take_back(page.db, page.actor, week)
    return _done(page, week, _("The week is yours again."))


@pages.post("/nedelas/{week_id:int}/apstiprinat", name="diary.approve")
def approve(page: Signed, week: Seen, form: Version) -> Response:
    """One tap."""
    return _decide(page, week, form, actions.approve)


@pages.post("/nedelas/{week_id:int}/apstiprinat-vaditaja-vieta", name="diary.approve_in_stead")
def approve_in_stead(page: Signed, week: Seen, form: Version) -> Response:
    """By the coordinator, and the week says so."""
    return _decide(page, week, form, actions.approve_in_stead)


@pages.post("/nedelas/{week_id:int}/atsaukt", name="diary.undo_approve")
def undo_approve(page: Signed, week: Seen) -> Response:
    """A tap too many."""
    actions.undo_approve(page.db, page.actor, week)
    return _done(page, week)


@pages.get("/nedelas/{week_id:int}/jalabo", name="diary.give_back_form")
def give_back_form(page: Signed, week: Seen) -> Response:
    """The page on which the mentor says what to correct."""
    form = blank(CommentForm, version=week.version)
    return page.show("diary/give_back.html", week=week, view=whole(page.db, week, page.lang), form=form)


@pages.post("/nedelas/{week_id:int}/jalabo", name="diary.give_back")
def give_back(page: Signed, week: Seen, form: Annotated[Sent[CommentForm], sent(CommentForm)]) -> Response:
    """Returns the week with the comment."""
    if form.errors:
        view = whole(page.db, week, page.lang)
        return page.again("diary/give_back.html", week=week, view=view, form=form)
    _same(week, form)
    actions.give_back(page.db, page.actor, week, comment=form.data.comment)
    return page.done(page.url("diary.week", week_id=week.id), notice=_("The week is returned."))
