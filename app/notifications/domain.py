"""Whether the sending domain is set up so that letters arrive: SPF, DKIM, DMARC, and the way back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app.jobs.rounds import every, rounds
from app.jobs.work import After, Workshop, on
from app.kit.clock import now
from app.kit.words import Said, _
from app.notifications import records
from app.notifications.envelope import domain_of, return_domain
from app.notifications.models import DomainCheck
from app.notifications.records import Finding, Names, Silent
from app.settings import Settings

WEEKLY: Final = "notifications.check_weekly"
CHECK: Final = "notifications.check_domain"
rounds[WEEKLY] = every(timedelta(days=7))


@on(WEEKLY, tries=2)
@on(CHECK, tries=2)
def check(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Asked outside the transaction; the result is dated."""
    return lambda: _written(shop)


def _written(shop: Workshop) -> None:
    found = examined(shop.settings)
    with shop.database.session() as db:
        findings = [finding.to_json() for finding in found]
        db.add(DomainCheck(at=now(), domain=domain_of(shop.settings), findings=findings))


def examined(settings: Settings) -> list[Finding]:
    """All that can be found out from the name servers, each by itself."""
    domain, returning = domain_of(settings), return_domain(settings)
    if "." not in domain:
        said = _("Letters leave from {domain}, which is no domain on the internet.", domain=domain or "–")
        return [Finding("sender", "bad", said, settings.mail_from)]
    names = Names(settings.dns_server)
    return [
        _asked("spf", lambda: records.spf(names, returning)),
        _asked("dkim", lambda: records.dkim(names, domain, settings.dkim_selector)),
        _asked("dmarc", lambda: records.dmarc(names, domain, returning, bool(settings.dkim_selector))),
        _asked("back", lambda: records.way_back(names, returning, bool(settings.bounce_mailbox))),
    ]


def _asked(what: str, ask: Any) -> Finding:
    try:
        finding: Finding = ask()
    except Silent:
        said: Said = _("The name servers did not answer. Try again later.")
        return Finding(what, "unknown", said)
    return finding
