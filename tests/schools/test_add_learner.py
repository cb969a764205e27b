"""A learner comes into the school's list once, and nobody is taken for somebody else."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.errors import Forbidden, Refused
from app.schools import actions
from app.schools.models import Learner


def add(db: Session, cast: Cast, who: str = "ilze", **values: object) -> Learner:
    given = {"given_name": "Ēriks", "family_name": "Kalniņš", **values}
    return actions.add_learner(db, cast.actor(who), cast.school, **given)  # type: ignore[arg-type]


def test_works(db: Session, cast: Cast) -> None:
    learner = add(db, cast, personal_code="270309-20820", group=cast.group, phone="26281948")
    assert learner.person.birth_date == date(2009, 3, 27)
    assert learner.person.phone == "+37126281948"
    assert learner.sort_key == learner.person.sort_key
    roles = db.scalars(select(Membership.role).where(Membership.person_id == learner.person_id))
    assert list(roles) == [Role.LEARNER]
    trail = db.scalars(select(Trail).where(Trail.verb == "schools.add_learner")).one()
    assert (trail.thing_type, trail.thing_id) == ("learner", learner.id)


def test_a_shared_address_is_not_one_person(db: Session, cast: Cast) -> None:
    """The school's real list has two learners of one name with one e-mail."""
    one = add(db, cast, personal_code="270309-20820", email="eriks.kalnins@skola.example")
    two = add(db, cast, personal_code="210609-26571", email="eriks.kalnins@skola.example")
    assert one.person_id != two.person_id


def test_a_known_person_keeps_one_row(db: Session, cast: Cast) -> None:
    stranger = cast.stranger
    found = actions.add_learner(
        db,
        cast.actor("ilze"),
        cast.school,
        given_name="Sarmita",
        family_name="Svesa",
        email=stranger.email.upper(),
        phone="29999999",
    )
    assert found.person is stranger
    assert stranger.phone == "+37126100007", "somebody else's contacts stay"


def test_nobody_is_in_the_list_twice(db: Session, cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        add(
            db,
            cast,
            given_name="Mārtiņš",
            family_name="Krūmiņš",
            personal_code=cast.martins.personal_code,
        )
    assert refused.value.reasons[0].url == cast.learner.address


def test_a_code_of_another_name_is_refused(db: Session, cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        add(db, cast, personal_code=cast.martins.personal_code)
    assert refused.value.reasons[0].code == "R55"


@pytest.mark.parametrize(
    "wrong",
    [{"personal_code": "123"}, {"email": "nobody"}, {"phone": "12"}, {"personal_code": "310209-20123"}],
)
def test_what_is_no_code_or_address_is_refused(db: Session, cast: Cast, wrong: dict[str, str]) -> None:
    before = db.scalar(select(Person.id).order_by(Person.id.desc()).limit(1))
    with pytest.raises(Refused):
        add(db, cast, **wrong)
    assert db.scalar(select(Person.id).order_by(Person.id.desc()).limit(1)) == before


@pytest.mark.parametrize("who", ["guntis", "martins", "aigars", "stranger", "admin"])
def test_others_may_not(db: Session, cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden):
        add(db, cast, who)
