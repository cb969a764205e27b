"""Instruction on a phone: whom, what, understood; and the learner's own confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import Query, Response
from fastapi.responses import RedirectResponse

from app.identity.door import Signed, room, seen
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import today
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _, _n
from app.placements.models import Placement
from app.safety import actions, verbs
from app.safety.forms import InstructForm, ReasonForm, RepeatForm
from app.safety.models import Instruction
from app.safety.queries import OF_PERSON, OfLearner, checklist, learners_of, of_learner, to_confirm
from app.safety.topics import REASONED, Kind, required

pages = room()
Seen = Annotated[Instruction, seen(Instruction)]


@pages.get("/drosiba", name="safety.home")
def home(page: Signed) -> Response:
    """The company's learners and what is due; the learner's confirmations; the guardian's reading."""
    actor = page.actor
    if actor.has(Role.MENTOR, *COMPANY_OFFICE, *SCHOOL_STAFF):
        learners = learners_of(page.db, actor)
        if not learners and actor.roles & SCHOOL_STAFF:
            return RedirectResponse(page.url("placements.list"), 303)
        return page.show("safety/home.html", learners=learners, today=today())
    return page.show(
        "safety/own.html", placements=of_learner(page.db, actor), waiting=to_confirm(page.db, actor)
    )


def _kind(text: str) -> Kind | None:
    return Kind(text) if text in set(Kind) else None


def _values(page: Page, kind: Kind, chosen: Sequence[int]) -> dict[str, Any]:
    learners = learners_of(page.db, page.actor)
    some = [one.placement for one in learners if one.placement.id in chosen]
    return {
        "kind": kind,
        "learners": learners,
        "checklist": checklist(page.db, some or [one.placement for one in learners], kind),
        "required": required(kind),
        "reasoned": kind in REASONED,
    }


def _wanted(learners: Sequence[OfLearner], kind: Kind, asked: str) -> list[int]:
    """Who is ticked when the page opens: the one asked for, and all for whom this kind is due too."""
    due = [one.placement.id for one in learners if kind in {each.kind for each in one.due}]
    return list(dict.fromkeys([*([int(asked)] if asked else []), *due]))


@pages.get("/drosiba/instruktaza", name="safety.instruct_form")
def instruct_form(
    page: Signed, veids: str = "", vieta: Annotated[str, Query(pattern=r"^\d{0,9}$")] = ""
) -> Response:
    """Which instruction, then the checklist with everybody for whom it is due."""
    if not page.actor.has(Role.MENTOR, *COMPANY_OFFICE, *SCHOOL_STAFF):
        raise Forbidden("safety.instruct")
    kind = _kind(veids)
    if kind is None:
        return page.show("safety/kinds.html", kinds=list(Kind), vieta=vieta)
    chosen = _wanted(learners_of(page.db, page.actor), kind, vieta)
    form = blank(InstructForm, kind=kind, on=today(), placement=chosen)
    return page.show("safety/instruct.html", form=form, **_values(page, kind, chosen))


@pages.post("/drosiba/instruktaza", name="safety.instruct")
def instruct(page: Signed, form: Annotated[Sent[InstructForm], sent(InstructForm)]) -> Response:
    """Records it for everybody who was there."""
    if not form.errors:
        form.attempt(lambda: _instruct(page, form.data), "topic")
    if form.errors:
        kind = _kind(form.value("kind")) or Kind.INITIAL
        chosen = [int(each) for each in form.values("placement") if each.isdecimal()]
        return page.again("safety/instruct.html", form=form, **_values(page, kind, chosen))
    count = len(form.data.placement)
    notice = _n(
        "Recorded for {n} learner, who confirms it on the phone",
        "Recorded for {n} learners, who confirm it on the phone",
        count,
    )
    return page.done(page.url("safety.home"), notice=notice)


def _instruct(page: Page, data: InstructForm) -> None:
    wanted = Placement.visible_to(page.actor).where(Placement.id.in_(data.placement)).options(OF_PERSON)
    known = checklist(page.db, placements := list(page.db.scalars(wanted)), data.kind).own
    for placement in placements:
        verbs.INSTRUCT.check(page.db, page.actor, placement)  # of all, before the first is written
    for placement in placements:
        actions.instruct(
            page.db,
            page.actor,
            placement,
            kind=data.kind,
            on=data.on,
            topics=data.topic,
            own_topics=[text for text in known if text in data.own],
            passed=placement.id not in data.failed,
            reason=data.reason,
        )


def _show(page: Page, instruction: Instruction, form: Sent[Any] | None = None) -> Response:
    actor = page.actor
    values: dict[str, Any] = {
        "instruction": instruction,
        "person": instruction.placement.learner.person,
        "verbs": verbs,
        "mine": verbs.instructed(actor, instruction),
        "teaches": verbs.instructor(actor, instruction),
        "repeat": blank(RepeatForm, on=today(), passed="yes"),
        "form": form or blank(ReasonForm),
    }
    if form and form.errors:
        return page.again("safety/instruction.html", **values)
    return page.show("safety/instruction.html", **values)


@pages.get("/instruktazas/{instruction_id:int}", name="safety.instruction")
def instruction(page: Signed, instruction: Seen) -> Response:
    """The record; what can be done with it stands at the thumb."""
    return _show(page, instruction)


def _after(page: Page, instruction: Instruction) -> str:
    """The next of mine that waits, else the record."""
    others = [one for one in to_confirm(page.db, page.actor) if one.url != instruction.address]
    return others[0].url if others else page.url("safety.instruction", instruction_id=instruction.id)


@pages.post("/instruktazas/{instruction_id:int}/apstiprinat", name="safety.confirm")
def confirm(page: Signed, instruction: Seen) -> Response:
    """One tap of the learner."""
    actions.confirm(page.db, page.actor, instruction)
    return page.done(_after(page, instruction), notice=_("Confirmed"))


@pages.post("/instruktazas/{instruction_id:int}/nepiekritu", name="safety.dispute")
def dispute(page: Signed, instruction: Seen, form: Annotated[Sent[ReasonForm], sent(ReasonForm)]) -> Response:
    """It was not so."""
    if form.errors:
        verbs.DISPUTE.check(page.db, page.actor, instruction)
        return _show(page, instruction, form)
    actions.dispute(page.db, page.actor, instruction, reason=form.data.reason)
    to = page.url("safety.instruction", instruction_id=instruction.id)
    return page.done(to, notice=_("The supervisor and the school are told."))


@pages.post("/instruktazas/{instruction_id:int}/atkartot", name="safety.repeat_check")
def repeat_check(
    page: Signed, instruction: Seen, form: Annotated[Sent[RepeatForm], sent(RepeatForm)]
) -> Response:
    """Explained once more, and checked."""
    on = date.min if form.errors else form.data.on
    actions.repeat_check(page.db, page.actor, instruction, on=on, passed=form.value("passed") == "yes")
    return page.done(page.url("safety.instruction", instruction_id=instruction.id), notice=_("Saved"))


@pages.post("/instruktazas/{instruction_id:int}/atsaukt", name="safety.withdraw")
def withdraw(page: Signed, instruction: Seen) -> Response:
    """Recorded by mistake."""
    actions.withdraw(page.db, page.actor, instruction)
    return page.done(page.url("safety.home"), notice=_("The record is withdrawn."))
