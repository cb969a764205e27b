"""The stage of the demo year: groups, learners and parents, companies and mentors, and who plays what."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.companies import actions as companies
from app.companies.models import Company, Mentor, RegisterEntry
from app.demo.cast import Cast, alternation, school_year_of
from app.demo.people import FEMALE, WORKPLACES, Someone, Workplace, parent, someone
from app.demo.programmes import PROGRAMMES, put_programme
from app.demo.suiting import ask_about_newcomer, newcomer, suit
from app.identity.actor import Actor
from app.identity.roles import Role
from app.kit.identifiers import personal_code
from app.kit.names import company_key, search_key
from app.plans.implementation import actions as implementations
from app.schools import actions as schools
from app.schools.models import Group, Learner, Programme

PLACEMENTS: Final = 186
SERIES: Final = "AAT-{year}/{n}"  # its own, so that a list of contracts brought from elsewhere does not clash
NO_LIMIT: Final = 5  # a workplace that has not said how many learners a supervisor may have
GROUPS: Final = (
    *("GAL-31", "GAL-41", "GAL-42", "MET-31", "MET-32", "MET-41", "ELT-21", "ELT-31"),
    *("ELT-41", "KON-21", "KON-31", "ĒPS-21", "ĒPS-31", "ĒPS-41", "MET-21"),
)
# who is seen on the first screen: name, group, workplace, mentor, what they play
LEADS: Final = (
    (Someone("Elīna", "Šķēle", True, 0), "ĒPS-21", 0, "Rita Kronberga", "company-late"),
    (Someone("Patrīcija", "Ņikitina", True, 1), "ELT-31", 1, "Sergejs Ivanovs", "two-weeks-missing"),
    (Someone("Ralfs", "Ķirsis", False, 2), "MET-32", 2, "Jānis Kalējs", "week-unapproved"),
    (Someone("Anna", "Ļaudama", True, 3), "KON-21", 3, "Dace Ābola", "under-share"),
    (Someone("Gustavs", "Čakste", False, 4), "MET-41", 4, "Uldis Žagars", "running"),
    (Someone("Sanija", "Jēkabsone", True, 5), "GAL-42", -1, "Aigars Ozols", "running"),
    (Someone("Marta", "Vītola", True, 6), "GAL-41", -1, "Aigars Ozols", "week-submitted"),
)
# how many play what, besides the leads and Mārtiņš; the rest is simply running
ROLES: Final = {
    "no-company": 2,
    "no-mentor": 2,
    "plan-draft": 2,
    "plan-proposed": 2,
    "plan-agreed": 2,
    "ready": 2,
    "declined": 1,
    "learner-turn": 3,
    "guardian-turn": 4,
    "company-turn": 5,
    "company-late": 1,
    "director-turn": 3,
    "one-week-missing": 3,
    "two-weeks-missing": 1,
    "week-unapproved": 4,
    "week-submitted": 30,
    "under-share": 3,
    "completed": 8,
    "cancelled": 2,
    "instruction-turn": 1,
    "instruction-late": 1,
    "health-expired": 1,
}


@dataclass(frozen=True)
class Part:
    """What one learner plays, and with whom; ids, because each act has its own transaction."""

    learner_id: int
    company_id: int
    mentor_id: int
    plays: str
    number: int


@dataclass
class SetUp:
    """Everything the acts need to find again."""

    actors: dict[str, int]
    officers: dict[int, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    insured: set[tuple[int, int]] = field(default_factory=set)  # whose policies there are, and of which year
    dice: random.Random = field(default_factory=random.Random)


@dataclass
class Stage:
    """While the stage is set, in one transaction."""

    db: Session
    cast: Cast
    ilze: Actor
    dice: random.Random
    phones: int = 27_000_000
    codes: int = 1000
    mentors: dict[int, list[Mentor]] = field(default_factory=dict)
    offices: dict[int, Company] = field(default_factory=dict)

    def phone(self) -> str:
        """Nobody's."""
        self.phones += 7
        return f"+371{self.phones}"

    def code(self, birth: date) -> str:
        """A personal code whose check digit is wrong on purpose, so that it is nobody's."""
        while True:
            self.codes += 1
            code = f"{birth:%d%m%y}-2{self.codes % 10000:04}"
            if personal_code(code).warning:
                return code


def set_up(db: Session, cast: Cast, dice: random.Random) -> SetUp:
    """Programmes, groups, people and companies; then the roles are given out."""
    stage = Stage(db, cast, cast.actor("ilze"), dice)
    place = SetUp({key: person.id for key, person in cast.people.items()}, dice=dice)
    schools.edit_school(db, stage.ilze, cast.school, series=SERIES)
    db.add(school_year_of(cast.school.id, cast.year.starts - timedelta(days=300)))
    programmes = {"GAL": cast.programme}
    for demo in PROGRAMMES[1:]:
        programmes[demo.prefix] = put_programme(db, cast.school.id, demo)
    for programme in programmes.values():
        _implementation(stage, programme)
    stage.offices[-1], stage.mentors[-1] = cast.company, [cast.mentor]
    place.officers[cast.company.id] = cast.dace.id
    for index, workplace in enumerate(WORKPLACES):
        _open_company(stage, place, index, workplace)
    groups = {"GAL-32": cast.group}
    for n, name in enumerate(GROUPS):
        groups[name] = schools.add_group(
            db,
            stage.ilze,
            cast.school,
            name=name,
            course=int(name[4]),
            programme=programmes[name[:3]],
            company_weeks=alternation(cast.year, n % 4),
        )
    _cast_parts(stage, place, groups)
    _offers(stage, programmes)
    suit(db, cast, stage.offices, stage.mentors)
    late = newcomer(db, cast)
    ask_about_newcomer(db, stage.ilze, late)
    at_newcomer = next(n for n, part in enumerate(place.parts) if part.plays == "plan-proposed")
    place.parts[at_newcomer] = replace(
        place.parts[at_newcomer], company_id=late.company_id, mentor_id=late.id
    )
    return place


def _implementation(stage: Stage, programme: Programme) -> None:
    """Approved by the director: the first module in courses 1–2, the others in 2–4."""
    stage.db.refresh(programme, ["modules"])
    plan = implementations.open_implementation(stage.db, stage.ilze, programme)
    for row in plan.rows:
        courses = "1–2" if row is plan.rows[0] else "2–4"
        implementations.fill_implementation_cell(
            stage.db, stage.ilze, row, field="courses", value=courses, version=row.version
        )
    implementations.approve_implementation(stage.db, stage.cast.actor("guntis"), plan)


def _register(index: int, workplace: Workplace) -> RegisterEntry:
    return RegisterEntry(
        reg_no=workplace.reg_no,
        name=workplace.name,
        legal_form=workplace.name[:3].strip(),
        address=f"{workplace.town}, Ozolu iela {index + 3}",
        search_key=company_key(workplace.name),
    )


def _open_company(stage: Stage, place: SetUp, index: int, workplace: Workplace) -> None:
    stage.db.add(_register(index, workplace))
    stage.db.flush()  # the company is filled from the register
    company = companies.add_company(
        stage.db,
        stage.ilze,
        stage.cast.school,
        reg_no=workplace.reg_no,
        email=f"birojs{index}@uznemums.example",
    )
    if index != NO_LIMIT:
        most = 8 if index % 4 else 4  # the company's own, 484: 9.6
        companies.edit_company(stage.db, stage.ilze, company, learners_per_mentor=most)
    names = [lead[3] for lead in LEADS if lead[2] == index]
    mentors = []
    for n in range(workplace.mentors):
        chosen = someone(stage.dice)
        given, family = names[n].split() if n < len(names) else (chosen.given, chosen.family)
        mentors.append(_mentor(stage, company, given, family))
    officer = someone(stage.dice)
    person = companies.add_officer(
        stage.db,
        stage.ilze,
        company,
        given_name=officer.given,
        family_name=officer.family,
        email=f"paraksts{index}@uznemums.example",
        phone=stage.phone(),
        roles={Role.COMPANY_ADMIN, Role.SIGNATORY},
        capacity="valdes locekle" if officer.woman else "valdes loceklis",
    )
    place.officers[company.id] = person.id
    stage.offices[index], stage.mentors[index] = company, mentors


def _mentor(stage: Stage, company: Company, given: str, family: str) -> Mentor:
    email = f"{search_key(given)}.{search_key(family)}{stage.phones % 1000}@uznemums.example"
    return companies.add_mentor(
        stage.db, stage.ilze, company, given_name=given, family_name=family, email=email, phone=stage.phone()
    )


def _cast_parts(stage: Stage, place: SetUp, groups: dict[str, Group]) -> None:
    """Mārtiņš and the leads first; then the groups are filled in turn and the roles dealt."""
    cast = stage.cast
    place.parts.append(Part(cast.learner.id, cast.company.id, cast.mentor.id, "week-submitted", 0))
    for who, name, index, mentor, plays in LEADS:
        learner = put_learner(stage, groups[name], who, name)
        found = next(m for m in stage.mentors[index] if m.person.name == mentor)
        place.parts.append(Part(learner.id, found.company_id, found.id, plays, len(place.parts)))
    dealt = [name for name, count in ROLES.items() for _n in range(count)]
    dealt += ["running"] * (PLACEMENTS - len(place.parts) - len(dealt))
    stage.dice.shuffle(dealt)
    names = list(groups)
    for number, role in enumerate(dealt):
        name = names[number % len(names)]
        learner = put_learner(stage, groups[name], someone(stage.dice), name, minor=role == "guardian-turn")
        index = stage.dice.choice([i for i, w in enumerate(WORKPLACES) if name[:3] in w.prefixes])
        mentor_found = stage.mentors[index][number % len(stage.mentors[index])]
        place.parts.append(Part(learner.id, mentor_found.company_id, mentor_found.id, role, len(place.parts)))


def put_learner(stage: Stage, group: Group, who: Someone, name: str, minor: bool = False) -> Learner:
    years = 17 if minor else 15 + int(name[4])
    birth = date(stage.cast.year.starts.year - years, stage.dice.randrange(1, 8), stage.dice.randrange(1, 28))
    if minor:
        birth = date(stage.cast.year.starts.year - 17, 12, stage.dice.randrange(1, 28))
    learner = schools.add_learner(
        stage.db,
        stage.ilze,
        stage.cast.school,
        given_name=who.given,
        family_name=who.family,
        personal_code=stage.code(birth),
        birth_date=birth,
        email=f"{search_key(who.given)}.{search_key(who.family)}.{stage.codes}@abava.example",
        phone=stage.phone(),
        group=group,
    )
    mother = parent(stage.dice, who)
    schools.add_guardian(
        stage.db,
        stage.ilze,
        learner,
        given_name=mother.given,
        family_name=mother.family,
        email=f"{search_key(mother.given)}.{search_key(mother.family)}.{stage.codes}@majas.example",
        phone=stage.phone(),
        relation="māte" if mother.given in FEMALE else "tēvs",
    )
    return learner


def _offers(stage: Stage, programmes: dict[str, Programme]) -> None:
    """A few companies say how many they can take."""
    year = stage.cast.year
    for index, workplace in enumerate(WORKPLACES):
        companies.offer_places(
            stage.db,
            stage.ilze,
            stage.offices[index],
            qualification=programmes[workplace.prefixes[0]].qualification,
            places=2 + index % 4,
            starts=year.starts,
            ends=year.ends,
            tasks="",
        )
