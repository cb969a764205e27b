"""The top menu of each role."""

from __future__ import annotations

from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.words import Said, _

MENU: tuple[tuple[Said, str, frozenset[Role]], ...] = (
    (_("Home"), "desk.home", frozenset(Role)),
    (_("Today"), "diary.today", frozenset({Role.LEARNER})),
    (_("Weeks"), "diary.weeks", frozenset({Role.LEARNER, Role.MENTOR})),
    (_("Safety"), "safety.home", frozenset({Role.LEARNER, Role.MENTOR})),
    (_("DVB and internships"), "placements.list", SCHOOL_STAFF | COMPANY_OFFICE),
    (
        _("Marks"),
        "assessment.list",
        SCHOOL_STAFF | {Role.MENTOR, Role.LEARNER, Role.GUARDIAN},
    ),
    (_("Learners"), "schools.learners", SCHOOL_STAFF),
    (_("Companies"), "companies.list", SCHOOL_STAFF),
    (_("My company"), "companies.mine", COMPANY_OFFICE),
    (_("My evidence"), "suitability.mine", frozenset({Role.MENTOR})),
    (
        _("Documents"),
        "documents.list",
        SCHOOL_STAFF | COMPANY_OFFICE | {Role.MENTOR, Role.LEARNER, Role.GUARDIAN},
    ),
    (_("Registers"), "registers.outgoing", SCHOOL_STAFF),
    (_("Our school"), "schools.show", SCHOOL_STAFF),
    (_("The law"), "law.list", SCHOOL_STAFF | COMPANY_OFFICE | {Role.PORTAL_ADMIN}),
    (_("Import"), "imports.list", frozenset({Role.COORDINATOR, Role.SCHOOL_ADMIN})),
    (_("Administration"), "admin.home", frozenset({Role.PORTAL_ADMIN})),
)
