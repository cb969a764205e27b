"""What a deed about a placement or a document means for the internship."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.documents.models import Document, Signer
from app.identity.actor import Actor
from app.internships import actions
from app.internships.models import PracticeOrder, State
from app.internships.queries import order_of_document, practice_of, settlement_of_document
from app.placements.models import Kind, Placement


def begun(db: Session, actor: Actor, placement: Placement) -> None:
    """An internship has a practice programme; work-based learning has a plan."""
    if placement.kind is Kind.PRACTICE:
        actions.open_for(db, actor, placement)


def place_chosen(db: Session, actor: Actor, placement: Placement) -> None:
    """A programme that another place was asked about begins again."""
    practice = practice_of(db, placement.id) if placement.kind is Kind.PRACTICE else None
    if practice is None or practice.state is State.DRAFT:
        return
    place = placement.school_id if placement.in_school else placement.company_id
    if practice.proposed_to_id != place:
        actions.start_over(db, actor, practice)


def period_set(db: Session, actor: Actor, placement: Placement) -> None:
    """The weeks of an internship fill an empty volume."""
    practice = practice_of(db, placement.id) if placement.kind is Kind.PRACTICE else None
    if practice is not None and practice.state is State.DRAFT and not practice.weeks:
        practice.weeks = placement.weeks.count("C")


def document_complete(db: Session, actor: Actor, document: Document) -> None:
    """Follows `documents.complete`."""
    if order := order_of_document(db, document.id):
        actions.complete_order(db, actor, order)
    if settlement := settlement_of_document(db, document.id):
        actions.complete_settlement(db, actor, settlement)


def document_declined(db: Session, actor: Actor, signer: Signer) -> None:
    """Follows `documents.decline`."""
    if order := order_of_document(db, signer.document_id):
        actions.decline_order(db, actor, order)
    if settlement := settlement_of_document(db, signer.document_id):
        actions.decline_settlement(db, actor, settlement)


def enter_all(db: Session, actor: Actor, order: PracticeOrder) -> None:
    """Each internship in a signed order tells of it, and begins if nothing else is missing."""
    for row in order.rows:
        if not row.struck:
            actions.enter(db, actor, row.placement)
