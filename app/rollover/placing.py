"""Placements over the summer: those that go on, and those that are begun anew with the same company."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.companies.models import Company, Mentor
from app.kit.days import weeks
from app.kit.words import Said, _
from app.placements.models import LIVE, Kind, Placement, State
from app.placements.schedule import COMPANY, HOLIDAY, SCHOOL, Schedule, troubles
from app.plans import following
from app.plans.copying import copied
from app.plans.implementation.models import Implementation
from app.plans.implementation.queries import in_force
from app.plans.models import Plan, PlanRow
from app.plans.models import State as Drafting
from app.rollover.moving import Item, Move
from app.schools.models import Group, Learner, SchoolYear, Status
from app.schools.queries import free_weeks
from app.suitability.queries import Suitability, suitability_of

RUNNING = (State.ACTIVE, State.SUSPENDED)


@dataclass
class _Known:
    """Read once for all."""

    suitable: dict[tuple[int, int, int | None], Suitability]
    later: set[int]  # learners who have a placement in the next year
    plans: dict[int, Plan]
    sources: dict[int | None, Implementation | None]


def move_placements(move: Move) -> None:
    """Of learners whose group is moved; the others are told in their group's line."""
    found = [p for p in _live(move) if p.learner.group_id in move.moved]
    known = _known(move, found)
    for placement in found:
        _one(move, placement, known)


def _live(move: Move) -> list[Placement]:
    wanted = (
        select(Placement)
        .where(Placement.school_id == move.school.id, Placement.state.in_(LIVE))
        .options(
            joinedload(Placement.learner).joinedload(Learner.person),
            joinedload(Placement.learner).joinedload(Learner.group).joinedload(Group.programme),
            joinedload(Placement.company).joinedload(Company.organisation),
            joinedload(Placement.mentor).joinedload(Mentor.person),
            joinedload(Placement.coordinator),
        )
        .order_by(Placement.sort_key, Placement.id)
    )
    return list(move.db.scalars(wanted).unique())


def _known(move: Move, found: list[Placement]) -> _Known:
    year = move.year
    assert year is not None
    triples = {
        (p.school_id, p.company_id, p.programme_id)
        for p in found
        if p.company_id is not None and p.kind is Kind.DVB
    }
    later = {p.learner_id for p in found if p.starts is not None and p.starts >= year.starts}
    plans = move.db.scalars(
        select(Plan)
        .where(Plan.placement_id.in_([p.id for p in found]))
        .options(selectinload(Plan.rows).joinedload(PlanRow.module))
    )
    sources = {number: in_force(move.db, number) for number in {p.programme_id for p in found}}
    return _Known(suitability_of(move.db, triples), later, {p.placement_id: p for p in plans}, sources)


def _one(move: Move, placement: Placement, known: _Known) -> None:
    year = move.year
    assert year is not None
    key = f"placement:{placement.id}"
    company = placement.company.name if placement.company else ""
    title = ", ".join(part for part in (placement.learner.person.name, company) if part)
    if placement.starts is not None and placement.starts >= year.starts:
        return
    if placement.ends is not None and placement.ends >= year.starts:
        said = _("Goes on until {day:day}; nothing is changed.", day=placement.ends)
        move.items.append(Item("", "placement", title, [said]))
        return
    if placement.state not in RUNNING:
        doubt = _("Not begun this year: {state}. Finish it or cancel it.", state=placement.state.label)
        move.items.append(Item("", "placement", title, doubts=[doubt]))
        return
    item = Item(key, "placement", title, [_("A new draft for the next year is copied from this year's.")])
    item.doubts = _doubts(placement, year, known)
    stop = placement.learner_id in known.later or placement.learner.status is Status.LEAVE
    item.taken = move.choices.wants(key, usual=not item.doubts) and not stop
    move.items.append(item)
    if item.taken:
        _copy(move, placement, year, known)


def _doubts(placement: Placement, year: SchoolYear, known: _Known) -> list[Said]:
    found = []
    if placement.learner_id in known.later:
        found.append(_("The learner has a placement in the next year already."))
    if placement.learner.status is Status.LEAVE:
        found.append(_("The learner is on academic leave."))
    if placement.company is not None:
        found += _company_doubts(placement, placement.company, year, known)
    mentor = placement.mentor
    if mentor is not None and not mentor.active:
        found.append(
            _("{name} does not supervise any more; the draft has no supervisor.", name=mentor.person.name)
        )
    return found


def _company_doubts(placement: Placement, company: Company, year: SchoolYear, known: _Known) -> list[Said]:
    if company.ended_on is not None:
        return [_("The company ended on {day:day}; the draft has no company.", day=company.ended_on)]
    decision = known.suitable.get((placement.school_id, company.id, placement.programme_id))
    if decision is None or decision.decision_on is None:
        return []
    if not decision.decision_positive:
        return [_("The school's decision says that the company is not suitable.")]
    if decision.decision_until is not None and decision.decision_until < year.starts:
        return [
            _("The decision on the company's suitability ends on {day:day}.", day=decision.decision_until)
        ]
    return []


def _copy(move: Move, old: Placement, year: SchoolYear, known: _Known) -> None:
    """Company, mentor, working time and alternation; the plan by the new course, else as it was."""
    company = old.company if old.company and old.company.ended_on is None else None
    mentor = old.mentor if company and old.mentor and old.mentor.active else None
    made = Placement(
        school_id=old.school_id,
        learner=old.learner,
        programme=old.learner.programme or old.programme,
        company=company,
        branch=old.branch if company else None,
        mentor=mentor,
        coordinator=old.coordinator,
        kind=old.kind,
        work_days=old.work_days,
        work_from=old.work_from,
        work_until=old.work_until,
        day_hours=old.day_hours,
        sort_key=old.sort_key,
        **_schedule(old, year),
    )
    move.ledger.make(made)
    plan = Plan(placement=made, state=Drafting.DRAFT, course=following.course_of(made))
    move.ledger.make(plan)
    source, before = known.sources.get(made.programme_id), known.plans.get(old.id)
    rows = following.rows_from(made, source, plan.course) if source is not None else []
    if not rows and before is not None:
        rows = copied(plan, before)
    for row in rows:
        plan.rows.append(row)
        move.ledger.make(row)


def _schedule(old: Placement, year: SchoolYear) -> dict[str, object]:
    """The whole next year with the group's weeks; left open when there are none."""
    group = old.learner.group
    starts, ends = year.starts, year.ends
    company, free = set(group.company_weeks if group else ()), free_weeks([year])
    letters = "".join(
        HOLIDAY if week in free else COMPANY if str(week) in company else SCHOOL
        for week in weeks(starts, ends)
    )
    wanted = Schedule(starts, ends, letters, old.work_days, old.work_from, old.work_until, old.day_hours)
    if troubles(wanted):
        return {}
    return {"starts": starts, "ends": ends, "weeks": letters}
