"""The supervisor records an instruction on the phone, for several learners at once."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.clock import today
from app.notifications.models import Message, Notice
from app.placements.models import Placement, State
from app.safety import actions
from app.safety.models import About, Instruction
from app.safety.models import State as Stage
from app.safety.topics import CHECKLISTS, Kind
from tests.browser import Browser
from tests.safety.conftest import Place


def found(db: Session) -> list[Instruction]:
    return list(db.scalars(select(Instruction).order_by(Instruction.id)))


def sent(kind: Kind, *placements: Placement, **more: object) -> dict[str, object]:
    return {
        "placement": [p.id for p in placements],
        "kind": kind.value,
        "on": today().isoformat(),
        "topic": list(CHECKLISTS[kind]),
        **more,
    }


def test_two_learners_at_once_and_one_who_has_not_understood(
    browser: Browser, cast: Cast, db: Session, place: Place, marta: Placement
) -> None:
    office = cast.company.organisation
    actions.add_item(
        db, cast.actor("dace"), office, about=About.WORKPLACE, text="Lakošanas telpas durvis vienmēr ciet"
    )
    me = browser.as_(cast.aigars)
    page = me.get(f"/drosiba/instruktaza?veids=initial&vieta={place.placement.id}")
    assert "749: 16.1" in page.words and "Lakošanas telpas durvis vienmēr ciet" in page.words
    ticked = [box for box in page.page.all("input", name_="placement") if "checked" in box]
    assert len(ticked) == 2, "it is due for both"
    own = ["Lakošanas telpas durvis vienmēr ciet", "Nav mūsu sarakstā"]
    answer = me.post(
        "/drosiba/instruktaza", sent(Kind.INITIAL, place.placement, marta, own=own, failed=[marta.id])
    )
    assert answer.status == 303
    first, second = found(db)
    assert (first.state, second.state) == (Stage.WAITING, Stage.FAILED)
    assert (first.no, second.no) == (1, 2) and first.own_topics == own[:1]
    assert first.instructor == cast.aigars and first.instructor_role == cast.mentor.occupation
    browser.work()
    told = db.scalars(select(Notice.person_id).where(Notice.verb == "safety.instruct")).all()
    assert told == [cast.martins.id], "whoever has not understood has nothing to confirm"
    subject = db.scalars(select(Message.subject).where(Message.person_id == cast.martins.id)).all()
    assert subject == ["Sākotnējā instruktāža darba vietā: apstipriniet, ka tā notikusi"]


def test_the_first_ones_are_whole_and_later_ones_say_why(
    browser: Browser, cast: Cast, db: Session, place: Place
) -> None:
    me = browser.as_(cast.aigars)
    wrong = [
        (sent(Kind.INDUCTION, place.placement, topic=["12.1"]), "Darba kārtība"),
        (sent(Kind.TARGETED, place.placement), "Uzrakstiet, kādēļ instruktāža notika"),
        (sent(Kind.REPEATED, place.placement, topic=[]), "Atzīmējiet izskaidroto"),
        (sent(Kind.INITIAL), "Atzīmējiet, kas tika instruēts"),
        (
            sent(Kind.INITIAL, place.placement, on=str(today() + timedelta(days=1))),
            "Instruktāžu ieraksta, kad tā ir notikusi",
        ),
    ]
    for values, said in wrong:
        answer = me.post("/drosiba/instruktaza", values)
        assert answer.status == 422 and said in answer.words, said
    assert found(db) == []
    reason = "Jumta seguma demontāža"
    done = me.post(
        "/drosiba/instruktaza", sent(Kind.TARGETED, place.placement, topic=["18.3"], reason=reason)
    )
    assert done.status == 303 and found(db)[0].reason == reason


def test_nothing_half_done_and_only_by_the_company(
    browser: Browser, cast: Cast, db: Session, place: Place, marta: Placement
) -> None:
    marta.state = State.CANCELLED
    values = sent(Kind.INITIAL, place.placement, marta)
    assert browser.as_(cast.aigars).post("/drosiba/instruktaza", values).status == 422
    assert found(db) == [], "not for one without the other"
    marta.state = State.CONCLUDED
    for person in (cast.ilze, cast.martins, cast.anna):
        assert browser.as_(person).post("/drosiba/instruktaza", values).status == 403
    assert browser.as_(cast.martins).get("/drosiba/instruktaza").status == 403
    browser.as_(cast.stranger).post("/drosiba/instruktaza", values)
    assert found(db) == []
    assert browser.as_(cast.dace).post("/drosiba/instruktaza", values).status == 303
