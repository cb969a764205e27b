"""Finding corrections."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.contracts.corrections.models import Correction
from app.contracts.models import Contract


def of_contract(db: Session, contract: Contract) -> list[Correction]:
    """All of a contract, newest first."""
    wanted = select(Correction).where(Correction.contract_id == contract.id)
    return list(db.scalars(wanted.options(joinedload(Correction.by)).order_by(Correction.id.desc())))
