"""The contract in force on a day: what was signed first, and every signed amendment since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.companies.models import Branch, Company, Mentor
from app.contracts import clauses
from app.contracts.amendments.models import SETTLED, Amendment
from app.contracts.amendments.models import State as Life
from app.contracts.endings.models import State as Ended
from app.contracts.endings.models import Suspension, Termination
from app.contracts.models import Contract, State
from app.contracts.terms import OF_PAY, Terms
from app.identity.models import Person
from app.kit.clock import riga, today
from app.kit.words import Said, _
from app.pay.models import PayAgreement
from app.pay.queries import in_force
from app.placements.models import Placement
from app.plans.models import Plan


class Standing(StrEnum):
    """What the contract is on a day."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"

    @property
    def label(self) -> Said:
        """As shown."""
        return STANDINGS[self]


STANDINGS: Final = {
    Standing.NOT_YET: _("Not concluded yet"),
    Standing.IN_FORCE: _("In force"),
    Standing.SUSPENDED: _("Suspended"),
    Standing.ENDED: _("Ended"),
}


@dataclass(frozen=True)
class Effective:
    """Every term as it is on a day. The placement's row is the same for today."""

    placement: Placement
    contract: Contract
    on: date
    terms: Terms
    standing: Standing
    amendments: tuple[Amendment, ...] = ()  # those in force
    termination: Termination | None = None
    company: Company | None = None
    branch: Branch | None = None
    mentor: Mentor | None = None
    coordinator: Person | None = None

    @property
    def clauses(self) -> MappingProxyType[str, str]:
        """The words of the contract; no amendment changes them."""
        return MappingProxyType({name: getattr(self.contract, name) for name in clauses.CLAUSES})


@dataclass(frozen=True)
class History:
    """A contract with everything that was signed afterwards, from one reading of the database."""

    placement: Placement
    contract: Contract
    plan_edition: int | None
    amendments: tuple[Amendment, ...] = ()  # signed, in the order in which they count
    pays: tuple[PayAgreement, ...] = ()
    termination: Termination | None = None
    suspensions: tuple[Suspension, ...] = ()

    @property
    def base(self) -> Terms:
        """As signed; a contract without an amendment is as its rows are."""
        if self.contract.agreed:
            return Terms.from_json(self.contract.agreed)
        return Terms.of(self.placement, self.plan_edition)

    def in_force(self, on: date) -> tuple[Amendment, ...]:
        """Signed, and their day has come."""
        return tuple(each for each in self.amendments if each.since <= on)

    def terms(self, on: date) -> Terms:
        """Amendment after amendment; a contract that has ended has its last day as its end."""
        found = self.base
        for each in self.in_force(on):
            found = found.changed(each.after)
        found = self._paid(found, on)
        last = self.last_day
        return cut(found, last) if last and last <= on else found

    @property
    def last_day(self) -> date | None:
        """On which a termination that is signed ends the contract."""
        ending = self.termination
        if ending is None or ending.ended_on or ending.signed_at is None:
            return ending.ended_on if ending else None
        return max(ending.last_day, riga(ending.signed_at).date())

    def _paid(self, terms: Terms, on: date) -> Terms:
        """Pay has agreements of its own; an amendment that waits for its day will add the next one."""
        day = max(on, terms.starts) if terms.starts else on
        found = terms.paid(in_force(self.pays, min(day, terms.ends) if terms.ends else day))
        for each in self.in_force(on):
            if each.state is Life.SIGNED:
                found = found.changed({name: new for name, new in each.after.items() if name in OF_PAY})
        return found

    def standing(self, on: date) -> Standing:
        """Whether there is a contract on that day."""
        concluded = self.contract.active_at
        ended = self.last_day
        if concluded and on < riga(concluded).date():
            return Standing.NOT_YET
        if ended and ended < on:
            return Standing.ENDED
        paused = any(s.starts <= on and (s.ended_on is None or on <= s.ended_on) for s in self.suspensions)
        return Standing.SUSPENDED if paused else Standing.IN_FORCE


def cut(terms: Terms, last: date) -> Terms:
    """The same terms, but nothing after the last day."""
    if terms.starts is None or terms.ends is None or last >= terms.ends:
        return terms
    last = max(last, terms.starts)
    monday = terms.starts - timedelta(days=terms.starts.weekday())
    weeks = (last - monday).days // 7 + 1
    return terms.changed({"ends": last, "weeks": terms.weeks[:weeks]})


def _by_placement(db: Session, model: Any, ids: Iterable[int], *where: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.scalars(select(model).where(model.placement_id.in_(list(ids)), *where).order_by(model.id)):
        found[row.placement_id].append(row)
    return found


def histories(db: Session, placements: Sequence[Placement]) -> dict[int, History]:
    """By placement; those without a signed contract are left out. Six selects however many."""
    ids = [placement.id for placement in placements]
    contracts = _by_placement(db, Contract, ids, Contract.state == State.ACTIVE)
    if not contracts:
        return {}
    amendments = _by_placement(db, Amendment, contracts, Amendment.state.in_(SETTLED))
    endings = _by_placement(db, Termination, contracts, Termination.state.in_((Ended.SIGNED, Ended.ENDED)))
    pauses = _by_placement(db, Suspension, contracts)
    pays = _by_placement(db, PayAgreement, contracts)
    editions = dict(
        db.execute(
            select(Plan.placement_id, Plan.edition).where(Plan.placement_id.in_(list(contracts)))
        ).all()
    )
    found = {}
    for placement in placements:
        if placement.id not in contracts:
            continue
        contract = contracts[placement.id][-1]
        signed = [each for each in amendments[placement.id] if each.contract_id == contract.id]
        found[placement.id] = History(
            placement,
            contract,
            editions.get(placement.id),
            tuple(sorted(signed, key=lambda each: (each.since, each.no or 0))),
            tuple(sorted(pays[placement.id], key=lambda each: (each.starts, each.id))),
            next(iter(reversed(endings[placement.id])), None),
            tuple(pauses[placement.id]),
        )
    return found


def history(db: Session, placement: Placement) -> History | None:
    """Of one placement."""
    return histories(db, [placement]).get(placement.id)


def _rows(db: Session, model: Any, ids: Iterable[int | None], *options: Any) -> dict[int | None, Any]:
    wanted = {each for each in ids if each is not None}
    if not wanted:
        return {}
    return {row.id: row for row in db.scalars(select(model).where(model.id.in_(wanted)).options(*options))}


def effective_of(
    db: Session, placements: Sequence[Placement], on: date | None = None
) -> dict[int, Effective]:
    """The contracts of these placements on a day, today unless said otherwise."""
    return effective_in(db, histories(db, placements), on or today())


def effective_in(db: Session, known: dict[int, History], day: date) -> dict[int, Effective]:
    """The same, where the histories have been read already."""
    terms = {key: one.terms(day) for key, one in known.items()}
    companies = _rows(db, Company, (t.company_id for t in terms.values()))
    branches = _rows(db, Branch, (t.branch_id for t in terms.values()))
    mentors = _rows(db, Mentor, (t.mentor_id for t in terms.values()), joinedload(Mentor.person))
    people = _rows(db, Person, (t.coordinator_id for t in terms.values()))
    return {
        key: Effective(
            one.placement,
            one.contract,
            day,
            terms[key],
            one.standing(day),
            one.in_force(day),
            one.termination,
            companies.get(terms[key].company_id),
            branches.get(terms[key].branch_id),
            mentors.get(terms[key].mentor_id),
            people.get(terms[key].coordinator_id),
        )
        for key, one in known.items()
    }


def effective(db: Session, placement: Placement, on: date | None = None) -> Effective | None:
    """The contract of a placement on a day; None while there is none."""
    return effective_of(db, [placement], on).get(placement.id)
