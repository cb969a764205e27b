"""One order of the school for many internships, signed by the director (481: 6.1.6)."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Party
from app.internships import actions
from app.internships.models import OrderState, PracticeOrder
from app.internships.queries import in_force
from app.kit.errors import Forbidden, Refused
from app.placements.models import Placement
from app.placements.models import State as Stage
from tests.browser import Browser
from tests.internships.conftest import coded, sign


def test_a_group_gets_one_order_and_the_director_signs_it(
    db: Session, cast: Cast, placement: Placement, second: Placement, browser: Browser
) -> None:
    ilze = browser.as_(cast.ilze)
    assert "Mārtiņš Krūmiņš" in ilze.get("/rikojumi").words
    answer = ilze.post("/rikojumi", {"chosen": [str(placement.id), str(second.id)]})
    assert answer.status == 303
    order = db.query(PracticeOrder).one()
    assert len(order.rows) == 2
    page = ilze.get(answer.to)
    assert "Elza Āboliņa" in page.words
    assert "Rīkojumā ir katra izglītojamā personas kods" in page.words
    assert f'href="/izglitojamie/{second.learner_id}"' in page.text
    refused = ilze.post(f"/rikojumi/{order.id}/nosutit")
    assert refused.status == 409
    assert "481: 6.1.6" in refused.words
    coded(db, second.learner, "020208-20028")
    sent = {
        "number": "1-9/45",
        "person_id": str(cast.ilze.id),
        "position": "prakses vadītāja",
        "chosen": [str(placement.id), str(second.id)],
        "version": str(order.version),
    }
    assert ilze.post(f"/rikojumi/{order.id}", sent | {"position": ""}).status == 422
    assert ilze.post(f"/rikojumi/{order.id}", sent).status == 303
    assert ilze.get(f"/rikojumi/{order.id}/melnraksts").bytes.startswith(b"%PDF")
    assert ilze.post(f"/rikojumi/{order.id}/nosutit").status == 303
    assert (order.state, order.number) == (OrderState.OUT, "1-9/45")
    assert order.document is not None
    assert [(s.party, s.person) for s in order.document.signers] == [(Party.SCHOOL, cast.guntis)]
    rows = order.document.edition.values["rows"]
    assert [row["code"] for row in rows] == ["020208-20028", cast.martins.personal_code]
    assert {row["supervisor"] for row in rows} == {"prakses vadītāja Ilze Dreimane"}
    page = ilze.get(f"/rikojumi/{order.id}")
    assert "020208" not in page.text, "personal codes are in the document only"
    sign(db, order.document)
    assert order.state is OrderState.SIGNED
    assert set(in_force(db, [placement.id, second.id])) == {placement.id, second.id}
    assert "nosūtīja praksē ar iestādes rīkojumu" in ilze.get(f"/vietas/{placement.id}/notikumi").words
    assert "1-9/45" in ilze.get("/rikojumi").words


def test_an_amendment_is_an_order_of_its_own(
    db: Session, cast: Cast, placement: Placement, order: PracticeOrder, browser: Browser
) -> None:
    ilze = cast.actor("ilze")
    actions.send_order(db, ilze, order)
    assert order.number == f"PR-{order.created_at.year}/1"
    sign(db, order.document)
    assert placement.ends
    placement.ends += timedelta(days=7)
    db.commit()
    answer = browser.as_(cast.ilze).post(f"/rikojumi/{order.id}/grozit")
    made = db.query(PracticeOrder).filter_by(amends_id=order.id).one()
    assert answer.to == f"/rikojumi/{made.id}"
    actions.send_order(db, ilze, made)
    sign(db, made.document)
    assert in_force(db, [placement.id])[placement.id].ends == placement.ends
    last = actions.amend_order(db, ilze, made)
    actions.edit_order(db, ilze, last, [placement], struck=frozenset({placement.id}))
    actions.send_order(db, ilze, last)
    sign(db, last.document)
    assert in_force(db, [placement.id]) == {}


def test_withdrawn_declined_and_corrected(
    db: Session, cast: Cast, order: PracticeOrder, browser: Browser
) -> None:
    ilze = browser.as_(cast.ilze)
    actions.send_order(db, cast.actor("ilze"), order)
    db.commit()
    assert ilze.post(f"/rikojumi/{order.id}/dzest").status == 409
    assert ilze.post(f"/rikojumi/{order.id}/atsaukt").status == 303
    again = ilze.post(f"/rikojumi/{order.id}/labot")
    made = db.query(PracticeOrder).filter_by(state=OrderState.DRAFT).one()
    assert again.to == f"/rikojumi/{made.id}"
    actions.send_order(db, cast.actor("ilze"), made)
    db.commit()
    assert made.document
    guntis = browser.as_(cast.guntis)
    assert guntis.post(f"/dokumenti/{made.document.id}/atteikt", {"reason": "Cits datums"}).status == 303
    assert made.state is OrderState.DECLINED
    assert "Cits datums" in ilze.get(f"/rikojumi/{made.id}").words
    third = actions.correct_order(db, cast.actor("ilze"), made)
    db.commit()
    number = third.id
    assert ilze.post(f"/rikojumi/{number}/dzest").status == 303
    db.expire_all()
    assert db.get(PracticeOrder, number) is None


def test_who_may_not_and_what_not(
    db: Session, cast: Cast, placement: Placement, order: PracticeOrder, browser: Browser
) -> None:
    for who in (cast.dace, cast.aigars, cast.martins):
        assert browser.as_(who).get("/rikojumi").status == 403
        assert browser.as_(who).get(f"/rikojumi/{order.id}").status == 404
    assert browser.as_(cast.stranger).get(f"/rikojumi/{order.id}").status == 404
    assert browser.as_(cast.guntis).post(f"/rikojumi/{order.id}/nosutit").status == 403
    with pytest.raises(Forbidden):
        actions.draft_order(db, cast.actor("guntis"), cast.school, [placement])
    ilze = cast.actor("ilze")
    with pytest.raises(Refused):
        actions.edit_order(db, ilze, order, [placement], struck=frozenset({placement.id}))
    placement.state = Stage.COMPLETED
    with pytest.raises(Refused):
        actions.draft_order(db, ilze, cast.school, [placement])
    with pytest.raises(Refused):
        actions.draft_order(db, ilze, cast.school, [])
    assert len(order.rows) == 1
