"""Who concludes the contract (484: 7) and who speaks for whom."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.clock import at, today
from app.placements import parties, verbs
from tests.placements.parts import another_learner, begun, prepared


def test_under_18_it_is_the_guardian(cast: Cast, db: Session) -> None:
    assert parties.concludes(begun(db, cast)) is cast.anna


def test_from_the_18th_birthday_it_is_the_learner(cast: Cast, db: Session) -> None:
    born = cast.martins.birth_date
    assert born is not None
    placement, day = begun(db, cast), date(born.year + 18, born.month, born.day)
    with at(datetime(day.year, day.month, day.day, 0, 30)):
        assert parties.concludes(placement) is cast.martins
    before = day - timedelta(1)
    with at(datetime(before.year, before.month, before.day, 23, 30)):
        assert parties.concludes(placement) is cast.anna


def test_it_is_nobody_while_the_birth_date_or_the_guardian_lacks(cast: Cast, db: Session) -> None:
    placement = begun(db, cast)
    cast.learner.guardianships[0].ended_on = today()
    assert parties.concludes(placement) is None
    cast.martins.birth_date = None
    assert parties.concludes(placement) is None
    grown = begun(db, cast, another_learner(db, cast))
    assert parties.concludes(grown) is grown.learner.person


def test_the_people_of_the_company(cast: Cast, db: Session) -> None:
    assert parties.company_people(begun(db, cast)) == []
    placement = prepared(db, cast)
    assert parties.company_people(placement) == [cast.aigars, cast.dace]
    assert parties.office(placement) == [cast.dace]


def test_the_coordinators(cast: Cast, db: Session) -> None:
    placement = begun(db, cast)
    assert parties.coordinators(placement) == [cast.ilze]
    placement.coordinator = None
    assert parties.coordinators(placement) == [cast.ilze]


def test_the_predicates(cast: Cast, db: Session) -> None:
    placement = prepared(db, cast)
    expected = {
        verbs.coordinator: {"ilze"},
        verbs.staff: {"ilze", "guntis"},
        verbs.company_office: {"dace"},
        verbs.mentor: {"aigars"},
        verbs.company_side: {"aigars", "dace"},
        verbs.learner: {"martins"},
        verbs.guardian: {"anna"},
        verbs.party: {"ilze", "guntis", "dace", "aigars", "martins", "anna"},
    }
    for predicate, who in expected.items():
        assert {key for key in cast.people if predicate(cast.actor(key), placement)} == who, (
            predicate.__name__
        )
