"""Lists and certificates brought by an administrator; what is brought otherwise goes the same way."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.identity.models import Person
from app.jobs.models import Job
from app.jobs.work import later
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.trust import importing, verbs
from app.trust.importing import Given
from app.trust.models import Origin, TrustAnchor, TrustedList

REFRESH_NOW = "trust.refresh_now"


@does(verbs.IMPORT)
def import_file(
    db: Session, actor: Actor, keeper: Person, *, data: bytes, fingerprint: str, testing: bool, name: str = ""
) -> TrustedList | TrustAnchor:
    """A list in XML or certificates in PEM."""
    given = Given(data, Origin.PAGE, keeper, fingerprint, testing, name)
    return importing.keep(db, given)


@does(verbs.END_ANCHOR)
def end_anchor(db: Session, actor: Actor, anchor: TrustAnchor) -> None:
    """What was verified before keeps its report; nothing new rests on it."""
    if anchor.ended_at is not None:
        raise Refused(_("The certificate is not trusted any more already."))
    anchor.ended_at = now()


@does(verbs.REFRESH)
def refresh(db: Session, actor: Actor, keeper: Person) -> Job:
    """The same as at night, but now."""
    return later(db, REFRESH_NOW, {})
