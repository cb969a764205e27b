"""Kinds of documents, as lists name them."""

from __future__ import annotations

from typing import Final

from app.kit.words import Said, _

# what the portal makes
MADE: Final[dict[str, Said]] = {
    "contract_484": _("Learning contract"),
    "contract_481": _("Internship contract"),
    "decision_481": _("Decision on the internship"),
    "amendment": _("Amendment to a contract"),
    "termination": _("Termination of a contract"),
    "implementation": _("Implementation plan"),
    "practice_programme": _("Practice programme"),
    "practice_order": _("Order on practice"),
    "suitability": _("Decision on a company's suitability"),
    "council_letter": _("Letter to the sector expert council"),
    "assessment": _("Assessment sheet"),
    "characterisation": _("Characterisation"),
    "report": _("Internship report"),
    "settlement": _("Settlement of expenses"),
    "safety": _("Record of safety instructions"),
    "incident": _("Act on an incident"),
}
# what the school writes elsewhere and sends through the portal
WRITTEN: Final[dict[str, Said]] = {
    "letter": _("Letter"),
    "order": _("Order"),
    "statement": _("Statement"),
    "consent": _("Consent"),
    "act": _("Act"),
    "other": _("Another document"),
}
KINDS: Final = MADE | WRITTEN


def label(kind: str) -> Said:
    """As shown."""
    return KINDS.get(kind, KINDS["other"])
