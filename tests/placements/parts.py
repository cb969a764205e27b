"""A placement of the cast, part by part."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.companies.models import Company, Mentor, Partnership
from app.demo.cast import Cast
from app.identity.models import Kind as OrganisationKind
from app.identity.models import Membership, Organisation, Person
from app.identity.roles import Role
from app.kit.clock import today
from app.placements import actions, defaults
from app.placements.models import Placement
from app.schools.models import Group, Learner
from tests.kept import kept

LETTERS = "CCSS" * 10


@kept
def begun(db: Session, cast: Cast, learner: Learner | None = None) -> Placement:
    """Just the learner."""
    placement = actions.create(db, cast.actor("ilze"), learner or cast.learner)
    db.commit()
    return placement


def spring(placement_days: int = 40 * 7) -> tuple[date, date]:
    """A Monday and the Friday forty weeks later."""
    monday = today() - timedelta(days=today().weekday())
    return monday, monday + timedelta(days=placement_days - 3)


@kept
def prepared(db: Session, cast: Cast, learner: Learner | None = None) -> Placement:
    """Learner, company, mentor, period."""
    ilze, placement = cast.actor("ilze"), begun(db, cast, learner)
    actions.choose_company(db, ilze, placement, cast.company)
    actions.choose_mentor(db, ilze, placement, cast.mentor)
    starts, ends = spring()
    actions.set_period(db, ilze, placement, starts=starts, ends=ends, weeks=LETTERS)
    db.commit()
    return placement


@kept
def another_learner(
    db: Session, cast: Cast, name: str = "Elza Āboliņa", group: Group | None = None
) -> Learner:
    """Of age, in the cast's group."""
    given, family = name.split()
    person = Person(given_name=given, family_name=family, birth_date=date(today().year - 19, 1, 5))
    person.fill_keys()
    learner = Learner(
        school_id=cast.school.id, person=person, group=group or cast.group, sort_key=person.sort_key
    )
    db.add_all([person, learner])
    db.commit()
    return learner


@kept
def colleague(db: Session, cast: Cast, role: Role = Role.COORDINATOR) -> Person:
    """Inese, of the same school."""
    inese = Person(given_name="Inese", family_name="Kalna", email="inese.kalna@abava.example")
    inese.fill_keys()
    db.add_all([inese, Membership(person=inese, organisation_id=cast.school.id, role=role)])
    db.commit()
    return inese


@kept
def another_company(
    db: Session, cast: Cast, name: str = 'SIA "Kurzemes Koks"', partner: bool = True
) -> Company:
    """With a mentor of its own."""
    office = Organisation(kind=OrganisationKind.COMPANY, name=name, address="Tukums, Meža iela 1")
    company = Company(organisation=office, legal_form="SIA")
    ivars = Person(given_name="Ivars", family_name="Bite", email="ivars.bite@koks.example")
    ivars.fill_keys()
    db.add_all([company, ivars])
    db.flush()
    if partner:
        db.add(Partnership(school_id=cast.school.id, company_id=company.id))
    db.add(Mentor(company=company, person=ivars))
    db.add(Membership(person=ivars, organisation_id=company.id, role=Role.MENTOR))
    db.commit()
    return company


def usual(db: Session, placement: Placement) -> str:
    """The letters the period page would propose."""
    return defaults.schedule(db, placement).weeks
