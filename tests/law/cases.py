"""A case that keeps every provision, and for each code what breaks it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from app.kit.rules import Level, Moment
from app.law import case as facts
from app.law.case import SECTIONS, Case
from app.law.figures import figures_on
from app.placements.models import Kind, State

TODAY = date(2026, 11, 23)
STARTS, ENDS = date(2026, 9, 7), date(2027, 6, 11)
SEMESTERS = ((date(2026, 9, 1), date(2026, 12, 18)), (date(2027, 1, 4), date(2027, 5, 28)))
AGO = TODAY - timedelta(days=100)
LATER = TODAY + timedelta(days=365)


def kept(kind: Kind = Kind.DVB) -> Case:
    """An employed minor in the middle of everything, with every paper there."""
    case = Case(1, kind, State.ACTIVE, TODAY, figures_on(TODAY), STARTS, ENDS)
    case.day_hours, case.week_hours = Decimal(6), Decimal(30)
    case.known |= SECTIONS
    case.learner = facts.Learner(date(2009, 5, 1), True, "010509-21111", None, AGO, AGO)
    case.school = facts.School(False, True, True, SEMESTERS)
    case.programme = facts.Programme(
        4, "33 543 04 1", "P-1", LATER, True, AGO, Decimal(30), Decimal(28), Decimal(160)
    )
    case.company = facts.Company(chosen=True, reg_no="40003012345", undeclared_checked_on=AGO)
    case.suitability = facts.Suitability(AGO, AGO, True, AGO, "1", True, LATER)
    case.mentor = facts.Mentor(True, True, True, True, True, False, True, LATER, True, 2, 3, True)
    case.plan = facts.Plan(True, AGO, AGO, Decimal(900), Decimal(400), Decimal(30), Decimal(28))
    case.contract = facts.Contract(False, AGO, AGO, AGO + timedelta(3), True, True)
    case.pay = facts.Pay("wage", AGO, Decimal(780), None, Decimal(30), ("ESF",))
    case.cover = facts.Cover(STARTS, ENDS, STARTS, ENDS)
    case.safety = facts.Safety(
        STARTS, STARTS, True, STARTS, STARTS, health_until=LATER, guardian_informed_on=AGO
    )
    case.diary = facts.Diary(STARTS, TODAY - timedelta(3), hours_confirmed=Decimal(200))
    case.practice = facts.Practice(True, AGO, AGO, True, AGO, True, 5, False, Decimal(0))
    case.assessment = facts.Assessment((), True, LATER, AGO, (Decimal(8),), True, ())
    case.certificate = facts.Certificate(True, True, (), "PKA Nr. 000123", True)
    case.closing = facts.Closing((), False, LATER, AGO, LATER)
    return case


Change = Callable[[Case], object]


def put(section: str, **values: object) -> Change:
    """Changes a section."""

    def change(case: Case) -> None:
        setattr(case, section, replace(getattr(case, section), **values))

    return change


def case_itself(**values: object) -> Change:
    """Changes the case itself."""

    def change(case: Case) -> None:
        for name, value in values.items():
            setattr(case, name, value)

    return change


def adult(then: Change) -> Change:
    """The same for a learner of age."""

    def change(case: Case) -> None:
        put("learner", minor=False)(case)
        then(case)

    return change


def left(then: Change) -> Change:
    """The same for a learner who has left the school."""

    def change(case: Case) -> None:
        put("learner", left_on=AGO)(case)
        then(case)

    return change


def in_school(then: Change) -> Change:
    """The same in the school itself."""

    def change(case: Case) -> None:
        put("company", in_school=True, chosen=False)(case)
        then(case)

    return change


DVB, PRACTICE = Kind.DVB, Kind.PRACTICE
OLD = TODAY - timedelta(days=1)
# code → the kind, what breaks it, the moment at which it is asked, and what it weighs then
BREAKS: dict[str, tuple[Kind, Change, Moment, Level]] = {
    "R01": (DVB, put("programme", level=5), Moment.SEND, Level.STOP),
    "R02": (DVB, put("programme", flagged_dvb=False), Moment.SEND, Level.WARN),
    "R03": (PRACTICE, put("school", exempt=True), Moment.SEND, Level.STOP),
    "R04": (DVB, put("company", place="US"), Moment.SEND, Level.STOP),
    "R05": (DVB, put("suitability", opinion_on=None), Moment.SEND, Level.STOP),
    "R06": (DVB, put("suitability", decision_until=AGO), Moment.SEND, Level.STOP),
    "R07": (DVB, put("plan", percent=Decimal("24.9")), Moment.SEND, Level.WARN),
    "R08": (DVB, put("plan", agreed_on=None), Moment.SEND, Level.STOP),
    "R09": (DVB, put("plan", hours_school=Decimal(0)), Moment.SEND, Level.STOP),
    "R10": (DVB, put("plan", approved_on=AGO + timedelta(1)), Moment.SEND, Level.STOP),
    "R11": (DVB, case_itself(ends=date(2026, 12, 1)), Moment.SEND, Level.STOP),
    "R12": (PRACTICE, put("contract", concluder_named=False), Moment.SEND, Level.STOP),
    "R13": (DVB, put("contract", empty_clauses=frozenset({"termination"})), Moment.SEND, Level.STOP),
    "R14": (DVB, put("contract", empty_clauses=frozenset({"liability"})), Moment.SEND, Level.STOP),
    "R15": (PRACTICE, put("contract", empty_clauses=frozenset({"tasks"})), Moment.SEND, Level.STOP),
    "R16": (PRACTICE, put("contract", last_signed_on=STARTS + timedelta(1)), Moment.START, Level.STOP),
    "R17": (PRACTICE, in_school(put("practice", decision_on=None)), Moment.START, Level.STOP),
    "R18": (PRACTICE, put("practice", order_complete=False), Moment.START, Level.STOP),
    "R19": (PRACTICE, put("practice", programme_agreed_on=None), Moment.SEND, Level.STOP),
    "R20": (DVB, put("mentor", master=False, pedagogy=False), Moment.SEND, Level.STOP),
    "R21": (DVB, put("mentor", child_check_until=OLD), Moment.SEND, Level.STOP),
    "R22": (PRACTICE, put("mentor", occupation_matches=False), Moment.SEND, Level.WARN),
    "R23": (DVB, put("mentor", learners=4), Moment.SEND, Level.STOP),
    "R24": (PRACTICE, put("school", coordinator_named=False), Moment.WORK, Level.STOP),
    "R25": (DVB, put("pay", instrument=None), Moment.START, Level.STOP),
    "R26": (DVB, put("pay", instrument="stipend", monthly=Decimal(281)), Moment.WORK, Level.INFO),
    "R27": (DVB, put("pay", monthly=Decimal(500)), Moment.WORK, Level.WARN),
    "R28": (DVB, put("cover", accident_until=ENDS - timedelta(1)), Moment.START, Level.STOP),
    "R29": (DVB, put("cover", liability_from=STARTS + timedelta(1)), Moment.START, Level.STOP),
    "R30": (DVB, put("safety", instruction_on=STARTS + timedelta(1)), Moment.START, Level.STOP),
    "R31": (PRACTICE, put("safety", fire_on=None), Moment.START, Level.STOP),
    "R32": (DVB, put("diary", last_work_on=TODAY - timedelta(61)), Moment.WORK, Level.WARN),
    "R33": (DVB, put("safety", ppe_missing=("helmet",)), Moment.START, Level.WARN),
    "R34": (DVB, put("safety", health_until=OLD), Moment.START, Level.STOP),
    "R35": (DVB, put("safety", study_week_hours=Decimal(6)), Moment.START, Level.STOP),
    "R36": (DVB, case_itself(work_until=time(22, 30)), Moment.START, Level.STOP),
    "R37": (DVB, put("safety", hazards_unjustified=("saw",)), Moment.START, Level.STOP),
    "R38": (DVB, put("safety", guardian_informed_on=None), Moment.START, Level.WARN),
    "R39": (DVB, put("diary", days_without_outcome=2), Moment.WORK, Level.WARN),
    "R40": (DVB, put("diary", unconfirmed_weeks=1, longest_wait=15), Moment.CLOSE, Level.STOP),
    "R41": (PRACTICE, put("assessment", characterisation_complete=False), Moment.CLOSE, Level.STOP),
    "R42": (PRACTICE, put("assessment", report_on=None, report_due=OLD), Moment.CLOSE, Level.STOP),
    "R43": (DVB, put("assessment", overdue=("Metināšana",)), Moment.WORK, Level.WARN),
    "R44": (DVB, put("assessment", marks=(Decimal(11),)), Moment.CLOSE, Level.STOP),
    "R45": (PRACTICE, put("assessment", final_by_school=False), Moment.CLOSE, Level.STOP),
    "R46": (PRACTICE, put("diary", hours_confirmed=Decimal(159)), Moment.CLOSE, Level.WARN),
    "R47": (PRACTICE, put("practice", weeks_in_row=3), Moment.SEND, Level.WARN),
    "R48": (DVB, put("certificate", outcomes_listed=False), Moment.ISSUE, Level.STOP),
    "R49": (DVB, put("certificate", empty_fields=("module",)), Moment.ISSUE, Level.STOP),
    "R50": (DVB, put("certificate", state_number="PKA 1"), Moment.ISSUE, Level.STOP),
    "R51": (
        DVB,
        lambda c: (put("learner", left_on=AGO)(c), put("closing", statement_needed=True)(c)),
        Moment.KEEP,
        Level.INFO,
    ),
    "R52": (DVB, put("closing", viis_done_on=None, viis_due=OLD), Moment.KEEP, Level.WARN),
    "R53": (PRACTICE, put("learner", acquainted_on=None), Moment.START, Level.WARN),
    "R54": (PRACTICE, put("learner", confidential_on=None), Moment.START, Level.WARN),
    "R55": (PRACTICE, put("learner", personal_code="0105-1"), Moment.SEND, Level.STOP),
    "R56": (DVB, put("company", reg_no="4000301234"), Moment.SEND, Level.STOP),
    "R57": (DVB, put("safety", open_incidents=1), Moment.WORK, Level.INFO),
    "R58": (DVB, put("contract", unsigned_in_force=True), Moment.AMEND, Level.STOP),
    "R59": (DVB, put("pay", double_funding=True), Moment.WORK, Level.WARN),
    "R60": (DVB, put("company", undeclared_checked_on=None), Moment.START, Level.WARN),
    "R61": (DVB, put("closing", retention_until=OLD), Moment.KEEP, Level.INFO),
}
# code → the same case in which the rule is milder or not asked at all, and what it weighs then
MILDER: dict[str, tuple[Kind, Change, Moment, Level | None]] = {
    "R05": (DVB, put("suitability", opinion_positive=False), Moment.SEND, Level.WARN),
    "R07": (DVB, put("plan", percent=Decimal(20)), Moment.WORK, Level.WARN),
    "R17": (PRACTICE, put("practice", decision_on=None), Moment.START, None),
    "R20": (DVB, put("mentor", pedagogy=False), Moment.SEND, None),
    "R21": (DVB, adult(put("mentor", child_check_ok=False)), Moment.SEND, None),
    "R23": (DVB, put("mentor", learners=4, limit_blocks=False), Moment.SEND, Level.WARN),
    "R28": (PRACTICE, put("cover", accident_until=OLD), Moment.START, Level.WARN),
    "R29": (PRACTICE, put("cover", liability_until=None), Moment.START, None),
    "R34": (DVB, adult(put("safety", health_until=None, health_needed=True)), Moment.START, Level.WARN),
    "R35": (DVB, put("pay", instrument="stipend"), Moment.START, None),
    "R36": (DVB, adult(case_itself(work_until=time(23))), Moment.START, None),
    "R40": (DVB, put("diary", unconfirmed_weeks=1, longest_wait=14), Moment.WORK, None),
    "R42": (PRACTICE, put("assessment", report_on=None), Moment.WORK, None),
    "R44": (DVB, put("assessment", failed=("Metināšana",)), Moment.CLOSE, Level.INFO),
    "R46": (PRACTICE, put("diary", hours_confirmed=Decimal(159)), Moment.ISSUE, Level.STOP),
}
