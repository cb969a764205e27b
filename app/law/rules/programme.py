"""R01–R03, R24: the school and the programme."""

from __future__ import annotations

from app.kit.rules import Level, Moment
from app.kit.words import _
from app.law.provision import BOTH, Fixer, Provision, Subject

RULES = (
    Provision(
        code="R01",
        clause="484: 2",
        says=_("The programme is licensed and leads to LKI level 2, 3 or 4"),
        holds=lambda c: (
            c.programme.level in (2, 3, 4)
            and (
                c.programme.licensed_until is None
                or c.starts is None
                or c.programme.licensed_until >= c.starts
            )
        ),
        because=lambda c: (
            _("The licence ends {day:day}.", day=c.programme.licensed_until)
            if c.programme.licensed_until
            else None
        ),
        subject=Subject.PROGRAMME,
        moments=(Moment.APPROVE, Moment.SEND),
        about=("programme",),
        fixers=(Fixer.SCHOOL_ADMIN,),
        where="programme",
    ),
    Provision(
        code="R02",
        clause="276: 8.9.10",
        says=_("The programme is marked in VIIS as work-based"),
        holds=lambda c: c.programme.flagged_dvb,
        level=Level.WARN,
        subject=Subject.PROGRAMME,
        moments=(Moment.SEND,),
        about=("programme",),
        fixers=(Fixer.SCHOOL_ADMIN,),
        where="programme",
    ),
    Provision(
        code="R03",
        clause="484: 4; 481: 2, 3",
        says=_("The school is one to which the regulation applies"),
        holds=lambda c: not c.school.exempt,
        subject=Subject.PROGRAMME,
        moments=(Moment.SEND,),
        about=("school",),
        fixers=(Fixer.SCHOOL_ADMIN,),
        kinds=BOTH,
        where="school",
    ),
    Provision(
        code="R24",
        clause="484: 8.7; 481: 7.4",
        says=_("A responsible person of the school is named for the whole period"),
        holds=lambda c: c.school.coordinator_named,
        subject=Subject.PROGRAMME,
        moments=(Moment.SEND, Moment.WORK),
        about=("school",),
        kinds=BOTH,
        where="mentor",
    ),
)
