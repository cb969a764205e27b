"""The sections of a case that the rooms below know: learner, school, programme, company."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.kit.clock import today
from app.kit.days import Span, is_minor
from app.law.case import Case, Company, Learner, Mentor, Programme, School
from app.placements.models import Placement
from app.schools.models import Learner as SchoolLearner
from app.schools.models import SchoolYear, Status

Figures = Callable[[date], Mapping[str, Decimal]]  # what held on a day
_WITH = (
    joinedload(Placement.learner).joinedload(SchoolLearner.person),
    joinedload(Placement.school),
    joinedload(Placement.programme),
    joinedload(Placement.company),
    joinedload(Placement.branch),
    joinedload(Placement.mentor),
)


def load(db: Session, ids: Iterable[int]) -> list[Placement]:
    """The placements with everything that the first sections read: one select."""
    return list(db.scalars(select(Placement).where(Placement.id.in_(list(ids))).options(*_WITH)).unique())


def begun(
    db: Session, placements: Sequence[Placement], figures: Callable[[date], Mapping[str, Decimal]]
) -> dict[int, Case]:
    """A case for each, with what the placement itself tells."""
    semesters = _semesters(db, {each.school_id for each in placements})
    return {each.id: _case(each, semesters[each.school_id], figures) for each in placements}


def _semesters(db: Session, schools: set[int]) -> dict[int, tuple[Span, ...]]:
    wanted = select(SchoolYear).where(SchoolYear.school_id.in_(schools))
    found: dict[int, tuple[Span, ...]] = dict.fromkeys(schools, ())
    for year in db.scalars(wanted.options(selectinload(SchoolYear.spans))):
        found[year.school_id] += tuple((span.starts, span.ends) for span in year.semesters)
    return found


def _case(
    placement: Placement, semesters: tuple[Span, ...], figures: Callable[[date], Mapping[str, Decimal]]
) -> Case:
    case = Case(
        placement_id=placement.id,
        kind=placement.kind,
        state=placement.state,
        today=today(),
        figures=figures(today()),
        figures_of=figures,
        starts=placement.starts,
        ends=placement.ends,
        day_hours=placement.day_hours,
        week_hours=placement.day_hours * len(placement.work_days),
        work_days=len(placement.work_days),
        work_from=placement.work_from,
        work_until=placement.work_until,
        company_weeks=placement.weeks.count("C"),
        ids={
            "school": placement.school_id,
            "company": placement.company_id,
            "mentor": placement.mentor_id,
            "learner": placement.learner_id,
            "programme": placement.programme_id,
        },
    )
    case.learn(
        learner=_learner(placement, case.today),
        school=School(
            exempt=placement.school.exempt,
            coordinator_named=placement.coordinator_id is not None,
            director_named=placement.school.director_id is not None,
            semesters=semesters,
        ),
        programme=_programme(placement),
        company=_company(placement),
    )
    case.mentor = _mentor(placement)  # known only when the evidence has been read
    return case


def _mentor(placement: Placement) -> Mentor:
    company = placement.company
    return Mentor(
        named=placement.mentor_id is not None,
        deputy_named=placement.deputy_id is not None,
        limit=company.learners_per_mentor if company else None,
        limit_blocks=company is not None and company.limit_blocks,
        maritime=company is not None and bool(company.crewing_licence),
    )


def _learner(placement: Placement, day: date) -> Learner:
    person = placement.learner.person
    return Learner(
        birth_date=person.birth_date,
        minor=person.birth_date is not None and is_minor(person.birth_date, day),
        personal_code=person.personal_code or "",
        left_on=day if placement.learner.status is Status.LEFT else None,
    )


def _programme(placement: Placement) -> Programme:
    programme = placement.programme
    if programme is None:
        return Programme()
    return Programme(
        level=programme.level,
        code=programme.code,
        licence_no=programme.licence_no,
        licensed_until=programme.licensed_until,
        flagged_dvb=programme.flagged_dvb,
        minimum_practice_hours=_least_practice(programme.level, after_basic=programme.after_basic),
    )


def _least_practice(level: int, *, after_basic: bool) -> Decimal | None:
    """MK 332, annex 1: hours of practice for an occupation without a specialisation."""
    hours = {(4, True): 560, (4, False): 320, (3, True): 280, (3, False): 280}.get((level, after_basic))
    return Decimal(hours) if hours else None


def _company(placement: Placement) -> Company:
    company = placement.company
    if company is None:
        return Company(chosen=placement.in_school, in_school=placement.in_school)
    return Company(
        chosen=True,
        legal_form=company.legal_form,
        country=company.country,
        place=placement.branch.country if placement.branch else "LV",
        ended_on=company.ended_on,
        reg_no=company.organisation.reg_no or "",
    )
