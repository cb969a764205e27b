"""The school whose registers one reads."""

from __future__ import annotations

from app.identity.models import Kind, Organisation
from app.identity.roles import SCHOOL_STAFF
from app.kit.errors import Forbidden
from app.kit.pages import Page


def own_office(page: Page) -> Organisation:
    """The school whose staff the person is; raises `Forbidden` for anybody else."""
    organisation: Organisation | None = page.actor.organisation
    if organisation is None or organisation.kind is not Kind.SCHOOL or not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden("registers")
    return organisation
