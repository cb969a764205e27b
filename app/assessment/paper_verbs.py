"""The life of the characterisation, the report and the closing event."""

from __future__ import annotations

from app.assessment.events import ClosingEvent, EventState, Participation
from app.assessment.papers import WRITABLE, Characterisation, CharacterState, Report, ReportState
from app.assessment.verbs import BEGUN, learner_of, mentor_of
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import SCHOOL_STAFF
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements import parties
from app.placements import verbs as placements
from app.schools.models import School

Paper = Characterisation | Report


def describer(actor: Actor, paper: Characterisation) -> bool:
    """The supervisor at the place, or the company's office (481: 9.5)."""
    return placements.company_side(actor, paper.placement)


def school_staff(actor: Actor, paper: Paper) -> bool:
    """The school's staff."""
    return placements.staff(actor, paper.placement)


def writer(actor: Actor, report: Report) -> bool:
    """The learner."""
    return placements.learner(actor, report.placement)


def event_maker(actor: Actor, school: School) -> bool:
    """The staff of the school."""
    return bool(actor.roles & SCHOOL_STAFF) and school.id == actor.organisation_id


def organiser(actor: Actor, event: ClosingEvent) -> bool:
    """The staff of the school that holds it."""
    return bool(actor.roles & SCHOOL_STAFF) and event.school_id == actor.organisation_id


def its_school(paper: Paper) -> list[Person]:
    """The coordinators are told."""
    return parties.coordinators(paper.placement)


def school_and_learner(paper: Characterisation) -> list[Person]:
    """The school, the learner, the legal representative of a minor."""
    return its_school(paper) + learner_of(paper.placement)


def its_supervisor(paper: Characterisation) -> list[Person]:
    """Whoever writes it is told."""
    return mentor_of(paper.placement)


def its_learner(report: Report) -> list[Person]:
    """The learner is told."""
    return [report.placement.learner.person]


def event_inviter(actor: Actor, participation: Participation) -> bool:
    """The staff of the school that holds the event."""
    return organiser(actor, participation.event)


def invited(participation: Participation) -> list[Person]:
    """The learner, and the supervisor at the place."""
    return [participation.placement.learner.person, *mentor_of(participation.placement)]


CHARACTERISE = Verb(
    "assessment.characterise",
    _("wrote on the characterisation"),
    who=(placements.company_side,),
    of=BEGUN,
)
CONFIRM = Verb(
    "assessment.confirm",
    _("confirmed the characterisation"),
    who=(describer,),
    of=(CharacterState.DRAFT,),
    to=CharacterState.CONFIRMED,
    tells=school_and_learner,
)
REOPEN = Verb(
    "assessment.reopen",
    _("returned the characterisation"),
    who=(school_staff,),
    of=(CharacterState.CONFIRMED,),
    to=CharacterState.DRAFT,
    tells=its_supervisor,
)
WRITE_REPORT = Verb("assessment.write_report", _("wrote on the report"), who=(writer,), of=WRITABLE)
ATTACH = Verb("assessment.attach", _("attached the report as a file"), who=(writer,), of=WRITABLE)
SUBMIT_REPORT = Verb(
    "assessment.submit_report",
    _("submitted the report of the internship"),
    who=(writer,),
    of=WRITABLE,
    to=ReportState.SUBMITTED,
    tells=its_school,
)
ACCEPT_REPORT = Verb(
    "assessment.accept_report",
    _("accepted the report of the internship"),
    who=(school_staff,),
    of=(ReportState.SUBMITTED,),
    to=ReportState.ACCEPTED,
    tells=its_learner,
)
RETURN_REPORT = Verb(
    "assessment.return_report",
    _("returned the report for correction"),
    who=(school_staff,),
    of=(ReportState.SUBMITTED,),
    to=ReportState.RETURNED,
    tells=its_learner,
)
SET_REPORT_DUE = Verb(
    "assessment.set_report_due",
    _("set the deadline of the report"),
    who=(school_staff,),
    of=WRITABLE,
    tells=its_learner,
)
PLAN_EVENT = Verb("assessment.plan_event", _("announced the closing event"), who=(event_maker,))
INVITE = Verb("assessment.invite", _("invited to the closing event"), who=(event_inviter,), tells=invited)
HOLD_EVENT = Verb(
    "assessment.hold_event",
    _("wrote the results of the closing event"),
    who=(organiser,),
    of=(EventState.PLANNED,),
    to=EventState.HELD,
)
