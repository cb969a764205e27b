"""Everything that the rules ask about one placement: facts without a database, filled by the rooms.

A section that no room has filled is not `known`: its rules are not asked. None is "not there, not known".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from app.kit.days import Span
from app.law.figures import figures_on
from app.placements.models import Kind, State


@dataclass
class Learner:
    """Who learns."""

    birth_date: date | None = None
    minor: bool = False
    personal_code: str = ""
    left_on: date | None = None
    acquainted_on: date | None = None  # 484: 8.5
    confidential_on: date | None = None  # 481: 8.5, 8.6


@dataclass
class School:
    """Who teaches."""

    exempt: bool = False
    coordinator_named: bool = False
    director_named: bool = False
    semesters: tuple[Span, ...] = ()


@dataclass
class Programme:
    """What is taught, and its implementation plan."""

    level: int | None = None
    code: str = ""
    licence_no: str = ""
    licensed_until: date | None = None
    flagged_dvb: bool = False
    implementation_approved_on: date | None = None
    implementation_percent: Decimal | None = None
    implementation_other_percent: Decimal | None = None
    minimum_practice_hours: Decimal | None = None


@dataclass
class Company:
    """Where it is learned."""

    chosen: bool = False
    in_school: bool = False
    legal_form: str = ""
    country: str = "LV"
    place: str = "LV"
    ended_on: date | None = None
    reg_no: str = ""
    undeclared_checked_on: date | None = None


@dataclass
class Suitability:
    """The council's opinion and the school's decision on the company (484: 5.8, 8.3)."""

    opinion_requested_on: date | None = None
    opinion_on: date | None = None
    opinion_positive: bool | None = None
    decision_on: date | None = None
    decision_no: str = ""
    decision_positive: bool | None = None
    decision_until: date | None = None


@dataclass
class Mentor:
    """Who supervises at the company (484: 10; 481: 9.2)."""

    named: bool = False
    master: bool = False
    pedagogy: bool = False
    sector: bool = False
    able: bool = False
    maritime: bool = False
    child_check_ok: bool | None = None
    child_check_until: date | None = None
    occupation_matches: bool = False
    learners: int = 0
    limit: int | None = None
    limit_blocks: bool = False
    deputy_named: bool = False

    @property
    def eligible(self) -> bool:
        """(A or B) and C; on ships the STCW Code instead of 10.1 (484: 10, 10¹)."""
        trained = self.maritime or self.master or (self.pedagogy and self.sector)
        return trained and self.able


@dataclass
class Plan:
    """The individual plan (484: 8.1)."""

    exists: bool = False
    agreed_on: date | None = None
    approved_on: date | None = None
    hours_school: Decimal = Decimal(0)
    hours_company: Decimal = Decimal(0)
    percent: Decimal | None = None
    other_percent: Decimal | None = None
    follows_implementation: bool | None = None  # 484: 6.2


@dataclass
class Contract:
    """The contract in force, or the one that is prepared."""

    outside: bool = False  # concluded outside the portal
    sent_on: date | None = None
    first_signed_on: date | None = None
    last_signed_on: date | None = None
    concluder_named: bool = False
    concluder_reachable: bool = False
    concluder_is_right: bool = True  # a guardian signed for whoever was a minor that day
    empty_clauses: frozenset[str] = frozenset()
    unsigned_in_force: bool = False


@dataclass
class Pay:
    """What the learner is paid (484: 9.8), and which funds pay for it."""

    instrument: str | None = None  # "wage", "stipend"
    agreed_on: date | None = None
    monthly: Decimal | None = None
    hourly: Decimal | None = None
    week_hours: Decimal | None = None
    funding: tuple[str, ...] = ()
    double_funding: bool = False

    @property
    def employed(self) -> bool:
        """With an employment contract, so that Darba likums applies as it is written."""
        return self.instrument == "wage"


@dataclass
class Cover:
    """The span each insurance covers without a gap (484: 6.4, 6.5)."""

    accident_from: date | None = None
    accident_until: date | None = None
    liability_from: date | None = None
    liability_until: date | None = None


@dataclass
class Safety:
    """Instruction, equipment, health, and what is special for minors."""

    induction_on: date | None = None
    instruction_on: date | None = None
    check_passed: bool = False
    fire_on: date | None = None
    last_instruction_on: date | None = None
    hazardous: bool = False
    ppe_missing: tuple[str, ...] = ()
    health_needed: bool = False
    health_until: date | None = None
    study_week_hours: Decimal = Decimal(0)
    hazards_unjustified: tuple[str, ...] = ()
    guardian_informed_on: date | None = None
    open_incidents: int = 0


@dataclass
class Diary:
    """What the learner has written and the supervisor confirmed."""

    first_work_on: date | None = None
    last_work_on: date | None = None
    longest_wait: int = 0  # days since the oldest submitted week that nobody has confirmed
    unconfirmed_weeks: int = 0  # past weeks at the company without a confirmation
    days_without_outcome: int = 0
    hours_confirmed: Decimal = Decimal(0)


@dataclass
class Practice:
    """What 481 wants besides: programme, order, decision."""

    programme_complete: bool = False
    programme_agreed_on: date | None = None
    order_on: date | None = None
    order_complete: bool = False
    decision_on: date | None = None
    qualification_practice: bool = False
    weeks_in_row: int = 0
    parallel: bool = False
    hours: Decimal = Decimal(0)  # of the programme's other internships that are completed


@dataclass
class Assessment:
    """Marks, the characterisation and the report."""

    overdue: tuple[str, ...] = ()  # modules whose assessment by the company is late
    characterisation_complete: bool = False
    report_due: date | None = None
    report_on: date | None = None
    marks: tuple[Decimal, ...] = ()
    final_by_school: bool = False
    failed: tuple[str, ...] = ()


@dataclass
class Certificate:
    """A certificate that is about to be issued (MK 52)."""

    test_passed: bool = False
    outcomes_listed: bool = False
    empty_fields: tuple[str, ...] = ()
    state_number: str = ""
    number_typed: bool = True


@dataclass
class Closing:
    """What remains when it is over."""

    missing: tuple[str, ...] = ()
    statement_needed: bool = False
    viis_due: date | None = None
    viis_done_on: date | None = None
    retention_until: date | None = None


@dataclass
class Case:
    """One placement before the law, on one day."""

    placement_id: int
    kind: Kind
    state: State
    today: date
    figures: Mapping[str, Decimal]
    starts: date | None = None
    ends: date | None = None
    day_hours: Decimal = Decimal(8)
    week_hours: Decimal = Decimal(40)
    work_days: int = 5
    work_from: time = time(8)
    work_until: time = time(16, 30)
    company_weeks: int = 0
    ids: Mapping[str, int | None] = field(default_factory=dict)  # school, company, mentor, learner, programme
    known: set[str] = field(default_factory=set)
    figures_of: Callable[[date], Mapping[str, Decimal]] = figures_on  # a contract is judged by its day
    learner: Learner = field(default_factory=Learner)
    school: School = field(default_factory=School)
    programme: Programme = field(default_factory=Programme)
    company: Company = field(default_factory=Company)
    suitability: Suitability = field(default_factory=Suitability)
    mentor: Mentor = field(default_factory=Mentor)
    plan: Plan = field(default_factory=Plan)
    contract: Contract = field(default_factory=Contract)
    pay: Pay = field(default_factory=Pay)
    cover: Cover = field(default_factory=Cover)
    safety: Safety = field(default_factory=Safety)
    diary: Diary = field(default_factory=Diary)
    practice: Practice = field(default_factory=Practice)
    assessment: Assessment = field(default_factory=Assessment)
    certificate: Certificate = field(default_factory=Certificate)
    closing: Closing = field(default_factory=Closing)

    def learn(self, **sections: Any) -> None:
        """`case.learn(pay=Pay(…))`: the section is known from now on."""
        for name, section in sections.items():
            if name not in SECTIONS:
                raise TypeError(f"a case has no section {name}")
            setattr(self, name, section)
            self.known.add(name)

    @property
    def minor_employed(self) -> bool:
        """Darba likums binds as it is written; in other cases its limits are good practice (E1)."""
        return self.learner.minor and self.pay.employed


_PEOPLE = ("learner", "school", "programme", "company", "suitability", "mentor", "plan", "contract")
_WORK = ("pay", "cover", "safety", "diary", "practice", "assessment", "certificate", "closing")
SECTIONS: Final = frozenset(_PEOPLE + _WORK)
