"""Mentors, officers, places of work and offers of a company."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies import actions
from app.companies.models import Branch, Mentor, Offer, OfferState, Officer
from app.companies.queries import active_mentors, qualifications, signatories
from app.demo.cast import Cast, actor_of
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.errors import Forbidden, Refused
from tests.browser import Browser

JURIS = {"given_name": "Juris", "family_name": "Bērzs", "phone": "26100010", "occupation": "galdnieks"}
OFFER = {"qualification": "Mēbeļu galdnieks", "places": "3", "starts": "1.09.2026.", "ends": "2027-06-01"}


def roles_of(db: Session, person: Person) -> set[Role]:
    held = select(Membership.role).where(Membership.person_id == person.id, Membership.ended_at.is_(None))
    return set(db.scalars(held))


@pytest.mark.parametrize("who", ["ilze", "dace"])
def test_a_mentor(browser: Browser, db: Session, cast: Cast, who: str) -> None:
    somebody, page = browser.as_(cast.people[who]), f"/uznemumi/{cast.company.id}"
    assert somebody.post(f"{page}/vaditaji/jauns", JURIS).status == 303
    mentor = db.scalars(select(Mentor).order_by(Mentor.id.desc()).limit(1)).one()
    assert mentor.person.phone == "+37126100010" and roles_of(db, mentor.person) == {Role.MENTOR}
    assert somebody.post(f"{page}/vaditaji/jauns", JURIS).status == 422, "there already"
    path = f"/uznemumi/vaditaji/{mentor.id}"
    form = somebody.get(path).page.form(path)
    assert (
        somebody.post(path, form.with_(occupation="meistars", email="juris@galdnieks.example")).status == 303
    )
    assert (mentor.occupation, mentor.person.email) == ("meistars", "juris@galdnieks.example")
    assert somebody.post(path, form.values).status == 409
    assert somebody.post(f"{path}/atslegt").status == 303
    assert roles_of(db, mentor.person) == set()
    assert mentor not in active_mentors(db, cast.company.id)
    assert somebody.post(f"{page}/vaditaji/jauns", JURIS).status == 303, "and comes back"
    assert mentor.active and roles_of(db, mentor.person) == {Role.MENTOR}


BAD: list[dict[str, Any]] = [
    {"given_name": ""},
    {"phone": "123"},
    {"email": "a b@c"},
    {"occupation": "x" * 10_000},
    {"family_name": "\x00"},
]


@pytest.mark.parametrize("bad", BAD)
def test_bad_people_are_kept(browser: Browser, cast: Cast, bad: dict[str, Any]) -> None:
    ilze, page = browser.as_(cast.ilze), f"/uznemumi/{cast.company.id}"
    for path, more in (("vaditaji", {}), ("parstavji", {"roles": ["signatory"], "capacity": "x"})):
        values = {**JURIS, **more, **bad}
        if path == "parstavji" and "occupation" in bad:
            values["capacity"] = bad["occupation"]
        answer = ilze.post(f"{page}/{path}/jauns", values)
        assert answer.status == 422, answer
        assert "given_name" in bad or answer.page.by_id("f-given_name")["value"] == "Juris"


def test_an_officer(browser: Browser, db: Session, cast: Cast) -> None:
    ilze, page = browser.as_(cast.ilze), f"/uznemumi/{cast.company.id}"
    values = {**JURIS, "capacity": "prokūrists", "roles": ["signatory"]}
    assert ilze.post(f"{page}/parstavji/jauns", values).status == 303
    officer = db.scalars(select(Officer)).one()
    assert signatories(db, cast.company.id) == [officer]
    assert ilze.post(f"{page}/parstavji/jauns", values).status == 422, "there already"
    path = f"/uznemumi/parstavji/{officer.id}"
    form = ilze.get(path).page.form(path)
    assert form.values["roles"] == "signatory"
    assert ilze.post(path, {**form.values, "roles": ["company_admin"]}).status == 303
    assert roles_of(db, officer.person) == {Role.COMPANY_ADMIN}
    assert signatories(db, cast.company.id) == []
    for bad in ([], ["school_admin"], ["portal_admin"]):
        assert ilze.post(path, {**ilze.get(path).page.form(path).values, "roles": bad}).status == 422
    assert ilze.post(f"{path}/beigt").status == 303
    assert roles_of(db, officer.person) == set()


def test_a_signatory_names_no_officers(db: Session, cast: Cast) -> None:
    person = actions.add_officer(
        db,
        cast.actor("ilze"),
        cast.company,
        given_name="Juris",
        family_name="Bērzs",
        roles={Role.SIGNATORY},
        capacity="valdes loceklis",
    )
    with pytest.raises(Forbidden):
        actions.add_officer(
            db,
            actor_of(db, person),
            cast.company,
            given_name="A",
            family_name="B",
            roles={Role.COMPANY_ADMIN},
        )


def test_the_staff_of_a_school_keep_their_addresses(browser: Browser, db: Session, cast: Cast) -> None:
    """A mentor who also works at a school: the company may not change the way into the school."""
    mentor = Mentor(company=cast.company, person=cast.ilze)
    db.add(mentor)
    db.flush()
    dace, path = browser.as_(cast.dace), f"/uznemumi/vaditaji/{mentor.id}"
    form = dace.get(path).page.form(path)
    assert dace.post(path, form.with_(email="thief@galdnieks.example")).status == 422
    assert cast.ilze.email == "ilze.dreimane@abava.example"


@pytest.mark.parametrize("who", ["ilze", "dace"])
def test_an_offer(browser: Browser, db: Session, cast: Cast, who: str) -> None:
    somebody, page = browser.as_(cast.people[who]), f"/uznemumi/{cast.company.id}"
    assert qualifications(db, cast.actor(who)) == ["Mēbeļu galdnieks"]
    assert somebody.post(f"{page}/piedavajumi/jauns", OFFER).status == 303
    offer = db.scalars(select(Offer)).one()
    path = f"/uznemumi/piedavajumi/{offer.id}"
    form = somebody.get(path).page.form(path)
    assert somebody.post(path, form.with_(places="5")).status == 303
    assert (offer.places, offer.starts) == (5, date(2026, 9, 1))
    assert somebody.post(path, form.values).status == 409
    assert somebody.post(f"{path}/slegt").status == 303
    assert offer.state is OfferState.CLOSED
    assert somebody.post(f"{path}/slegt").status == 409, "closed already"
    assert somebody.post(path, somebody.get(path).page.form(path).values).status == 422


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"qualification": "Astronauts"}, "qualification"),
        ({"qualification": ""}, "qualification"),
        ({"places": "0"}, "places"),
        ({"places": "501"}, "places"),
        ({"places": "2,5"}, "places"),
        ({"starts": "2026-02-30"}, "starts"),
        ({"ends": "2026-08-31"}, "ends"),
        ({"ends": "never"}, "ends"),
        ({"branch": "9" * 20}, "branch"),
        ({"tasks": "x" * 10_000}, "tasks"),
        ({"tasks": "A\x00"}, "tasks"),
    ],
)
def test_bad_offers_are_kept(
    browser: Browser, db: Session, cast: Cast, values: dict[str, Any], field: str
) -> None:
    db.add(Branch(company=cast.company, name="Kandavas darbnīca"))
    path = f"/uznemumi/{cast.company.id}/piedavajumi/jauns"
    answer = browser.as_(cast.ilze).post(path, {**OFFER, **values})
    assert answer.status == 422, answer
    assert answer.page.all("a", href=f"#f-{field}")
    assert not db.scalars(select(Offer)).all()


def test_places_of_work(browser: Browser, db: Session, cast: Cast) -> None:
    ilze, page = browser.as_(cast.ilze), f"/uznemumi/{cast.company.id}"
    assert ilze.post(f"{page}/vietas/jauna", {"name": "Tallinas cehs", "country": "EE"}).status == 303
    branch = db.scalars(select(Branch)).one()
    path = f"/uznemumi/vietas/{branch.id}"
    assert ilze.post(path, {"name": "Minskas cehs", "country": "BY"}).status == 422
    assert ilze.post(path, {"name": "x" * 10_000, "country": "LV"}).status == 422
    assert ilze.post(path, {"name": "Tartu cehs", "country": "EE"}).status == 303
    assert branch.name == "Tartu cehs"
    with pytest.raises(Refused) as refused:
        actions.add_branch(db, cast.actor("ilze"), cast.company, name="X", country="US")
    assert refused.value.reasons[0].clause == "484: 2"


@pytest.mark.parametrize("who", ["guntis", "aigars", "martins", "stranger", "admin"])
def test_others_may_not(db: Session, cast: Cast, who: str) -> None:
    actor, company = cast.actor(who), cast.company
    day = date(2026, 9, 1)
    with pytest.raises(Forbidden):
        actions.add_mentor(db, actor, company, given_name="A", family_name="B")
    with pytest.raises(Forbidden):
        actions.deactivate_mentor(db, actor, cast.mentor)
    with pytest.raises(Forbidden):
        actions.offer_places(db, actor, company, qualification="A", places=1, starts=day, ends=day)
    with pytest.raises(Forbidden):
        actions.edit_company(db, actor, company, email="a@b.lv")
    with pytest.raises(Forbidden):
        actions.add_officer(db, actor, company, given_name="A", family_name="B", roles={Role.SIGNATORY})
