"""Sheets of a placement, of a person, of a group; what is due and who owes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.assessment.models import WITH_COMPANY, Assessment, Grade, State
from app.assessment.papers import WRITABLE, Characterisation, Report, ReportState
from app.companies.models import Mentor
from app.diary.models import Day, Week
from app.identity.actor import Actor
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import today
from app.kit.words import Said, _
from app.placements.models import Placement
from app.schools.models import Learner, Outcome

SOON = timedelta(days=14)


def _whole() -> list[ExecutableOption]:
    return [
        joinedload(Assessment.module),
        joinedload(Assessment.proposed_by),
        selectinload(Assessment.grades).joinedload(Grade.set_by),
    ]


def _people() -> list[ExecutableOption]:
    placement = contains_eager(Assessment.placement)
    return [
        placement.joinedload(Placement.learner, innerjoin=True).joinedload(Learner.person, innerjoin=True),
        placement.joinedload(Placement.learner, innerjoin=True).joinedload(Learner.group),
        placement.joinedload(Placement.company),
        placement.joinedload(Placement.mentor).joinedload(Mentor.person),
    ]


def sheets_of(db: Session, placement_id: int) -> list[Assessment]:
    """All of a placement, in the plan's order, with the school's marks."""
    wanted = select(Assessment).where(Assessment.placement_id == placement_id).options(*_whole())
    return list(db.scalars(wanted.order_by(Assessment.position, Assessment.id)))


def with_people(db: Session, placement: Placement) -> None:
    """Loads who learns where and with whom, in one select."""
    learner = joinedload(Placement.learner, innerjoin=True)
    wanted = (
        select(Placement)
        .where(Placement.id == placement.id)
        .options(
            learner.joinedload(Learner.person, innerjoin=True),
            learner.joinedload(Learner.group),
            joinedload(Placement.company),
            joinedload(Placement.programme),
            joinedload(Placement.coordinator),
            joinedload(Placement.mentor).joinedload(Mentor.person),
        )
        .execution_options(populate_existing=True)
    )
    db.scalars(wanted).unique().one()


def outcomes_of(db: Session, sheets: Iterable[Assessment]) -> dict[int, Outcome]:
    """The outcomes named in these sheets, by id."""
    ids = {each for sheet in sheets for each in sheet.outcome_ids}
    if not ids:
        return {}
    return {one.id: one for one in db.scalars(select(Outcome).where(Outcome.id.in_(ids)))}


def ticked(db: Session, placement_id: int) -> dict[int, int]:
    """On how many days of the diary each outcome was practised, whether approved or not yet."""
    counts: dict[int, int] = {}
    days = select(Day.outcome_ids).join(Week).where(Week.placement_id == placement_id)
    for ids in db.scalars(days):
        for each in ids:
            counts[each] = counts.get(each, 0) + 1
    return counts


def _mine(actor: Actor) -> Select[Assessment]:
    seen = Assessment.visible_to(actor).with_only_columns(Assessment.id)
    return (
        select(Assessment)
        .join(Assessment.placement)
        .where(Assessment.id.in_(seen))
        .options(joinedload(Assessment.module), *_people())
    )


def of_person(db: Session, actor: Actor) -> list[Assessment]:
    """Everything a learner, a representative, a mentor or an office reads, by person, in the plan's order."""
    wanted = _mine(actor).options(selectinload(Assessment.grades))
    order = (Placement.sort_key, Placement.id, Assessment.position, Assessment.id)
    return list(db.scalars(wanted.order_by(*order)).unique())


def waiting_for(db: Session, actor: Actor) -> list[Assessment]:
    """What the company has to assess: late or due within two weeks, the oldest date first."""
    wanted = _mine(actor).where(_with_company(today() + SOON))
    return list(db.scalars(wanted.order_by(Assessment.due_on, Placement.sort_key)).unique())


def _with_company(until: date) -> ColumnElement[bool]:
    return or_(
        Assessment.state == State.RETURNED,
        and_(Assessment.state == State.OPEN, Assessment.due_on <= until),
    )


@dataclass(frozen=True)
class Due:
    """One thing of assessment that somebody owes; `days` late, below zero while there is time."""

    kind: str  # propose, grade, repeat, answer, report, accept
    placement_id: int
    learner: str
    company: str
    mentor: str
    about: Said | str
    due_on: date | None
    url: str
    remind: str = ""  # the name of the thing for a reminder
    says: Said | None = None

    @property
    def days(self) -> int:
        """Late by so many days."""
        return (today() - self.due_on).days if self.due_on else 0

    @property
    def late(self) -> bool:
        """The date has passed."""
        return self.days > 0


def _due(sheet: Assessment, kind: str, due_on: date | None, says: Said) -> Due:
    placement = sheet.placement
    return Due(
        kind,
        placement.id,
        placement.learner.person.name,
        placement.place_name,
        placement.guide.name if placement.guide else "",
        sheet.title,
        due_on,
        sheet.address,
        f"assessment:{sheet.id}" if kind == "propose" else "",
        says,
    )


def _says(sheet: Assessment, actor: Actor) -> Due | None:
    if sheet.state in WITH_COMPANY:
        returned = sheet.state is State.RETURNED
        says = _("Correct the returned assessment") if returned else _("Assess a module")
        return _due(sheet, "propose", sheet.due_on, says)
    if not actor.roles & SCHOOL_STAFF:
        return None
    if sheet.state is State.PROPOSED:
        day = sheet.proposed_at.date() if sheet.proposed_at else None
        return _due(sheet, "grade", day, _("Set the final mark"))
    if sheet.state is State.FAILED:
        says = _("Hold the repeated assessment") if sheet.repeat_on else _("Set the day of the repetition")
        return _due(sheet, "repeat", sheet.repeat_on, says)
    return _due(sheet, "answer", None, _("Answer the learner's comment"))


def due(db: Session, actor: Actor) -> list[Due]:
    """Tasks of assessment for the actor: the company's, the school's or the learner's. Three selects."""
    found: list[Due] = []
    company = bool(actor.roles & (COMPANY_OFFICE | {Role.MENTOR}))
    school = bool(actor.roles & SCHOOL_STAFF)
    if company or school:
        open_ones = [_with_company(today() + SOON if company and not school else today() - timedelta(1))]
        if school:
            unanswered = and_(Assessment.remarked_at.is_not(None), Assessment.answered_at.is_(None))
            open_ones += [Assessment.state == State.PROPOSED, Assessment.state == State.FAILED, unanswered]
        wanted = _mine(actor).where(or_(*open_ones)).order_by(Assessment.due_on, Placement.sort_key)
        found += [one for sheet in db.scalars(wanted).unique() if (one := _says(sheet, actor))]
    if school or actor.has(Role.LEARNER):
        found += _reports(db, actor, school)
    return found


def _reports(db: Session, actor: Actor, school: bool) -> list[Due]:
    states = (ReportState.SUBMITTED,) if school else WRITABLE
    wanted = (
        Report.visible_to(actor)
        .where(Report.state.in_(states))
        .options(
            joinedload(Report.placement).joinedload(Placement.learner).joinedload(Learner.person),
            joinedload(Report.placement).joinedload(Placement.company),
        )
        .order_by(Report.due_on)
    )
    found = []
    for report in db.scalars(wanted):
        placement = report.placement
        if not school and (report.due_on is None or report.due_on > today() + SOON):
            continue
        says = _("Read the report of the internship") if school else _("Write the report of the internship")
        company = placement.place_name
        name = placement.learner.person.name
        kind = "accept" if school else "report"
        about = _("Report")
        found.append(
            Due(kind, placement.id, name, company, "", about, report.due_on, report.address, "", says)
        )
    return found


def overdue(db: Session, actor: Actor) -> list[Assessment]:
    """Sheets that companies should have given, the oldest first."""
    wanted = _mine(actor).where(Assessment.state.in_(WITH_COMPANY), Assessment.due_on < today())
    return list(db.scalars(wanted.order_by(Assessment.due_on, Placement.sort_key)).unique())


def characterisation_of(db: Session, placement_id: int) -> Characterisation | None:
    """Of a placement, or nothing yet."""
    return db.scalar(select(Characterisation).where(Characterisation.placement_id == placement_id))


def report_of(db: Session, placement_id: int) -> Report | None:
    """Of a placement, or nothing yet."""
    return db.scalar(select(Report).where(Report.placement_id == placement_id))


def of_group(db: Session, actor: Actor, group_id: int) -> list[Assessment]:
    """All sheets of the learners of a group, by learner."""
    wanted = _mine(actor).join(Placement.learner).where(Learner.group_id == group_id)
    order = (Placement.sort_key, Placement.id, Assessment.position)
    return list(db.scalars(wanted.order_by(*order)).unique())


def sheets_by_ids(db: Session, actor: Actor, ids: Sequence[int]) -> list[Assessment]:
    """Those of these ids that the actor sees, with everything a mark needs."""
    if not ids:
        return []
    wanted = _mine(actor).where(Assessment.id.in_(ids)).options(selectinload(Assessment.grades))
    return list(db.scalars(wanted).unique())
