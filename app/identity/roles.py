"""The roles a person may hold in an organisation."""

from __future__ import annotations

from enum import StrEnum

from app.kit.words import Said, _


class Role(StrEnum):
    """One membership is one role; a person may hold several."""

    SCHOOL_ADMIN = "school_admin"
    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"
    DIRECTOR = "director"
    COMPANY_ADMIN = "company_admin"
    SIGNATORY = "signatory"
    MENTOR = "mentor"
    LEARNER = "learner"
    GUARDIAN = "guardian"
    ANALYST = "analyst"
    PORTAL_ADMIN = "portal_admin"

    @property
    def label(self) -> Said:
        """As shown to people."""
        return LABELS[self]

    @property
    def needs_password(self) -> bool:
        """Staff sign in with a password; mentors, guardians, learners and signatories by a personal link."""
        return self in WITH_PASSWORD


SCHOOL_STAFF = frozenset({Role.SCHOOL_ADMIN, Role.COORDINATOR, Role.SUPERVISOR, Role.DIRECTOR})
COMPANY_OFFICE = frozenset({Role.COMPANY_ADMIN, Role.SIGNATORY})
WITH_PASSWORD = SCHOOL_STAFF | {Role.ANALYST, Role.PORTAL_ADMIN}

LABELS = {
    Role.SCHOOL_ADMIN: _("school administrator"),
    Role.COORDINATOR: _("DVB coordinator"),
    Role.SUPERVISOR: _("internship supervisor at school"),
    Role.DIRECTOR: _("director"),
    Role.COMPANY_ADMIN: _("company administrator"),
    Role.SIGNATORY: _("company signatory"),
    Role.MENTOR: _("DVB supervisor at the company"),
    Role.LEARNER: _("learner"),
    Role.GUARDIAN: _("legal representative"),
    Role.ANALYST: _("association analyst"),
    Role.PORTAL_ADMIN: _("portal administrator"),
}
