"""An employment contract or a stipend agreement, and the next one after it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.db import store_of
from app.kit.errors import Refused
from app.pay import actions
from app.pay.models import ConcludedBy, Instrument, Rate
from app.pay.queries import agreements, pay_of
from app.placements.models import Placement, State
from tests.browser import Browser

DAY = timedelta(days=1)
TYPED = {"instrument": "stipend", "number": "7", "amount": "150,50", "rate": "month", "concluded_by": "both"}


def form(placement: Placement, **changes: str) -> dict[str, str]:
    assert placement.starts is not None
    return {**TYPED, "starts": placement.starts.isoformat(), **changes}


def test_the_company_enters_it_with_a_copy(
    db: Session, cast: Cast, ready: Placement, browser: Browser
) -> None:
    url = f"/vietas/{ready.id}/samaksa"
    dace = browser.as_(cast.dace)
    assert 'value="both" checked' in dace.get(f"{url}/jauna").text, "the learner is 17"
    file = {"file": ("vienošanās.pdf", b"%PDF-1.7 x", "application/pdf")}
    answer = dace.post(f"{url}/jauna", form(ready), files=file)
    assert (answer.status, answer.to) == (303, url)
    agreed = pay_of(db, ready)
    assert agreed is not None
    assert (agreed.instrument, agreed.amount, agreed.concluded_by) == (
        Instrument.STIPEND,
        Decimal("150.50"),
        ConcludedBy.BOTH,
    )
    assert store_of(db).get(agreed.file_sha256 or "") == b"%PDF-1.7 x"
    for who in ("ilze", "guntis", "martins", "anna"):
        page = browser.as_(cast.people[who]).get(url)
        assert page.status == 200, who
        assert "150,50" in page.words, who
        assert browser.as_(cast.people[who]).get(f"/samaksa/{agreed.id}/datne").bytes == b"%PDF-1.7 x"
    assert browser.as_(cast.aigars).get(url).status == 403, "the mentor does not see what is paid"
    assert browser.as_(cast.aigars).get(f"/samaksa/{agreed.id}/datne").status == 404
    assert f'href="{url}"' not in browser.as_(cast.aigars).get(ready.address).text
    assert browser.as_(cast.stranger).get(url).status == 404


def test_a_new_one_replaces_the_former_from_its_day(db: Session, cast: Cast, ready: Placement) -> None:
    ilze, starts = cast.actor("ilze"), ready.starts
    assert starts is not None
    first = actions.agree(db, ilze, ready, instrument=Instrument.STIPEND, amount=Decimal(150))
    later = starts + 40 * DAY
    second = actions.agree(
        db, ilze, ready, instrument=Instrument.WAGE, starts=later, amount=Decimal("4.50"), rate=Rate.HOUR
    )
    assert (first.starts, first.ended_on) == (starts, later - DAY)
    with pytest.raises(Refused):
        actions.agree(db, ilze, ready, instrument=Instrument.WAGE, starts=later)
    assert ready.ends is not None
    with pytest.raises(Refused):
        actions.agree(db, ilze, ready, instrument=Instrument.WAGE, starts=ready.ends + DAY)
    actions.correct(db, ilze, second, starts=later + DAY)
    assert first.ended_on == later
    with pytest.raises(Refused):
        actions.correct(db, ilze, second, starts=starts)
    with pytest.raises(Refused):
        actions.end(db, ilze, first, on=later + 2 * DAY)
    actions.end(db, ilze, second, on=later + 9 * DAY)
    actions.remove(db, ilze, second)
    assert agreements(db, ready.id) == [first]
    assert first.ended_on == later + 9 * DAY, "it holds as long as what replaced it did"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("starts", "", "Aizpildiet"), ("amount", "-1", "Vismaz"), ("week_hours", "61", "Ne vairāk")],
)
def test_bad_input_comes_back(
    db: Session, cast: Cast, ready: Placement, browser: Browser, field: str, value: str, message: str
) -> None:
    answer = browser.as_(cast.ilze).post(f"/vietas/{ready.id}/samaksa/jauna", form(ready, **{field: value}))
    assert answer.status == 422
    assert message in answer.words
    assert 'value="7"' in answer.text
    assert agreements(db, ready.id) == []


def test_only_papers_and_pictures(db: Session, cast: Cast, ready: Placement, browser: Browser) -> None:
    for name, data in (("a.html", b"<script>"), ("a.pdf", b"MZ"), ("a.exe", b"%PDF-")):
        answer = browser.as_(cast.ilze).post(
            f"/vietas/{ready.id}/samaksa/jauna", form(ready), files={"file": (name, data, "text/html")}
        )
        assert answer.status == 422, name
    assert agreements(db, ready.id) == []


def test_who_may_and_when(db: Session, cast: Cast, ready: Placement, browser: Browser) -> None:
    url = f"/vietas/{ready.id}/samaksa/jauna"
    for who in ("guntis", "martins", "anna", "aigars"):
        assert browser.as_(cast.people[who]).post(url, form(ready)).status == 403, who
    assert browser.as_(cast.stranger).post(url, form(ready)).status == 404
    ready.state = State.CANCELLED
    db.commit()
    assert browser.as_(cast.ilze).post(url, form(ready)).status == 409
    assert agreements(db, ready.id) == []


def test_two_at_once_are_told(db: Session, cast: Cast, ready: Placement, browser: Browser) -> None:
    agreed = actions.agree(db, cast.actor("ilze"), ready, instrument=Instrument.STIPEND)
    db.commit()
    ilze, url = browser.as_(cast.ilze), f"/samaksa/{agreed.id}"
    mine = form(ready, version=str(agreed.version))
    assert ilze.post(url, {**mine, "number": "cits"}).status == 303
    assert ilze.post(url, mine).status == 409
    assert agreed.number == "cits"
    assert ilze.post(f"{url}/beigt", {"on": "1.01.2000."}).status == 422
    for who, status in (("martins", 403), ("aigars", 404), ("stranger", 404)):
        for path in (url, f"{url}/beigt", f"{url}/dzest"):
            answer = browser.as_(cast.people[who]).post(path, {**mine, "on": "1.01.2030."})
            assert answer.status == status, (who, path)
    assert ilze.post(f"{url}/dzest").status == 303
    assert agreements(db, ready.id) == []
