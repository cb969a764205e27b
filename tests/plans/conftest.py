"""A plan of the cast's placement."""

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from app.demo.cast import Cast
from app.plans import actions
from app.plans.implementation import actions as implementations
from app.plans.models import Implementation, Plan, PlanRow
from app.plans.queries import plan_of
from tests.kept import kept
from tests.placements.parts import prepared


@pytest.fixture(autouse=True)
def wired(client: TestClient) -> None:
    """Plans follow placements, also when a test of this room runs alone."""


@pytest.fixture
@kept
def plan(db: Session, cast: Cast) -> Plan:
    """A draft with a row for each module."""
    found = plan_of(db, prepared(db, cast).id)
    assert found is not None
    return found


@pytest.fixture
def row(plan: Plan) -> PlanRow:
    """Darba aizsardzība un ergonomika: 120 h, of them 48 of theory at school and 72 at the company."""
    return plan.rows[0]


@pytest.fixture
@kept
def proposed(db: Session, cast: Cast, plan: Plan) -> Plan:
    """The company has been asked."""
    actions.propose(db, cast.actor("ilze"), plan)
    db.commit()
    return plan


@pytest.fixture
@kept
def agreed(db: Session, cast: Cast, proposed: Plan) -> Plan:
    """The company has agreed."""
    actions.agree(db, cast.actor("aigars"), proposed)
    db.commit()
    return proposed


@pytest.fixture
@kept
def approved(db: Session, cast: Cast, agreed: Plan) -> Plan:
    """The school has approved."""
    actions.approve(db, cast.actor("guntis"), agreed)
    db.commit()
    return agreed


@pytest.fixture
def implementation(db: Session, cast: Cast) -> Implementation:
    """A draft for the cast's programme, as filled from its modules."""
    found = implementations.open_implementation(db, cast.actor("ilze"), cast.programme)
    db.commit()
    return found


@pytest.fixture
def in_force(db: Session, cast: Cast, implementation: Implementation) -> Implementation:
    """Approved: the first two modules in courses 1–2, the others in 2–4; one less at the company."""
    ilze = cast.actor("ilze")
    for number, row in enumerate(implementation.rows):
        courses = "1–2" if number < 2 else "2–4"
        implementations.fill_implementation_row(
            db, ilze, row, values={"courses": courses, "company": str(row.company - 1)}, version=row.version
        )
    implementations.approve_implementation(db, cast.actor("guntis"), implementation)
    db.commit()
    return implementation
