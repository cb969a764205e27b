"""Gathers what the rules of a schedule ask about, and what supervisors still have to show."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from app.companies.models import Mentor
from app.kit.clock import today
from app.kit.days import days_short_of_semester, is_minor
from app.kit.rules import Unmet, unmet
from app.kit.words import Said
from app.placements.models import Kind, Placement
from app.placements.rules import WORTH_A_LOOK, Facts
from app.placements.schedule import Schedule
from app.schools.queries import year_at, years_between
from app.suitability.queries import mentors_of, suitability_of


def facts(db: Session, placement: Placement, schedule: Schedule) -> Facts:
    """The schedule as it stands or as it is proposed."""
    years = years_between(db, placement.school_id, schedule.starts, schedule.ends)
    if not years and (year := year_at(db, placement.school_id, schedule.starts)):
        years = [year]
    semesters = [(span.starts, span.ends) for year in years for span in year.semesters]
    born = placement.learner.person.birth_date
    offer = placement.offer
    return Facts(
        days_short_of_semester=days_short_of_semester(schedule.starts, schedule.ends, semesters),
        minor=born is not None and is_minor(born, schedule.starts),
        day_hours=schedule.day_hours,
        week_hours=schedule.week_hours,
        work_days=len(schedule.work_days),
        work_from=schedule.work_from,
        work_until=schedule.work_until,
        inside_offer=offer is None or (offer.starts <= schedule.starts and schedule.ends <= offer.ends),
    )


def worth_a_look(db: Session, placement: Placement, schedule: Schedule) -> list[Unmet]:
    """Warnings about the schedule; none of them blocks here."""
    return unmet(WORTH_A_LOOK, facts(db, placement, schedule))


def missing_of(
    db: Session, placement: Placement, mentors: Collection[Mentor]
) -> dict[int, list[tuple[Said, str]]]:
    """What each supervisor would still have to show for this placement (484: 10), with the clauses."""
    if placement.kind is not Kind.DVB or placement.company is None:
        return {mentor.id: [] for mentor in mentors}
    born = placement.learner.person.birth_date
    minor = born is not None and is_minor(born, placement.starts or today())
    maritime = bool(placement.company.crewing_licence)
    ready = mentors_of(db, [mentor.id for mentor in mentors], today())
    return {number: each.missing(maritime=maritime, minor=minor) for number, each in ready.items()}


def undecided(db: Session, placement: Placement, companies: Collection[int]) -> set[int]:
    """Which of these companies the school has not found suitable for the programme (484: 8.3)."""
    if placement.kind is not Kind.DVB:
        return set()
    triples = {(placement.school_id, company, placement.programme_id) for company in companies}
    from_day = placement.starts or today()
    return {
        company
        for (_school, company, _programme), made in suitability_of(db, triples).items()
        if not made.decision_positive or (made.decision_until and made.decision_until < from_day)
    }
