"""The task list of a placement: parts that can be left and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.identity.roles import SCHOOL_STAFF
from app.kit.errors import Forbidden
from app.kit.pages import Page
from app.kit.words import Said, _, _n
from app.placements import verbs
from app.placements.models import Kind, Placement, State
from app.placements.parties import concludes
from app.placements.queries import clashes, schedule_of
from app.plans.models import State as PlanState
from app.plans.queries import plan_of, share

pages = room()


@dataclass(frozen=True)
class Part:
    """One row: what, how far, where."""

    name: str
    title: Said
    text: Said | str
    done: bool
    url: str
    doubt: Said | None = None


def _learner(page: Page, placement: Placement) -> Part:
    person, group = placement.learner.person, placement.learner.group
    doubt = None
    if placement.programme is None:
        doubt = _("The programme is not known yet.")
    elif person.birth_date is None:
        doubt = _("The birth date is not known, so it is not clear who concludes the contract.")
    elif concludes(placement) is None:
        doubt = _("The learner is under 18 and has no legal representative yet.")
    text = f"{person.name}, {group.name}" if group else person.name
    url = page.url("placements.learner", placement_id=placement.id)
    return Part("learner", _("Learner"), text, doubt is None, url, doubt)


def _period(page: Page, placement: Placement) -> Part:
    schedule = schedule_of(placement)
    url = page.url("placements.period", placement_id=placement.id)
    title = _("Period and schedule")
    if schedule is None or not schedule.company_weeks:
        return Part("period", title, _("Not chosen yet"), False, url)
    weeks = _n("{n} week at the company", "{n} weeks at the company", schedule.company_weeks)
    text = _("{starts:day}–{ends:day}, {weeks}", starts=schedule.starts, ends=schedule.ends, weeks=weeks)
    return Part("period", title, text, True, url)


def _plan(page: Page, placement: Placement) -> list[Part]:
    plan = plan_of(page.db, placement.id)
    url, title = page.url("plans.show", placement_id=placement.id), _("Individual plan")
    if plan is None or not plan.rows:
        return [Part("plan", title, _("Empty until the programme is known"), False, url)]
    text = _("{state}, {percent:percent} at the company", state=plan.state.label, percent=share(plan).percent)
    return [Part("plan", title, text, plan.state is PlanState.APPROVED, url)]


# what is written before the contract, by kind; that of an internship stands on a higher floor
written: Final[dict[Kind, Callable[[Page, Placement], list[Part]]]] = {Kind.DVB: _plan}


def _place(page: Page, placement: Placement) -> list[Part]:
    """The company and who supervises there; at the school itself both are chosen together."""
    internship, nothing = placement.kind is Kind.PRACTICE, _("Not chosen yet")
    company = Part(
        "company",
        _("Place of internship") if internship else _("Company"),
        placement.place_name or nothing,
        bool(placement.place_name),
        page.url("placements.company", placement_id=placement.id),
    )
    at_school = page.url("placements.company", placement_id=placement.id)
    mentor = Part(
        "mentor",
        _("Supervisor at the place") if internship else _("Supervisor at the company"),
        placement.guide.name if placement.guide else nothing,
        placement.guide is not None,
        at_school if placement.in_school else page.url("placements.mentor", placement_id=placement.id),
    )
    return [company, mentor]


def parts(page: Page, placement: Placement) -> list[Part]:
    """In the order in which they are usually done."""
    sent = placement.state is not State.DRAFT
    waits = _("The decision for signature") if placement.in_school else _("The contract for signature")
    return [
        _learner(page, placement),
        *_place(page, placement),
        _period(page, placement),
        *written[placement.kind](page, placement),
        Part(
            "check",
            _("Check and send"),
            placement.state.label if sent else waits,
            sent,
            f"{placement.address}/parbaudit",
        ),
    ]


@pages.get("/vietas/{placement_id:int}/sagatavot", name="placements.prepare")
def prepare(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """What is done, what comes next."""
    if not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden("placements.prepare")
    found = parts(page, placement)
    following = next((part.name for part in found if not part.done), None)
    return page.show(
        "plans/task_list.html",
        placement=placement,
        parts=found,
        following=following,
        done=sum(part.done for part in found),
        clashes=clashes(page.db, placement) if placement.state is State.DRAFT else [],
        may_cancel=verbs.CANCEL.open_to(page.actor, placement),
        may_restore=verbs.RESTORE.open_to(page.actor, placement),
        may_write=verbs.SET_PERIOD.open_to(page.actor, placement),
    )
