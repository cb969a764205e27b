"""Organisations, people and their memberships."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, UniqueConstraint, event, inspect, or_, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from app.identity.roles import SCHOOL_STAFF, Role
from app.kit.clock import now
from app.kit.db import Base, Versioned, order_key
from app.kit.names import company_key, search_key, sort_key

# organisations whose people an actor sees besides their own, as selects of ids; rooms above are wired in
also_seen: list[Callable[[Any], Select[Any]]] = []


class Kind(StrEnum):
    """What an organisation is."""

    SCHOOL = "school"
    COMPANY = "company"
    ASSOCIATION = "association"
    PORTAL = "portal"


class Pace(StrEnum):
    """When letters come. A document to sign, a code and what one asked for oneself always come at once."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"


class Organisation(Base):
    """A school, a company, an association or the portal itself; rooms above add what is particular."""

    kind: Mapped[Kind]
    name: Mapped[str] = mapped_column(String(300))
    reg_no: Mapped[str | None] = mapped_column(String(20), unique=True)
    address: Mapped[str] = mapped_column(String(300), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    sort_key: Mapped[str] = mapped_column(order_key(700), index=True)
    search_key: Mapped[str] = mapped_column(String(400), index=True)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The one the actor acts for; schools and companies have their own doors."""
        return select(cls).where(cls.id == actor.organisation_id)


class Person(Versioned, Base):
    """Somebody: a learner, a parent, a mentor, a teacher. One row each, however many roles."""

    given_name: Mapped[str] = mapped_column(String(100), info={"personal": True})
    family_name: Mapped[str] = mapped_column(String(100), info={"personal": True})
    email: Mapped[str] = mapped_column(String(254), default="", index=True, info={"personal": True})
    email_fault: Mapped[str] = mapped_column(String(12), default="", info={"personal": True})  # RFC 3463
    phone: Mapped[str] = mapped_column(String(20), default="", index=True, info={"personal": True})
    personal_code: Mapped[str | None] = mapped_column(String(12), unique=True, info={"personal": True})
    birth_date: Mapped[date | None] = mapped_column(info={"personal": True})
    language: Mapped[str] = mapped_column(String(2), default="lv")
    pace: Mapped[Pace] = mapped_column(default=Pace.AT_ONCE)
    password_hash: Mapped[str] = mapped_column(String(200), default="", info={"personal": True})
    sort_key: Mapped[str] = mapped_column(order_key(500), index=True, info={"personal": True})
    search_key: Mapped[str] = mapped_column(String(300), info={"personal": True})

    memberships: Mapped[list[Membership]] = relationship(back_populates="person")

    @property
    def name(self) -> str:
        """Given name first, as people say it."""
        return f"{self.given_name} {self.family_name}".strip()

    def fill_keys(self) -> None:
        """The keys for Latvian order and search."""
        self.sort_key = sort_key(f"{self.family_name} {self.given_name}")
        self.search_key = search_key(self.name)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Oneself; school staff and a company's administrator also who belongs to their organisation."""
        if not (actor.roles & SCHOOL_STAFF or actor.has(Role.COMPANY_ADMIN)):
            return select(cls).where(cls.id == actor.person_id)
        members = Membership.visible_to(actor).with_only_columns(Membership.person_id)
        return select(cls).where(cls.id.in_(members) | (cls.id == actor.person_id))


class Membership(Base):
    """A person's role in an organisation, until it is ended."""

    __table_args__ = (
        UniqueConstraint("person_id", "organisation_id", "role"),
        Index("ix_membership_organisation_role", "organisation_id", "role"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[Role]
    since: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship()

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The open ones in the actor's organisation, and in those that its staff works with."""
        organisations = [cls.organisation_id == actor.organisation_id]
        organisations += [cls.organisation_id.in_(others(actor)) for others in also_seen]
        return select(cls).where(or_(*organisations), cls.ended_at.is_(None))


class SignIn(Base):
    """An open session; the cookie holds the token, the table its hash."""

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    via: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    ip: Mapped[str] = mapped_column(String(45), default="", info={"personal": True})
    agent: Mapped[str] = mapped_column(String(200), default="", info={"personal": True})

    person: Mapped[Person] = relationship()


class PersonalLink(Base):
    """A way in for somebody without a password: stored hashed, expires, can be withdrawn."""

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    target: Mapped[str] = mapped_column(String(200), default="/")
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation] = relationship()

    def open_at(self, moment: datetime) -> bool:
        """Whether it still lets its owner in."""
        return self.withdrawn_at is None and moment < self.expires_at


class PasswordReset(Base):
    """A mailed right to choose a new password, once."""

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    def open_at(self, moment: datetime) -> bool:
        """Whether it may still be used."""
        return self.used_at is None and moment < self.expires_at


class Attempt(Base):
    """A try at a door, counted to slow guessing down."""

    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)


def _fill_person_keys(_mapper: Mapper[Any], _connection: Any, person: Person) -> None:
    person.fill_keys()
    if inspect(person).attrs.email.history.has_changes() and inspect(person).persistent:
        person.email_fault = ""  # letters came back from another address


def _fill_organisation_keys(_mapper: Mapper[Any], _connection: Any, organisation: Organisation) -> None:
    organisation.sort_key = sort_key(company_key(organisation.name))
    organisation.search_key = company_key(organisation.name)


for _moment in ("before_insert", "before_update"):
    event.listen(Person, _moment, _fill_person_keys)
    event.listen(Organisation, _moment, _fill_organisation_keys)
