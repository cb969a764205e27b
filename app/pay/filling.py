"""What the law asks about pay, insurance and funding: for all cases in three selects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.law.case import Case, Cover, Pay
from app.pay.funding import Funded, paid_twice
from app.pay.models import (
    FundingProgramme,
    PayAgreement,
    PlacementFunding,
    Policy,
    Rate,
    Risk,
    UndeclaredCheck,
)
from app.pay.queries import in_force, looked_at, serves
from app.pay.spans import Span, cover
from app.placements.models import Placement

FILLS: Final = frozenset({"pay", "cover", "company"})

WEEKS_A_MONTH = Decimal(52) / 12


def fill(db: Session, cases: dict[int, Case]) -> None:
    """Registered in wiring."""
    agreed, insured, funded = _agreed(db, cases), _insured(db, cases), _funded(db, cases)
    for number, case in cases.items():
        names, costs, checked_on = funded[number]
        case.company.undeclared_checked_on = checked_on
        pay = _pay(in_force(agreed[number], looked_at(case.starts, case.ends)), case)
        pay.funding, pay.double_funding = tuple(names), paid_twice(costs)
        case.learn(pay=pay, cover=_cover(insured[number], case.starts))


def _pay(agreement: PayAgreement | None, case: Case) -> Pay:
    """An hourly wage is compared by the month: by its hours a week, else by those of the schedule."""
    if agreement is None:
        return Pay()
    monthly = agreement.amount
    hourly = agreement.amount if agreement.rate is Rate.HOUR else None
    week_hours = agreement.week_hours
    if hourly is not None:
        week_hours = week_hours or case.week_hours
        monthly = (hourly * week_hours * WEEKS_A_MONTH).quantize(Decimal("0.01"))
    return Pay(agreement.instrument.value, agreement.agreed_on, monthly, hourly, week_hours)


def _cover(spans: dict[Risk, list[Span]], starts: date | None) -> Cover:
    accident, liability = (cover(spans[risk], starts) or (None, None) for risk in Risk)
    return Cover(*accident, *liability)


def _agreed(db: Session, ids: Iterable[int]) -> dict[int, list[PayAgreement]]:
    found: dict[int, list[PayAgreement]] = defaultdict(list)
    wanted = select(PayAgreement).where(PayAgreement.placement_id.in_(list(ids)))
    for each in db.scalars(wanted.order_by(PayAgreement.starts, PayAgreement.id)):
        found[each.placement_id].append(each)
    return found


def _insured(db: Session, ids: Iterable[int]) -> dict[int, dict[Risk, list[Span]]]:
    found: dict[int, dict[Risk, list[Span]]] = defaultdict(lambda: {risk: [] for risk in Risk})
    wanted = select(Placement.id, Policy.risk, Policy.starts, Policy.ends).join(Policy, serves())
    for number, risk, starts, ends in db.execute(wanted.where(Placement.id.in_(list(ids)))):
        found[number][risk].append((starts, ends))
    return found


def _funded(db: Session, ids: Iterable[int]) -> dict[int, Funded]:
    found: dict[int, Funded] = defaultdict(Funded.nothing)
    wanted = (
        select(
            PlacementFunding.placement_id,
            FundingProgramme.name,
            FundingProgramme.costs,
            UndeclaredCheck.checked_on,
        )
        .join(FundingProgramme, FundingProgramme.id == PlacementFunding.programme_id)
        .join(Placement, Placement.id == PlacementFunding.placement_id)
        .outerjoin(UndeclaredCheck, UndeclaredCheck.company_id == Placement.company_id)
        .where(PlacementFunding.placement_id.in_(list(ids)))
        .order_by(FundingProgramme.name)
    )
    for number, name, costs, checked_on in db.execute(wanted):
        names, known, _day = found[number]
        found[number] = Funded([*names, name], [*known, costs], checked_on)
    return found
