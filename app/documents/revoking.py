"""Signatures that came without proof about revocation: the issuer is asked, and they count or they do not."""

from __future__ import annotations

import base64
from typing import Any

from sqlalchemy.orm import Session

from app.documents.bringing import Fetched, bytes_of, examine, refuse, report_of, settle
from app.documents.models import Brought, State, Verdict
from app.esign.anchors import Purpose
from app.esign.chain import path_findings
from app.esign.fetching import fetch_ocsp
from app.esign.report import Report
from app.esign.trust import Trust
from app.identity.actor import actor_for
from app.jobs.work import After, Workshop, on
from app.trust.queries import current


class StillUnknown(Exception):
    """The issuer did not say; it is asked again later."""


@on("documents.ask_revocation")
def ask_revocation(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Asks outside of any transaction, then settles."""
    brought = db.get_one(Brought, payload["brought"])
    if brought.state is not Verdict.WAITING or brought.document.state is not State.OUT:
        return None
    report, trust = report_of(db, brought), current(db)

    def ask() -> None:
        fetched = answers(report, trust, test=shop.settings.test_signing)
        with shop.database.session() as later:
            learn(later, later.get_one(Brought, payload["brought"]), fetched)

    return ask


def answers(report: Report, trust: Trust, *, test: bool) -> Fetched:
    """What the issuers say of each certificate that still waits."""
    fetched = {}
    for found in report.signatures:
        at = found.signed_at
        if not found.waits or at is None:
            continue
        certificate = base64.b64decode(found.certificate)
        _findings, anchor = path_findings(certificate, trust, Purpose.CA, at)
        if anchor is not None:
            fetched[found.certificate_sha256] = [fetch_ocsp(certificate, anchor.certificate, private=test)]
    return fetched


def learn(db: Session, brought: Brought, fetched: Fetched) -> None:
    """Looks at the file again with the answers, in the name of whoever brought it."""
    if brought.state is not Verdict.WAITING:
        return
    reading = examine(db, brought.document, brought.name, bytes_of(db, brought), fetched)
    person = brought.person
    actor = actor_for(person, person.memberships, brought.organisation_id, "system")
    if reading.refused:
        refuse(db, actor, brought, reading=reading, fetched=fetched)
    elif reading.waits:
        raise StillUnknown(brought.sha256[:12])
    else:
        settle(db, actor, brought, reading=reading, fetched=fetched)
