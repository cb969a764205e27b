"""A school with three groups, a running placement and a new year to come."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from app.demo.cast import Cast
from app.placements.models import Placement, State
from app.rollover import actions
from app.rollover.dates import proposed
from app.rollover.models import Rollover
from app.schools.models import Group, Learner
from tests.placements.parts import another_learner, prepared


@dataclass
class World:
    """What moves."""

    cast: Cast
    running: Placement
    finishing: Group
    leaver: Learner
    alone: Learner


@pytest.fixture
def world(db: Session, cast: Cast, client: TestClient) -> World:
    """GAL-32 moves to GAL-42, GAL-41 finishes; somebody is in no group."""
    fourth = Group(
        school_id=cast.school.id, name="GAL-42", course=4, programme=cast.programme, sort_key="gal-42"
    )
    db.add(fourth)
    db.commit()
    leaver = another_learner(db, cast, "Ģirts Ērglis", fourth)
    alone = another_learner(db, cast, "Zane Kļava")
    alone.group = None
    running = prepared(db, cast)
    running.starts, running.ends = cast.year.starts, cast.year.ends
    running.state = State.ACTIVE
    db.commit()
    return World(cast, running, fourth, leaver, alone)


@pytest.fixture
def tried(db: Session, cast: Cast, world: World) -> Rollover:
    """Looked at, not applied."""
    made: Rollover = actions.try_out(db, cast.actor("ilze"), cast.school, year=proposed(cast.year))
    db.commit()
    return made


@pytest.fixture
def applied(db: Session, cast: Cast, tried: Rollover) -> Rollover:
    """Done."""
    actions.apply(db, cast.actor("ilze"), tried)
    db.commit()
    return tried


def titles(rollover: Rollover, kind: str) -> list[str]:
    """What is said to move."""
    return [item["title"] for item in rollover.items if item["kind"] == kind]


def item(rollover: Rollover, kind: str) -> dict[str, Any]:
    """The only one of its kind."""
    found: dict[str, Any]
    (found,) = [each for each in rollover.items if each["kind"] == kind]
    return found
