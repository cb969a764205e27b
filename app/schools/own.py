"""The school one acts for."""

from __future__ import annotations

from app.identity.roles import SCHOOL_STAFF
from app.kit.errors import Forbidden
from app.kit.pages import Page
from app.schools.models import School


def own_school(page: Page) -> School:
    """The school whose staff the person is; raises `Forbidden` for anybody else."""
    if not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden("schools.show")
    visible = School.visible_to(page.actor).where(School.id == page.actor.organisation_id)
    school: School | None = page.db.scalar(visible)
    if school is None:
        raise Forbidden("schools.show")
    return school
