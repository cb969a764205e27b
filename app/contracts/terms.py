"""What is agreed in a contract, as plain values that can be compared and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Self

from sqlalchemy.orm import Session

from app.pay.models import Instrument, PayAgreement, Rate
from app.placements.models import Placement
from app.placements.schedule import Schedule

OF_PLACEMENT: Final = (
    *("company_id", "branch_id", "mentor_id", "coordinator_id", "starts", "ends"),
    *("weeks", "work_days", "work_from", "work_until", "day_hours"),
)
OF_PAY: Final = ("pay", "pay_number", "pay_amount", "pay_rate")

_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "starts": date.fromisoformat,
    "ends": date.fromisoformat,
    "work_from": time.fromisoformat,
    "work_until": time.fromisoformat,
    "day_hours": Decimal,
    "pay": Instrument,
    "pay_amount": Decimal,
    "pay_rate": Rate,
}


def packed(value: Any) -> Any:
    """For a JSON column."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value


def unpacked(name: str, value: Any) -> Any:
    """Back from JSON."""
    return value if value is None or name not in _READ else _READ[name](value)


@dataclass(frozen=True)
class Terms:
    """Who, where, when, for what pay, by which edition of the individual plan."""

    company_id: int | None = None
    branch_id: int | None = None
    mentor_id: int | None = None
    coordinator_id: int | None = None
    starts: date | None = None
    ends: date | None = None
    weeks: str = ""
    work_days: str = "12345"
    work_from: time = time(8)
    work_until: time = time(16, 30)
    day_hours: Decimal = Decimal(8)
    pay: Instrument | None = None
    pay_number: str = ""
    pay_amount: Decimal | None = None
    pay_rate: Rate = Rate.MONTH
    plan_edition: int | None = None

    @classmethod
    def of(cls, placement: Placement, plan_edition: int | None, pay: PayAgreement | None = None) -> Self:
        """As the rows have it now."""
        found = {name: getattr(placement, name) for name in OF_PLACEMENT}
        return cls(**found, plan_edition=plan_edition).paid(pay)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """As kept with the contract."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: unpacked(name, value) for name, value in kept.items() if name in known})

    def to_json(self) -> dict[str, Any]:
        """For keeping."""
        return {name: packed(value) for name, value in asdict(self).items()}

    def changed(self, changes: Mapping[str, Any]) -> Self:
        """With other values, already unpacked."""
        return replace(self, **changes)

    def paid(self, pay: PayAgreement | None) -> Self:
        """With what this agreement says of pay."""
        if pay is None:
            return self
        return replace(
            self, pay=pay.instrument, pay_number=pay.number, pay_amount=pay.amount, pay_rate=pay.rate
        )

    def differences(self, other: Terms) -> dict[str, tuple[Any, Any]]:
        """Name → this value, the other's."""
        mine, theirs = asdict(self), asdict(other)
        return {name: (mine[name], theirs[name]) for name in mine if mine[name] != theirs[name]}

    @property
    def schedule(self) -> Schedule | None:
        """Once there is a period."""
        if self.starts is None or self.ends is None:
            return None
        return Schedule(
            self.starts,
            self.ends,
            self.weeks,
            self.work_days,
            self.work_from,
            self.work_until,
            self.day_hours,
        )


PEOPLE: Final = ("company", "branch", "mentor", "deputy", "coordinator")


def project(db: Session, placement: Placement, terms: Terms) -> None:
    """Writes the terms in force today into the row that lists and pages read; pay has rows of its own."""
    for name in OF_PLACEMENT:
        value = getattr(terms, name)
        if getattr(placement, name) != value:
            setattr(placement, name, value)
    if placement.deputy_id == placement.mentor_id:
        placement.deputy_id = None
    db.flush()  # whoever the numbers name now is read anew
    db.expire(placement, PEOPLE)
