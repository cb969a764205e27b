"""Employment contracts and stipend agreements, one after another."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.kit.clock import today
from app.kit.db import store_of
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.pay import verbs
from app.pay.files import Attached
from app.pay.models import ConcludedBy, Instrument, PayAgreement, Rate
from app.pay.queries import agreements, usual_party
from app.placements.models import Placement

DAY = timedelta(days=1)
CHANGEABLE = frozenset(
    {"instrument", "number", "agreed_on", "starts", "amount", "rate", "week_hours", "concluded_by"}
)


def _in_turn(placement: Placement, others: list[PayAgreement], starts: date) -> PayAgreement | None:
    """The one before; refuses a day on which another has already begun."""
    if placement.ends and starts > placement.ends:
        raise Refused(_("The placement ends on {day:day}, before this begins.", day=placement.ends))
    later = [each for each in others if each.starts >= starts]
    if later:
        raise Refused(
            _(
                "Another agreement begins on {day:day}. The new one begins later, or correct the other.",
                day=later[0].starts,
            )
        )
    return others[-1] if others else None


@does(verbs.AGREE)
def agree(
    db: Session,
    actor: Actor,
    placement: Placement,
    *,
    instrument: Instrument,
    number: str = "",
    agreed_on: date | None = None,
    starts: date | None = None,
    amount: Decimal | None = None,
    rate: Rate = Rate.MONTH,
    week_hours: Decimal | None = None,
    concluded_by: ConcludedBy | None = None,
    file: Attached | None = None,
) -> PayAgreement:
    """What holds from its first day; the one before ends on the day before."""
    begins = starts or placement.starts or agreed_on or today()
    former = _in_turn(placement, agreements(db, placement.id), begins)
    if former and (former.ended_on is None or former.ended_on >= begins):
        former.ended_on = begins - DAY
    made = PayAgreement(
        placement=placement,
        instrument=instrument,
        number=number,
        agreed_on=agreed_on,
        starts=begins,
        amount=amount,
        rate=rate,
        week_hours=week_hours,
        concluded_by=concluded_by or usual_party(placement, agreed_on or today()),
    )
    _attach(db, made, file)
    db.add(made)
    return made


def _attach(db: Session, agreement: PayAgreement, file: Attached | None) -> None:
    if file:
        agreement.file_sha256, agreement.file_name = store_of(db).put(file.data), file.name


@does(verbs.CORRECT)
def correct(
    db: Session, actor: Actor, agreement: PayAgreement, /, *, file: Attached | None = None, **changes: Any
) -> None:
    """Mends what was typed; the neighbours in time stay as they are."""
    if unknown := changes.keys() - CHANGEABLE:
        raise TypeError(f"no such things: {sorted(unknown)}")
    starts = changes.get("starts", agreement.starts)
    known = agreements(db, agreement.placement_id)
    at = known.index(agreement)
    ended = agreement.ended_on
    if ended and starts > ended:
        raise Refused(_("This ends on {day:day}, before it would begin.", day=ended))
    if at and starts <= known[at - 1].starts:
        _in_turn(agreement.placement, known[at - 1 : at], starts)
    if at and (last := known[at - 1].ended_on) and (last >= starts or last == agreement.starts - DAY):
        known[at - 1].ended_on = starts - DAY
    for name, value in changes.items():
        setattr(agreement, name, value)
    _attach(db, agreement, file)


@does(verbs.END)
def end(db: Session, actor: Actor, agreement: PayAgreement, *, on: date) -> None:
    """The last day on which it holds."""
    if on < agreement.starts:
        raise Refused(_("It begins on {day:day} and cannot end before.", day=agreement.starts))
    following = [a for a in agreements(db, agreement.placement_id) if a.starts > agreement.starts]
    if following and on >= following[0].starts:
        raise Refused(_("The next agreement begins on {day:day}.", day=following[0].starts))
    agreement.ended_on = on


@does(verbs.REMOVE)
def remove(db: Session, actor: Actor, agreement: PayAgreement) -> None:
    """A mistaken entry goes, and the one before holds again."""
    known = agreements(db, agreement.placement_id)
    at = known.index(agreement)
    if at and known[at - 1].ended_on == agreement.starts - DAY:
        known[at - 1].ended_on = agreement.ended_on
    db.delete(agreement)
