"""A concluded placement of Mārtiņš, who is 17, at Ozola Galdnieks; nothing of safety is done yet."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.clock import today
from app.placements.models import Placement, State
from app.safety import actions
from app.safety.models import Instruction
from app.safety.topics import CHECKLISTS, Kind
from app.schools.models import Learner


def concluded(db: Session, cast: Cast, learner: Learner) -> Placement:
    placement = Placement(
        school_id=learner.school_id,
        learner=learner,
        programme=learner.programme,
        company=cast.company,
        mentor=cast.mentor,
        coordinator=cast.ilze,
        state=State.CONCLUDED,
        starts=today() + timedelta(days=7),
        ends=today() + timedelta(days=120),
        weeks="C" * 18,
        sort_key=learner.sort_key,
    )
    db.add(placement)
    db.flush()
    return placement


def state(thing: Any) -> Any:
    """As it is now, whatever it was in the line before."""
    return thing.state


@dataclass
class Place:
    """The placement and the way to instruct in it."""

    db: Session
    cast: Cast
    placement: Placement

    @property
    def url(self) -> str:
        return f"/vietas/{self.placement.id}/drosiba"

    def instruct(
        self, kind: Kind = Kind.INITIAL, *, on: date | None = None, passed: bool = True
    ) -> Instruction:
        made = actions.instruct(
            self.db,
            self.cast.actor("aigars"),
            self.placement,
            kind=kind,
            on=on or today(),
            topics=list(CHECKLISTS[kind]),
            passed=passed,
        )
        self.db.flush()
        return made

    def confirmed(self, kind: Kind = Kind.INITIAL, *, on: date | None = None) -> Instruction:
        made = self.instruct(kind, on=on)
        actions.confirm(self.db, self.cast.actor("martins"), made)
        return made


@pytest.fixture
def place(db: Session, cast: Cast) -> Place:
    return Place(db, cast, concluded(db, cast, cast.learner))


@pytest.fixture
def marta(db: Session, cast: Cast, place: Place) -> Placement:
    """Another learner of the same supervisor."""
    person = Person(given_name="Marta", family_name="Vītola", email="marta@abava.example")
    person.fill_keys()
    learner = Learner(school_id=cast.school.id, person=person, group=cast.group, sort_key=person.sort_key)
    db.add(learner)
    db.flush()
    db.add(Membership(person_id=person.id, organisation_id=cast.school.id, role=Role.LEARNER))
    return concluded(db, cast, learner)
