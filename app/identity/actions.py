"""Coming in, going out, and being invited."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.identity import verbs
from app.identity.actor import Actor
from app.identity.door import token_hash
from app.identity.links import opens
from app.identity.models import (
    Attempt,
    Membership,
    Organisation,
    Pace,
    PasswordReset,
    Person,
    PersonalLink,
    SignIn,
)
from app.identity.passwords import hashed
from app.identity.roles import Role
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _

SESSION_LIFE = {"password": timedelta(hours=12), "demo": timedelta(hours=12), "link": timedelta(days=30)}
RESET_LIFE = timedelta(hours=2)


def _open_session(db: Session, actor: Actor, person: Person, organisation_id: int | None) -> str:
    token = secrets.token_urlsafe(32)
    db.add(
        SignIn(
            token_hash=token_hash(token),
            person_id=person.id,
            organisation_id=organisation_id,
            via=actor.via,
            expires_at=now() + SESSION_LIFE[actor.via],
            ip=actor.ip,
            agent=actor.agent,
        )
    )
    return token


@does(verbs.SIGN_IN)
def sign_in(db: Session, actor: Actor, person: Person) -> str:
    """Opens a session after the password (or the demo's button); returns the cookie's token."""
    return _open_session(db, actor, person, actor.organisation_id or None)


@does(verbs.OPEN_LINK)
def open_link(db: Session, actor: Actor, link: PersonalLink) -> str:
    """Opens a session for the owner of an open link; raises `Refused` when it has ended."""
    if not opens(db, link):
        raise Refused(_("This link is no longer valid."))
    link.used_at = now()
    return _open_session(db, actor, link.person, link.organisation_id)


@does(verbs.SIGN_OUT)
def sign_out(db: Session, actor: Actor, person: Person, token: str) -> None:
    """Ends the session of this browser."""
    session = db.scalar(select(SignIn).where(SignIn.token_hash == token_hash(token)))
    if session:
        db.delete(session)


@does(verbs.SWITCH)
def switch(db: Session, actor: Actor, person: Person, token: str, organisation_id: int) -> None:
    """Acts for another of one's organisations from now on."""
    mine = {context.organisation.id for context in actor.contexts}
    session = db.scalar(select(SignIn).where(SignIn.token_hash == token_hash(token)))
    if organisation_id not in mine or session is None:
        raise Refused(_("You have no role in this organisation."))
    session.organisation_id = organisation_id


@does(verbs.WITHDRAW_LINKS)
def withdraw_links(db: Session, actor: Actor, person: Person) -> None:
    """No link and no session made by a link lets this person in any more."""
    for link in db.scalars(
        select(PersonalLink).where(PersonalLink.person_id == person.id, PersonalLink.withdrawn_at.is_(None))
    ):
        link.withdrawn_at = now()
    for session in db.scalars(select(SignIn).where(SignIn.person_id == person.id, SignIn.via == "link")):
        db.delete(session)


@does(verbs.ASK_RESET)
def ask_reset(db: Session, actor: Actor, person: Person, life: timedelta = RESET_LIFE) -> str:
    """A token that lets its holder choose a new password, once, within the time."""
    token = secrets.token_urlsafe(24)
    db.add(PasswordReset(token_hash=token_hash(token), person_id=person.id, expires_at=now() + life))
    return token


@does(verbs.SET_PASSWORD)
def set_password(db: Session, actor: Actor, person: Person, password: str) -> None:
    """Stores the hash; every open session and reset of the person ends."""
    person.password_hash = hashed(password)
    for session in db.scalars(select(SignIn).where(SignIn.person_id == person.id)):
        db.delete(session)
    for reset in db.scalars(select(PasswordReset).where(PasswordReset.person_id == person.id)):
        reset.used_at = reset.used_at or now()


@does(verbs.EDIT_PROFILE)
def edit_profile(db: Session, actor: Actor, person: Person, email: str, phone: str) -> None:
    """How one is reached."""
    person.email, person.phone = email, phone


@does(verbs.CHOOSE_LANGUAGE)
def choose_language(db: Session, actor: Actor, person: Person, lang: str) -> None:
    """In which language one reads the portal and gets one's mail."""
    person.language = lang


@does(verbs.CHOOSE_PACE)
def choose_pace(db: Session, actor: Actor, person: Person, pace: Pace) -> None:
    """At once, once a day, or only on the bell."""
    person.pace = pace


@does(verbs.REVEAL_CODE)
def reveal_code(db: Session, actor: Actor, person: Person) -> str:
    """The full personal code; the trail says who looked."""
    return person.personal_code or ""


@does(verbs.SET_UP)
def set_up_portal(
    db: Session, actor: Actor, person: Person, organisation: Organisation, roles: list[Role]
) -> None:
    """The first administrator's roles, from the command line."""
    db.add_all([Membership(person=person, organisation=organisation, role=role) for role in roles])


def join(db: Session, person: Person, organisation_id: int, role: Role) -> Membership:
    """Gives a role, once; the deed that gives it (a learner imported, a mentor added) is in the trail."""
    db.flush()  # a new person needs an id to be looked for
    wanted = select(Membership).where(
        Membership.person_id == person.id,
        Membership.organisation_id == organisation_id,
        Membership.role == role,
    )
    membership = db.scalar(wanted)
    if membership is None:
        membership = Membership(person=person, organisation_id=organisation_id, role=role)
        db.add(membership)
    membership.ended_at = None
    return membership


def forget_old(db: Session) -> None:
    """Sessions, tries and rights to a password that have ended are of no use to anybody."""
    db.execute(delete(SignIn).where(SignIn.expires_at < now()))
    db.execute(delete(Attempt).where(Attempt.at < now() - timedelta(days=1)))
    db.execute(delete(PasswordReset).where(PasswordReset.expires_at < now() - timedelta(days=30)))
    db.execute(delete(PersonalLink).where(PersonalLink.expires_at < now() - timedelta(days=180)))
