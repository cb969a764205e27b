"""A change of a rule: proposed, tried on live placements, switched on, withdrawn."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.clock import today
from app.kit.rules import Level
from app.law.models import LawChange, State
from app.law.queries import law
from tests.browser import Answer, Browser
from tests.stages import play


def propose(browser: Browser, cast: Cast, who: str = "admin", **fields: object) -> Answer:
    sent = {"since": today().isoformat(), "level": "", "figure": "", "value": ""} | fields
    return browser.as_(cast.people[who]).post("/likums/R02/izmainas", sent)


def made(db: Session) -> LawChange:
    change = db.scalar(select(LawChange).order_by(LawChange.id.desc()))
    assert change is not None
    return change


def level_of(db: Session, code: str) -> Level:
    return next(each.level for each in law(db).provisions if each.code == code)


def test_a_change_is_tried_and_then_switched_on(browser: Browser, cast: Cast, db: Session) -> None:
    placement = play(db, cast, "ready")
    assert placement.programme is not None
    placement.programme.flagged_dvb = False
    db.commit()
    answer = propose(browser, cast, level="stop", source="MK 2026")
    change = made(db)
    assert (answer.status, answer.to) == (303, f"/likums/izmainas/{change.id}")
    assert level_of(db, "R02") is Level.WARN, "nothing changes before it is switched on"
    trial = browser.as_(cast.ilze).get(answer.to)
    assert cast.martins.name in trial.words
    assert "Mārtiņš" not in browser.as_(cast.admin).get(answer.to).words, "the portal sees only sums"
    assert browser.as_(cast.admin).post(f"{answer.to}/ieslegt").status == 303
    assert level_of(db, "R02") is Level.STOP
    assert browser.as_(cast.admin).post(f"{answer.to}/ieslegt").status == 409
    assert browser.as_(cast.admin).post(f"{answer.to}/atsaukt").status == 303
    assert level_of(db, "R02") is Level.WARN


def test_it_holds_from_its_day(browser: Browser, cast: Cast, db: Session) -> None:
    propose(browser, cast, repealed="true", since=(today() + timedelta(days=1)).isoformat())
    change = made(db)
    browser.as_(cast.admin).post(f"{change.address}/ieslegt")
    browser.as_(cast.admin).post(f"/likums/izmainas/{change.id}/ieslegt")
    db.expire_all()
    assert made(db).state is State.ON
    assert next(each for each in law(db).provisions if each.code == "R02").until is None


def test_a_figure_is_changed_by_its_value(browser: Browser, cast: Cast, db: Session) -> None:
    answer = browser.as_(cast.admin).post(
        "/likums/R07/izmainas", {"since": today().isoformat(), "figure": "share", "value": "30,5"}
    )
    assert answer.status == 303
    browser.as_(cast.admin).post(f"{answer.to}/ieslegt")
    assert str(law(db).figures(today())["share"]) in ("30.5", "30.50")


@pytest.mark.parametrize(("fields", "words"), [({}, "Izvēlieties, kas mainās"), ({"since": "rīt"}, "datumu")])
def test_what_cannot_be_is_said_at_its_place(
    browser: Browser, cast: Cast, db: Session, fields: dict[str, str], words: str
) -> None:
    answer = propose(browser, cast, source="kāds akts", **fields)
    assert answer.status == 422
    assert words in answer.words
    assert "kāds akts" in answer.text
    assert db.scalar(select(LawChange)) is None


@pytest.mark.parametrize(("who", "status"), [("ilze", 403), ("dace", 403), ("stranger", 403)])
def test_only_the_portal_administrator_proposes(browser: Browser, cast: Cast, who: str, status: int) -> None:
    assert propose(browser, cast, who, level="stop").status == status


def test_others_do_not_switch_and_strangers_do_not_see(browser: Browser, cast: Cast, db: Session) -> None:
    propose(browser, cast, level="stop")
    address = f"/likums/izmainas/{made(db).id}"
    assert browser.as_(cast.ilze).post(f"{address}/ieslegt").status == 403
    assert browser.as_(cast.martins).get(address).status == 404
    assert browser.as_(cast.martins).post(f"{address}/ieslegt").status == 404
    assert made(db).state is State.PROPOSED
