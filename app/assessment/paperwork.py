"""Issues the documents of assessment; each placement has one of a kind, later ones are its new versions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, cast, literal, select
from sqlalchemy.orm import Session

from app.assessment import values
from app.assessment.models import marks_seen
from app.assessment.papers import Characterisation, Report
from app.documents.issuing import add_edition, issue, next_number
from app.documents.models import Document, State
from app.identity.models import Person
from app.identity.roles import Role
from app.kit.clock import now, today
from app.placements.models import Placement

SHEET, CHARACTERISATION, REPORT = "assessment", "characterisation", "report"
KINDS = (SHEET, CHARACTERISATION, REPORT)
LETTERS = {SHEET: "VL", CHARACTERISATION: "RK", REPORT: "PP"}
TITLES = {
    SHEET: "Vērtējuma lapa",
    CHARACTERISATION: "Praktikanta raksturojums",
    REPORT: "Prakses pārskats",
}


def documents_of(db: Session, placement_id: int) -> list[Document]:
    """The documents of assessment of a placement."""
    wanted = select(Document).where(Document.subject == f"placement:{placement_id}", Document.kind.in_(KINDS))
    return list(db.scalars(wanted.order_by(Document.id)))


def documents_read_by(actor: Any) -> Any:
    """The learner, the representative of a minor and the mentor read them with the placement."""
    subject = literal("placement:").concat(cast(Placement.id, String))
    seen = select(subject).where(Placement.id.in_(marks_seen(actor)))
    found = select(Document.id).where(Document.kind.in_(KINDS), Document.subject.in_(seen))
    return found if actor.has(Role.LEARNER, Role.GUARDIAN, Role.MENTOR) else found.where(Document.id == 0)


def _put(db: Session, placement: Placement, kind: str, template: str, filled: dict[str, Any]) -> Document:
    known = db.scalar(
        select(Document)
        .where(Document.subject == placement.trail_subject, Document.kind == kind)
        .order_by(Document.id.desc())
        .limit(1)
    )
    if known is not None:
        add_edition(db, known, template, filled | {"number": known.number})
        known.completed_at = now()
        return known
    year = today().year
    number = f"{LETTERS[kind]}-{year}/{next_number(db, placement.school_id, kind, year)}"
    name = placement.learner.person.name
    document = issue(
        db,
        organisation_id=placement.school_id,
        kind=kind,
        number=number,
        title=f"{TITLES[kind]}, {name}",
        subject=placement.trail_subject,
        template=template,
        values=filled | {"number": number},
        about=f"{name} {placement.place_name}",
    )
    document.state, document.completed_at = State.ISSUED, now()
    return document


def issue_sheet(db: Session, placement: Placement) -> Document:
    """The assessment sheet."""
    return _put(db, placement, SHEET, "assessment_v1", values.sheet(db, placement))


def issue_characterisation(db: Session, paper: Characterisation) -> Document:
    """The characterisation as confirmed."""
    return _put(
        db, paper.placement, CHARACTERISATION, "characterisation_v1", values.characterisation(db, paper)
    )


def issue_report(db: Session, report: Report, accepted_by: Person) -> Document:
    """The report as accepted."""
    filled = values.report(db, report, accepted_by)
    return _put(db, report.placement, REPORT, "report_v1", filled)
