"""What a contract needs to go out, besides what the law room asks: somebody on each side who can sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.kit.rules import Rule
from app.kit.words import _


@dataclass(frozen=True)
class Facts:
    """Who is named, and whether the placement has weeks at the company."""

    mentor_named: bool
    signatory_reachable: bool
    director_can_sign: bool
    company_weeks: int


SIGNABLE: Final = (
    Rule(
        "mentor",
        "484: 9.1; 481: 9.2",
        _("A supervisor at the company is named"),
        lambda f: f.mentor_named,
        fix=_("the coordinator"),
        where="mentor",
    ),
    Rule(
        "signatory",
        "484: 7; 481: 10",
        _("The company's signatory is named and can be reached"),
        lambda f: f.signatory_reachable,
        fix=_("the coordinator or the company, on the company's page"),
        where="office",
    ),
    Rule(
        "director",
        "484: 7; 481: 10",
        _("The director of the school is named and can sign in"),
        lambda f: f.director_can_sign,
        fix=_("the school's administrator, on the school's page"),
        where="school",
    ),
    Rule(
        "weeks",
        "484: 8.1; 481: 6.1.5",
        _("The schedule has weeks at the company"),
        lambda f: f.company_weeks > 0,
        fix=_("the coordinator, in the period"),
        where="period",
    ),
)
