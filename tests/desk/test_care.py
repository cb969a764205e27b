"""Safety in the inbox of the supervisor, the learner and the guardian."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.clock import today
from app.safety import actions
from app.safety.incidents import Incident, Stage
from tests.browser import Browser
from tests.stages import play


def test_each_sees_what_is_theirs(browser: Browser, cast: Cast, db: Session) -> None:
    placement = play(db, cast, "instruction-turn")
    assert "Apstipriniet instruktāžas un aizsardzības līdzekļus" in browser.as_(cast.martins).get("/").words
    assert "Iepazīstieties ar darba riskiem" in browser.as_(cast.anna).get("/").words
    placement.starts = today() - timedelta(days=1)
    for person in (cast.aigars, cast.dace):
        assert "Jānovada: Ievadapmācība, Sākotnējā instruktāža" in browser.as_(person).get("/").words
    actions.describe(db, cast.actor("dace"), placement, risks="")
    assert "Iepazīstieties ar darba riskiem" not in browser.as_(cast.anna).get("/").words


def test_an_accident_is_a_task_until_its_act_is_approved(browser: Browser, cast: Cast, db: Session) -> None:
    cast.school.director = cast.guntis
    play(db, cast, "running", number=5)
    assert "Nelaimes gadījuma akts gaida" in browser.as_(cast.guntis).get("/").words
    assert "nelaimes gadījum" not in browser.as_(cast.ilze).get("/").words.lower()
    incident = db.scalars(select(Incident)).one()
    incident.state = Stage.OPEN
    for person in (cast.ilze, cast.aigars, cast.dace):
        assert "Jāizmeklē nelaimes gadījums" in browser.as_(person).get("/").words
    assert "Nelaimes gadījuma akts gaida" not in browser.as_(cast.guntis).get("/").words
