"""Finding amendments."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.contracts.amendments.models import OPEN, Amendment, State
from app.contracts.models import Contract
from app.documents.models import Document, Signer
from app.kit.clock import today


def of_contract(db: Session, contract: Contract) -> list[Amendment]:
    """All of a contract, newest first."""
    signers = joinedload(Amendment.document).selectinload(Document.signers).joinedload(Signer.person)
    wanted = select(Amendment).where(Amendment.contract_id == contract.id).options(signers)
    return list(db.scalars(wanted.order_by(Amendment.id.desc())))


def open_of(db: Session, contract: Contract) -> Amendment | None:
    """The one that is drafted or out for signature; there is at most one."""
    wanted = select(Amendment).where(Amendment.contract_id == contract.id, Amendment.state.in_(OPEN))
    return db.scalar(wanted.order_by(Amendment.id.desc()).limit(1))


def of_document(db: Session, document_id: int) -> Amendment | None:
    """Whose document it is."""
    return db.scalar(select(Amendment).where(Amendment.document_id == document_id))


def due(db: Session) -> list[Amendment]:
    """Signed, and their day has come; the one that counts first comes first."""
    wanted = select(Amendment).where(Amendment.state == State.SIGNED, Amendment.takes_effect_on <= today())
    return list(db.scalars(wanted.order_by(Amendment.takes_effect_on, Amendment.no)))
