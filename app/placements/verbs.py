"""Who has a part in a placement, and what may be done with it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import object_session

from app.documents.models import Delegation
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.rules import Moment, at
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements.models import LIVE, RUNNING, Placement, State
from app.placements.parties import coordinators


def coordinator(actor: Actor, thing: Any) -> bool:
    """A coordinator of the school; also of a learner, from whom a placement begins."""
    return actor.has(Role.COORDINATOR) and thing.school_id == actor.organisation_id


def staff(actor: Actor, placement: Placement) -> bool:
    """Anybody of the school's staff."""
    return bool(actor.roles & SCHOOL_STAFF) and placement.school_id == actor.organisation_id


def company_office(actor: Actor, placement: Placement) -> bool:
    """The company's administrator or signatory."""
    return bool(actor.roles & COMPANY_OFFICE) and placement.company_id == actor.organisation_id


def mentor(actor: Actor, placement: Placement) -> bool:
    """The supervisor at the place named for this placement, or who stands in for them."""
    if placement.in_school:
        return staff(actor, placement) and placement.host_id == actor.person_id
    return actor.has(Role.MENTOR) and any(
        named.person_id == actor.person_id and named.company_id == actor.organisation_id
        for named in (placement.mentor, placement.deputy)
        if named is not None
    )


def company_side(actor: Actor, placement: Placement) -> bool:
    """The company's office or the mentor."""
    return company_office(actor, placement) or mentor(actor, placement)


def learner(actor: Actor, placement: Placement) -> bool:
    """The learner."""
    return actor.has(Role.LEARNER) and placement.learner.person_id == actor.person_id


def guardian(actor: Actor, placement: Placement) -> bool:
    """Somebody who represents the learner."""
    return actor.has(Role.GUARDIAN) and any(
        g.person_id == actor.person_id and g.ended_on is None for g in placement.learner.guardianships
    )


def in_stead(actor: Actor, placement: Placement) -> bool:
    """Somebody who signs today for those who sign for the company or the school."""
    db = object_session(placement)
    here = actor.organisation_id in {placement.company_id, placement.school_id}
    return here and db is not None and db.scalar(Delegation.lent_to(actor).limit(1)) is not None


def party(actor: Actor, placement: Placement) -> bool:
    """Anybody of the three sides of the contract (484: 7)."""
    return (
        staff(actor, placement)
        or company_side(actor, placement)
        or learner(actor, placement)
        or guardian(actor, placement)
        or in_stead(actor, placement)
    )


def told_of_deputy(placement: Placement) -> list[Person]:
    """Who stands in, the supervisor, and the coordinator."""
    named = [each.person for each in (placement.deputy, placement.mentor) if each]
    return named + coordinators(placement)


CREATE = Verb("placements.create", _("began the placement"), who=(coordinator,))
CHOOSE_PROGRAMME = Verb(
    "placements.choose_programme", _("chose the programme"), who=(coordinator,), of=(State.DRAFT,)
)
CHOOSE_COMPANY = Verb(
    "placements.choose_company", _("chose the company"), who=(coordinator,), of=(State.DRAFT,)
)
CHOOSE_SCHOOL = Verb(
    "placements.choose_school",
    _("chose the school itself as the place"),
    who=(coordinator,),
    of=(State.DRAFT,),
)
CHOOSE_MENTOR = Verb(
    "placements.choose_mentor",
    _("chose the supervisor at the company"),
    who=(coordinator,),
    of=(State.DRAFT,),
)
NAME_DEPUTY = Verb(
    "placements.name_deputy",
    _("named who stands in for the supervisor at the company"),
    who=(coordinator, company_office),
    of=LIVE,
    tells=told_of_deputy,
)
SET_PERIOD = Verb(
    "placements.set_period", _("set the period and the schedule"), who=(coordinator,), of=(State.DRAFT,)
)
REQUIRE_SIGNATURE = Verb(
    "placements.require_signature",
    _("said who signs with eParaksts or on paper"),
    who=(coordinator,),
    of=LIVE,
)
CANCEL = Verb(
    "placements.cancel",
    _("cancelled the placement"),
    who=(coordinator,),
    of=(State.DRAFT,),
    to=State.CANCELLED,
)
RESTORE = Verb(
    "placements.restore",
    _("took the cancellation back"),
    who=(coordinator,),
    of=(State.CANCELLED,),
    to=State.DRAFT,
)
START_SIGNING = Verb(
    "placements.start_signing",
    _("began the signing"),
    who=(party,),
    of=(State.DRAFT,),
    to=State.SIGNING,
)
BACK_TO_DRAFT = Verb(
    "placements.back_to_draft",
    _("went back to preparing"),
    who=(party,),
    of=(State.SIGNING,),
    to=State.DRAFT,
)
CONCLUDE = Verb(
    "placements.conclude",
    _("concluded the placement"),
    who=(party,),
    of=(State.SIGNING,),
    to=State.CONCLUDED,
)
ACTIVATE = Verb(
    "placements.activate",
    _("opened the placement"),
    who=(party,),
    of=(State.CONCLUDED,),
    to=State.ACTIVE,
    rules=at(Moment.START),
)
SUSPEND = Verb(
    "placements.suspend",
    _("suspended the placement"),
    who=(coordinator,),
    of=(State.ACTIVE,),
    to=State.SUSPENDED,
)
RESUME = Verb(
    "placements.resume",
    _("resumed the placement"),
    who=(coordinator,),
    of=(State.SUSPENDED,),
    to=State.ACTIVE,
)
TERMINATE = Verb(
    "placements.terminate", _("ended the placement early"), who=(party,), of=RUNNING, to=State.TERMINATED
)
COMPLETE = Verb(
    "placements.complete",
    _("completed the placement"),
    who=(party,),
    of=(State.ACTIVE,),
    to=State.COMPLETED,
    rules=at(Moment.CLOSE),
)
