"""Who instructs, confirms, issues, justifies, reports and approves."""

from __future__ import annotations

from typing import Any

from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import COMPANY_OFFICE, Role
from app.kit.clock import today
from app.kit.days import is_minor
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements import verbs as placements
from app.placements.models import Placement
from app.placements.models import State as Life
from app.placements.parties import company_people, coordinators, guardians
from app.safety.incidents import Incident, Stage
from app.safety.models import Conditions, Equipped, Hazard, HazardState, Instruction, State

AGREED = (Life.SIGNING, Life.CONCLUDED, Life.ACTIVE, Life.SUSPENDED)


def instructor(actor: Actor, thing: Any) -> bool:
    """The supervisor or the company's office."""
    return placements.company_side(actor, thing.placement)


def instructed(actor: Actor, thing: Any) -> bool:
    """The learner."""
    return placements.learner(actor, thing.placement)


def represented(actor: Actor, thing: Any) -> bool:
    """A guardian of the learner."""
    return placements.guardian(actor, thing.placement)


def school_coordinator(actor: Actor, thing: Any) -> bool:
    """The coordinator of the school."""
    return placements.coordinator(actor, thing.placement)


def director(actor: Actor, thing: Any) -> bool:
    """The director of the learner's school."""
    return actor.has(Role.DIRECTOR) and thing.placement.school_id == actor.organisation_id


def keeper(actor: Actor, thing: Any) -> bool:
    """Whoever keeps the lists of their own company or school; `thing` is an organisation or its item."""
    office = actor.roles & (COMPANY_OFFICE | {Role.MENTOR, Role.COORDINATOR, Role.SCHOOL_ADMIN})
    return bool(office) and getattr(thing, "organisation_id", thing.id) == actor.organisation_id


def of_school(actor: Actor, school: Any) -> bool:
    """The coordinator or the school's administrator."""
    return actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN) and school.id == actor.organisation_id


def its_learner(thing: Any) -> list[Person]:
    """The learner is asked to confirm."""
    return [thing.placement.learner.person]


def asked_to_confirm(instruction: Instruction) -> list[Person]:
    """The learner, once there is something to confirm."""
    return its_learner(instruction) if instruction.state is State.WAITING else []


def both_offices(thing: Any) -> list[Person]:
    """The company's people and the coordinator."""
    return [*company_people(thing.placement), *coordinators(thing.placement)]


def minors_guardians(placement: Placement) -> list[Person]:
    """The parents are told of a minor only."""
    born = placement.learner.person.birth_date
    return guardians(placement) if born and is_minor(born, today()) else []


def guardians_who_should_know(conditions: Conditions) -> list[Person]:
    """Until they have said that they have read the risks."""
    if conditions.informed_at or not conditions.risks:
        return []
    return minors_guardians(conditions.placement)


def its_company(hazard: Hazard) -> list[Person]:
    """The supervisor and the office."""
    return company_people(hazard.placement)


def the_school(hazard: Hazard) -> list[Person]:
    """The coordinator."""
    return coordinators(hazard.placement)


def all_who_must_know(incident: Incident) -> list[Person]:
    """The company, the school with its director, the learner and a minor's guardians (R57)."""
    placement = incident.placement
    head = [placement.school.director] if placement.school.director else []
    return [*both_offices(incident), *head, *its_learner(incident), *minors_guardians(placement)]


def the_director(incident: Incident) -> list[Person]:
    """Whoever approves the act (528: 3.9)."""
    head = incident.placement.school.director
    return [head] if head else []


INSTRUCT = Verb(
    "safety.instruct",
    _("recorded an instruction"),
    who=(placements.company_side,),
    of=AGREED,
    tells=asked_to_confirm,
)
REPEAT_CHECK = Verb(
    "safety.repeat_check",
    _("repeated the instruction and the check"),
    who=(instructor,),
    of=(State.FAILED, State.DISPUTED),
    tells=asked_to_confirm,
)
CONFIRM = Verb(
    "safety.confirm",
    _("confirmed the instruction"),
    who=(instructed,),
    of=(State.WAITING,),
    to=State.CONFIRMED,
)
DISPUTE = Verb(
    "safety.dispute",
    _("did not agree with the record of the instruction"),
    who=(instructed,),
    of=(State.WAITING,),
    to=State.DISPUTED,
    tells=both_offices,
)
WITHDRAW = Verb(
    "safety.withdraw",
    _("withdrew the record of the instruction"),
    who=(instructor,),
    of=(State.FAILED, State.WAITING, State.DISPUTED),
    to=State.WITHDRAWN,
)
KEEP_SHEET = Verb(
    "safety.keep_sheet",
    _("stored the sheet of instructions"),
    who=(placements.coordinator, placements.company_office),
)
ISSUE = Verb(
    "safety.issue",
    _("issued protective equipment"),
    who=(placements.company_side,),
    of=AGREED,
    tells=its_learner,
)
RECEIVE = Verb(
    "safety.receive",
    _("confirmed the receipt of protective equipment"),
    who=(instructed,),
    of=(Equipped.ISSUED,),
    to=Equipped.RECEIVED,
)
TAKE_IN = Verb(
    "safety.take_in",
    _("took protective equipment back"),
    who=(instructor,),
    of=(Equipped.ISSUED, Equipped.RECEIVED),
    to=Equipped.RETURNED,
)
DESCRIBE = Verb(
    "safety.describe",
    _("described the risks of the work"),
    who=(placements.company_side, placements.coordinator),
    tells=guardians_who_should_know,
)
RECORD_HEALTH = Verb(
    "safety.record_health",
    _("wrote down until when the health check is valid"),
    who=(placements.company_side, placements.coordinator),
)
ACKNOWLEDGE = Verb("safety.acknowledge", _("has read the risks of the work"), who=(represented,))
TAG_HAZARD = Verb(
    "safety.tag_hazard",
    _("named a hazardous task"),
    who=(placements.company_side, placements.coordinator),
    tells=the_school,
)
JUSTIFY = Verb(
    "safety.justify",
    _("justified a hazardous task by the training"),
    who=(school_coordinator,),
    of=(HazardState.OPEN, HazardState.JUSTIFIED),
    to=HazardState.JUSTIFIED,
    tells=its_company,
)
ALLOW = Verb(
    "safety.allow",
    _("confirmed supervision and protection at a hazardous task"),
    who=(instructor,),
    of=(HazardState.JUSTIFIED,),
    to=HazardState.ALLOWED,
)
UNTAG = Verb("safety.untag", _("took a hazardous task out"), who=(instructor, school_coordinator))
REPORT = Verb(
    "safety.report",
    _("reported an accident"),
    who=(placements.staff, placements.company_side, placements.learner),
    tells=all_who_must_know,
)
INVESTIGATE = Verb(
    "safety.investigate",
    _("wrote the causes and conclusions of the accident"),
    who=(instructor, school_coordinator),
    of=(Stage.OPEN, Stage.INVESTIGATED),
    to=Stage.INVESTIGATED,
    tells=the_director,
)
APPROVE_ACT = Verb(
    "safety.approve_act",
    _("approved the act of the accident"),
    who=(director,),
    of=(Stage.INVESTIGATED,),
    to=Stage.CLOSED,
    tells=both_offices,
)
ADD_ITEM = Verb("safety.add_item", _("added to the lists of safety"), who=(keeper,))
REMOVE_ITEM = Verb("safety.remove_item", _("took an item out of the lists of safety"), who=(keeper,))
SET_STUDY_HOURS = Verb("safety.set_study_hours", _("set the hours of a week at school"), who=(of_school,))
