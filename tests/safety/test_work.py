"""Equipment, health, risks that a parent reads, hazardous tasks of a minor."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.identity.models import Person
from app.kit.clock import today
from app.notifications.models import Notice
from app.placements.models import Placement
from app.safety import actions
from app.safety.facts import standing
from app.safety.models import About, Conditions, Equipment, Equipped, Hazard, HazardState
from app.safety.topics import HazardTag
from tests.browser import Browser
from tests.safety.conftest import Place, state

NOW = today().isoformat()


def test_equipment_is_needed_issued_received_returned(
    browser: Browser, cast: Cast, db: Session, place: Place, marta: Placement
) -> None:
    for text, qualification in (("Aizsargbrilles", ""), ("Ķivere", "Cita kvalifikācija")):
        actions.add_item(
            db,
            cast.actor("dace"),
            cast.company.organisation,
            about=About.EQUIPMENT,
            text=text,
            qualification=qualification,
        )
    assert standing(db, place.placement).missing == ["Aizsargbrilles"]
    url = f"{place.url}/lidzekli"
    given = {"item": "aizsargbrilles", "size": "M", "on": NOW}
    for person in (cast.ilze, cast.martins, cast.anna):
        assert browser.as_(person).post(url, given).status == 403
    assert browser.as_(cast.stranger).post(url, given).status == 404
    mentor = browser.as_(cast.aigars)
    late = mentor.post(url, {**given, "on": str(today() + timedelta(days=2))})
    assert late.status == 422 and "kad tas ir izsniegts" in late.words and 'value="M"' in late.text
    assert db.scalars(select(Equipment)).all() == []
    assert mentor.post(url, given).status == 303
    [one] = db.scalars(select(Equipment))
    assert standing(db, place.placement).missing == []
    received, returned = f"/lidzekli/{one.id}/sanemts", f"/lidzekli/{one.id}/atdots"
    assert mentor.post(received).status == 403
    assert browser.as_(marta.learner.person).post(received).status == 404
    assert browser.as_(cast.martins).post(received).status == 303
    assert browser.as_(cast.martins).post(received).status == 409
    assert state(one) is Equipped.RECEIVED and one.received_at
    assert browser.as_(cast.martins).post(returned).status == 403
    assert browser.as_(cast.stranger).post(returned).status == 404
    assert mentor.post(returned).status == 303 and one.returned_on == today()
    assert standing(db, place.placement).missing == ["Aizsargbrilles"]


def test_health_without_a_diagnosis(browser: Browser, cast: Cast, db: Session, place: Place) -> None:
    url = f"{place.url}/veseliba"
    until = today() + timedelta(days=100)
    told = {
        "needed": "1",
        "health_on": str(today() - timedelta(days=265)),
        "until": str(until),
        "limits": "Nestrādāt augstumā",
    }
    for person in (cast.martins, cast.anna):
        assert browser.as_(person).post(url, told).status == 403
    assert browser.as_(cast.stranger).post(url, told).status == 404
    office = browser.as_(cast.dace)
    backwards = office.post(url, {**told, "until": "2020-01-01"})
    assert backwards.status == 422 and "nevar beigties pirms tās veikšanas" in backwards.words
    assert db.scalar(select(Conditions)) is None
    assert office.post(url, told).status == 303
    known = standing(db, place.placement)
    assert known.health_needed and known.health_until == until
    assert "Nestrādāt augstumā" in browser.as_(cast.aigars).get(place.url).words
    assert Conditions.__table__.c.health_limits.info["personal"]


def test_a_parent_reads_the_risks(browser: Browser, cast: Cast, db: Session, place: Place) -> None:
    office, mother = browser.as_(cast.dace), browser.as_(cast.anna)
    url = f"{place.url}/apstakli"
    for person in (cast.martins, cast.anna):
        assert browser.as_(person).post(url, {"risks": "x"}).status == 403
    assert browser.as_(cast.stranger).post(url, {"risks": "x"}).status == 404
    assert office.post(url, {"risks": "Zāģis.", "hazardous": "1"}).status == 303
    [known] = db.scalars(select(Conditions))
    told = db.scalars(select(Notice.person_id).where(Notice.verb == "safety.describe")).all()
    assert told == [cast.anna.id]
    page = mother.get(place.url)
    form = page.page.form("/izlasits")
    for person in (cast.martins, cast.ilze, cast.dace):
        assert browser.as_(person).post(form.action).status == 403
    assert browser.as_(cast.stranger).post(form.action).status == 404
    assert mother.post(form.action, form.values).status == 303
    assert known.informed_by_id == cast.anna.id and known.informed_at
    office.post(url, {"risks": "Zāģis.", "hazardous": ""})
    assert standing(db, place.placement).informed_at, "the same words need not be read again"
    office.post(url, {"risks": "Zāģis un laka."})
    assert standing(db, place.placement).informed_at is None
    office.post(url, {"risks": ""})
    assert mother.post(form.action).status == 409, "there is nothing to read"


def test_a_hazardous_task_needs_both_sides(browser: Browser, cast: Cast, db: Session, place: Place) -> None:
    mentor, ilze = browser.as_(cast.aigars), browser.as_(cast.ilze)
    url = f"{place.url}/bistami-darbi"
    assert browser.as_(cast.martins).post(url, {"tag": "machines"}).status == 403
    assert browser.as_(cast.stranger).post(url, {"tag": "machines"}).status == 404
    assert mentor.post(url, {"tag": "flying"}).status == 422
    assert mentor.post(url, {"tag": "machines"}).status == 303
    assert mentor.post(url, {"tag": "machines"}).status == 409
    [one] = db.scalars(select(Hazard))
    here = f"/bistami-darbi/{one.id}"
    both = {"supervised": "1", "protected": "1"}
    assert mentor.post(f"{here}/apstiprinat", both).status == 409, "the school justifies it first"
    assert mentor.post(f"{here}/pamatot", {"justification": "x"}).status == 403
    assert ilze.post(f"{here}/pamatot", {"justification": " "}).status == 409
    assert ilze.post(f"{here}/pamatot", {"justification": "Modulis „Zāģēšana“"}).status == 303
    assert ilze.post(f"{here}/apstiprinat", both).status == 403
    half = mentor.post(f"{here}/apstiprinat", {"supervised": "1"})
    assert half.status == 409 and "vadītāja klātbūtnē" in half.words
    assert [t.value for t in standing(db, place.placement).hazards] == ["machines"]
    assert mentor.post(f"{here}/apstiprinat", both).status == 303
    assert state(one) is HazardState.ALLOWED and one.allowed_by_id == cast.aigars.id
    assert standing(db, place.placement).hazards == []
    for path in ("pamatot", "apstiprinat", "dzest"):
        assert browser.as_(cast.stranger).post(f"{here}/{path}", both).status == 404
    assert browser.as_(cast.martins).post(f"{here}/dzest").status == 403
    assert ilze.post(f"{here}/dzest").status == 303
    assert db.scalars(select(Hazard)).all() == []


def test_parents_of_an_adult_are_not_told(cast: Cast, db: Session, place: Place) -> None:
    grown: Person = cast.martins
    grown.birth_date = date(today().year - 20, 1, 1)
    actions.describe(db, cast.actor("dace"), place.placement, risks="Zāģis.")
    assert db.scalars(select(Notice).where(Notice.verb == "safety.describe")).all() == []


def test_what_is_not_allowed_is_named_in_the_readers_language(
    browser: Browser, cast: Cast, db: Session, place: Place
) -> None:
    actions.tag_hazard(db, cast.actor("aigars"), place.placement, tag=HazardTag.MACHINES)
    words = browser.as_(cast.ilze).get(place.url).words
    assert "Bez pamatojuma: Griezošas darbmašīnas, preses, zāģi" in words
