"""Duplicates, overlaps, free places and what suits a learner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.companies.models import Company, Mentor, Offer, OfferState, Partnership
from app.identity.actor import Actor
from app.kit.clock import today
from app.kit.days import school_year
from app.kit.names import search_key
from app.kit.words import Said, _, _n
from app.placements.models import LIVE, Placement, State
from app.placements.schedule import Schedule
from app.schools.models import Learner, School


@dataclass(frozen=True)
class Clash:
    """Another placement of the same learner that gets in the way."""

    text: Said
    other: Placement
    same_company: bool

    @property
    def url(self) -> str:
        """The other placement."""
        return self.other.address


def live_of(db: Session, learner_id: int) -> list[Placement]:
    """The learner's placements that are prepared, being signed or running."""
    wanted = (
        select(Placement)
        .where(Placement.learner_id == learner_id, Placement.state.in_(LIVE))
        .options(joinedload(Placement.company), joinedload(Placement.learner).joinedload(Learner.person))
        .order_by(Placement.id)
    )
    return list(db.scalars(wanted))


def _meet(one: Placement, other: Placement) -> bool:
    """Whether two periods share a day; an open period may share any."""
    if one.starts is None or one.ends is None or other.starts is None or other.ends is None:
        return True
    return one.starts <= other.ends and other.starts <= one.ends


def clash_of(placement: Placement, other: Placement) -> Clash | None:
    """A duplicate (the same company, no period apart), an overlap, or nothing."""
    if placement.id == other.id or not _meet(placement, other):
        return None
    name = other.learner.person.name
    if other.company_id is None and not other.in_school:
        text = _("{name} already has a placement in preparation.", name=name)
        return Clash(text, other, same_company=False)
    company = other.place_name
    if other.company_id == placement.company_id and other.in_school == bool(placement.in_school):
        text = _("{name} already has a placement at {company}.", name=name, company=company)
        return Clash(text, other, same_company=True)
    if other.starts is None or placement.starts is None:
        text = _("{name} also has a placement at {company}.", name=name, company=company)
        return Clash(text, other, same_company=False)
    text = _(
        "{name} is at {company} from {starts:day} to {ends:day}: the periods overlap.",
        name=name,
        company=company,
        starts=other.starts,
        ends=other.ends,
    )
    return Clash(text, other, same_company=False)


def clashes(db: Session, placement: Placement) -> list[Clash]:
    """Every live placement of the learner that repeats or overlaps this one."""
    found = (clash_of(placement, other) for other in live_of(db, placement.learner_id))
    return [clash for clash in found if clash]


def duplicates_and_overlaps(db: Session, placement: Placement) -> list[Said]:
    """The same as sentences."""
    return [clash.text for clash in clashes(db, placement)]


def schedule_of(placement: Placement) -> Schedule | None:
    """The placement's schedule, once it has a period."""
    if placement.starts is None or placement.ends is None:
        return None
    return Schedule(
        placement.starts,
        placement.ends,
        placement.weeks,
        placement.work_days,
        placement.work_from,
        placement.work_until,
        placement.day_hours,
    )


@dataclass(frozen=True)
class Free:
    """An offer and how many of its places are still free."""

    offer: Offer
    taken: int

    @property
    def free(self) -> int:
        """Never less than none."""
        return max(0, self.offer.places - self.taken)


def taken(db: Session, offers: Iterable[Offer]) -> dict[int, int]:
    """How many live placements each offer has."""
    ids = [offer.id for offer in offers]
    if not ids:
        return {}
    rows = db.execute(
        select(Placement.offer_id, func.count())
        .where(Placement.offer_id.in_(ids), Placement.state.in_(LIVE))
        .group_by(Placement.offer_id)
    )
    return {offer_id: count for offer_id, count in rows if offer_id is not None}


def _open_offers(db: Session, school_id: int) -> list[Offer]:
    wanted = (
        select(Offer)
        .join(Partnership, Partnership.company_id == Offer.company_id)
        .join(Company, Company.id == Offer.company_id)
        .where(
            Partnership.school_id == school_id,
            Offer.state == OfferState.OPEN,
            Offer.ends >= today(),
            Company.ended_on.is_(None),
        )
        .options(joinedload(Offer.company), joinedload(Offer.branch))
        .order_by(Offer.starts, Offer.id)
    )
    return list(db.scalars(wanted))


def free_places(db: Session, school: School) -> list[Free]:
    """Open offers of the school's partner companies by qualification, then by company."""
    offers = _open_offers(db, school.id)
    counts = taken(db, offers)
    found = [Free(offer, counts.get(offer.id, 0)) for offer in offers]
    return sorted(
        found,
        key=lambda one: (
            search_key(one.offer.qualification),
            one.free == 0,
            one.offer.company.organisation.sort_key,
        ),
    )


@dataclass(frozen=True)
class Suitable:
    """An offer that suits a learner: why, and what still speaks against it."""

    offer: Offer
    free: int
    reasons: list[Said] = field(default_factory=list)
    doubts: list[Said] = field(default_factory=list)
    rank: int = 0


def _counts(db: Session, school_id: int, company_ids: set[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Active mentors, and placements of this school so far, by company."""
    mentors = db.execute(
        select(Mentor.company_id, func.count())
        .where(Mentor.company_id.in_(company_ids), Mentor.active)
        .group_by(Mentor.company_id)
    )
    before = db.execute(
        select(Placement.company_id, func.count(Placement.learner_id.distinct()))
        .where(
            Placement.company_id.in_(company_ids),
            Placement.school_id == school_id,
            Placement.state.in_((State.ACTIVE, State.COMPLETED)),
        )
        .group_by(Placement.company_id)
    )
    return (
        dict(mentors.all()),
        {company: count for company, count in before if company is not None},
    )


def _weigh(one: Free, until: date, mentors: int, before: int) -> Suitable:
    offer, rank = one.offer, 0
    reasons = [_("the same qualification"), _n("{n} free place", "{n} free places", one.free)]
    doubts: list[Said] = []
    if offer.starts <= today() and offer.ends >= until:
        reasons.append(_("the period covers the rest of the school year"))
        rank += 4
    else:
        doubts.append(_("offered {starts:day}–{ends:day}", starts=offer.starts, ends=offer.ends))
    if mentors:
        reasons.append(_n("{n} active supervisor", "{n} active supervisors", mentors))
        rank += 3
    else:
        doubts.append(_("no active supervisor yet"))
    reasons.append(_("partner of the school"))
    if before:
        reasons.append(
            _n(
                "{n} learner of the school has been there",
                "{n} learners of the school have been there",
                before,
            )
        )
        rank += 2
    return Suitable(offer, one.free, reasons, doubts, rank)


def suitable(db: Session, learner: Learner) -> list[Suitable]:
    """Places for the learner's qualification, the best first; nothing while the programme is unknown."""
    if learner.programme is None:
        return []
    wanted = search_key(learner.programme.qualification)
    offers = [o for o in _open_offers(db, learner.school_id) if search_key(o.qualification) == wanted]
    counts = taken(db, offers)
    free = [Free(offer, counts.get(offer.id, 0)) for offer in offers]
    free = [one for one in free if one.free]
    mentors, before = _counts(db, learner.school_id, {one.offer.company_id for one in free})
    until = date(school_year(today()) + 1, 6, 1)
    weighed = [
        _weigh(one, until, mentors.get(one.offer.company_id, 0), before.get(one.offer.company_id, 0))
        for one in free
    ]
    return sorted(weighed, key=lambda s: (-s.rank, -s.free, s.offer.company.organisation.sort_key))


def company_seen(db: Session, actor: Actor, company_id: int) -> Company | None:
    """A company by the number that a form has sent, if the actor sees it."""
    found: Company | None = db.scalar(Company.visible_to(actor).where(Company.id == company_id))
    return found


def mentors_with_load(db: Session, company_id: int) -> list[tuple[Mentor, int]]:
    """The company's active mentors, and how many live placements each has."""
    mentors = db.scalars(
        select(Mentor)
        .where(Mentor.company_id == company_id, Mentor.active)
        .options(joinedload(Mentor.person))
        .order_by(Mentor.id)
    ).all()
    load: dict[int | None, int] = dict(
        db.execute(
            select(Placement.mentor_id, func.count())
            .where(Placement.mentor_id.in_([m.id for m in mentors]), Placement.state.in_(LIVE))
            .group_by(Placement.mentor_id)
        ).all()
    )
    return [(mentor, load.get(mentor.id, 0)) for mentor in mentors]
