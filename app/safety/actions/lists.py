"""What a company or a school adds: items of checklists, equipment that is needed, hours at school."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Company
from app.identity.actor import Actor
from app.identity.models import Kind as OrganisationKind
from app.identity.models import Organisation
from app.kit.clock import today
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.safety import verbs
from app.safety.models import About, SafetyItem, StudyHours
from app.schools.models import School


@does(verbs.ADD_ITEM)
def add_item(
    db: Session,
    actor: Actor,
    organisation: Organisation,
    *,
    about: About,
    text: str,
    qualification: str = "",
    company: Company | None = None,
) -> SafetyItem:
    """A company adds to its own work; a school for one company or for all of its learners."""
    if not text.strip():
        raise Refused(_("Write what is added."))
    own = organisation.kind is OrganisationKind.COMPANY
    item = SafetyItem(
        organisation_id=organisation.id,
        company_id=organisation.id if own else company.id if company else None,
        about=about,
        qualification=qualification.strip(),
        text=text.strip(),
    )
    db.add(item)
    return item


@does(verbs.REMOVE_ITEM)
def remove_item(db: Session, actor: Actor, item: SafetyItem) -> None:
    """From today; what was recorded with it stays as it was."""
    item.ended_on = today()


@does(verbs.SET_STUDY_HOURS)
def set_study_hours(db: Session, actor: Actor, school: School, *, week: Decimal) -> None:
    """Hours of a full week at school; for a minor they add to the work of the same week."""
    known = db.scalar(select(StudyHours).where(StudyHours.school_id == school.id))
    if known is None:
        db.add(StudyHours(school_id=school.id, week=week))
    else:
        known.week = week
