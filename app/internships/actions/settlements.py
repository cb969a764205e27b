"""How the place and the learner settle with each other: signed in the portal, or recorded with its file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from app.documents.issuing import issue, next_number, send_out
from app.identity.actor import Actor
from app.internships import verbs
from app.internships.models import Settlement, SettlementState
from app.internships.parties import settlement_signers
from app.internships.queries import settlement_of
from app.internships.values import SETTLEMENT, settlement_values
from app.kit.clock import today
from app.kit.db import store_of
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Kind, Placement

OPEN = (SettlementState.DRAFT, SettlementState.OUT)


def _check(db: Session, placement: Placement) -> None:
    if placement.kind is not Kind.PRACTICE or placement.in_school:
        raise Refused(_("Only the place of an internship outside the school settles with the learner."))
    known = settlement_of(db, placement.id)
    if known is not None and known.state in OPEN:
        raise Refused(_("A settlement agreement is being prepared already."))


@does(verbs.DRAFT_SETTLEMENT)
def draft_settlement(
    db: Session, actor: Actor, placement: Placement, *, terms: str, month_amount: Decimal | None = None
) -> Settlement:
    """What the two agree on; the school is no party of it (481: 11)."""
    _check(db, placement)
    if not terms.strip():
        raise Refused(_("Write how the place and the learner settle."))
    settlement = Settlement(placement=placement, terms=terms.strip(), month_amount=month_amount)
    db.add(settlement)
    return settlement


@does(verbs.EDIT_SETTLEMENT)
def edit_settlement(
    db: Session, actor: Actor, settlement: Settlement, *, terms: str, month_amount: Decimal | None = None
) -> None:
    """Until it is sent."""
    if not terms.strip():
        raise Refused(_("Write how the place and the learner settle."))
    settlement.terms, settlement.month_amount = terms.strip(), month_amount


@does(verbs.SEND_SETTLEMENT)
def send_settlement(db: Session, actor: Actor, settlement: Settlement) -> None:
    """Rendered once; the learner or the guardian signs, then the company."""
    placement = settlement.placement
    signers = settlement_signers(db, placement)
    year = today().year
    number = f"N-{year}/{next_number(db, placement.school_id, 'settlement', year)}"
    settlement.document = issue(
        db,
        organisation_id=placement.school_id,
        kind="settlement",
        number=number,
        title=f"Vienošanās par savstarpējiem norēķiniem, {placement.learner.person.name}",
        subject=placement.trail_subject,
        template=SETTLEMENT,
        values=settlement_values(settlement, number, signers),
        signers=signers,
        about=placement.place_name,
    )
    send_out(settlement.document, actor.person)


@does(verbs.COMPLETE_SETTLEMENT)
def complete_settlement(db: Session, actor: Actor, settlement: Settlement) -> None:
    """Both have signed."""
    settlement.agreed_on = today()


@does(verbs.DECLINE_SETTLEMENT)
def decline_settlement(db: Session, actor: Actor, settlement: Settlement) -> None:
    """One of them has not."""


@does(verbs.RECORD_SETTLEMENT)
def record_settlement(
    db: Session, actor: Actor, placement: Placement, *, agreed_on: date, data: bytes, file_name: str
) -> Settlement:
    """Signed on paper or elsewhere: the date, and the file."""
    _check(db, placement)
    if not data.startswith(b"%PDF"):
        raise Refused(_("The file must be a PDF."))
    if agreed_on > today():
        raise Refused(_("The date has not come yet."))
    settlement = Settlement(
        placement=placement,
        state=SettlementState.RECORDED,
        agreed_on=agreed_on,
        sha256=store_of(db).put(data),
        file_name=file_name[:200],
    )
    db.add(settlement)
    return settlement
