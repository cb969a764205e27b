"""The sheet of instructions in the file: as it was stored, else as it is now."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.closing.papers import Paper
from app.documents.typeset import pdf
from app.kit.clock import today
from app.placements.models import Placement
from app.safety.queries import sheet_of
from app.safety.values import SHEET, sheet


def instructions(db: Session, placement: Placement) -> list[Paper]:
    """What is stored comes with the other documents; here only what is not (749: 29)."""
    values = sheet(db, placement)
    if not values["rows"] or sheet_of(db, placement) is not None:
        return []
    where = f"/vietas/{placement.id}/drosiba"
    return [Paper("Instruktāžu lapa", today(), "", lambda: pdf(SHEET, values), where)]
