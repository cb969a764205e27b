"""A plan of the cast's placement."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.plans import actions
from app.plans.models import Plan, PlanRow
from app.plans.queries import plan_of
from tests.placements.parts import prepared


@pytest.fixture
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
def proposed(db: Session, cast: Cast, plan: Plan) -> Plan:
    """The company has been asked."""
    actions.propose(db, cast.actor("ilze"), plan)
    db.commit()
    return plan


@pytest.fixture
def agreed(db: Session, cast: Cast, proposed: Plan) -> Plan:
    """The company has agreed."""
    actions.agree(db, cast.actor("aigars"), proposed)
    db.commit()
    return proposed


@pytest.fixture
def approved(db: Session, cast: Cast, agreed: Plan) -> Plan:
    """The school has approved."""
    actions.approve(db, cast.actor("guntis"), agreed)
    db.commit()
    return agreed
