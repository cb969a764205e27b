"""Drafting, sending and ending the learning contract."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from app.contracts import clauses, verbs
from app.contracts.models import Contract
from app.contracts.papers import Paper, paper_of
from app.contracts.parties import company_signatories, signers
from app.contracts.queries import latest, numbered_so
from app.contracts.terms import Terms
from app.documents import actions as documents
from app.documents.issuing import issue, next_number, send_out
from app.identity.actor import Actor
from app.kit.clock import now, today
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.pay.queries import pay_of
from app.placements import actions as placements
from app.placements.models import Placement
from app.plans.queries import plan_of
from app.schools.models import School
from app.schools.numbers import CONTRACT, numbered

TERMS: Final = ("signatory_id", *clauses.CLAUSES)


@does(verbs.DRAFT)
def draft(db: Session, actor: Actor, placement: Placement) -> Contract:
    """A contract with the school's usual clauses; one at a time."""
    known = latest(db, placement.id)
    if known is not None and known.state not in verbs.CORRECT.of:
        raise Refused(_("This placement already has a contract."))
    contract = Contract(
        school_id=placement.school_id,
        placement=placement,
        supersedes=known,
        **clauses.first_words(db, placement),
    )
    if known is not None:
        for name in TERMS:
            setattr(contract, name, getattr(known, name))
    db.add(contract)
    return contract


@does(verbs.SET_TERMS)
def set_terms(db: Session, actor: Actor, contract: Contract, /, **terms: Any) -> None:
    """Who signs for the company, and the clauses; only what is given changes."""
    if unknown := terms.keys() - set(TERMS):
        raise TypeError(f"no such terms: {sorted(unknown)}")
    chosen = terms.get("signatory_id")
    if chosen and chosen not in {p.id for p, _capacity in company_signatories(db, contract.placement)}:
        raise Refused(_("Choose somebody who may sign for the company."))
    for name, value in terms.items():
        setattr(contract, name, value)


def _free_number(db: Session, school: School, paper: Paper) -> str:
    """The next of the series that no imported contract has."""
    year, kind = today().year, paper.kind if paper.series else CONTRACT
    while True:
        number = numbered(paper.series or school.series, year, next_number(db, school.id, kind, year))
        if not numbered_so(db, school.id, number):
            return number


@does(verbs.SEND)
def send(db: Session, actor: Actor, contract: Contract, *, note: str = "") -> None:
    """Numbers and renders it, keeps the bytes, and asks the first signer."""
    placement, paper = contract.placement, paper_of(contract.placement)
    contract.number = _free_number(db, placement.school, paper)
    contract.document = issue(
        db,
        organisation_id=contract.school_id,
        kind=paper.kind,
        number=contract.number,
        title=f"{paper.title}, {placement.learner.person.name}",
        subject=placement.trail_subject,
        template=paper.template,
        values=paper.values(db, contract, draft=False),
        signers=signers(db, contract),
        about=placement.place_name,
        supersedes=contract.supersedes.document if contract.supersedes else None,
    )
    send_out(contract.document, actor.person, note)
    contract.sent_at = now()
    plan = plan_of(db, placement.id)
    contract.agreed = Terms.of(placement, plan.edition if plan else None, pay_of(db, placement)).to_json()
    placements.start_signing(db, actor, placement)


@does(verbs.ACTIVATE)
def activate(db: Session, actor: Actor, contract: Contract) -> None:
    """The last signature is given."""
    contract.active_at = now()
    placements.conclude(db, actor, contract.placement)


@does(verbs.DECLINED)
def decline(db: Session, actor: Actor, contract: Contract) -> None:
    """Somebody did not sign; the coordinator corrects it."""
    placements.back_to_draft(db, actor, contract.placement)


@does(verbs.WITHDRAW)
def withdraw(db: Session, actor: Actor, contract: Contract) -> None:
    """Takes the contract back; signatures given so far are void, and their owners are told."""
    assert contract.document is not None
    documents.withdraw(db, actor, contract.document)
    placements.back_to_draft(db, actor, contract.placement)


@does(verbs.CORRECT)
def correct(db: Session, actor: Actor, contract: Contract) -> None:
    """A new draft with the same terms; it gets a number of its own when it is sent."""
    draft(db, actor, contract.placement)
