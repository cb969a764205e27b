"""Who signs in whose stead: given with a document that says so, for a time, and ended early."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents import delegation_verbs as verbs
from app.documents.models import Delegation
from app.documents.models.delegations import TAKERS
from app.identity.actor import Actor
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.clock import now, today
from app.kit.db import store_of
from app.kit.errors import Refused
from app.kit.uploads import Upload
from app.kit.verbs import does
from app.kit.words import _

EARLIEST: Final = timedelta(days=31)  # an order is entered some days after it was signed


def people(db: Session, organisation_id: int, roles: Iterable[Role]) -> list[Person]:
    """Those who hold one of these roles there now, in Latvian order."""
    wanted = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role.in_(list(roles)),
            Membership.ended_at.is_(None),
        )
        .order_by(Person.sort_key, Person.id)
    )
    return list(dict.fromkeys(db.scalars(wanted)))


@does(verbs.DELEGATE)
def delegate(db: Session, actor: Actor, delegation: Delegation, *, proof: Upload) -> Delegation:
    """From the first to the last day the taker signs for the giver, with a code of their own."""
    giver, taker, here = delegation.giver, delegation.taker, delegation.organisation_id
    if giver not in people(db, here, verbs.GIVERS):
        raise Refused(_("{name} does not sign for the organisation.", name=giver.name))
    if taker.id == giver.id or taker not in people(db, here, TAKERS):
        raise Refused(_("Choose another person of the organisation."))
    if delegation.ends < max(delegation.starts, today()):
        raise Refused(_("The last day is before the first one, or has passed."))
    if delegation.starts < today() - EARLIEST:
        raise Refused(_("It begins more than a month ago. Check the first day."))
    if _overlap(db, delegation):
        raise Refused(_("{name} signs in this person's stead already at that time.", name=taker.name))
    delegation.proof_sha256, delegation.proof_name = store_of(db).put(proof.data), proof.filename
    delegation.given_by_id = actor.person_id
    db.add(delegation)
    return delegation


def _overlap(db: Session, wanted: Delegation) -> bool:
    same = select(Delegation.id).where(
        Delegation.organisation_id == wanted.organisation_id,
        Delegation.giver_id == wanted.giver.id,
        Delegation.taker_id == wanted.taker.id,
        Delegation.ended_at.is_(None),
        Delegation.starts <= wanted.ends,
        Delegation.ends >= wanted.starts,
    )
    return db.scalar(same.limit(1)) is not None


@does(verbs.END_DELEGATION)
def end_delegation(db: Session, actor: Actor, delegation: Delegation, *, reason: str = "") -> None:
    """From now on; what was signed before stays signed."""
    if delegation.over:
        raise Refused(_("It has ended already."))
    delegation.ended_at, delegation.reason = now(), reason.strip()
