"""R41–R45, R48–R51: marks, the characterisation, the report, and the certificates of MK 52."""

from __future__ import annotations

import re

from app.kit.rules import Level, Moment
from app.kit.words import _
from app.law.case import Case
from app.law.provision import BOTH, IN_FORCE_481, PRACTICE, Fixer, Provision, Subject

STATE_NUMBER = re.compile(r"(?:PKA|PKDA|PVD|PAA|PPA|PPIA) Nr\. \d{6}")


def _in_range(case: Case) -> bool:
    return all(1 <= mark <= 10 and mark == int(mark) for mark in case.assessment.marks)


RULES = (
    Provision(
        code="R41",
        clause="481: 6.1.3",
        says=_("The characterisation speaks of the work, the colleagues and the professional preparedness"),
        holds=lambda c: c.assessment.characterisation_complete,
        subject=Subject.ASSESSMENT,
        moments=(Moment.CLOSE,),
        about=("assessment",),
        fixers=(Fixer.MENTOR,),
        kinds=PRACTICE,
        where="assessment",
        since=IN_FORCE_481,
    ),
    Provision(
        code="R42",
        clause="481: 6.1.4, 8.4",
        says=_("The report is handed in by the school's day"),
        holds=lambda c: (
            c.assessment.report_on is not None
            or (c.assessment.report_due is not None and c.today <= c.assessment.report_due)
        ),
        stops_at=(Moment.CLOSE,),
        stops_if=lambda c: c.assessment.report_on is None,
        because=lambda c: (
            _("It was due {day:day}.", day=c.assessment.report_due) if c.assessment.report_due else None
        ),
        subject=Subject.ASSESSMENT,
        moments=(Moment.WORK, Moment.CLOSE),
        about=("assessment",),
        fixers=(Fixer.LEARNER,),
        kinds=PRACTICE,
        concerns=lambda c: c.assessment.report_due is not None,
        where="assessment",
        since=IN_FORCE_481,
    ),
    Provision(
        code="R43",
        clause="484: 9.7",
        says=_("The company has assessed every module in its time"),
        holds=lambda c: not c.assessment.overdue,
        level=Level.WARN,
        because=lambda c: (
            _("Late: {things}", things=", ".join(c.assessment.overdue)) if c.assessment.overdue else None
        ),
        subject=Subject.ASSESSMENT,
        moments=(Moment.WORK, Moment.CLOSE),
        about=("assessment",),
        fixers=(Fixer.MENTOR,),
        where="assessment",
    ),
    Provision(
        code="R44",
        clause="332: annex 2",
        says=_("Marks are whole numbers from 1 to 10, and 5 or more in professional content"),
        holds=lambda c: _in_range(c) and not c.assessment.failed,
        stops_if=lambda c: not _in_range(c),
        milder=Level.INFO,
        because=lambda c: (
            _("Not passed: {things}", things=", ".join(c.assessment.failed)) if c.assessment.failed else None
        ),
        subject=Subject.ASSESSMENT,
        moments=(Moment.WORK, Moment.CLOSE),
        about=("assessment",),
        kinds=BOTH,
        where="assessment",
    ),
    Provision(
        code="R45",
        clause="484: 8.10; 481: 7.5",
        says=_("The final mark is given by the school"),
        holds=lambda c: c.assessment.final_by_school,
        subject=Subject.ASSESSMENT,
        moments=(Moment.CLOSE,),
        about=("assessment",),
        kinds=BOTH,
        where="assessment",
    ),
    Provision(
        code="R48",
        clause="52: 17",
        says=_("The final test of the module is passed and its outcomes are listed"),
        holds=lambda c: c.certificate.test_passed and c.certificate.outcomes_listed,
        subject=Subject.CERTIFICATE,
        moments=(Moment.ISSUE,),
        about=("certificate",),
        kinds=BOTH,
        where="assessment",
    ),
    Provision(
        code="R49",
        clause="52: annex 10",
        says=_("The certificate has every field that its sample has"),
        holds=lambda c: not c.certificate.empty_fields,
        because=lambda c: _("Missing: {things}", things=", ".join(c.certificate.empty_fields)),
        subject=Subject.CERTIFICATE,
        moments=(Moment.ISSUE,),
        about=("certificate",),
        kinds=BOTH,
        where="learner",
    ),
    Provision(
        code="R50",
        clause="52: 28, 29",
        says=_("Series and numbers of state documents are typed as received, never made here"),
        holds=lambda c: (
            c.certificate.number_typed and bool(STATE_NUMBER.fullmatch(c.certificate.state_number))
        ),
        subject=Subject.CERTIFICATE,
        moments=(Moment.ISSUE,),
        about=("certificate",),
        kinds=BOTH,
        concerns=lambda c: bool(c.certificate.state_number),
        where="learner",
    ),
    Provision(
        code="R51",
        clause="52: 19",
        says=_("Whoever leaves the school gets a statement of what was acquired"),
        holds=lambda c: not c.closing.statement_needed,
        level=Level.INFO,
        subject=Subject.CERTIFICATE,
        moments=(Moment.KEEP,),
        about=("closing", "learner"),
        kinds=BOTH,
        concerns=lambda c: c.learner.left_on is not None,
        where="file",
    ),
)
