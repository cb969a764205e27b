"""Companies and their places of work."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies import verbs
from app.companies.models import Branch, Company, Partnership, RegisterEntry
from app.companies.queries import in_register
from app.companies.rules import MAY_TEACH, Undertaking
from app.identity.actor import Actor
from app.identity.models import Kind, Organisation
from app.kit import identifiers
from app.kit.errors import Reason, Refused
from app.kit.identifiers import Wrong
from app.kit.rules import unmet
from app.kit.verbs import does
from app.kit.words import _
from app.schools.models import School


def _may_teach(country: str = "LV", place: str = "LV") -> None:
    if broken := unmet(MAY_TEACH, Undertaking(country, place)):
        raise Refused(*(each.reason for each in broken))


def _not_ended(name: str, ended_on: date | None) -> None:
    if ended_on is not None:
        said = _("{name} has ended: the register says so since {day:day}", name=name, day=ended_on)
        raise Refused(Reason(said, clause="484: 2", code="R04"))


@does(verbs.ADD_COMPANY)
def add_company(
    db: Session,
    actor: Actor,
    school: School,
    *,
    reg_no: str,
    name: str = "",
    address: str = "",
    legal_form: str = "",
    email: str = "",
    phone: str = "",
    country: str = "LV",
) -> Company:
    """A company the school will work with. The register fills what is empty; a known one is kept as it is."""
    _may_teach(country)
    try:
        number = identifiers.register_number(reg_no).number
    except Wrong as unread:
        raise Refused(Reason(unread.said, code="R56")) from None
    entry = in_register(db, number)
    if entry is not None:
        _not_ended(entry.name, entry.ended_on)
    organisation = db.scalar(select(Organisation).where(Organisation.reg_no == number))
    company = (
        db.scalar(select(Company).where(Company.id == organisation.id)) if organisation is not None else None
    )
    if company is None:
        company = _made(number, entry, organisation, name, address, legal_form)
        company.organisation.email, company.organisation.phone = email, phone
        db.add(company)
    else:
        _not_ended(company.name, company.ended_on)
    if not any(p.school_id == school.id for p in company.partnerships):
        company.partnerships.append(Partnership(school_id=school.id))
    return company


def _made(
    number: str,
    entry: RegisterEntry | None,
    organisation: Organisation | None,
    name: str,
    address: str,
    legal_form: str,
) -> Company:
    if organisation is None:
        name = name or (entry.name if entry else "")
        if not name:
            raise Refused(
                _(
                    "There is no company with the number {number} in the register. Write its name.",
                    number=number,
                )
            )
        address = address or (entry.address if entry else "")
        organisation = Organisation(kind=Kind.COMPANY, name=name, reg_no=number, address=address)
    return Company(
        organisation=organisation,
        legal_form=legal_form or (entry.legal_form if entry else ""),
    )


@does(verbs.EDIT_COMPANY)
def edit_company(db: Session, actor: Actor, company: Company, /, **changes: Any) -> None:
    """Changes what is named: contacts, the limit of learners; the name only of one typed by hand."""
    for name, value in changes.items():
        if name in {"email", "phone", "address", "name"}:
            if name == "name" and in_register(db, company.organisation.reg_no or ""):
                raise Refused(_("The name comes from the register."))
            setattr(company.organisation, name, value)
        elif name in {"learners_per_mentor", "limit_blocks", "crewing_licence", "legal_form"}:
            setattr(company, name, value)
        else:
            raise TypeError(name)


@does(verbs.ADD_BRANCH)
def add_branch(
    db: Session, actor: Actor, company: Company, *, name: str, street_address: str = "", country: str = "LV"
) -> Branch:
    """Where the learning happens."""
    _may_teach(place=country)
    branch = Branch(company=company, name=name, street_address=street_address, country=country)
    db.add(branch)
    return branch


@does(verbs.EDIT_BRANCH)
def edit_branch(
    db: Session, actor: Actor, branch: Branch, *, name: str, street_address: str = "", country: str = "LV"
) -> None:
    """Corrects a place of work."""
    _may_teach(place=country)
    branch.name, branch.street_address, branch.country = name, street_address, country
