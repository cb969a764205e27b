"""What the demo year's learners are paid, and the policies of their school and companies."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from app.demo.setting import Part, SetUp
from app.identity.actor import Actor
from app.kit.clock import today
from app.pay import actions as pay
from app.pay.models import Instrument
from app.placements.models import Placement
from app.placements.parties import minor
from app.schools.queries import year_at


def agree(db: Session, ilze: Actor, placement: Placement, part: Part) -> None:
    """Some of those of age are employed, the others have a stipend; with a few nothing is agreed yet."""
    if part.plays == "director-turn":
        return
    wage = part.number % 5 == 0 and not minor(placement)
    pay.agree(
        db,
        ilze,
        placement,
        instrument=Instrument.WAGE if wage else Instrument.STIPEND,
        number=str(part.number + 1),
        agreed_on=today(),
        amount=Decimal(480 if wage else 120 + 10 * (part.number % 6)),
        week_hours=Decimal(20) if wage else None,
    )


def insure(db: Session, ilze: Actor, place: SetUp, placement: Placement) -> None:
    """A policy a year of the school and of the company, brought by the first placement that needs it."""
    assert placement.starts is not None
    assert placement.company is not None
    year = year_at(db, placement.school_id, placement.starts)
    assert year is not None
    for keeper in (placement.school, placement.company):
        key = (keeper.id, year.id)
        if key in place.insured:
            continue
        place.insured.add(key)
        of_school = keeper.id == placement.school_id
        pay.add_policy(
            db,
            ilze,
            keeper,
            insurer="„Daugavas Drošība”" if of_school else "„Baltijas Apdrošinātājs”",
            number=f"{'NG' if of_school else 'CTA'}-{year.starts.year}-{keeper.id:04}",
            insured_sum=Decimal(3_000 if of_school else 50_000),
            starts=year.starts,
            ends=year.ends + timedelta(days=61),
        )
