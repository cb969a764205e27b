"""Pay and insurance in the words of a contract; Latvian, its language."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.kit.words import Words
from app.pay.models import Instrument, PayAgreement, Policy, Rate, Risk
from app.pay.queries import covers, pay_of
from app.placements.models import Placement

LV = Words.of("lv")


def pay_and_insurance(db: Session, placement: Placement) -> dict[str, Any]:
    """What a contract says of pay and of both insurances; empty where nothing is agreed yet."""
    covered = covers(db, placement)
    return {
        "pay": pay_text(pay_of(db, placement)),
        "accident": policies_text(covered[Risk.ACCIDENT].policies),
        "liability": policies_text(covered[Risk.LIABILITY].policies),
    }


def pay_text(agreement: PayAgreement | None) -> str:
    """“vienošanās par DVB stipendiju Nr. 7 (1.09.2026.), 150,00 EUR mēnesī”."""
    if agreement is None:
        return ""
    kind = "darba līgums" if agreement.instrument is Instrument.WAGE else "vienošanās par DVB stipendiju"
    number = agreement.number.removeprefix("Nr.").strip()
    words = [kind, *([f"Nr. {number}"] if number else [])]
    if agreement.agreed_on:
        words.append(f"({LV.day(agreement.agreed_on)})")
    parts = [" ".join(words)]
    if agreement.amount is not None:
        per = "stundā" if agreement.rate is Rate.HOUR else "mēnesī"
        parts.append(f"{LV.money(agreement.amount, code=True)} {per}")
    if agreement.week_hours is not None:
        parts.append(f"{LV.hours(agreement.week_hours)} nedēļā")
    return ", ".join(parts)


def policies_text(policies: list[Policy]) -> str:
    """One after another: insurer, number, sum, period."""
    return "; ".join(_policy(policy) for policy in policies)


def _policy(policy: Policy) -> str:
    parts = [*([policy.insurer] if policy.insurer else []), f"polise {policy.number}"]
    if policy.insured_sum is not None:
        parts.append(f"apdrošinājuma summa {LV.money(policy.insured_sum, code=True)}")
    return ", ".join([*parts, f"spēkā {LV.day(policy.starts)}–{LV.day(policy.ends)}"])
