"""Which document a contract is: of work-based learning, of an internship, or the school's decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from app.contracts import internship_values, values
from app.kit.words import Said, _
from app.placements.models import Kind, Placement


@dataclass(frozen=True)
class Paper:
    """How it is called and numbered, and what it is filled with."""

    kind: str
    title: str  # in Latvian, as the document itself
    label: Said
    template: str
    series: str  # empty: the school's own
    values: Callable[..., dict[str, Any]]


LEARNING: Final = Paper(
    "contract_484", "Mācību līgums", _("Learning contract"), values.TEMPLATE, "", values.values
)
INTERNSHIP: Final = Paper(
    "contract_481",
    "Prakses līgums",
    _("Internship contract"),
    "contract_481_v1",
    "PL-{year}/{n}",
    internship_values.values,
)
DECISION: Final = Paper(
    "decision_481",
    "Lēmums par prakses īstenošanu",
    _("Decision on the internship"),
    "decision_481_v1",
    "LP-{year}/{n}",
    internship_values.values,
)


def paper_of(placement: Placement) -> Paper:
    """By the kind of the placement, and whether it is in the school itself."""
    if placement.kind is Kind.DVB:
        return LEARNING
    return DECISION if placement.in_school else INTERNSHIP
