"""What pages, the desk and the documents read of safety."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, false, or_, select, union
from sqlalchemy.orm import Session, joinedload

from app.documents.models import Document
from app.identity.actor import Actor
from app.identity.roles import COMPANY_OFFICE, Role
from app.kit.clock import today
from app.kit.days import is_minor
from app.kit.words import Said, Words, _
from app.placements.models import Placement
from app.safety.facts import Due, Standing, standings
from app.safety.incidents import Incident
from app.safety.models import (
    About,
    Conditions,
    Equipment,
    Equipped,
    Hazard,
    Instruction,
    SafetyItem,
    State,
)
from app.safety.topics import CHECKLISTS, HazardTag, Kind
from app.safety.verbs import AGREED
from app.schools.models import Guardianship, Learner

LV = Words.of("lv")
RISKS = _("The risks of the work, for a parent to read")
ADDED = {Kind.INDUCTION: About.INDUCTION, Kind.FIRE: About.FIRE}
OF_PERSON = joinedload(Placement.learner).joinedload(Learner.person)


@dataclass(frozen=True)
class Checklist:
    """What is explained: the regulation's items by key, and those added by the company and the school."""

    kind: Kind
    items: dict[str, Said]
    own: list[str]


def checklist(db: Session, placements: Sequence[Placement], kind: Kind) -> Checklist:
    """For learners who are instructed together."""
    about = ADDED.get(kind, About.WORKPLACE)
    keepers = {each for p in placements for each in (p.school_id, p.company_id) if each}
    items = db.scalars(
        select(SafetyItem)
        .where(SafetyItem.organisation_id.in_(keepers), SafetyItem.about == about, _standing_now())
        .order_by(SafetyItem.id)
    ).all()
    own = [item.text for item in items if any(applies(item, p) for p in placements)]
    return Checklist(kind, CHECKLISTS[kind], list(dict.fromkeys(own)))


def _standing_now() -> Any:
    return or_(SafetyItem.ended_on.is_(None), SafetyItem.ended_on > today())


def applies(item: SafetyItem, placement: Placement) -> bool:
    """Whether an item of a list is for this learner's work."""
    qualification = placement.programme.qualification if placement.programme else ""
    return (
        item.organisation_id in (placement.school_id, placement.company_id)
        and item.company_id in (None, placement.company_id)
        and item.qualification in ("", qualification)
    )


def items_of(db: Session, actor: Actor) -> list[SafetyItem]:
    """The lists the actor keeps, and what schools have added for the actor's company."""
    wanted = SafetyItem.visible_to(actor).where(_standing_now())
    return list(
        db.scalars(
            wanted.options(joinedload(SafetyItem.company), joinedload(SafetyItem.organisation)).order_by(
                SafetyItem.about, SafetyItem.id
            )
        )
    )


def conditions_of(db: Session, placement: Placement) -> Conditions | None:
    """Of one placement, when anything has been written down."""
    return db.scalar(
        select(Conditions)
        .where(Conditions.placement_id == placement.id)
        .options(joinedload(Conditions.informed_by))
    )


def hazard_of(db: Session, placement: Placement, tag: HazardTag) -> Hazard | None:
    """The task, when it is named already."""
    return db.scalar(select(Hazard).where(Hazard.placement_id == placement.id, Hazard.tag == tag))


def instructions_of(db: Session, placement: Placement) -> list[Instruction]:
    """All that were recorded, the newest first."""
    return list(
        db.scalars(
            select(Instruction)
            .where(Instruction.placement_id == placement.id, Instruction.state != State.WITHDRAWN)
            .options(joinedload(Instruction.instructor))
            .order_by(Instruction.on.desc(), Instruction.id.desc())
        )
    )


def equipment_of(db: Session, placement: Placement) -> list[Equipment]:
    """What was issued, what is still in hand first."""
    return list(
        db.scalars(
            select(Equipment)
            .where(Equipment.placement_id == placement.id)
            .order_by(Equipment.returned_on.is_not(None), Equipment.id)
        )
    )


def hazards_of(db: Session, placement: Placement) -> list[Hazard]:
    """The hazardous tasks that were named."""
    return list(
        db.scalars(
            select(Hazard)
            .where(Hazard.placement_id == placement.id)
            .options(joinedload(Hazard.justified_by), joinedload(Hazard.allowed_by))
            .order_by(Hazard.id)
        )
    )


def incidents_of(db: Session, placement: Placement) -> list[Incident]:
    """Accidents, the newest first."""
    return list(
        db.scalars(
            select(Incident)
            .where(Incident.placement_id == placement.id)
            .order_by(Incident.on.desc(), Incident.id.desc())
        )
    )


def confirmed_lines(db: Session, placement: Placement, until: date) -> list[str]:
    """What had been confirmed by then, as the act of an accident tells it."""
    found = reversed(instructions_of(db, placement))
    return [
        f"{LV.text(one.kind.label)}, {LV.day(one.on)}"
        for one in found
        if one.state is State.CONFIRMED and one.on <= until
    ]


def sheet_of(db: Session, placement: Placement) -> Document | None:
    """The stored sheet of instructions."""
    stored = select(Conditions.sheet_id).where(Conditions.placement_id == placement.id)
    return db.scalar(select(Document).where(Document.id.in_(stored)))


def documents_read_by(actor: Any) -> Select[Any]:
    """Sheets and acts of the placements the actor sees; personal codes are not for the supervisor."""
    seen = Placement.visible_to(actor).with_only_columns(Placement.id)
    if not actor.has(Role.LEARNER, Role.GUARDIAN, *COMPANY_OFFICE):
        seen = seen.where(false())
    sheets = select(Conditions.sheet_id).where(Conditions.placement_id.in_(seen))
    acts = select(Incident.document_id).where(Incident.placement_id.in_(seen))
    both = union(sheets, acts).subquery()
    return select(both.c[0]).where(both.c[0].is_not(None))


@dataclass(frozen=True)
class ToConfirm:
    """Something that waits for the actor's own confirmation."""

    placement_id: int
    what: Said
    url: str
    since: date
    equipment: int | None = None  # received with a button where it is listed


def to_confirm(db: Session, actor: Actor) -> list[ToConfirm]:
    """The learner's instructions and equipment; the guardian's risks; in two selects."""
    found: list[ToConfirm] = []
    if actor.has(Role.LEARNER):
        found += _of_learner(db, actor)
    if actor.has(Role.GUARDIAN):
        found += _of_guardian(db, actor)
    return found


def _of_learner(db: Session, actor: Actor) -> list[ToConfirm]:
    mine = (
        select(Placement.id)
        .join(Learner, Learner.id == Placement.learner_id)
        .where(Learner.person_id == actor.person_id, Placement.school_id == actor.organisation_id)
    )
    waiting = db.scalars(
        select(Instruction)
        .where(Instruction.placement_id.in_(mine), Instruction.state == State.WAITING)
        .order_by(Instruction.id)
    )
    issued = db.scalars(
        select(Equipment)
        .where(Equipment.placement_id.in_(mine), Equipment.state == Equipped.ISSUED)
        .order_by(Equipment.id)
    )
    return [
        *(ToConfirm(one.placement_id, one.kind.label, one.address, one.on) for one in waiting),
        *(ToConfirm(one.placement_id, Said(one.item), "/drosiba", one.issued_on, one.id) for one in issued),
    ]


def _of_guardian(db: Session, actor: Actor) -> list[ToConfirm]:
    rows = db.scalars(
        select(Conditions)
        .join(Placement, Placement.id == Conditions.placement_id)
        .join(Guardianship, Guardianship.learner_id == Placement.learner_id)
        .where(
            Guardianship.person_id == actor.person_id,
            Guardianship.ended_on.is_(None),
            Placement.school_id == actor.organisation_id,
            Conditions.informed_at.is_(None),
            Conditions.risks != "",
        )
        .options(joinedload(Conditions.placement).options(OF_PERSON))
    )
    return [
        ToConfirm(one.placement_id, RISKS, f"{one.address}#riski", today())
        for one in rows
        if (born := one.placement.learner.person.birth_date) and is_minor(born, today())
    ]


def due(db: Session, placement_ids: Collection[int]) -> dict[int, list[Due]]:
    """What is to be held, by placement: three selects."""
    return {n: found for n, one in standings(db, placement_ids).items() if (found := one.due())}


@dataclass(frozen=True)
class OfLearner:
    """A learner at the company: who, and where it stands."""

    placement: Placement
    standing: Standing
    waiting: list[Instruction]

    @property
    def due(self) -> list[Due]:
        """What is near or late, and not already waiting for somebody."""
        asked = {one.kind for one in self.waiting}
        return [each for each in self.standing.due() if each.near and each.kind not in asked]


def learners_of(db: Session, actor: Actor) -> list[OfLearner]:
    """The learners whom the actor supervises, or all of the company for its office, in Latvian order."""
    wanted = Placement.visible_to(actor).where(
        or_(Placement.company_id == actor.organisation_id, Placement.host_id == actor.person_id),
        Placement.state.in_(AGREED),
    )
    loaded = wanted.options(OF_PERSON, joinedload(Placement.programme)).order_by(Placement.sort_key)
    return _with_standing(db, list(db.scalars(loaded)))


def _with_standing(db: Session, placements: list[Placement]) -> list[OfLearner]:
    found = standings(db, [p.id for p in placements])
    open_ones = db.scalars(
        select(Instruction)
        .where(
            Instruction.placement_id.in_(found),
            Instruction.state.in_((State.WAITING, State.FAILED, State.DISPUTED)),
        )
        .order_by(Instruction.id)
    ).all()
    return [
        OfLearner(p, found[p.id], [one for one in open_ones if one.placement_id == p.id]) for p in placements
    ]


def of_learner(db: Session, actor: Actor) -> list[Placement]:
    """The placements of the learner, or of the guardian's children."""
    return list(
        db.scalars(
            Placement.visible_to(actor)
            .where(Placement.state.in_(AGREED))
            .options(OF_PERSON)
            .order_by(Placement.id)
        )
    )
