"""What the file of a placement must hold before it is closed; pure over the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.kit.rules import Moment, Rule, Unmet
from app.kit.words import Said, _
from app.law.case import Case
from app.law.where import address
from app.placements.models import Kind


@dataclass(frozen=True)
class Needed:
    """A paper of the file: by which clause, whether it is there, and where it is made."""

    says: Said
    clause: str
    there: Callable[[Case], bool]
    about: str
    where: str


DVB: Final = (
    Needed(
        _("the school's decision on the company"),
        "484: 8.3",
        lambda c: c.suitability.decision_on is not None,
        "suitability",
        "suitability",
    ),
    Needed(
        _("the approved individual plan"),
        "484: 6.2",
        lambda c: c.plan.approved_on is not None,
        "plan",
        "plan",
    ),
    Needed(
        _("the signed contract"),
        "484: 6.3",
        lambda c: c.contract.last_signed_on is not None,
        "contract",
        "contract",
    ),
    Needed(
        _("the accident insurance policy"),
        "484: 6.4",
        lambda c: c.cover.accident_until is not None,
        "cover",
        "insurance",
    ),
    Needed(
        _("the civil-liability insurance policy"),
        "484: 6.5",
        lambda c: c.cover.liability_until is not None,
        "cover",
        "insurance",
    ),
    Needed(_("the agreement on pay"), "484: 9.8", lambda c: c.pay.instrument is not None, "pay", "pay"),
    Needed(
        _("the record of instruction"),
        "749: 29",
        lambda c: c.safety.instruction_on is not None,
        "safety",
        "safety",
    ),
    Needed(
        _("the school's final assessment"),
        "484: 8.10",
        lambda c: c.assessment.final_by_school,
        "assessment",
        "assessment",
    ),
)
PRACTICE: Final = (
    Needed(
        _("the practice programme"),
        "481: 6.1.1",
        lambda c: c.practice.programme_complete,
        "practice",
        "practice",
    ),
    Needed(
        _("the school's order"), "481: 6.1.6", lambda c: c.practice.order_on is not None, "practice", "order"
    ),
    Needed(
        _("the signed contract, or the school's decision"),
        "481: 6.1.5",
        lambda c: (c.practice.decision_on if c.company.in_school else c.contract.last_signed_on) is not None,
        "practice",
        "contract",
    ),
    Needed(
        _("the record of instruction"),
        "749: 29",
        lambda c: c.safety.instruction_on is not None,
        "safety",
        "safety",
    ),
    Needed(_("the confirmed diary"), "481: 6.1.2", lambda c: c.diary.hours_confirmed > 0, "diary", "diary"),
    Needed(
        _("the characterisation"),
        "481: 6.1.3",
        lambda c: c.assessment.characterisation_complete,
        "assessment",
        "assessment",
    ),
    Needed(
        _("the report"),
        "481: 6.1.4",
        lambda c: c.assessment.report_on is not None,
        "assessment",
        "assessment",
    ),
    Needed(
        _("the school's assessment"),
        "481: 7.5",
        lambda c: c.assessment.final_by_school,
        "assessment",
        "assessment",
    ),
)


def needed(case: Case) -> tuple[Needed, ...]:
    """The papers of its kind; of contracts concluded outside the portal the papers are kept elsewhere."""
    papers = DVB if case.kind is Kind.DVB else PRACTICE
    return tuple(each for each in papers if each.about in case.known)


def missing(case: Case) -> tuple[Needed, ...]:
    """Those that are not there."""
    return tuple(each for each in needed(case) if not each.there(case))


FILE: Final = Rule(
    "file",
    "484: 6; 481: 6",
    _("Every paper of the file is there"),
    lambda case: not missing(case),
    fix=_("whoever makes the paper: the list is on the page of the file"),
    where="file",
)


def whole_file(case: Case, moment: Moment) -> list[Unmet]:
    """A placement closes when every paper is there, unless its contract is kept elsewhere."""
    if moment is not Moment.CLOSE or case.contract.outside:
        return []
    return [Unmet(FILE, address(case, paper.where), because=paper.says) for paper in missing(case)]
