"""A portal that signs by its test authority is a test for ever: its papers have no legal force."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.esign.testing.pki import TestPki, pem
from app.kit.db import Database
from app.settings import Settings, Unsafe
from app.trust.importing import Given, keep_anchors
from app.trust.models import Origin, TrustAnchor, TrustedList


def settle(database: Database, settings: Settings) -> None:
    """Before serving: nothing is mixed, and a test portal trusts its own authority."""
    unmixed(database, settings.test_signing)
    if settings.test_signing:
        with database.session() as db:
            adopt(db, TestPki.at(settings.data_dir / "testa"))


def adopt(db: Session, pki: TestPki) -> None:
    """Its issuer and its time stamps; again, nothing changes."""
    found = b"".join(pem(one.certificate) for one in (pki.ica, pki.tsa_held))
    keep_anchors(db, Given(found, Origin.COMMAND, testing=True))


def unmixed(database: Database, testing: bool) -> None:
    """Raises `Unsafe` when the database trusts what this portal must not."""
    with database.session(write=False) as db:
        lists = db.scalar(select(TrustedList.id).where(TrustedList.test.is_not(testing)).limit(1))
        anchor = db.scalar(select(TrustAnchor.id).where(TrustAnchor.test.is_not(testing)).limit(1))
    if lists is None and anchor is None:
        return
    if testing:
        raise Unsafe("DVB_TEST_SIGNING must be off: real trusted lists are imported here.")
    raise Unsafe(
        "This database has trusted test certificates, so what is signed in it has no legal force. "
        "Start a real portal with a new database, or set DVB_TEST_SIGNING=1."
    )
