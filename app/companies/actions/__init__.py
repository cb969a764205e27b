"""Everything done in this room, by noun."""

from __future__ import annotations

from app.companies.actions.companies import add_branch, add_company, edit_branch, edit_company
from app.companies.actions.offers import close_offer, edit_offer, offer_places
from app.companies.actions.people import (
    add_mentor,
    add_officer,
    deactivate_mentor,
    edit_mentor,
    edit_officer,
    end_officer,
    restore_mentor,
)

__all__ = [
    "add_branch",
    "add_company",
    "add_mentor",
    "add_officer",
    "close_offer",
    "deactivate_mentor",
    "edit_branch",
    "edit_company",
    "edit_mentor",
    "edit_offer",
    "edit_officer",
    "end_officer",
    "offer_places",
    "restore_mentor",
]
