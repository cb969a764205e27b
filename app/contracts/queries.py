"""Finding contracts."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.models import Contract


def latest(db: Session, placement_id: int) -> Contract | None:
    """The newest of a placement."""
    wanted = (
        select(Contract).where(Contract.placement_id == placement_id).order_by(Contract.id.desc()).limit(1)
    )
    return db.scalar(wanted)


def of_placement(db: Session, placement_id: int) -> list[Contract]:
    """All of a placement, newest first."""
    wanted = select(Contract).where(Contract.placement_id == placement_id).order_by(Contract.id.desc())
    return list(db.scalars(wanted))


def latest_of(db: Session, placement_ids: Collection[int]) -> dict[int, Contract]:
    """The newest of each placement."""
    wanted = select(Contract).where(Contract.placement_id.in_(placement_ids)).order_by(Contract.id)
    return {contract.placement_id: contract for contract in db.scalars(wanted)}


def of_document(db: Session, document_id: int) -> Contract | None:
    """Whose document it is."""
    return db.scalar(select(Contract).where(Contract.document_id == document_id))


def numbered_so(db: Session, school_id: int, number: str) -> bool:
    """Whether a contract of the school has this number already."""
    wanted = select(Contract.id).where(Contract.school_id == school_id, Contract.number == number)
    return db.scalar(wanted) is not None
