"""Finding companies, and what other rooms ask of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, false, func, literal, select
from sqlalchemy.orm import Session, joinedload

from app.companies.models import Company, Mentor, Officer, Partnership, RegisterEntry
from app.identity.actor import Actor
from app.identity.models import Membership, Organisation
from app.identity.roles import SCHOOL_STAFF, Role
from app.kit.names import company_key, search_words, sort_key
from app.schools.models import Programme

LEAST_DIGITS, DIGITS = 3, 11


def words_of(text: str) -> list[str]:
    """The words of a query without legal forms, unless it has nothing else."""
    found = search_words(text)
    return [word for word in found if company_key(f"x {word}") != "x"] or found


def number_of(text: str) -> str:
    """The digits, when the text is a register number or the beginning of one."""
    digits = re.sub(r"[\s.-]", "", re.sub(r"^\s*LV", "", text, flags=re.IGNORECASE))
    return digits if digits.isascii() and digits.isdecimal() and len(digits) >= LEAST_DIGITS else ""


def named_like(text: str, key: Any, reg_no: Any) -> ColumnElement[bool]:
    """Every word begins a word of the name, or the number begins so; accents and legal forms are nothing."""
    if number := number_of(text):
        # a range goes by the index, which LIKE does not
        begins: ColumnElement[bool] = reg_no.between(number.ljust(DIGITS, "0"), number.ljust(DIGITS, "9"))
        return begins
    words = words_of(text)
    if not words:
        return false()
    matching = literal(True)
    for word in words:
        matching = matching & (literal(" ") + key).contains(f" {word}")
    return matching


def find_in_register(db: Session, text: str, limit: int = 10) -> list[RegisterEntry]:
    """By name or number as one types; the closest names first, ended companies after the others."""
    if len(text.strip()) < 2:
        return []
    key = RegisterEntry.search_key
    whole = " ".join(words_of(text))
    nearness = case((key == whole, 0), (key.startswith(whole), 1), else_=2)
    wanted = (
        select(RegisterEntry)
        .where(named_like(text, key, RegisterEntry.reg_no))
        .order_by(RegisterEntry.ended_on.is_not(None), nearness, func.length(key), key, RegisterEntry.id)
        .limit(limit)
    )
    return list(db.scalars(wanted))


def partners_among(db: Session, actor: Actor, found: Sequence[RegisterEntry]) -> dict[str, int]:
    """Of these, the companies that the actor sees already: register number → id."""
    numbers = [entry.reg_no for entry in found]
    known = Company.visible_to(actor).join(Company.organisation).where(Organisation.reg_no.in_(numbers))
    rows = db.execute(known.with_only_columns(Organisation.reg_no, Company.id))
    return {reg_no: company_id for reg_no, company_id in rows if reg_no}


def in_register(db: Session, reg_no: str) -> RegisterEntry | None:
    """The register's row of a number."""
    return db.scalar(select(RegisterEntry).where(RegisterEntry.reg_no == reg_no))


def qualifications(db: Session, actor: Actor) -> list[str]:
    """What the actor's school teaches, or the schools that the actor's company works with."""
    if actor.roles & SCHOOL_STAFF:
        schools: Any = [actor.organisation_id]
    else:
        schools = select(Partnership.school_id).where(Partnership.company_id == actor.organisation_id)
    found = db.scalars(select(Programme.qualification).where(Programme.school_id.in_(schools)).distinct())
    return sorted(found, key=sort_key)


def active_mentors(db: Session, company_id: int) -> list[Mentor]:
    """The mentors who can be chosen, in Latvian order."""
    wanted = (
        select(Mentor)
        .where(Mentor.company_id == company_id, Mentor.active)
        .options(joinedload(Mentor.person, innerjoin=True))
    )
    return sorted(db.scalars(wanted), key=lambda mentor: (mentor.person.sort_key, mentor.id))


def signatories(db: Session, company_id: int) -> list[Officer]:
    """Who may sign for the company now, with the capacity that stands under the signature."""
    signing = select(Membership.person_id).where(
        Membership.organisation_id == company_id,
        Membership.role == Role.SIGNATORY,
        Membership.ended_at.is_(None),
    )
    wanted = (
        select(Officer)
        .where(Officer.company_id == company_id, Officer.ended_on.is_(None), Officer.person_id.in_(signing))
        .options(joinedload(Officer.person, innerjoin=True))
        .order_by(Officer.id)
    )
    return list(db.scalars(wanted))
