"""Besides the law: who must be known before a contract on an internship, or a decision, goes out. Pure."""

from __future__ import annotations

from typing import Final

from app.kit.rules import Rule
from app.kit.words import _

_SCHOOL: Final = _("the coordinator")

SIGNABLE: Final = (
    Rule(
        "internship-place",
        "481: 7.1",
        _("The place of the internship is chosen, with a supervisor there"),
        lambda f: f.mentor_named,
        fix=_SCHOOL,
        where="company",
    ),
    Rule(
        "internship-period",
        "481: 6.1.5",
        _("The internship has a period with weeks at the place"),
        lambda f: f.company_weeks > 0,
        fix=_SCHOOL,
        where="period",
    ),
    Rule(
        "internship-signatory",
        "481: 10",
        _("The company's signatory is named and can be reached"),
        lambda f: f.signatory_reachable,
        fix=_("the coordinator or the company, on the company's page"),
        where="office",
    ),
    Rule(
        "internship-director",
        "481: 10",
        _("The director of the school is named and can sign in"),
        lambda f: f.director_can_sign,
        fix=_("the school's administrator, on the school's page"),
        where="school",
    ),
)
