"""R30–R34, R57: instruction, equipment, health, accidents."""

from __future__ import annotations

from datetime import date, timedelta

from app.kit.rules import Level, Moment
from app.kit.words import Said, _
from app.law.case import Case
from app.law.provision import BOTH, IN_FORCE_481, PRACTICE, Fixer, Provision, Subject

HERE = (Fixer.MENTOR, Fixer.OFFICE)


def _instructed(case: Case) -> bool:
    """Both kinds, passed, and no day of work before them."""
    known = case.safety
    if known.induction_on is None or known.instruction_on is None or not known.check_passed:
        return False
    first = case.diary.first_work_on
    return first is None or max(known.induction_on, known.instruction_on) <= first


def _what_is_missing(case: Case) -> Said | None:
    known = case.safety
    if known.induction_on is None:
        return _("The induction is not recorded.")
    if known.instruction_on is None:
        return _("The instruction at the workplace is not recorded.")
    if not known.check_passed:
        return _("The check of knowledge is not passed.")
    return _("The first day of work is earlier, {day:day}.", day=case.diary.first_work_on)


def _repeat_by(case: Case) -> date | None:
    last = case.safety.last_instruction_on
    months = case.figures["instruction-hazard" if case.safety.hazardous else "instruction"]
    return last + timedelta(days=round(float(months) * 365 / 12)) if last else None


def _repeated(case: Case) -> bool:
    """In time, and again after a long break."""
    due, last, worked = _repeat_by(case), case.safety.last_instruction_on, case.diary.last_work_on
    if due is None or last is None:
        return True  # R30 speaks of the first
    longest = case.figures["break-hazard" if case.safety.hazardous else "break"]
    away = case.today - max(last, worked or last)
    return case.today <= due and away <= timedelta(days=int(longest))


def _health(case: Case) -> bool:
    until = case.safety.health_until
    return until is not None and until >= case.today


RULES = (
    Provision(
        code="R30",
        clause="484: 9.2; 481: 9.3; 749: 10, 16",
        says=_("Induction and instruction at the workplace are recorded before the first task"),
        holds=_instructed,
        stops_at=(Moment.START,),
        because=_what_is_missing,
        subject=Subject.SAFETY,
        moments=(Moment.START, Moment.WORK),
        about=("safety",),
        fixers=HERE,
        kinds=BOTH,
        where="safety",
    ),
    Provision(
        code="R31",
        clause="481: 9.3",
        says=_("The instruction in fire safety is recorded"),
        holds=lambda c: c.safety.fire_on is not None,
        stops_at=(Moment.START,),
        subject=Subject.SAFETY,
        moments=(Moment.START, Moment.WORK),
        about=("safety",),
        fixers=HERE,
        kinds=PRACTICE,
        where="safety",
        since=IN_FORCE_481,
    ),
    Provision(
        code="R32",
        clause="749: 23, 24.3",
        says=_("The instruction is repeated in time and after a long break"),
        holds=_repeated,
        level=Level.WARN,
        because=lambda c: (
            _("It was due {day:day}.", day=_repeat_by(c)) if (_repeat_by(c) or c.today) < c.today else None
        ),
        subject=Subject.SAFETY,
        moments=(Moment.WORK,),
        about=("safety", "diary"),
        fixers=HERE,
        kinds=BOTH,
        where="safety",
    ),
    Provision(
        code="R33",
        clause="484: 9.4",
        says=_("Everything needed of protective equipment is issued"),
        holds=lambda c: not c.safety.ppe_missing,
        level=Level.WARN,
        because=lambda c: (
            _("Missing: {things}", things=", ".join(c.safety.ppe_missing)) if c.safety.ppe_missing else None
        ),
        subject=Subject.SAFETY,
        moments=(Moment.START, Moment.WORK),
        about=("safety",),
        fixers=HERE,
        kinds=BOTH,
        where="safety",
    ),
    Provision(
        code="R34",
        clause="DL 37(6); 219",
        says=_("The health check is valid where it is needed; under 18 it is yearly"),
        holds=_health,
        stops_if=lambda c: c.minor_employed,
        stops_at=(Moment.START,),
        because=lambda c: (
            _("It was valid until {day:day}.", day=c.safety.health_until) if c.safety.health_until else None
        ),
        subject=Subject.SAFETY,
        moments=(Moment.START, Moment.WORK),
        about=("safety", "pay", "learner"),
        fixers=(Fixer.OFFICE,),
        kinds=BOTH,
        concerns=lambda c: c.safety.health_needed or c.minor_employed,
        where="safety",
    ),
    Provision(
        code="R57",
        clause="950; 528: 3.9",
        says=_("Every accident is investigated and its act is drawn up"),
        holds=lambda c: c.safety.open_incidents == 0,
        level=Level.INFO,
        subject=Subject.SAFETY,
        moments=(Moment.WORK, Moment.CLOSE),
        about=("safety",),
        fixers=(Fixer.OFFICE, Fixer.COORDINATOR),
        kinds=BOTH,
        where="safety",
    ),
)
