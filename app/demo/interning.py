"""A group on its internship: four at work, two waiting for the order, one in the school, one being agreed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Company, Mentor
from app.contracts import actions as contracts
from app.demo import keeping, marking
from app.demo.cast import Cast
from app.demo.people import someone
from app.demo.placing import Director
from app.demo.setting import Part, SetUp, Stage, put_learner
from app.diary.models import Week
from app.documents.models import Document
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import Role
from app.internships import actions
from app.internships.models import Practice
from app.internships.queries import practice_of
from app.kit.clock import at, now, today
from app.placements import actions as placements
from app.placements.models import Kind, Placement
from app.schools import actions as schools
from app.schools.models import Group, Learner, ModuleKind, Programme, School, SchoolYear

GROUP: Final = "GAL-43"
LEARNERS: Final = 8
RUNNING, WAITING, HOME = range(4), (4, 5), 6
WRITTEN: Final[dict[str, Any]] = {
    "aim": (
        "Nostiprināt mēbeļu galdnieka prasmes reālā darba vidē un sagatavoties profesionālās kvalifikācijas "
        "eksāmenam."
    ),
    "tasks": (
        "Iepazīties ar uzņēmumu, darba aizsardzību un darba organizāciju\n"
        "Sagatavot darba vietu, materiālus un instrumentus\n"
        "Izgatavot mēbeļu detaļas un savienojumus pēc rasējuma\n"
        "Veikt izstrādājuma montāžu un virsmu apdari\n"
        "Pārbaudīt darba kvalitāti un novērst trūkumus"
    ),
    "criteria": (
        "Darba uzdevumu kvalitāte un precizitāte\n"
        "Patstāvība un atbildība\n"
        "Darba aizsardzības un iekšējo noteikumu ievērošana\n"
        "Saskarsme ar kolēģiem"
    ),
    "hours": 320,
    "weeks": 8,
    "closing": True,
}


class Internship:
    """One group, played by those whose deeds they are."""

    def __init__(self, db: Session, place: SetUp, cast: Cast) -> None:
        self.db, self.place = db, place
        self.cast = replace(
            cast,
            db=db,
            school=db.get_one(School, cast.school.id),
            programme=db.get_one(Programme, cast.programme.id),
            year=db.get_one(SchoolYear, cast.year.id),
        )
        self.director = Director(db, place)
        self.today = today()
        monday = self.today - timedelta(days=self.today.weekday())
        self.begun, self.ahead = monday - timedelta(weeks=3), monday + timedelta(weeks=2)

    @property
    def ilze(self) -> Actor:
        """The coordinator."""
        return self.director.ilze

    def play(self) -> int:
        """The library, the group, its programmes, orders and contracts, the first weeks of the diary."""
        with at(_morning(self.begun - timedelta(days=20))):
            valdis, group = self._people()
            found = [self._placement(group, number, valdis) for number in range(LEARNERS)]
        self._order([found[number] for number in (*RUNNING, HOME)], valdis, self.begun)
        for number in (*RUNNING, *WAITING, HOME):
            self._contract(found[number], number)
        for number in (*RUNNING, HOME):
            self._first_weeks(found[number], number)
        with at(now() - timedelta(days=2)):
            interns = [found[number] for number in RUNNING]
            marking.invite(self.db, self.director.actor, self.ilze, interns)
            order = actions.draft_order(
                self.db, self.ilze, self.cast.school, [found[number] for number in WAITING]
            )
            actions.send_order(self.db, self.ilze, order)
        return LEARNERS

    def _people(self) -> tuple[Person, Group]:
        valdis = schools.add_staff(
            self.db,
            self.ilze,
            self.cast.school,
            given_name="Valdis",
            family_name="Priede",
            email="valdis.priede@abava.example",
            roles={Role.SUPERVISOR},
        )
        group = schools.add_group(
            self.db, self.ilze, self.cast.school, name=GROUP, course=4, programme=self.cast.programme
        )
        self.db.flush()  # the library asks for the outcomes by their numbers
        chosen = [
            outcome.id
            for module in self.cast.programme.modules
            if module.kind is ModuleKind.PRACTICE or module.position in (2, 3)
            for outcome in module.outcomes
        ]
        actions.write_outline(
            self.db,
            self.ilze,
            self.cast.programme,
            name="Mēbeļu galdnieka kvalifikācijas prakse",
            chosen=chosen,
            own=["Sagatavo izstrādājuma tāmi"],
            **WRITTEN,
        )
        return valdis, group

    def _placement(self, group: Group, number: int, valdis: Person) -> Placement:
        dice = random.Random(GROUP + str(number))
        stage = Stage(self.db, self.cast, self.ilze, dice, 28_000_000 + number * 100, 4000 + number * 9)
        learner = put_learner(stage, group, someone(stage.dice), GROUP)
        placement = placements.create(self.db, self.ilze, learner, kind=Kind.PRACTICE)
        if number == HOME:
            placements.choose_school(self.db, self.ilze, placement, valdis)
        else:
            company, mentor = self._workplace(number)
            placements.choose_company(self.db, self.ilze, placement, company)
            placements.choose_mentor(self.db, self.ilze, placement, mentor)
        starts = self.begun if number in (*RUNNING, HOME) else self.ahead
        placements.set_period(
            self.db,
            self.ilze,
            placement,
            starts=starts,
            ends=starts + timedelta(days=8 * 7 - 3),
            weeks="C" * 8,
        )
        self._programme(placement, number, valdis)
        return placement

    def _workplace(self, number: int) -> tuple[Company, Mentor]:
        """One of the companies where joiners learn."""
        known = [part.mentor_id for part in self.place.parts]
        joiners = (
            select(Placement.mentor_id)
            .join(Learner, Learner.id == Placement.learner_id)
            .join(Group, Group.id == Learner.group_id)
            .where(Placement.mentor_id.in_(known), Group.programme_id == self.cast.programme.id)
        )
        mentors = self.db.scalars(select(Mentor).where(Mentor.id.in_(joiners)).order_by(Mentor.id)).all()
        mentor = mentors[(number // 2) % len(mentors)]
        return mentor.company, mentor

    def _programme(self, placement: Placement, number: int, valdis: Person) -> None:
        practice = practice_of(self.db, placement.id)
        assert practice
        actions.name_supervisor(self.db, self.ilze, practice, valdis, position="prakses vadītājs")
        actions.propose(self.db, self.ilze, practice)
        if number < LEARNERS - 1:
            actions.agree(self.db, self._guide(placement), practice)
        if number % 3 != 2:
            self._occupation(practice)

    def _occupation(self, practice: Practice) -> None:
        actions.confirm_occupation(
            self.db, self.ilze, practice, occupation="Mēbeļu galdnieks", code="7522 01"
        )

    def _guide(self, placement: Placement) -> Actor:
        assert placement.guide
        return self.director.actor(placement.guide.id)

    def _sign(self, document: Document | None, moment: datetime) -> None:
        assert document
        self.director.sign(document, moment)

    def _order(self, found: list[Placement], valdis: Person, starts: date) -> None:
        with at(_morning(starts - timedelta(days=10))):
            order = actions.draft_order(self.db, self.ilze, self.cast.school, found)
            actions.send_order(self.db, self.ilze, order)
        self._sign(order.document, _morning(starts - timedelta(days=9)))

    def _contract(self, placement: Placement, number: int) -> None:
        assert placement.starts
        sent = min(_morning(placement.starts - timedelta(days=8)), now() - timedelta(days=3))
        with at(sent):
            contract = contracts.draft(self.db, self.ilze, placement)
            contracts.send(self.db, self.ilze, contract)
        self._sign(contract.document, sent)
        if number in WAITING:
            return
        with at(datetime.combine(placement.starts, time(5), UTC)):
            learner = self.director.actor(placement.learner.person_id)
            part = Part(placement.learner_id, placement.company_id or 0, 0, "running", number)
            keeping.keep(self.db, self._guide(placement), learner, placement, part, self.today)

    def _first_weeks(self, placement: Placement, number: int) -> None:
        weeks = self.db.scalars(select(Week).where(Week.placement_id == placement.id).order_by(Week.monday))
        past = [week for week in weeks if week.sunday < self.today]
        for index, week in enumerate(past):
            self.director.fill_week(placement, week, number + index, approve=index + 1 < len(past))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(7, 30), UTC)
