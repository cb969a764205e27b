"""A company about which nothing is known yet, and what the council says of it."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.companies.models import Company
from app.demo.cast import Cast
from app.kit.clock import today
from app.suitability import actions
from app.suitability.finding import stand
from app.suitability.models import Opinion, Result
from tests.placements.parts import another_company


@pytest.fixture
def company(db: Session, cast: Cast) -> Company:
    """Kurzemes Koks, a partner of the school, with one supervisor."""
    return another_company(db, cast)


@pytest.fixture
def opinion(db: Session, cast: Cast, company: Company) -> Opinion:
    """A positive opinion of three days ago, for all programmes."""
    made = actions.enter_opinion(
        db,
        cast.actor("ilze"),
        company,
        council_name="Kokrūpniecības NEP",
        result=Result.POSITIVE,
        opinion_on=today() - timedelta(days=3),
        number="7-2",
    )
    db.commit()
    return made


def decide(db: Session, cast: Cast, company: Company, **values: object) -> object:
    """By the director, for all programmes, without a document unless asked."""
    where = stand(db, cast.school.id, company, None)
    made = actions.decide(db, cast.actor("guntis"), where, **({"positive": True, "document": False} | values))  # type: ignore[arg-type]
    db.commit()
    return made
