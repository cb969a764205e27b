"""What people do at the doors."""

from __future__ import annotations

from app.identity.actor import Actor
from app.identity.models import Membership, Person, PersonalLink
from app.identity.roles import SCHOOL_STAFF, Role
from app.kit.verbs import Verb
from app.kit.words import _


def oneself(actor: Actor, person: Person) -> bool:
    """The person in question."""
    return actor.person_id == person.id


def owner(actor: Actor, link: PersonalLink) -> bool:
    """The person a link was made for."""
    return actor.person_id == link.person_id


def portal_administrator(actor: Actor, _thing: object) -> bool:
    """Who keeps the portal."""
    return actor.has(Role.PORTAL_ADMIN)


def school_staff(actor: Actor, _person: Person) -> bool:
    """Anybody with a staff role at a school; which people, `Person.visible_to` says."""
    return bool(actor.roles & SCHOOL_STAFF)


def keeper_of_contacts(actor: Actor, person: Person) -> bool:
    """Oneself; who has a password must have come in with it, or a link would be a way to the password."""
    guarded = bool(person.password_hash) or any(m.role.needs_password for m in person.memberships)
    return oneself(actor, person) and not (guarded and actor.via == "link")


def inviter(actor: Actor, _person: Person) -> bool:
    """Who brings people in: the school's coordinator and administrator, the company's administrator."""
    return actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN, Role.COMPANY_ADMIN)


def administrator_of(actor: Actor, membership: Membership) -> bool:
    """The school's or the portal's administrator."""
    return actor.has(Role.PORTAL_ADMIN) or (
        actor.has(Role.SCHOOL_ADMIN) and membership.organisation_id == actor.organisation_id
    )


SIGN_IN = Verb("identity.sign_in", _("signed in"), who=(oneself,))
SIGN_OUT = Verb("identity.sign_out", _("signed out"), who=(oneself,))
SWITCH = Verb("identity.switch", _("switched to another organisation"), who=(oneself,))
OPEN_LINK = Verb("identity.open_link", _("came in by a personal link"), who=(owner,))
RENEW_LINK = Verb("identity.renew_link", _("asked for a new personal link"), who=(oneself,))
WITHDRAW_LINKS = Verb("identity.withdraw_links", _("withdrew the personal links"), who=(oneself, inviter))
INVITE = Verb("identity.invite", _("sent an invitation"), who=(inviter,))
ASK_RESET = Verb("identity.ask_reset", _("asked for a new password"), who=(oneself,))
SET_PASSWORD = Verb("identity.set_password", _("set a new password"), who=(oneself,))
EDIT_PROFILE = Verb("identity.edit_profile", _("changed the contact details"), who=(keeper_of_contacts,))
CHOOSE_LANGUAGE = Verb("identity.choose_language", _("chose the language"), who=(oneself,))
CHOOSE_PACE = Verb("identity.choose_pace", _("chose when letters come"), who=(oneself,))
REVEAL_CODE = Verb("identity.reveal_code", _("looked at the personal code"), who=(school_staff, oneself))
SET_UP = Verb("identity.set_up", _("set up a school and its administrator"), who=(oneself,))
