"""The learner confirms or does not agree; the check is repeated; the placement begins."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.closing.papers import papers
from app.demo.cast import Cast
from app.documents.models import Document
from app.documents.models import State as DocumentState
from app.kit.clock import today
from app.notifications.models import Notice
from app.placements.models import Placement
from app.placements.models import State as Life
from app.safety import actions
from app.safety.facts import standing
from app.safety.models import State
from app.safety.topics import Kind
from tests.browser import Browser
from tests.safety.conftest import Place, state
from tests.stages import play


def test_one_tap_each_and_the_placement_begins(browser: Browser, cast: Cast, db: Session) -> None:
    placement = play(db, cast, "instruction-turn")
    assert state(placement) is Life.CONCLUDED
    me = browser.as_(cast.martins)
    page = me.get("/drosiba")
    assert "Ievadapmācība" in page.words and "Darba apavi" in page.words
    url = page.page.all("a", words="Ugunsdrošības instruktāža")[0]["href"]
    asked = url
    for _each in range(3):
        asked = me.get(url).page.form("/apstiprinat").action
        answer = me.post(asked)
        assert answer.status == 303
        url = answer.to  # the next that waits
    assert url == "/drosiba", "then the equipment"
    assert state(placement) is Life.ACTIVE
    assert me.post(asked).status == 409, "once is enough"
    assert "placements.activate" in db.scalars(select(Trail.verb)).all()


def test_who_may_confirm(browser: Browser, cast: Cast, place: Place, marta: Placement) -> None:
    url = f"/instruktazas/{place.instruct().id}"
    for person in (cast.aigars, cast.ilze, cast.anna, cast.dace):
        assert browser.as_(person).post(f"{url}/apstiprinat").status == 403
    for person in (cast.stranger, marta.learner.person):
        assert browser.as_(person).post(f"{url}/apstiprinat").status == 404
        assert browser.as_(person).get(url).status == 404
    assert not standing(place.db, place.placement).first


def test_not_agreed_then_held_again(browser: Browser, cast: Cast, db: Session, place: Place) -> None:
    made = place.instruct()
    me, mentor = browser.as_(cast.martins), browser.as_(cast.aigars)
    url = f"/instruktazas/{made.id}"
    assert me.post(f"{url}/nepiekritu", {"reason": ""}).status == 422
    assert me.post(f"{url}/nepiekritu", {"reason": "Zāģi nerādīja."}).status == 303
    assert state(made) is State.DISPUTED
    told = set(db.scalars(select(Notice.person_id).where(Notice.verb == "safety.dispute")))
    assert told == {cast.aigars.id, cast.dace.id, cast.ilze.id}
    assert "Zāģi nerādīja." in mentor.get(url).words
    assert me.post(f"{url}/apstiprinat").status == 409
    for person in (cast.martins, cast.ilze):
        assert browser.as_(person).post(f"{url}/atkartot", {"passed": "yes"}).status == 403
    early = {"on": str(made.on - timedelta(days=1)), "passed": "yes"}
    assert mentor.post(f"{url}/atkartot", early).status == 409 and made.tries == 1
    assert mentor.post(f"{url}/atkartot", {"on": today().isoformat(), "passed": "no"}).status == 303
    assert (state(made), made.tries, made.dispute) == (State.FAILED, 2, "")
    assert not standing(db, place.placement).passed
    assert mentor.post(f"{url}/atkartot", {"on": today().isoformat(), "passed": "yes"}).status == 303
    assert me.post(f"{url}/apstiprinat").status == 303
    assert (state(made), made.tries) == (State.CONFIRMED, 3)
    assert mentor.post(f"{url}/atsaukt").status == 409, "what both confirmed stays"


def test_withdrawn_by_mistake(browser: Browser, cast: Cast, place: Place) -> None:
    made = place.instruct(Kind.FIRE)
    url = f"/instruktazas/{made.id}/atsaukt"
    assert browser.as_(cast.martins).post(url).status == 403
    assert browser.as_(cast.stranger).post(url).status == 404
    assert browser.as_(cast.aigars).post(url).status == 303
    assert state(made) is State.WITHDRAWN
    assert "Ugunsdrošības instruktāža 749" not in browser.as_(cast.ilze).get(place.url).words


def test_the_sheet_is_kept_and_read(browser: Browser, cast: Cast, db: Session, place: Place) -> None:
    ilze = browser.as_(cast.ilze)
    assert ilze.post(f"{place.url}/lapa").status == 409, "nothing confirmed yet"
    for kind in (Kind.INDUCTION, Kind.INITIAL):
        place.confirmed(kind)
    for person in (cast.aigars, cast.martins):
        assert browser.as_(person).post(f"{place.url}/lapa").status == 403
    assert browser.as_(cast.stranger).post(f"{place.url}/lapa").status == 404
    answer = ilze.post(f"{place.url}/lapa")
    assert answer.status == 303
    [document] = db.scalars(select(Document).where(Document.kind == "safety"))
    assert document.state is DocumentState.ISSUED and answer.to == document.address
    values = document.edition.values
    assert values["code"] == cast.martins.personal_code and len(values["rows"]) == 2
    assert values["rows"][0]["confirmed"].startswith("Mārtiņš Krūmiņš, ")
    place.confirmed(Kind.FIRE)
    ilze.post(f"{place.url}/lapa")
    assert [e.no for e in document.editions] == [1, 2]
    for person, status in ((cast.dace, 200), (cast.martins, 200), (cast.anna, 200), (cast.aigars, 404)):
        assert browser.as_(person).get(document.address).status == status


def test_the_file_of_the_placement_holds_it(db: Session, place: Place) -> None:
    assert "Instruktāžu lapa" not in [paper.title for paper in papers(db, place.placement)]
    place.confirmed(Kind.INDUCTION)
    db.flush()
    [paper] = [each for each in papers(db, place.placement) if each.title == "Instruktāžu lapa"]
    assert paper.bytes_of().startswith(b"%PDF")
    actions.keep_sheet(db, place.cast.actor("ilze"), place.placement)
    db.flush()
    assert [each.title for each in papers(db, place.placement)].count("Instruktāžu lapa") == 1
