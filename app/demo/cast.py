"""The named people of the demo and of the tests, in the smallest world in which they can work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Company, Mentor, Partnership
from app.demo.programmes import PROGRAMMES, put_programme
from app.demo.proofs import found_fit, found_suitable
from app.identity.actor import Actor, actor_for
from app.identity.models import Kind, Membership, Organisation, Person
from app.identity.roles import Role
from app.kit.clock import today
from app.kit.days import Week, school_year, weeks
from app.schools.models import Group, Guardianship, Learner, Programme, School, SchoolYear, Span, SpanKind

SCHOOL: Final = "Abavas Amatu tehnikums"
OTHER_SCHOOL: Final = "Ventas Mākslas vidusskola"
COMPANY: Final = "SIA „Ozola Galdnieks”"
COMPANY_NO: Final = "49991304059"

# key → (given name, family name, e-mail, phone)
PEOPLE: Final[dict[str, tuple[str, str, str, str]]] = {
    "ilze": ("Ilze", "Dreimane", "ilze.dreimane@abava.example", "+37126100001"),
    "guntis": ("Guntis", "Liepiņš", "guntis.liepins@abava.example", "+37126100002"),
    "aigars": ("Aigars", "Ozols", "aigars.ozols@galdnieks.example", "+37126100003"),
    "dace": ("Dace", "Ozola", "dace.ozola@galdnieks.example", "+37126100004"),
    "martins": ("Mārtiņš", "Krūmiņš", "martins.krumins@abava.example", "+37126100005"),
    "anna": ("Anna", "Krūmiņa", "anna.krumina@majas.example", "+37126100006"),
    "stranger": ("Sarmīta", "Svešā", "sarmita.svesa@venta.example", "+37126100007"),
    "admin": ("Andris", "Uzraugs", "andris.uzraugs@portals.example", "+37126100008"),
}
KEYS: Final[dict[str, str]] = {key: who[2] for key, who in PEOPLE.items()}


def by_key(db: Session, key: str) -> Person | None:
    """A person of the cast in this database."""
    return db.scalar(select(Person).where(Person.email == KEYS[key]))


def actor_of(db: Session, person: Person, via: str = "demo") -> Actor:
    """The person in their first organisation."""
    db.refresh(person, ["memberships"])
    return actor_for(person, person.memberships, None, via)


@dataclass
class Cast:
    """Everybody, and the few things they share."""

    db: Session
    people: dict[str, Person]
    school: School
    other_school: School
    year: SchoolYear
    programme: Programme
    group: Group
    learner: Learner
    company: Company
    mentor: Mentor

    def __getattr__(self, key: str) -> Person:
        """`cast.ilze`."""
        try:
            person: Person = self.__dict__["people"][key]
        except KeyError:
            raise AttributeError(key) from None
        return person

    def actor(self, key: str) -> Actor:
        """The person acting, as signed in."""
        return actor_of(self.db, self.people[key])

    @classmethod
    def create(cls, db: Session) -> Cast:
        """Puts the cast into an empty database: rows, not deeds, because nobody is there yet to do them."""
        people = {key: _person(key, *who) for key, who in PEOPLE.items()}
        db.add_all(people.values())
        martins = people["martins"]
        school = _school(SCHOOL, "AAT", "90009990001")
        other = _school(OTHER_SCHOOL, "VMV", "90009990002")
        portal = Organisation(kind=Kind.PORTAL, name="DVB portāls")
        company = _company()
        db.add_all([school, other, portal, company])
        db.flush()
        school.director_id = people["guntis"].id
        year = school_year_of(school.id, today())
        programme = put_programme(db, school.id, PROGRAMMES[0])
        group = Group(
            school_id=school.id,
            name="GAL-32",
            course=3,
            programme=programme,
            company_weeks=alternation(year, 1),
            sort_key="gal-32",
        )
        learner = Learner(school_id=school.id, person=martins, group=group, sort_key=martins.sort_key)
        mentor = Mentor(
            company=company, person=people["aigars"], occupation="Mēbeļu galdnieks, amata meistars"
        )
        db.add_all([year, group, learner, mentor])
        db.add(Partnership(school_id=school.id, company_id=company.id))
        db.add(Guardianship(learner=learner, person=people["anna"], relation="māte"))
        found_suitable(db, school.id, company, people["guntis"])
        found_fit(db, school.id, mentor, people["ilze"])
        _give_roles(db, people, school.id, other.id, company.id, portal.id)
        db.flush()
        return cls(db, people, school, other, year, programme, group, learner, company, mentor)


def _give_roles(
    db: Session, people: dict[str, Person], school: int, other: int, company: int, portal: int
) -> None:
    for key, where, roles in (
        ("ilze", school, (Role.COORDINATOR, Role.SCHOOL_ADMIN)),
        ("guntis", school, (Role.DIRECTOR,)),
        ("aigars", company, (Role.MENTOR,)),
        ("dace", company, (Role.COMPANY_ADMIN, Role.SIGNATORY)),
        ("martins", school, (Role.LEARNER,)),
        ("anna", school, (Role.GUARDIAN,)),
        ("stranger", other, (Role.COORDINATOR, Role.SCHOOL_ADMIN)),
        ("admin", portal, (Role.PORTAL_ADMIN,)),
    ):
        db.add_all([Membership(person=people[key], organisation_id=where, role=role) for role in roles])


def _person(key: str, given: str, family: str, email: str, phone: str) -> Person:
    person = Person(given_name=given, family_name=family, email=email, phone=phone)
    if key == "anna":
        person.birth_date = date(today().year - 44, 3, 14)
    if key == "martins":
        person.birth_date = _years_ago(17)
        person.personal_code = f"{person.birth_date:%d%m%y}-20123"
    person.fill_keys()
    return person


def _company() -> Company:
    office = Organisation(
        kind=Kind.COMPANY,
        name=COMPANY,
        reg_no=COMPANY_NO,
        address="Kandava, Ozolu iela 4",
        email="birojs@galdnieks.example",
        phone="+37163100001",
    )
    return Company(organisation=office, legal_form="SIA", learners_per_mentor=3)


def _school(name: str, short: str, reg_no: str) -> School:
    organisation = Organisation(
        kind=Kind.SCHOOL,
        name=name,
        reg_no=reg_no,
        address="Kandava, Skolas iela 2",
        email="skola@abava.example",
        phone="+37163100000",
    )
    return School(organisation=organisation, short_name=short)


def _years_ago(years: int) -> date:
    day = today() - timedelta(days=120)
    return date(day.year - years, day.month, min(day.day, 28))


def school_year_of(school_id: int, day: date) -> SchoolYear:
    """The school year around `day`, with the usual semesters and holidays."""
    first = school_year(day)
    year = SchoolYear(school_id=school_id, starts=date(first, 9, 1), ends=date(first + 1, 6, 30))
    halves = ((9, 1, 12, 18, "1. semestris"), (1, 4, 6, 18, "2. semestris"))
    breaks = (
        (10, 19, 10, 23, "Rudens brīvlaiks"),
        (12, 21, 1, 1, "Ziemas brīvlaiks"),
        (3, 15, 3, 19, "Pavasara brīvlaiks"),
    )
    for kind, parts in ((SpanKind.SEMESTER, halves), (SpanKind.HOLIDAY, breaks)):
        for from_month, from_day, to_month, to_day, name in parts:
            starts = date(first if from_month >= 9 else first + 1, from_month, from_day)
            ends = date(first if to_month >= 9 else first + 1, to_month, to_day)
            year.spans.append(Span(kind=kind, name=name, starts=starts, ends=ends))
    return year


def alternation(year: SchoolYear, offset: int) -> list[str]:
    """Two weeks at the company, two at school, shifted by `offset` weeks; none in the holidays."""
    free = {w for span in year.holidays for w in weeks(span.starts, span.ends) if span.starts <= w.monday}
    course: list[Week] = [w for w in weeks(year.starts, year.ends) if w not in free]
    return [str(week) for n, week in enumerate(course) if (n + offset) % 4 in (2, 3)]
