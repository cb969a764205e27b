"""Insurance policies, entered once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.companies.models import Company
from app.identity.actor import Actor
from app.kit.clock import now
from app.kit.db import store_of
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.pay import verbs
from app.pay.files import Attached
from app.pay.models import Insured, Policy, insures
from app.schools.models import Learner, School

CHANGEABLE = frozenset({"insurer", "number", "insured_sum", "starts", "ends", "everybody"})


def _check(starts: date, ends: date, everybody: bool, named: bool) -> None:
    if ends < starts:
        raise Refused(_("The policy ends before it begins."))
    if not everybody and not named:
        raise Refused(_("Choose the learners whom the policy covers, or all of them."))


def _name(policy: Policy, learners: Iterable[Learner]) -> None:
    """Those named stay, the others go."""
    wanted = {learner.id: learner for learner in learners}
    for row in [row for row in policy.insured if row.learner_id not in wanted]:
        policy.insured.remove(row)
    known = {row.learner_id for row in policy.insured}
    policy.insured.extend(Insured(learner=one) for key, one in wanted.items() if key not in known)


@does(verbs.ADD_POLICY)
def add_policy(
    db: Session,
    actor: Actor,
    insurer_of: School | Company,
    *,
    number: str,
    starts: date,
    ends: date,
    insurer: str = "",
    insured_sum: Decimal | None = None,
    everybody: bool = True,
    learners: Iterable[Learner] = (),
    file: Attached | None = None,
) -> Policy:
    """Serves every placement of the school or at the company, or those of the learners named."""
    named = list(learners)
    _check(starts, ends, everybody, bool(named))
    made = Policy(
        organisation=insurer_of.organisation,
        risk=insures(insurer_of.organisation),
        insurer=insurer,
        number=number,
        insured_sum=insured_sum,
        starts=starts,
        ends=ends,
        everybody=everybody,
    )
    _name(made, () if everybody else named)
    _attach(db, made, file)
    db.add(made)
    return made


def _attach(db: Session, policy: Policy, file: Attached | None) -> None:
    if file:
        policy.file_sha256, policy.file_name = store_of(db).put(file.data), file.name


@does(verbs.CORRECT_POLICY)
def correct_policy(
    db: Session,
    actor: Actor,
    policy: Policy,
    /,
    *,
    learners: Iterable[Learner] | None = None,
    file: Attached | None = None,
    **changes: Any,
) -> None:
    """Only what is given changes; with another last day the renewal is told anew."""
    if unknown := changes.keys() - CHANGEABLE:
        raise TypeError(f"no such things: {sorted(unknown)}")
    everybody = changes.get("everybody", policy.everybody)
    named = [row.learner for row in policy.insured] if learners is None else list(learners)
    starts, ends = changes.get("starts", policy.starts), changes.get("ends", policy.ends)
    _check(starts, ends, everybody, bool(named))
    if ends != policy.ends:
        policy.reminded_days = None
    for name, value in changes.items():
        setattr(policy, name, value)
    _name(policy, () if everybody else named)
    _attach(db, policy, file)


@does(verbs.CANCEL_POLICY)
def cancel_policy(db: Session, actor: Actor, policy: Policy) -> None:
    """It covers nobody any more, from the beginning: it was entered by mistake or is void."""
    if policy.cancelled_at:
        raise Refused(_("The policy has already been withdrawn."))
    policy.cancelled_at = now()


@does(verbs.RESTORE_POLICY)
def restore_policy(db: Session, actor: Actor, policy: Policy) -> None:
    """Takes the withdrawal back."""
    if not policy.cancelled_at:
        raise Refused(_("The policy has not been withdrawn."))
    policy.cancelled_at = None
