"""Closing events: the list, a new one, its results in one table."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.assessment import event_actions as actions
from app.assessment import paper_verbs as verbs
from app.assessment import rules
from app.assessment.event_actions import Result
from app.assessment.events import ClosingEvent, Participation
from app.assessment.forms import EventForm, GradeForm, NothingForm
from app.assessment.models import Assessment, State
from app.identity.door import Signed, room, seen
from app.identity.roles import SCHOOL_STAFF
from app.kit.clock import today
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, check, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements.models import Kind, Placement
from app.placements.models import State as Stage
from app.schools.models import Learner, School

pages = room()
TAKING_PART = (Stage.ACTIVE, Stage.SUSPENDED, Stage.COMPLETED)


def _staff(page: Page) -> None:
    if not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden(verbs.PLAN_EVENT.name)


def _school(page: Page) -> School:
    school: School = page.db.scalars(School.visible_to(page.actor)).one()
    return school


def _candidates(page: Page) -> list[Placement]:
    """Internships of the school that may take part, by group and name."""
    wanted = (
        Placement.visible_to(page.actor)
        .where(Placement.kind == Kind.PRACTICE, Placement.state.in_(TAKING_PART))
        .options(
            joinedload(Placement.learner).joinedload(Learner.person),
            joinedload(Placement.learner).joinedload(Learner.group),
            joinedload(Placement.company),
        )
        .order_by(Placement.sort_key)
    )
    return list(page.db.scalars(wanted).unique())


@pages.get("/noslegumi", name="assessment.events")
def events(page: Signed) -> Response:
    """Planned and held, the newest first; and a form for one more."""
    _staff(page)
    return _list(
        page, blank(EventForm, title=page.words.text(_("Closing event of the internship")), at="14:00")
    )


def _list(page: Page, form: Sent[EventForm]) -> Response:
    wanted = ClosingEvent.visible_to(page.actor).options(selectinload(ClosingEvent.participations))
    found = page.db.scalars(wanted.order_by(ClosingEvent.on.desc(), ClosingEvent.id.desc()).limit(200))
    return page.show(
        "assessment/events.html",
        status=422 if form.errors else 200,
        events=list(found),
        candidates=_candidates(page),
        form=form,
    )


@pages.post("/noslegumi", name="assessment.plan_event")
def plan_event(page: Signed, form: Annotated[Sent[EventForm], sent(EventForm)]) -> Response:
    """Announces it to everybody who takes part."""
    _staff(page)
    wanted = set() if form.errors else set(form.data.placement)
    chosen = [one for one in _candidates(page) if one.id in wanted]
    if not chosen:
        form.refuse("placement", _("Choose who takes part."))
    if form.errors:
        return _list(page, form)
    data = form.data
    event = actions.plan_event(
        page.db,
        page.actor,
        _school(page),
        title=data.title,
        on=data.on,
        at=data.at,
        place=data.place,
        placements=chosen,
    )
    notice = _("Announced to everybody who takes part.")
    return page.done(page.url("assessment.event", closing_event_id=event.id), notice=notice)


Seen = Annotated[ClosingEvent, seen(ClosingEvent)]


@pages.get("/noslegumi/{closing_event_id:int}", name="assessment.event")
def event(page: Signed, closing_event: Seen) -> Response:
    """Who took part and with what result."""
    return _event(page, closing_event, blank(NothingForm))


def _lines(page: Page, event: ClosingEvent) -> list[tuple[Participation, Assessment | None]]:
    people = joinedload(Participation.placement).joinedload(Placement.learner)
    found = page.db.scalars(
        select(Participation)
        .where(Participation.event_id == event.id)
        .options(
            people.joinedload(Learner.person),
            people.joinedload(Learner.group),
            joinedload(Participation.placement).joinedload(Placement.company),
        )
    ).all()
    seen_ones = Assessment.visible_to(page.actor).where(
        Assessment.placement_id.in_([one.placement_id for one in found]), Assessment.module_id.is_(None)
    )
    wanted = seen_ones.options(selectinload(Assessment.grades))
    sheets = {sheet.placement_id: sheet for sheet in page.db.scalars(wanted)}
    return [
        (one, sheets.get(one.placement_id)) for one in sorted(found, key=lambda one: one.placement.sort_key)
    ]


def _event(page: Page, event: ClosingEvent, form: Sent[NothingForm], **more: Any) -> Response:
    return page.show(
        "assessment/event.html",
        status=422 if form.errors else 200,
        event=event,
        lines=_lines(page, event),
        form=form,
        may=verbs.HOLD_EVENT.open_to(page.actor, event),
        come=event.on <= today(),
        **more,
    )


@pages.post("/noslegumi/{closing_event_id:int}", name="assessment.hold_event")
def hold_event(
    page: Signed, closing_event: Seen, form: Annotated[Sent[NothingForm], sent(NothingForm)]
) -> Response:
    """Everybody's result at once; what is wrong is said in its row, and nothing is written."""
    verbs.HOLD_EVENT.check(page.db, page.actor, closing_event)
    results = [_read(form, line, sheet) for line, sheet in _lines(page, closing_event)]
    if not form.errors:
        form.attempt(lambda: actions.hold_event(page.db, page.actor, closing_event, results=results))
    if form.errors:
        return _event(page, closing_event, form)
    to = page.url("assessment.event", closing_event_id=closing_event.id)
    return page.done(to, notice=_("The results are written. The learners are told."))


def _read(form: Sent[NothingForm], line: Participation, sheet: Assessment | None) -> Result:
    came = form.value(f"a{line.id}") == "1"
    typed, reason = form.value(f"m{line.id}").strip(), form.value(f"r{line.id}").strip()
    mark = None
    if came and typed:
        read = check(GradeForm, {"mark": [typed]}, {})
        if read.errors:
            form.refuse(f"m{line.id}", read.errors["mark"])
            return Result(line, came, None, reason, sheet)
        mark = read.data.value
    if not came and not reason:
        form.refuse(f"m{line.id}", _("Write why the learner did not take part."))
    open_sheet = sheet if sheet is not None and sheet.state is not State.PASSED else None
    if mark is not None and open_sheet:
        proposed, company = open_sheet.proposed, open_sheet.mark
        wanted = rules.reason_wanted(company=company, proposed=proposed, final=mark)
        if wanted and not reason:
            form.refuse(f"m{line.id}", wanted)
    return Result(line, came, mark, reason, open_sheet)
