"""The forms of learners and their representatives, as people fill them."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.schools.models import Group, Guardianship, Learner, Status
from tests.browser import Browser

NEW = "/izglitojamie/jauns"
MARTA = {"given_name": "Marta", "family_name": "Ābele", "status": "studying"}


def test_adding_a_learner(browser: Browser, db: Session, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    form = ilze.get(NEW).page.form(NEW)
    filled = form.with_(
        given_name=" Marta ", family_name="Ābele", personal_code="26080921594", group=str(cast.group.id)
    )
    doubted = ilze.post(NEW, filled)
    assert doubted.status in {303, 422}, doubted
    if doubted.status == 422:  # the code's last digit decides
        doubted = ilze.post(NEW, {**filled, "anyway": "1"})
    page = ilze.follow(doubted)
    assert "Marta Ābele" in page.words
    assert "••••••-21594" in page.words and "260809" not in page.text
    learner = db.scalars(select(Learner).order_by(Learner.id.desc()).limit(1)).one()
    assert learner.person.personal_code == "260809-21594" and learner.group_id == cast.group.id


BAD: list[tuple[dict[str, Any], str]] = [
    ({"given_name": ""}, "given_name"),
    ({"given_name": "123"}, "given_name"),
    ({"family_name": "x" * 10_000}, "family_name"),
    ({"family_name": "A\x00b"}, "family_name"),
    ({"personal_code": "1234"}, "personal_code"),
    ({"personal_code": "310209-20123"}, "personal_code"),
    ({"birth_date": "31.02.2009."}, "birth_date"),
    ({"birth_date": "2099-01-01"}, "birth_date"),
    ({"email": "anna@"}, "email"),
    ({"phone": "12345"}, "phone"),
    ({"group": "99999999999999999999"}, "group"),
    ({"status": "gone"}, "status"),
]


@pytest.mark.parametrize(("values", "field"), BAD)
def test_bad_input_is_kept(
    browser: Browser, db: Session, cast: Cast, values: dict[str, Any], field: str
) -> None:
    before = len(db.scalars(select(Person.id)).all())
    answer = browser.as_(cast.ilze).post(NEW, {**MARTA, **values})
    assert answer.status == 422, answer
    assert answer.page.all("a", href=f"#f-{field}"), answer
    if field != "family_name":
        assert answer.page.by_id("f-family_name")["value"] == "Ābele"
    assert len(db.scalars(select(Person.id)).all()) == before


def test_somebody_alike_is_shown_first(browser: Browser, db: Session, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    alike = {"given_name": "Martins", "family_name": "Krumins", "status": "studying"}
    answer = ilze.post(NEW, alike)
    assert answer.status == 422
    assert answer.page.all("a", href=cast.learner.address)
    assert ilze.post(NEW, {**alike, "anyway": "1"}).status == 303
    assert len(db.scalars(select(Learner)).all()) == 2


def test_the_same_person_is_never_added_again(browser: Browser, cast: Cast) -> None:
    same = {
        "given_name": "Mārtiņš",
        "family_name": "Krūmiņš",
        "personal_code": cast.martins.personal_code,
        "status": "studying",
        "anyway": "1",
    }
    answer = browser.as_(cast.ilze).post(NEW, same)
    assert answer.status == 422 and answer.page.all("a", href=cast.learner.address)


def test_a_code_and_a_date_that_differ_are_asked_about(browser: Browser, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    odd = {**MARTA, "personal_code": "260809-21594", "birth_date": "2009-08-27"}
    assert ilze.post(NEW, odd).status == 422
    assert ilze.post(NEW, {**odd, "anyway": "1"}).status == 303


def test_editing_keeps_the_code(browser: Browser, db: Session, cast: Cast) -> None:
    ilze, path = browser.as_(cast.ilze), f"/izglitojamie/{cast.learner.id}/labot"
    form = ilze.get(path).page.form(path)
    assert "20123" not in str(form.values), "the code is not in the form"
    answer = ilze.post(path, form.with_(family_name="Ozoliņš", phone="29 999 999", status="leave"))
    assert answer.status == 303
    assert cast.martins.personal_code and cast.martins.family_name == "Ozoliņš"
    assert cast.martins.phone == "+37129999999"
    assert cast.learner.sort_key == cast.martins.sort_key
    assert cast.learner.status is Status.LEAVE
    trail = db.scalars(select(Trail).where(Trail.verb == "schools.edit_learner")).one()
    assert "29999999" not in str(trail.changes), "personal values are not in the trail"


def test_two_people_at_once(browser: Browser, cast: Cast) -> None:
    ilze, path = browser.as_(cast.ilze), f"/izglitojamie/{cast.learner.id}/labot"
    first, second = ilze.get(path).page.form(path), ilze.get(path).page.form(path)
    assert ilze.post(path, first.with_(phone="29999999")).status == 303
    answer = ilze.post(path, second.with_(email="new@skola.example"))
    assert answer.status == 409
    again = answer.page.form(path)
    assert again.values["email"] == "new@skola.example"
    assert ilze.post(path, again.values).status == 303


def test_somebody_elses_contacts_stay(browser: Browser, db: Session, cast: Cast) -> None:
    """Who also belongs elsewhere changes their own address: it is their way in."""
    db.add(Membership(person=cast.martins, organisation=cast.company.organisation, role=Role.MENTOR))
    ilze, path = browser.as_(cast.ilze), f"/izglitojamie/{cast.learner.id}/labot"
    form = ilze.get(path).page.form(path)
    answer = ilze.post(path, form.with_(email="thief@elsewhere.example"))
    assert answer.status == 422
    assert cast.martins.email == "martins.krumins@abava.example"
    assert ilze.post(path, form.with_(status="leave")).status == 303, "their place in the school is ours"


def test_a_strangers_group_cannot_be_chosen(browser: Browser, db: Session, cast: Cast) -> None:
    theirs = Group(school_id=cast.other_school.id, name="X", sort_key="x")
    db.add(theirs)
    db.flush()
    assert browser.as_(cast.ilze).post(NEW, {**MARTA, "group": theirs.id}).status == 422


def test_a_minor_without_a_guardian_is_a_task_not_a_block(browser: Browser, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    values = {**MARTA, "birth_date": f"{cast.martins.birth_date:%d.%m.%Y.}"}
    page = ilze.follow(ilze.post(NEW, values))
    assert "484: 7" in page.words


def test_guardians(browser: Browser, db: Session, cast: Cast) -> None:
    ilze, page = browser.as_(cast.ilze), f"/izglitojamie/{cast.learner.id}"
    path = f"{page}/parstavji/jauns"
    father = {"given_name": "Juris", "family_name": "Krūmiņš", "phone": "26100009", "relation": "tēvs"}
    assert ilze.post(path, father).status == 303
    assert ilze.post(path, father).status == 422, "he is there already"
    assert ilze.post(path, {**father, "phone": "1"}).status == 422
    added = db.scalars(select(Guardianship).order_by(Guardianship.id.desc()).limit(1)).one()
    edit = f"{page}/parstavji/{added.id}"
    form = ilze.get(edit).page.form(edit)
    assert ilze.post(edit, form.with_(email="juris@majas.example")).status == 303
    assert ilze.post(edit, form.values).status == 409
    assert ilze.post(f"{edit}/beigt").status == 303
    assert added.ended_on
    roles = db.scalars(select(Membership).where(Membership.person_id == added.person_id)).all()
    assert [m.ended_at is not None for m in roles] == [True]
    assert ilze.post(path, father).status == 303, "and may come back"
    assert ilze.post(f"{page}/parstavji/999999/beigt").status == 404
    for who in ("guntis", "stranger"):
        assert browser.as_(cast.people[who]).post(path, father).status in {403, 404}


def test_a_learner_is_not_their_own_guardian(browser: Browser, db: Session, cast: Cast) -> None:
    """Father and son of one name share the telephone of the house."""
    path = f"/izglitojamie/{cast.learner.id}/parstavji/jauns"
    father = {"given_name": "Mārtiņš", "family_name": "Krūmiņš", "phone": cast.martins.phone}
    assert browser.as_(cast.ilze).post(path, father).status == 303
    added = db.scalars(select(Guardianship).order_by(Guardianship.id.desc()).limit(1)).one()
    assert added.person_id != cast.martins.id


def test_the_learner_and_the_guardian_may_look(browser: Browser, cast: Cast) -> None:
    for who in ("martins", "anna"):
        answer = browser.as_(cast.people[who]).get(cast.learner.address)
        assert answer.status == 200
        assert not answer.page.all("a", href=f"{cast.learner.address}/labot")


def test_showing_the_code_is_written_down(browser: Browser, db: Session, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    answer = ilze.post(f"/personas/{cast.martins.id}/kods", htmx=True)
    assert cast.martins.personal_code and cast.martins.personal_code in answer.text
    assert db.scalars(select(Trail).where(Trail.verb == "identity.reveal_code")).one()
    assert browser.as_(cast.stranger).post(f"/personas/{cast.martins.id}/kods").status == 404
