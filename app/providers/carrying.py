"""Carries a session on: step after step, in the request as long as nobody outside is asked, else in a job."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.documents.bringing import bring, examine, known, reasons
from app.documents.containers import name_of, to_sign
from app.documents.issuing import content
from app.documents.models import State as Stage
from app.identity.actor import Actor, actor_for
from app.jobs.work import later
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.words import Said, _
from app.providers.choosing import provider_of
from app.providers.models import ENDED, SigningSession, State
from app.providers.steps import Again, Failed, Go, Provider, SignedFile, Step, Task
from app.settings import Settings
from app.trust.queries import current

JOB: Final = "providers.advance"
BACK: Final = "/parakstisana/atpakal"
LATE: Final = _("The time for signing has run out. You can begin again.")
CHANGED: Final = _("The document was changed or is not out for signature any more. Nothing was signed.")


def carry(db: Session, settings: Settings, session: SigningSession) -> None:
    """As far as it goes without asking anybody outside."""
    while session.state is State.WORKING:
        if not ready(session):
            return
        provider, task = prepared(db, settings, session)
        if provider.outside(task):
            later(db, JOB, {"session": session.id})
            return
        if take(db, session, provider.advance(task)):
            return


def ready(session: SigningSession) -> bool:
    """Whether there is any sense in going on; if not, the session ends."""
    document = session.signer.document
    if session.expired:
        fail(session, LATE)
    elif document.state is not Stage.OUT or document.edition.sha256 != session.sha256:
        fail(session, CHANGED)
    return session.state not in ENDED


def prepared(db: Session, settings: Settings, session: SigningSession) -> tuple[Provider, Task]:
    """The provider, and everything it may want to know."""
    person, document = session.person, session.signer.document
    task = Task(
        key=session.key,
        name=name_of(document, "pdf"),
        pdf=content(db, session.edition),
        so_far=to_sign(db, document),
        back=settings.base_url + BACK,
        language=person.language,
        given_name=person.given_name,
        family_name=person.family_name,
        personal_code=person.personal_code or "",
        person_id=person.id,
        kept=session.kept,
        answer=session.answer,
    )
    return provider_of(session.provider, settings, current(db)), task


def take(db: Session, session: SigningSession, step: Step) -> bool:
    """Writes down what a step brought; True when the session now waits or has ended."""
    match step:
        case Go():
            session.url, session.kept, session.answer = step.url, dict(step.kept), {}
            session.state = State.GOING
        case Again(seconds=0):
            session.kept = dict(step.kept)
            return False
        case Again():
            session.kept = dict(step.kept)
            later(db, JOB, {"session": session.id}, timedelta(seconds=step.seconds))
        case Failed():
            fail(session, step.reason)
        case SignedFile():
            _bring(db, session, step)
    return True


def fail(session: SigningSession, *why: Said) -> None:
    """Ends it; secrets of the provider are forgotten."""
    session.state, session.ended_at = State.FAILED, now()
    session.reasons = [reason.to_json() for reason in why]
    session.kept, session.answer, session.url = {}, {}, ""


def _bring(db: Session, session: SigningSession, file: SignedFile) -> None:
    """By the same door as an upload."""
    document = session.signer.document
    found = known(db, document, file.data)
    if found is None:
        reading = examine(db, document, file.name, file.data)
        if not reading.of_use:
            fail(session, *(reason.text for reason in reasons(reading, document)))
            return
        try:
            found = bring(
                db,
                actor_of(session),
                document,
                name=file.name,
                data=file.data,
                reading=reading,
                provider=session.provider,
            )
        except Refused as refused:
            fail(session, *(reason.text for reason in refused.reasons))
            return
    session.state, session.ended_at, session.brought = State.DONE, now(), found
    session.kept, session.answer, session.url = {}, {}, ""


def actor_of(session: SigningSession) -> Actor:
    """The person, as they were when they began."""
    person = session.person
    return actor_for(person, person.memberships, session.organisation_id, "system")
