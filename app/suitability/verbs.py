"""Who asks the council, who decides, who shows and who checks evidence."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.companies.verbs import own_office, partner
from app.identity.actor import Actor
from app.identity.models import Membership, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import today
from app.kit.rules import Unmet, unmet
from app.kit.verbs import Verb
from app.kit.words import _
from app.schools.verbs import office
from app.suitability.models import CouncilTerms, Decision, Opinion, Standing, State
from app.suitability.rules import BEFORE_DECIDING, Basis
from app.suitability.stand import Stand


def asker(actor: Actor, opinion: Opinion) -> bool:
    """The coordinator or administrator of the school that asked."""
    return actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN) and opinion.school_id == actor.organisation_id


def _lets_coordinator(db: Session | None, school_id: int) -> bool:
    wanted = select(CouncilTerms.coordinator_decides).where(CouncilTerms.school_id == school_id)
    return bool(db and db.scalar(wanted))


def decider(actor: Actor, thing: Stand | Decision) -> bool:
    """The director, or a coordinator where the school lets them."""
    if thing.school_id != actor.organisation_id:
        return False
    if actor.has(Role.DIRECTOR):
        return True
    if not actor.has(Role.COORDINATOR):
        return False
    if isinstance(thing, Stand):
        return thing.terms.coordinator_decides
    return _lets_coordinator(object_session(thing), thing.school_id)


def own_mentor(actor: Actor, thing: Any) -> bool:
    """The supervisor themselves."""
    mentor = getattr(thing, "mentor", thing)
    return (
        actor.has(Role.MENTOR)
        and mentor.person_id == actor.person_id
        and mentor.company_id == actor.organisation_id
    )


def checker(actor: Actor, thing: Any) -> bool:
    """The staff of a school that works with the company."""
    works_with = any(p.school_id == actor.organisation_id for p in thing.company.partnerships)
    return bool(actor.roles & SCHOOL_STAFF) and works_with


def its_office(thing: Decision) -> list[Person]:
    """The company's administrators and signatories."""
    db = object_session(thing)
    if db is None:
        return []
    wanted = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == thing.company_id,
            Membership.role.in_(COMPANY_OFFICE),
            Membership.ended_at.is_(None),
        )
        .order_by(Person.id)
    )
    return list(dict.fromkeys(db.scalars(wanted)))


def before_deciding(_db: Session, stand: Stand) -> list[Unmet]:
    """What is wanting before the school decides today."""
    opinion = stand.opinion
    basis = Basis(opinion.opinion_on if opinion else None, today(), stand.company.ended_on)
    urls = {"opinion": f"/uznemumi/{stand.company.id}/piemeriba/lugums"}
    return unmet(BEFORE_DECIDING, basis, urls)


SHOWERS = (partner, own_office, own_mentor)

SET_TERMS = Verb("suitability.set_terms", _("set how the council is asked"), who=(office,))
ASK_OPINION = Verb("suitability.ask_opinion", _("asked the sector council for an opinion"), who=(partner,))
ENTER_OPINION = Verb("suitability.enter_opinion", _("wrote down an opinion of the council"), who=(partner,))
RECORD_OPINION = Verb(
    "suitability.record_opinion",
    _("wrote down the council's answer"),
    who=(asker,),
    of=(State.ASKED, State.GIVEN),
    to=State.GIVEN,
)
WITHDRAW_REQUEST = Verb(
    "suitability.withdraw_request",
    _("withdrew the request to the council"),
    who=(asker,),
    of=(State.ASKED,),
    to=State.WITHDRAWN,
)
DECIDE = Verb(
    "suitability.decide",
    _("decided on the company's suitability"),
    who=(decider,),
    rules=before_deciding,
    tells=its_office,
)
WITHDRAW_DECISION = Verb(
    "suitability.withdraw_decision",
    _("withdrew the decision on the company"),
    who=(decider,),
    of=(Standing.STANDS,),
    to=Standing.WITHDRAWN,
    tells=its_office,
)
ADD_EVIDENCE = Verb("suitability.add_evidence", _("added evidence of a supervisor"), who=SHOWERS)
REMOVE_EVIDENCE = Verb("suitability.remove_evidence", _("removed evidence of a supervisor"), who=SHOWERS)
CHECK_EVIDENCE = Verb("suitability.check_evidence", _("checked a supervisor's evidence"), who=(checker,))
NOTE_CHILD_CHECK = Verb(
    "suitability.note_child_check",
    _("noted the check whether the supervisor may work with children"),
    who=(partner, own_office),
)
