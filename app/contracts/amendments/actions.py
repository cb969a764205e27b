"""Drafting, sending, settling and applying amendments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.contracts.amendments import verbs
from app.contracts.amendments.checks import found_wrong
from app.contracts.amendments.models import FIELDS, Amendment, Kind
from app.contracts.amendments.queries import open_of
from app.contracts.amendments.values import TEMPLATE, values
from app.contracts.calendar import calendar_of
from app.contracts.effective import History, history
from app.contracts.endings.queries import open_termination
from app.contracts.models import Contract
from app.contracts.papers import paper_of
from app.contracts.parties import signers
from app.contracts.terms import OF_PAY, Terms, packed, project
from app.documents import actions as documents
from app.documents.issuing import issue, send_out
from app.identity.actor import Actor
from app.kit.clock import now, riga, today
from app.kit.errors import Reason, Refused
from app.kit.verbs import does
from app.kit.words import _
from app.pay.actions.agreements import agree
from app.pay.actions.agreements import correct as correct_pay
from app.pay.queries import agreements
from app.placements.models import RUNNING


def _known(db: Session, contract: Contract) -> History:
    """The contract's history, its first terms kept from now on."""
    known = history(db, contract.placement)
    if known is None or known.contract is not contract:
        raise Refused(_("Only a concluded contract is amended."))
    if contract.placement.state not in RUNNING:
        raise Refused(_("The placement has ended: {state}.", state=contract.placement.state.label))
    return known


def _write(
    db: Session, amendment: Amendment, known: History, changes: Mapping[str, Any], on: date, reason: str
) -> None:
    """Puts before and after of what really differs into the amendment."""
    contract, before = known.contract, known.terms(on)
    if wrong := found_wrong(db, contract, before, changes, on):
        raise Refused(*(Reason(said, "484: 6.3") for said in wrong.values()))
    different = before.differences(before.changed(changes))
    amendment.changes = {name: [packed(old), packed(new)] for name, (old, new) in different.items()}
    fields = set(different) - ({"weeks"} if {"starts", "ends"} & different.keys() else set())
    amendment.kinds = [kind.value for kind in Kind if set(FIELDS[kind]) & fields]
    amendment.takes_effect_on, amendment.reason = on, reason.strip()


@does(verbs.AMEND)
def amend(
    db: Session,
    actor: Actor,
    contract: Contract,
    *,
    changes: Mapping[str, Any],
    takes_effect_on: date,
    reason: str = "",
) -> Amendment:
    """A draft of what changes; one at a time, so that each knows what was before it."""
    known = _known(db, contract)
    if open_of(db, contract):
        raise Refused(_("Another amendment is being prepared or signed. Finish it or withdraw it first."))
    if open_termination(db, contract):
        raise Refused(_("The contract is being ended."))
    amendment = Amendment(contract=contract, placement=contract.placement)
    _write(db, amendment, known, changes, takes_effect_on, reason)
    if not contract.agreed:
        contract.agreed = known.base.to_json()
    db.add(amendment)
    return amendment


@does(verbs.REWRITE)
def rewrite_amendment(
    db: Session,
    actor: Actor,
    amendment: Amendment,
    *,
    changes: Mapping[str, Any],
    takes_effect_on: date,
    reason: str = "",
) -> None:
    """Other values, another day."""
    _write(db, amendment, _known(db, amendment.contract), changes, takes_effect_on, reason)


@does(verbs.DISCARD)
def discard_amendment(db: Session, actor: Actor, amendment: Amendment) -> None:
    """Nobody has seen it; nothing changes."""


@does(verbs.SEND)
def send_amendment(db: Session, actor: Actor, amendment: Amendment) -> None:
    """Numbers and renders it, and asks the parties in the contract's order."""
    contract, placement = amendment.contract, amendment.placement
    before = _known(db, contract).terms(amendment.takes_effect_on)
    numbered = select(func.max(Amendment.no)).where(Amendment.contract_id == contract.id)
    amendment.no = (db.scalar(numbered) or 0) + 1
    learner, company = placement.learner.person.name, placement.company
    amendment.document = issue(
        db,
        organisation_id=contract.school_id,
        kind="amendment",
        number=amendment.number,
        title=f"Vienošanās par grozījumiem ({paper_of(placement).title.lower()}), {learner}",
        subject=placement.trail_subject,
        template=TEMPLATE,
        values=values(db, amendment, before, before.changed(amendment.after), draft=False),
        signers=signers(db, contract, "amendment"),
        about=company.name if company else "",
    )
    send_out(amendment.document, actor.person)
    amendment.sent_at = now()


@does(verbs.SETTLE)
def settle_amendment(db: Session, actor: Actor, amendment: Amendment) -> None:
    """The last signature is given; it counts from its day."""
    amendment.signed_at = now()


@does(verbs.APPLY)
def apply_amendment(db: Session, actor: Actor, amendment: Amendment) -> None:
    """The rows that lists read become what the contract now says."""
    if amendment.since > today():
        raise Refused(_("The amendment begins on {day:day}.", day=amendment.since))
    amendment.applied_at = now()
    known = history(db, amendment.placement)
    assert known is not None
    terms = known.terms(today())
    project(db, amendment.placement, terms)
    _pay(db, amendment, terms)


def _pay(db: Session, amendment: Amendment, terms: Terms) -> None:
    """The next agreement about pay; whoever signed last need not be one who may enter it."""
    placement, actor = amendment.placement, calendar_of(amendment.placement)
    if actor is None or terms.pay is None or not amendment.changes.keys() & set(OF_PAY):
        return
    signed = riga(amendment.signed_at).date() if amendment.signed_at else today()
    wanted: dict[str, Any] = {"number": terms.pay_number, "amount": terms.pay_amount, "rate": terms.pay_rate}
    begun = [each for each in agreements(db, placement.id) if each.starts >= amendment.since]
    if begun:
        correct_pay(db, actor, begun[0], instrument=terms.pay, agreed_on=signed, **wanted)
    else:
        since = amendment.since
        agree(db, actor, placement, instrument=terms.pay, agreed_on=signed, starts=since, **wanted)


@does(verbs.DECLINED)
def decline_amendment(db: Session, actor: Actor, amendment: Amendment) -> None:
    """Somebody did not sign: everything stays as it was."""


@does(verbs.WITHDRAW)
def withdraw_amendment(db: Session, actor: Actor, amendment: Amendment) -> None:
    """Taken back from signing: everything stays as it was."""
    assert amendment.document is not None
    documents.withdraw(db, actor, amendment.document)
