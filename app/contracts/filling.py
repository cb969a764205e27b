"""What the rules know about contracts: who concludes them, when they were signed, what is in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.contracts import clauses
from app.contracts.amendments.models import OPEN, SETTLED, Amendment
from app.contracts.models import Contract, State
from app.documents.models import Party, Signer
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.clock import riga
from app.kit.days import is_minor
from app.law.case import Case
from app.law.case import Contract as Section
from app.placements.models import Placement
from app.plans.models import Plan
from app.plans.models import State as PlanState
from app.schools.models import Guardianship, Learner

FILLS: Final = frozenset({"contract"})


@dataclass
class Found:
    """Of one placement, as it comes from the database."""

    contract: Contract | None = None
    signers: list[Signer] = field(default_factory=list)
    amendments: dict[int, tuple[Amendment, list[Signer]]] = field(default_factory=dict)
    edition: int | None = None  # of an approved plan
    reachable: bool = False  # the learner


def _day(moment: datetime | None) -> date | None:
    return riga(moment).date() if moment else None


def _holds(role: Role) -> Any:
    """In the school of the placement."""
    return exists().where(
        Membership.person_id == Person.id,
        Membership.organisation_id == Placement.school_id,
        Membership.role == role,
        Membership.ended_at.is_(None),
    )


def _contracts(db: Session, ids: Iterable[int]) -> dict[int, Found]:
    wanted = (
        select(
            Placement.id,
            Contract,
            Signer,
            Plan.edition,
            Plan.state,
            Person.email,
            Person.phone,
            _holds(Role.LEARNER),
        )
        .join(Learner, Learner.id == Placement.learner_id)
        .join(Person, Person.id == Learner.person_id)
        .outerjoin(Contract, Contract.placement_id == Placement.id)
        .outerjoin(Signer, Signer.document_id == Contract.document_id)
        .outerjoin(Plan, Plan.placement_id == Placement.id)
        .where(Placement.id.in_(list(ids)))
        .order_by(Contract.id, Signer.position)
    )
    found: dict[int, Found] = defaultdict(Found)
    for key, contract, signer, edition, state, email, phone, holds in db.execute(wanted):
        one = found[key]
        if one.contract is not contract:
            one.contract, one.signers = contract, []
        if signer is not None:
            one.signers.append(signer)
        one.edition = edition if state is PlanState.APPROVED else None
        one.reachable = bool(email or phone) and holds
    return found


def _amendments(db: Session, found: dict[int, Found]) -> None:
    wanted = (
        select(Amendment, Signer)
        .outerjoin(Signer, Signer.document_id == Amendment.document_id)
        .where(Amendment.placement_id.in_(list(found)), Amendment.state.in_((*OPEN, *SETTLED)))
        .order_by(Amendment.id, Signer.position)
    )
    for amendment, signer in db.execute(wanted):
        known = found[amendment.placement_id].amendments
        _amendment, signers = known.setdefault(amendment.id, (amendment, []))
        if signer is not None:
            signers.append(signer)


def _guardians(db: Session, ids: Iterable[int]) -> dict[int, bool]:
    """By placement whether the guardian who is named first can be reached and sign."""
    wanted = (
        select(Placement.id, Person.email, Person.phone, _holds(Role.GUARDIAN))
        .join(Guardianship, Guardianship.learner_id == Placement.learner_id)
        .join(Person, Person.id == Guardianship.person_id)
        .where(Placement.id.in_(list(ids)), Guardianship.ended_on.is_(None))
        .order_by(Guardianship.id.desc())
    )
    return {key: bool(email or phone) and holds for key, email, phone, holds in db.execute(wanted)}


def _complete(signers: Sequence[Signer]) -> bool:
    wanted = [one for one in signers if one.counts]
    return bool(wanted) and all(one.signed_at for one in wanted)


def _unsigned(one: Found) -> bool:
    """Something counts that not everybody has signed: a contract, an amendment, an edition of the plan."""
    contract = one.contract
    if contract is None or contract.state is not State.ACTIVE:
        return False
    if contract.document_id and not _complete(one.signers):
        return True
    settled = [each for each in one.amendments.values() if each[0].state in SETTLED]
    if any(not _complete(signers) for _amendment, signers in settled):
        return True
    agreed = [
        each.after["plan_edition"] for each, _s in one.amendments.values() if "plan_edition" in each.after
    ]
    last = max([*agreed, contract.agreed.get("plan_edition") or 0], default=0)
    return bool(last and one.edition and one.edition > last)


def _right(one: Found, born: date | None) -> bool:
    """A guardian signs for whoever was a minor on the day of sending (484: 7)."""
    sent = _day(one.contract.sent_at) if one.contract else None
    parties = {signer.party for signer in one.signers}
    if sent is None or born is None or not parties:
        return True
    return (Party.GUARDIAN if is_minor(born, sent) else Party.LEARNER) in parties


def _section(case: Case, one: Found, guardians: dict[int, bool]) -> Section:
    contract, born = one.contract, case.learner.birth_date
    minor = born is not None and is_minor(born, case.today)
    signed = [signer.signed_at for signer in one.signers if signer.signed_at]
    # the plan of a later edition is approved before that amendment is signed
    later = [
        signer.signed_at
        for amendment, signers in one.amendments.values()
        for signer in signers
        if "plan_edition" in amendment.changes and amendment.state in SETTLED and signer.signed_at
    ]
    outside = contract is not None and contract.state is State.ACTIVE and contract.document_id is None
    concluded = _day(contract.active_at) if contract and outside else None
    wanted = clauses.of_kind(case.kind, in_school=case.company.in_school)
    return Section(
        outside=outside,
        sent_on=_day(contract.sent_at) if contract else None,
        first_signed_on=_day(min(later or signed)) if later or signed else concluded,
        last_signed_on=_day(max(signed)) if _complete(one.signers) else concluded,
        concluder_named=case.placement_id in guardians if minor else born is not None,
        concluder_reachable=guardians.get(case.placement_id, False) if minor else one.reachable,
        concluder_is_right=_right(one, born),
        empty_clauses=frozenset(clauses.empty(contract, wanted)) if contract else frozenset(),
        unsigned_in_force=_unsigned(one),
    )


def fill(db: Session, cases: dict[int, Case]) -> None:
    """The contract of every case, in three selects."""
    found = _contracts(db, cases)
    _amendments(db, found)
    guardians = _guardians(db, cases)
    for key, case in cases.items():
        case.learn(contract=_section(case, found[key], guardians))
