"""What a company or a school adds to the lists, and how long a week at school is."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.safety.facts import standing
from app.safety.models import SafetyItem, StudyHours
from tests.browser import Browser
from tests.safety.conftest import Place


def test_added_and_taken_out(browser: Browser, cast: Cast, db: Session, place: Place) -> None:
    url = "/drosiba/saraksti"
    item = {"about": "equipment", "text": "Austiņas"}
    for person in (cast.martins, cast.anna, cast.admin):
        assert browser.as_(person).get(url).status == 403
        assert browser.as_(person).post(url, item).status == 403
    assert browser.as_(cast.ilze).post(url, {"about": "equipment"}).status == 422
    assert browser.as_(cast.ilze).post(url, {**item, "company": cast.company.id}).status == 303
    assert browser.as_(cast.stranger).post(url, {"about": "equipment", "text": "Cimdi"}).status == 303
    assert standing(db, place.placement).wanted == ["Austiņas"], "another school's list is its own"
    assert "Austiņas" in browser.as_(cast.aigars).get(url).words
    [one] = db.scalars(select(SafetyItem).where(SafetyItem.text == "Austiņas"))
    taken = f"{url}/{one.id}/dzest"
    assert browser.as_(cast.dace).post(taken).status == 403, "the school wrote it"
    assert browser.as_(cast.stranger).post(taken).status == 404
    assert browser.as_(cast.ilze).post(taken).status == 303
    assert standing(db, place.placement).wanted == []


def test_hours_of_a_week_at_school(browser: Browser, cast: Cast, db: Session, place: Place) -> None:
    url = "/drosiba/macibu-stundas"
    assert browser.as_(cast.dace).post(url, {"week": "30"}).status == 403
    assert browser.as_(cast.ilze).post(url, {"week": "61"}).status == 422
    assert db.scalars(select(StudyHours)).all() == []
    assert browser.as_(cast.ilze).post(url, {"week": "30"}).status == 303
    assert standing(db, place.placement).study_hours == 0, "five days at the company leave none"
    place.placement.work_days = "123"
    assert standing(db, place.placement).study_hours == Decimal(12)
    assert browser.as_(cast.ilze).post(url, {"week": "32,5"}).status == 303
    assert standing(db, place.placement).study_hours == Decimal(13)
