"""Asking the council, writing down its opinion, deciding, taking back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Branch, Company, Mentor
from app.documents.issuing import Wanted, issue, next_number, send_out
from app.documents.models import Document, Party
from app.documents.models import State as DocumentState
from app.identity.actor import Actor
from app.identity.roles import Role
from app.kit.clock import now, today
from app.kit.days import after_working_days
from app.kit.db import store_of
from app.kit.errors import Reason, Refused
from app.kit.rules import unmet
from app.kit.verbs import does
from app.kit.words import _
from app.schools.models import Programme, School
from app.suitability import values, verbs
from app.suitability.files import Sealed
from app.suitability.finding import terms_of
from app.suitability.models import CouncilTerms, Decision, Opinion, Result, Standing, State
from app.suitability.rules import BEFORE_DECIDING, Basis
from app.suitability.stand import Stand

CAPACITIES = {Role.DIRECTOR: "direktors", Role.COORDINATOR: "DVB koordinators"}
ADMINISTRATOR = "izglītības iestādes pārstāvis"


def _capacity(actor: Actor) -> str:
    return next((said for role, said in CAPACITIES.items() if actor.has(role)), ADMINISTRATOR)


def _own_programme(school: School, programme: Programme | None) -> None:
    if programme is not None and programme.school_id != school.id:
        raise Refused(_("Choose a programme of the school."))


@does(verbs.SET_TERMS)
def set_terms(
    db: Session,
    actor: Actor,
    school: School,
    *,
    council_name: str = "",
    council_email: str = "",
    answer_days: int = 15,
    coordinator_decides: bool = False,
) -> CouncilTerms:
    """The council the school usually asks, how long it may take, and who may decide."""
    terms = terms_of(db, school.id)
    terms.council_name, terms.council_email = council_name, council_email
    terms.answer_days, terms.coordinator_decides = answer_days, coordinator_decides
    db.add(terms)
    return terms


def _school(db: Session, actor: Actor) -> School:
    return db.scalars(select(School).where(School.id == actor.organisation_id)).one()


def _opinion(school: School, company: Company, programme: Programme | None, council: str) -> Opinion:
    if not council.strip():
        raise Refused(_("Write the name of the sector council."))
    _own_programme(school, programme)
    return Opinion(
        school_id=school.id,
        company=company,
        code=programme.code if programme else "",
        qualification=programme.qualification if programme else "",
        council_name=council.strip(),
    )


@does(verbs.ASK_OPINION)
def ask_opinion(
    db: Session,
    actor: Actor,
    company: Company,
    *,
    council_name: str,
    council_email: str = "",
    programme: Programme | None = None,
    branch: Branch | None = None,
    mentors: Sequence[Mentor] = (),
    tasks: str = "",
    letter: bool = True,
) -> Opinion:
    """A request with its letter; a second one for the same programme waits for the first."""
    school = _school(db, actor)
    asked = _opinion(school, company, programme, council_name)
    if branch is not None and branch.company_id != company.id:
        raise Refused(_("Choose a place of work of this company."))
    if any(mentor.company_id != company.id for mentor in mentors):
        raise Refused(_("The supervisor works at another company."))
    waiting = select(Opinion.id).where(
        Opinion.company_id == company.id,
        Opinion.school_id == school.id,
        Opinion.state == State.ASKED,
        Opinion.code == asked.code,
        Opinion.qualification == asked.qualification,
    )
    if db.scalar(waiting) is not None:
        raise Refused(_("The council has already been asked and has not answered yet."))
    asked.branch, asked.tasks, asked.council_email = branch, tasks, council_email
    asked.asked_on = today()
    asked.due_on = after_working_days(today(), terms_of(db, school.id).answer_days)
    db.add(asked)
    if letter:
        asked.letter = _letter(db, actor, school, asked, programme, mentors)
    return asked


def _letter(
    db: Session,
    actor: Actor,
    school: School,
    asked: Opinion,
    programme: Programme | None,
    mentors: Sequence[Mentor],
) -> Document:
    number = f"NEP-{today():%Y}/{next_number(db, school.id, 'council_letter', today().year)}"
    filled = values.letter(school, asked, programme, mentors, actor.person, _capacity(actor), number)
    document = issue(
        db,
        organisation_id=school.id,
        kind="council_letter",
        number=number,
        title=f"Lūgums nozares ekspertu padomei: {asked.company.name}",
        subject=asked.trail_subject,
        template=values.LETTER,
        values=filled,
        about=asked.council_name,
    )
    document.state = DocumentState.ISSUED
    return document


@does(verbs.ENTER_OPINION)
def enter_opinion(
    db: Session,
    actor: Actor,
    company: Company,
    *,
    council_name: str,
    result: Result,
    opinion_on: date,
    number: str = "",
    conditions: str = "",
    programme: Programme | None = None,
    asked_on: date | None = None,
    file: Sealed | None = None,
) -> Opinion:
    """An opinion that came without a request of the portal."""
    school = _school(db, actor)
    asked = min(asked_on or opinion_on, opinion_on)
    opinion = _opinion(school, company, programme, council_name)
    opinion.asked_on = opinion.due_on = asked
    opinion.state = State.GIVEN
    _answer(db, actor, opinion, result, opinion_on, number, conditions, file)
    db.add(opinion)
    return opinion


@does(verbs.RECORD_OPINION)
def record_opinion(
    db: Session,
    actor: Actor,
    opinion: Opinion,
    *,
    result: Result,
    opinion_on: date,
    number: str = "",
    conditions: str = "",
    file: Sealed | None = None,
) -> None:
    """The council's answer; it can be corrected until a decision rests on it."""
    rests = select(Decision.id).where(Decision.opinion_id == opinion.id, Decision.state == Standing.STANDS)
    if opinion.state is State.GIVEN and db.scalar(rests) is not None:
        raise Refused(_("A decision rests on this opinion. Withdraw the decision first."))
    _answer(db, actor, opinion, result, opinion_on, number, conditions, file)


def _answer(
    db: Session,
    actor: Actor,
    opinion: Opinion,
    result: Result,
    opinion_on: date,
    number: str,
    conditions: str,
    file: Sealed | None,
) -> None:
    if opinion_on > today():
        raise Refused(_("This date is in the future."))
    if opinion_on < opinion.asked_on:
        raise Refused(_("The opinion is older than the request of {day:day}.", day=opinion.asked_on))
    if result is Result.CONDITIONS and not conditions.strip():
        raise Refused(_("Write the conditions."))
    opinion.result, opinion.opinion_on, opinion.number = result, opinion_on, number
    opinion.conditions = conditions
    opinion.received_by_id, opinion.received_at = actor.person_id, now()
    if file is not None:
        file.keep(store_of(db), opinion)


@does(verbs.WITHDRAW_REQUEST)
def withdraw_request(db: Session, actor: Actor, opinion: Opinion) -> None:
    """The school needs no answer any more."""


@does(verbs.DECIDE)
def decide(
    db: Session,
    actor: Actor,
    stand: Stand,
    *,
    positive: bool,
    decided_on: date | None = None,
    valid_until: date | None = None,
    number: str = "",
    reason: str = "",
    file: Sealed | None = None,
    document: bool = True,
) -> Decision:
    """Rests on the newest opinion; departs from the council only with a reason."""
    day, school = decided_on or today(), _school(db, actor)
    opinion = _basis(school, stand, day, valid_until, positive, reason)
    made = Decision(
        school_id=school.id,
        company=stand.company,
        programme=stand.programme,
        opinion=opinion,
        number=number or f"DVB-L-{day:%Y}/{next_number(db, school.id, 'suitability', day.year)}",
        decided_on=day,
        decided_by=actor.person,
        positive=positive,
        reason=reason.strip(),
        valid_until=valid_until,
    )
    db.add(made)
    if file is not None:
        file.keep(store_of(db), made)
    elif document:
        made.document = _document(db, actor, school, made)
    return made


def _basis(
    school: School, stand: Stand, day: date, valid_until: date | None, positive: bool, reason: str
) -> Opinion:
    """The opinion on which a decision of that day may rest."""
    _own_programme(school, stand.programme)
    opinion = stand.opinion
    basis = Basis(opinion.opinion_on if opinion else None, day)
    if opinion is None or unmet(BEFORE_DECIDING, basis):
        raise Refused(*(each.reason for each in unmet(BEFORE_DECIDING, basis)))
    if day > today():
        raise Refused(_("This date is in the future."))
    if valid_until is not None and valid_until <= day:
        raise Refused(_("It must end after it begins."))
    if positive != opinion.positive and not reason.strip():
        said = _("The decision departs from the council's opinion: write why.")
        raise Refused(Reason(said, clause="484: 8.3", code="R05"))
    return opinion


def _document(db: Session, actor: Actor, school: School, made: Decision) -> Document:
    capacity = _capacity(actor)
    document = issue(
        db,
        organisation_id=school.id,
        kind="suitability",
        number=made.number,
        title=f"Lēmums par uzņēmuma piemērotību: {made.company.name}",
        subject=made.trail_subject,
        template=values.DECISION,
        values=values.decision(school, made, made.programme, actor.person, capacity),
        signers=[Wanted(Party.SCHOOL, actor.person, school.id, capacity)],
    )
    send_out(document, actor.person)
    return document


@does(verbs.WITHDRAW_DECISION)
def withdraw_decision(db: Session, actor: Actor, decision: Decision, *, reason: str) -> None:
    """The company is not suitable any more, or the decision was mistaken; why is kept."""
    if not reason.strip():
        raise Refused(_("Write why the decision is withdrawn."))
    decision.withdrawn_because, decision.withdrawn_on = reason.strip(), today()
