"""Finding learners and companies as one types."""

from __future__ import annotations

from sqlalchemy import literal, or_, select
from sqlalchemy.orm import Session, joinedload

from app.companies.models import Branch, Company, Mentor, Offer
from app.companies.queries import words_of
from app.identity.actor import Actor
from app.identity.models import Organisation, Person
from app.kit.names import search_words
from app.placements.models import LIVE, Placement
from app.schools.models import Group, Learner, Programme, Status

MOST = 12
MOST_WORDS = 6


def learners(db: Session, actor: Actor, text: str) -> list[Learner]:
    """Every word begins a word of the name or the name of the group; the school's own learners only."""
    wanted = (
        Learner.visible_to(actor)
        .join(Learner.person)
        .where(Learner.school_id == actor.organisation_id, Learner.status != Status.LEFT)
        .options(joinedload(Learner.person), joinedload(Learner.group).joinedload(Group.programme))
        .order_by(Learner.sort_key, Learner.id)
        .limit(MOST)
    )
    words = search_words(text)[:MOST_WORDS]
    named = list(db.scalars(Group.visible_to(actor))) if words else []
    for word in words:
        name = (literal(" ") + Person.search_key).contains(f" {word}")
        of_group = [g.id for g in named if any(part.startswith(word) for part in search_words(g.name))]
        wanted = wanted.where(or_(name, Learner.group_id.in_(of_group)))
    if not words:
        placed = select(Placement.learner_id).where(Placement.state.in_(LIVE))
        wanted = wanted.where(Learner.id.not_in(placed))
    return list(db.scalars(wanted).unique())


def live_by_learner(db: Session, found: list[Learner]) -> dict[int, list[Placement]]:
    """What each of them already has."""
    wanted = (
        select(Placement)
        .where(Placement.learner_id.in_([each.id for each in found]), Placement.state.in_(LIVE))
        .options(joinedload(Placement.company))
        .order_by(Placement.id)
    )
    by_learner: dict[int, list[Placement]] = {}
    for placement in db.scalars(wanted):
        by_learner.setdefault(placement.learner_id, []).append(placement)
    return by_learner


def number(text: str) -> int:
    """The number of a row in an address; 0, which no row has, when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def groups(db: Session, actor: Actor) -> list[Group]:
    """The school's groups that have a programme."""
    wanted = (
        Group.visible_to(actor).where(Group.programme_id.is_not(None)).options(joinedload(Group.programme))
    )
    return list(db.scalars(wanted.order_by(Group.sort_key, Group.id)))


def companies(db: Session, actor: Actor, text: str) -> list[Company]:
    """The school's partner companies by the words of the name, or by the number."""
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return []
    wanted = Company.visible_to(actor).join(Company.organisation).order_by(Organisation.sort_key).limit(MOST)
    for word in words:
        key = (literal(" ") + Organisation.search_key).contains(f" {word}")
        wanted = wanted.where(or_(key, Organisation.reg_no.startswith(word)))
    return list(db.scalars(wanted).unique())


def offer_seen(db: Session, actor: Actor, offer_id: int | None) -> Offer | None:
    """An offer by the number that a form has sent, if the actor sees it."""
    if offer_id is None:
        return None
    found: Offer | None = db.scalar(Offer.visible_to(actor).where(Offer.id == offer_id))
    return found


def branch_seen(db: Session, actor: Actor, branch_id: int | None) -> Branch | None:
    """A branch, likewise."""
    if branch_id is None:
        return None
    found: Branch | None = db.scalar(Branch.visible_to(actor).where(Branch.id == branch_id))
    return found


def mentor_seen(db: Session, actor: Actor, mentor_id: int | None) -> Mentor | None:
    """A mentor, likewise."""
    if mentor_id is None:
        return None
    found: Mentor | None = db.scalar(Mentor.visible_to(actor).where(Mentor.id == mentor_id))
    return found


def programme_seen(db: Session, actor: Actor, programme_id: int) -> Programme | None:
    """A programme of the school, likewise."""
    found: Programme | None = db.scalar(Programme.visible_to(actor).where(Programme.id == programme_id))
    return found


def programmes(db: Session, actor: Actor) -> list[Programme]:
    """What the school teaches."""
    return list(db.scalars(Programme.visible_to(actor).order_by(Programme.qualification, Programme.id)))
