"""The learning pauses and goes on; the diary asks for nothing in between."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.effective import Standing, effective
from app.contracts.endings import actions
from app.contracts.endings.models import Cause, Pause, Suspension
from app.contracts.jobs import bring_due
from app.contracts.models import Contract
from app.demo.cast import Cast
from app.diary.models import Week
from app.kit.clock import at, now, today
from app.kit.errors import Refused
from app.placements.models import State as Stage
from tests.browser import Browser
from tests.letters import Post


def mondays(db: Session, contract: Contract) -> set[object]:
    return set(db.scalars(select(Week.monday).where(Week.placement_id == contract.placement_id)))


def test_works(db: Session, cast: Cast, concluded: Contract, browser: Browser, post: Post) -> None:
    placement = concluded.placement
    assert placement.starts
    concluded_weeks = mondays(db, concluded)
    with at(now() + timedelta(days=(placement.starts - today()).days + 20)):
        begins, ilze = today(), browser.as_(cast.ilze)
        assert ilze.get(f"/vietas/{placement.id}/apturet").status == 200
        fields = {
            "cause": "illness",
            "starts": begins.isoformat(),
            "expected_until": (begins + timedelta(days=30)).isoformat(),
            "words": "Lauzta roka.",
        }
        assert ilze.post(f"/vietas/{placement.id}/apturet", fields).status == 303
        suspension = db.scalars(select(Suspension)).one()
        assert (suspension.state, placement.state) == (Pause.ON, Stage.SUSPENDED)
        left = mondays(db, concluded)
        assert left == {monday for monday in concluded_weeks if monday < begins}  # type: ignore[operator]
        found = effective(db, placement)
        assert found
        assert found.standing is Standing.SUSPENDED
        browser.work()
        told = {one.to for one in post.new if "apturētas" in one.subject}
        assert told >= {cast.anna.email, cast.martins.email, cast.aigars.email, cast.dace.email}
        assert "Ilgstoša slimība" in ilze.get(f"/vietas/{placement.id}/ligums").words
        again = ilze.post(f"/vietas/{placement.id}/apturet", fields)
        assert again.status == 422
    with at(now() + timedelta(days=(placement.starts - today()).days + 57)):
        ilze = browser.as_(cast.ilze)
        bring_due(db)
        bring_due(db)
        db.commit()
        browser.work()
        assert [one.to for one in post.new if "Vai mācībām jāturpinās" in one.subject] == [cast.ilze.email]
        for who, status in (("dace", 403), ("stranger", 404)):
            assert browser.as_(cast.people[who]).post(f"/apturesana/{suspension.id}/atsakt").status == status
        assert ilze.post(f"/apturesana/{suspension.id}/atsakt").status == 303
        assert (suspension.state, placement.state) == (Pause.OVER, Stage.ACTIVE)
        assert suspension.ended_on == today() - timedelta(days=1)
        back = mondays(db, concluded)
        this_week = today() - timedelta(days=today().weekday())
        assert back == left | {m for m in concluded_weeks if m >= this_week}  # type: ignore[operator]
        assert ilze.post(f"/apturesana/{suspension.id}/atsakt").status == 409


def test_planned_for_a_day_and_called_off(
    db: Session, cast: Cast, concluded: Contract, browser: Browser
) -> None:
    placement = concluded.placement
    assert placement.starts
    starts = max(placement.starts, today()) + timedelta(days=30)
    made = actions.suspend(db, cast.actor("ilze"), concluded, cause=Cause.LEAVE, starts=starts)
    db.commit()
    assert (made.state, placement.state) == (Pause.PLANNED, Stage.ACTIVE)
    actions.resume(db, cast.actor("ilze"), made)
    assert (made.state, placement.state) == (Pause.OVER, Stage.ACTIVE)
    assert mondays(db, concluded)
    second = actions.suspend(db, cast.actor("ilze"), concluded, cause=Cause.LEAVE, starts=starts)
    db.commit()
    with at(now() + (starts - today()) + timedelta(minutes=1)):
        browser.work()
        db.refresh(second)
        assert (second.state, placement.state) == (Pause.ON, Stage.SUSPENDED)


def test_not_outside_the_contract(db: Session, cast: Cast, concluded: Contract, sent: Contract) -> None:
    ends = concluded.placement.ends
    assert ends
    for starts, until in ((ends + timedelta(days=1), None), (ends, ends - timedelta(days=1))):
        with pytest.raises(Refused):
            actions.suspend(
                db, cast.actor("ilze"), concluded, cause=Cause.OTHER, starts=starts, expected_until=until
            )
    concluded.placement.state = Stage.CONCLUDED
    with pytest.raises(Refused, match="not begun"):
        actions.suspend(db, cast.actor("ilze"), concluded, cause=Cause.OTHER, starts=ends)
    assert db.scalar(select(Suspension.id)) is None
