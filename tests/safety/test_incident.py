"""An accident: told to all who must know, investigated, its act approved and kept."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document
from app.kit.clock import today
from app.notifications.models import Message, Notice
from app.placements.models import Placement
from app.safety.facts import standing
from app.safety.incidents import Incident, Stage
from app.safety.topics import Kind
from tests.browser import Browser
from tests.safety.conftest import Place, state

TOLD = {
    "on": today().isoformat(),
    "at": "00:05",
    "place": "Galdniecības cehs",
    "circumstances": "Iegrieza pirkstā, mainot asmeni.",
    "injury": "iegriezts pirksts",
}


def test_from_the_report_to_the_act(
    browser: Browser, cast: Cast, db: Session, place: Place, marta: Placement
) -> None:
    cast.school.director = cast.guntis
    place.confirmed(Kind.INITIAL, on=today() - timedelta(days=1))
    me = browser.as_(cast.martins)
    answer = me.post(f"{place.url}/negadijums", TOLD)
    assert answer.status == 303
    [one] = db.scalars(select(Incident))
    assert one.instructed and one.instructed[0].startswith("Sākotnējā instruktāža darba vietā, ")
    told = set(db.scalars(select(Notice.person_id).where(Notice.verb == "safety.report")))
    assert told == {p.id for p in (cast.aigars, cast.dace, cast.ilze, cast.guntis, cast.anna)}
    browser.work()
    [subject] = db.scalars(select(Message.subject).where(Message.person_id == cast.anna.id))
    assert subject.startswith("Nelaimes gadījums: Mārtiņš Krūmiņš")
    assert [d.kind for d in standing(db, place.placement).due() if d.late] == [Kind.UNPLANNED]
    for person in (marta.learner.person, cast.stranger):
        assert browser.as_(person).get(one.address).status == 404
        assert browser.as_(person).post(f"{one.address}/izmeklet").status == 404
    found = {"cause": "Asmens nebija nobloķēts.", "conclusions": "Instruēt visus."}
    for person in (cast.martins, cast.anna):
        assert browser.as_(person).post(f"{one.address}/izmeklet", found).status == 403
    director = browser.as_(cast.guntis)
    assert director.post(f"{one.address}/apstiprinat").status == 409, "not before it is investigated"
    office = browser.as_(cast.dace)
    half = office.post(f"{one.address}/izmeklet", {"cause": "Asmens nebija nobloķēts."})
    assert half.status == 422 and "Asmens nebija nobloķēts." in half.text and state(one) is Stage.OPEN
    assert office.post(f"{one.address}/izmeklet", found).status == 303
    for person in (cast.dace, cast.ilze):
        assert browser.as_(person).post(f"{one.address}/apstiprinat").status == 403
    assert browser.as_(cast.stranger).post(f"{one.address}/apstiprinat").status == 404
    assert standing(db, place.placement).open_incidents == 1
    assert director.post(f"{one.address}/apstiprinat").status == 303
    assert state(one) is Stage.CLOSED and standing(db, place.placement).open_incidents == 0
    [act] = db.scalars(select(Document).where(Document.kind == "incident"))
    assert act.edition.values["cause"] == found["cause"] and one.document_id == act.id
    assert browser.as_(cast.anna).get(act.address).status == 200
    assert browser.as_(cast.aigars).get(act.address).status == 404
    assert office.post(f"{one.address}/izmeklet", found).status == 409


def test_who_reports_and_when(browser: Browser, cast: Cast, db: Session, place: Place) -> None:
    url = f"{place.url}/negadijums"
    assert browser.as_(cast.anna).get(url).status == 403
    assert browser.as_(cast.anna).post(url, TOLD).status == 403
    assert browser.as_(cast.stranger).post(url, TOLD).status == 404
    mentor = browser.as_(cast.aigars)
    tomorrow = mentor.post(url, {**TOLD, "on": str(today() + timedelta(days=1))})
    assert tomorrow.status == 422 and "pēc tam, kad tas ir noticis" in tomorrow.words
    bad = mentor.post(url, {**TOLD, "at": "25:00", "circumstances": ""})
    assert bad.status == 422 and "Ierakstiet laiku" in bad.words and "Galdniecības cehs" in bad.text
    assert db.scalars(select(Incident)).all() == []
    for person in (cast.aigars, cast.ilze):
        assert browser.as_(person).post(url, TOLD).status == 303
