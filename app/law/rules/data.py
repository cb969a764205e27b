"""R52, R59–R61: VIIS, funding, and how long the papers are kept."""

from __future__ import annotations

from app.kit.rules import Level, Moment
from app.kit.words import _
from app.law.provision import BOTH, Fixer, Provision, Subject

RULES = (
    Provision(
        code="R52",
        clause="276: 27",
        says=_("VIIS is told within ten working days"),
        holds=lambda c: (
            c.closing.viis_done_on is not None or c.closing.viis_due is None or c.today <= c.closing.viis_due
        ),
        level=Level.WARN,
        because=lambda c: _("It was due {day:day}.", day=c.closing.viis_due) if c.closing.viis_due else None,
        subject=Subject.DATA,
        moments=(Moment.WORK, Moment.KEEP),
        about=("closing",),
        kinds=BOTH,
        where="file",
    ),
    Provision(
        code="R59",
        clause="483: 24; 640: 22",
        says=_("No cost is paid twice from public funds"),
        holds=lambda c: not c.pay.double_funding,
        level=Level.WARN,
        because=lambda c: _("Funding: {things}", things=", ".join(c.pay.funding)),
        subject=Subject.DATA,
        moments=(Moment.WORK, Moment.CLOSE),
        about=("pay",),
        kinds=BOTH,
        where="pay",
    ),
    Provision(
        code="R60",
        clause="483: 20.2",
        says=_("A funded company has had no undeclared work for two years"),
        holds=lambda c: c.company.undeclared_checked_on is not None,
        level=Level.WARN,
        subject=Subject.DATA,
        moments=(Moment.START, Moment.WORK),
        about=("company", "pay"),
        fixers=(Fixer.COORDINATOR, Fixer.OFFICE),
        kinds=BOTH,
        concerns=lambda c: bool(c.pay.funding),
        where="undeclared",
    ),
    Provision(
        code="R61",
        clause="749: 30",
        says=_("Papers whose time has run out are destroyed or archived"),
        holds=lambda c: c.closing.retention_until is None or c.today <= c.closing.retention_until,
        level=Level.INFO,
        because=lambda c: (
            _("They are kept until {day:day}.", day=c.closing.retention_until)
            if c.closing.retention_until
            else None
        ),
        subject=Subject.DATA,
        moments=(Moment.KEEP,),
        about=("closing",),
        fixers=(Fixer.SCHOOL_ADMIN,),
        kinds=BOTH,
        where="file",
    ),
)
