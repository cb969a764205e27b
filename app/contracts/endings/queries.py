"""Finding suspensions and terminations."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.endings.models import OPEN, Pause, State, Suspension, Termination
from app.contracts.models import Contract
from app.kit.clock import today


def of_contract(db: Session, contract: Contract) -> list[Termination]:
    """All attempts to end a contract, newest first."""
    wanted = select(Termination).where(Termination.contract_id == contract.id)
    return list(db.scalars(wanted.order_by(Termination.id.desc())))


def open_termination(db: Session, contract: Contract) -> Termination | None:
    """The one that is drafted, out for signature or waits for its day."""
    wanted = select(Termination).where(Termination.contract_id == contract.id, Termination.state.in_(OPEN))
    return db.scalar(wanted.order_by(Termination.id.desc()).limit(1))


def termination_of_document(db: Session, document_id: int) -> Termination | None:
    """Whose document it is."""
    return db.scalar(select(Termination).where(Termination.document_id == document_id))


def due_terminations(db: Session) -> list[Termination]:
    """Signed, and their last day has come."""
    wanted = select(Termination).where(Termination.state == State.SIGNED, Termination.last_day <= today())
    return list(db.scalars(wanted.order_by(Termination.last_day, Termination.id)))


def suspensions_of(db: Session, contract: Contract) -> list[Suspension]:
    """Every pause of a contract, newest first."""
    wanted = select(Suspension).where(Suspension.contract_id == contract.id)
    return list(db.scalars(wanted.order_by(Suspension.id.desc())))


def open_suspension(db: Session, contract: Contract) -> Suspension | None:
    """The one that is planned or goes on."""
    wanted = select(Suspension).where(
        Suspension.contract_id == contract.id, Suspension.state.in_((Pause.PLANNED, Pause.ON))
    )
    return db.scalar(wanted.order_by(Suspension.id.desc()).limit(1))


def overdue_suspensions(db: Session) -> list[Suspension]:
    """They go on past the day on which the learning was expected to go on; said once."""
    wanted = select(Suspension).where(
        Suspension.state == Pause.ON, Suspension.expected_until < today(), Suspension.reminded_at.is_(None)
    )
    return list(db.scalars(wanted.order_by(Suspension.id)))


def due_suspensions(db: Session) -> list[Suspension]:
    """Planned, and their first day has come."""
    wanted = select(Suspension).where(Suspension.state == Pause.PLANNED, Suspension.starts <= today())
    return list(db.scalars(wanted.order_by(Suspension.starts, Suspension.id)))
