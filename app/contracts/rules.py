"""What must be true before a learning contract goes out for signature. Pure; the codes are the digest's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.kit.days import covers_semester
from app.kit.rules import Level, Rule
from app.kit.words import _


@dataclass(frozen=True)
class Facts:
    """A placement and its contract as the rules see them."""

    level: int | None
    licensed_until: date | None
    exempt: bool
    company_chosen: bool
    company_may_teach: bool  # registered in Latvia, the place in the EU or the EEA, not ended
    percent: Decimal | None
    plan_agreed: bool
    plan_approved: bool
    plan_hours_school: Decimal
    plan_hours_company: Decimal
    starts: date | None
    ends: date | None
    semesters: tuple[tuple[date, date], ...]
    birth_known: bool
    minor: bool
    concluder_named: bool
    concluder_reachable: bool
    empty_clauses: frozenset[str]
    mentor_named: bool
    signatory_named: bool
    signatory_reachable: bool
    director_named: bool
    coordinator_named: bool
    pay_named: bool
    accident_covers: bool
    liability_covers: bool
    company_weeks: int


_SCHOOL: Final = _("the coordinator")
_TERMS: Final = _("the coordinator, in the terms of the contract")
_COMPANY: Final = _("the coordinator or the company, on the company's page")


BEFORE_SENDING: Final = (
    Rule(
        "R01",
        "484: 2",
        _("The programme is licensed and leads to LKI level 2, 3 or 4"),
        lambda f: (
            f.level in (2, 3, 4)
            and (f.licensed_until is None or f.starts is None or f.licensed_until >= f.starts)
        ),
        fix=_("the school's administrator, in the programme"),
        where="programme",
    ),
    Rule(
        "R03",
        "484: 4",
        _("The school is one to which the regulation applies"),
        lambda f: not f.exempt,
        fix=_("the school's administrator"),
        where="school",
    ),
    Rule(
        "R04",
        "484: 2",
        _("The company is chosen, works in Latvia or is a branch in the EU or EEA, and has not ended"),
        lambda f: f.company_chosen and f.company_may_teach,
        fix=_SCHOOL,
        where="company",
    ),
    Rule(
        "R07",
        "484: 6.1",
        _("At least 25 % are planned at the company"),
        lambda f: f.percent is None or f.percent >= 25,
        Level.WARN,
        fix=_("the coordinator, in the individual plan"),
        where="plan",
    ),
    Rule(
        "R08",
        "484: 8.1",
        _("The individual plan is made together with the company: the company has agreed to it"),
        lambda f: f.plan_agreed,
        fix=_("the company, on the page of the plan"),
        where="plan",
    ),
    Rule(
        "R09",
        "484: 8.1",
        _("The plan divides hours between the school and the company"),
        lambda f: f.plan_hours_company > 0 and f.plan_hours_school > 0,
        fix=_("the coordinator, in the individual plan"),
        where="plan",
    ),
    Rule(
        "R10",
        "484: 8.4",
        _("The individual plan is approved before the contract is concluded"),
        lambda f: f.plan_approved,
        fix=_("the coordinator or the director, on the page of the plan"),
        where="plan",
    ),
    Rule(
        "R11",
        "484: 7",
        _("The contract lasts at least one semester"),
        lambda f: (
            f.starts is not None and f.ends is not None and covers_semester(f.starts, f.ends, f.semesters)
        ),
        fix=_("the coordinator, in the period"),
        where="period",
    ),
    Rule(
        "R12",
        "484: 7",
        _(
            "It is known who concludes the contract: the learner or, under 18, a legal representative, "
            "with an e-mail or a phone"
        ),
        lambda f: f.birth_known and f.concluder_named and f.concluder_reachable,
        fix=_("the coordinator, on the learner's page"),
        where="learner",
    ),
    Rule(
        "R13",
        "484: 6.3",
        _("The contract says how it is amended and how it is ended"),
        lambda f: not f.empty_clauses & {"amendment", "termination"},
        fix=_TERMS,
        where="terms",
    ),
    Rule(
        "R14",
        "484: 9.2, 9.7, 9.10",
        _("The contract says how induction, assessment and civil-liability insurance are done"),
        lambda f: not f.empty_clauses & {"induction", "assessment", "liability"},
        fix=_TERMS,
        where="terms",
    ),
    Rule(
        "R20a",
        "484: 9.1",
        _("A supervisor at the company is named"),
        lambda f: f.mentor_named,
        fix=_SCHOOL,
        where="mentor",
    ),
    Rule(
        "R24",
        "484: 8.7",
        _("A responsible person of the school is named"),
        lambda f: f.coordinator_named,
        fix=_SCHOOL,
        where="mentor",
    ),
    Rule(
        "R12a",
        "484: 7",
        _("The company's signatory is named and can be reached"),
        lambda f: f.signatory_named and f.signatory_reachable,
        fix=_COMPANY,
        where="office",
    ),
    Rule(
        "R12b",
        "484: 7",
        _("The director of the school is named and can sign in"),
        lambda f: f.director_named,
        fix=_("the school's administrator, on the school's page"),
        where="school",
    ),
    Rule(
        "R09w",
        "484: 8.1",
        _("The schedule has weeks at the company"),
        lambda f: f.company_weeks > 0,
        fix=_("the coordinator, in the period"),
        where="period",
    ),
    Rule(
        "R25",
        "484: 9.8",
        _("The pay is agreed: an employment contract or a stipend"),
        lambda f: f.pay_named,
        Level.WARN,
        fix=_("the company or the coordinator, on the page of pay and insurance"),
        where="pay",
    ),
    Rule(
        "R28",
        "484: 6.4, 8.11",
        _("The school's accident insurance covers the whole period"),
        lambda f: f.accident_covers,
        Level.WARN,
        fix=_("the school's office, in the list of policies"),
        where="insurance",
    ),
    Rule(
        "R29",
        "484: 6.5, 9.10",
        _("The company's civil-liability insurance covers the whole period"),
        lambda f: f.liability_covers,
        Level.WARN,
        fix=_("the company or the coordinator, in the company's list of policies"),
        where="insurance",
    ),
)
