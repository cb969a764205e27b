"""Who signs the end of a contract."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.contracts.endings.models import Side, Termination
from app.contracts.parties import signers
from app.documents.issuing import Wanted
from app.documents.models import Party

SIGNS_FOR = {
    Side.SCHOOL: (Party.SCHOOL,),
    Side.COMPANY: (Party.COMPANY,),
    Side.LEARNER: (Party.LEARNER, Party.GUARDIAN),
}


def who_signs(db: Session, termination: Termination) -> list[Wanted]:
    """All parties of an agreement; of a notice the side that gives it."""
    everybody = signers(db, termination.contract, "termination")
    if termination.ground.by_agreement:
        return everybody
    return [one for one in everybody if one.party in SIGNS_FOR[termination.side]]
