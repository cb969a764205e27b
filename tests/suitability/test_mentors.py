"""What a supervisor can show, who adds it, who checks it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Mentor, Partnership
from app.demo.cast import Cast
from app.kit.clock import today
from app.suitability import mentor_actions
from app.suitability.formula import Kind
from app.suitability.models import ChildCheck, Evidence
from app.suitability.queries import mentors_of
from tests.browser import Browser, Queries

PAPER = {
    "kind": "mentor_programme",
    "issuer": "Abavas Amatu tehnikums",
    "number": "DV-7",
    "hours": "32",
    "since": "12.03.2024",
}


@pytest.fixture
def mentor(db: Session, cast: Cast) -> Mentor:
    """Aigars, who has not shown anything yet."""
    for each in db.scalars(select(Evidence)):
        db.delete(each)
    for check in db.scalars(select(ChildCheck)):
        db.delete(check)
    db.commit()
    return cast.mentor


def test_from_nothing_to_eligible(
    browser: Browser, cast: Cast, mentor: Mentor, db: Session, queries: Queries
) -> None:
    here = f"/vaditaji/{mentor.id}/pieradijumi"
    aigars, dace, ilze = (browser.as_(getattr(cast, who)) for who in ("aigars", "dace", "ilze"))
    assert aigars.get("/mani-pieradijumi").to == here
    assert ilze.get("/mani-pieradijumi").status == 403
    words = aigars.get(here).words
    assert "Vēl nedrīkst vadīt mācības" in words
    assert "trūkst: pedagoģiskā daļa" in words
    assert "484: 10.1.1" in words
    assert (
        aigars.post(here, PAPER, files={"file": ("a.jpg", b"\xff\xd8\xff\xe0", "image/jpeg")}).status == 303
    )
    assert dace.post(here, PAPER | {"kind": "education", "hours": ""}).status == 303
    assert aigars.post(here, {"kind": "able"}).status == 303
    papers = db.scalars(select(Evidence).where(Evidence.mentor_id == mentor.id).order_by(Evidence.id)).all()
    assert [each.added_by_id for each in papers] == [cast.aigars.id, cast.dace.id, cast.aigars.id]
    assert not mentors_of(db, [mentor.id], today())[mentor.id].eligible()
    assert mentors_of(db, [mentor.id], today())[mentor.id].unchecked == 2
    assert ilze.get(f"/pieradijumi/{papers[0].id}/fails").bytes == b"\xff\xd8\xff\xe0"
    assert ilze.get(f"/pieradijumi/{papers[1].id}/fails").status == 404
    for paper in papers[:2]:
        assert ilze.post(f"/pieradijumi/{paper.id}/parbaudits").status == 303
    number = mentor.id
    with queries(at_most=2):
        ready = mentors_of(db, [number], today())[number]
    assert ready.eligible()
    assert not ready.eligible(minor=True)
    check = {
        "checked_on": f"{today():%d.%m.%Y}",
        "allowed": "1",
        "next_due": f"{today() + timedelta(365):%d.%m.%Y}",
    }
    assert dace.post(f"/vaditaji/{mentor.id}/bernu-parbaude", check).status == 303
    assert mentors_of(db, [mentor.id], today())[mentor.id].eligible(minor=True)
    words = aigars.get(here).words
    assert "Drīkst vadīt mācības, arī nepilngadīgiem" in words
    assert f"pārbaudīja Ilze Dreimane, {cast.school.name}" in words


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": ""},
        {"kind": "able?"},
        {"issuer": ""},
        {"hours": ""},
        {"hours": "x"},
        {"since": ""},
        {"since": "31.12.2099"},
        {"until": "11.03.2024"},
        {"issuer": "x" * 10_000},
    ],
)
def test_a_paper_that_says_too_little(
    browser: Browser, cast: Cast, mentor: Mentor, db: Session, wrong: dict[str, str]
) -> None:
    answer = browser.as_(cast.dace).post(f"/vaditaji/{mentor.id}/pieradijumi", PAPER | wrong)
    assert answer.status == 422
    assert answer.page.by_id("f-number")["value"] == "DV-7"
    assert db.scalar(select(Evidence.id)) is None


def test_who_may(browser: Browser, cast: Cast, mentor: Mentor, db: Session) -> None:
    here, child = f"/vaditaji/{mentor.id}/pieradijumi", f"/vaditaji/{mentor.id}/bernu-parbaude"
    made = mentor_actions.add_evidence(
        db, cast.actor("dace"), mentor, kind=Kind.EDUCATION, issuer="Skola", since=date(2010, 6, 1)
    )
    db.commit()
    number = made.id
    note = {"checked_on": f"{today():%d.%m.%Y}", "allowed": "1"}
    # who: look, add, check, remove, note
    for who, look, add, check, remove, noted in (
        ("guntis", 200, 403, 303, 403, 403),
        ("martins", 404, 404, 404, 404, 404),
        ("stranger", 404, 404, 404, 404, 404),
        ("aigars", 200, 303, 403, None, 403),
    ):
        person = browser.as_(getattr(cast, who))
        assert person.get(here).status == look, who
        assert person.post(here, PAPER).status == add, who
        assert person.post(f"/pieradijumi/{number}/parbaudits").status == check, who
        if remove:
            assert person.post(f"/pieradijumi/{number}/nonemt").status == remove, who
        assert person.post(child, note).status == noted, who
    assert db.scalar(select(ChildCheck.id)) is None
    assert browser.as_(cast.dace).post(f"/pieradijumi/{number}/parbaudits").status == 403
    assert browser.as_(cast.dace).post(f"/pieradijumi/{number}/nonemt").status == 303
    assert browser.as_(cast.dace).post(f"/pieradijumi/{number}/nonemt").status == 404


def test_a_second_school_sees_the_check_and_may_check_again(
    browser: Browser, cast: Cast, mentor: Mentor, db: Session
) -> None:
    made = mentor_actions.add_evidence(
        db, cast.actor("dace"), mentor, kind=Kind.EDUCATION, issuer="Skola", since=date(2010, 6, 1)
    )
    mentor_actions.check_evidence(db, cast.actor("ilze"), made)
    mentor_actions.check_evidence(db, cast.actor("guntis"), made)  # again, by the same school
    db.add(Partnership(school_id=cast.other_school.id, company_id=mentor.company_id))
    db.commit()
    assert [check.person_id for check in made.checks] == [cast.guntis.id]
    stranger = browser.as_(cast.stranger)
    assert f"pārbaudīja Guntis Liepiņš, {cast.school.name}" in stranger.get(made.address).words
    assert stranger.post(f"/pieradijumi/{made.id}/parbaudits").status == 303
    db.refresh(made)
    assert {check.school_id for check in made.checks} == {cast.school.id, cast.other_school.id}


def test_a_colleague_does_not_read_it(browser: Browser, cast: Cast, mentor: Mentor, db: Session) -> None:
    from app.companies import actions as companies

    other = companies.add_mentor(
        db, cast.actor("dace"), cast.company, given_name="Ivars", family_name="Bite", email="i.b@x.example"
    )
    db.commit()
    assert browser.as_(cast.aigars).get(f"/vaditaji/{other.id}/pieradijumi").status == 403


@pytest.mark.parametrize(
    "wrong", [{"checked_on": "31.12.2099"}, {"allowed": ""}, {"next_due": "01.01.2020"}, {"checked_on": ""}]
)
def test_a_check_that_cannot_be(
    browser: Browser, cast: Cast, mentor: Mentor, db: Session, wrong: dict[str, str]
) -> None:
    note = {"checked_on": f"{today():%d.%m.%Y}", "allowed": "1"} | wrong
    assert browser.as_(cast.dace).post(f"/vaditaji/{mentor.id}/bernu-parbaude", note).status == 422
    assert db.scalar(select(ChildCheck.id)) is None
