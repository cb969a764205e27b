"""What a document is called without saying whom it is about."""

from __future__ import annotations

import re
from typing import Final

from app.kit.words import Said, _

KINDS: Final[dict[str, Said]] = {
    "amendment": _("Amendment of a contract"),
    "assessment": _("Assessment sheet"),
    "characterisation": _("Characterisation of a learner"),
    "contract_481": _("Contract on a practice"),
    "contract_484": _("Contract on work-based learning"),
    "council_letter": _("Letter to a council on suitability"),
    "decision_481": _("Decision on a practice"),
    "diary": _("Diary"),
    "file": _("File of a placement"),
    "implementation": _("Implementation plan"),
    "incident": _("Report of an accident"),
    "instructions": _("Instructions on safety at work"),
    "plan_484": _("Individual plan"),
    "practice_order": _("Order on practices"),
    "practice_programme": _("Programme of a practice"),
    "report": _("Report of a practice"),
    "settlement": _("Settlement of costs"),
    "suitability_decision": _("Decision on suitability"),
    "termination": _("Termination of a contract"),
}


def kind_of(template: str) -> Said:
    """By the template that the edition was set with, without its version."""
    return KINDS.get(re.sub(r"_v\d+$", "", template), _("Document"))
