"""What the law is told, that a placement starts by itself, and that a policy's end is told in time."""

from datetime import timedelta
from decimal import Decimal

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.jobs.models import Job
from app.kit import rules
from app.kit.clock import now, today
from app.kit.rules import Moment
from app.law.beginning import begun, load
from app.law.figures import figures_on
from app.law.queries import judge
from app.pay import actions
from app.pay.filling import fill
from app.pay.jobs import warn_of_ends
from app.pay.models import FundingProgramme, Instrument, Policy, Rate
from app.pay.queries import agreements
from app.placements.models import Placement, State
from tests.browser import Browser, Queries
from tests.letters import Post

DAY = timedelta(days=1)
OURS = {"R25", "R26", "R27", "R28", "R29", "R59", "R60"}


def broken(db: Session, placement: Placement, moment: Moment = Moment.START) -> set[str]:
    return {each.rule.code for each in judge(db, placement, moment)} & OURS


def insure(db: Session, cast: Cast, placement: Placement, short: int = 0) -> list[Policy]:
    assert placement.starts is not None
    assert placement.ends is not None
    return [
        actions.add_policy(
            db,
            cast.actor("ilze"),
            keeper,
            insurer="Daugava",
            number=number,
            starts=placement.starts,
            ends=placement.ends - short * DAY,
        )
        for number, keeper in (("NG", cast.school), ("CTA", cast.company))
    ]


def test_the_law_is_told(db: Session, cast: Cast, ready: Placement, queries: Queries) -> None:
    ilze = cast.actor("ilze")
    assert broken(db, ready) == {"R25", "R28", "R29"}
    first, _second = insure(db, cast, ready, short=1)
    assert broken(db, ready) == {"R25", "R28", "R29"}
    actions.correct_policy(db, ilze, first, ends=first.ends + DAY)
    agreed = actions.agree(db, ilze, ready, instrument=Instrument.STIPEND, amount=Decimal(281))
    assert broken(db, ready) == {"R29"}
    assert broken(db, ready, Moment.WORK) == {"R26", "R29"}
    actions.correct(db, ilze, agreed, instrument=Instrument.WAGE, week_hours=Decimal(20))
    actions.correct(db, ilze, agreed, amount=Decimal("4.40"), rate=Rate.HOUR)
    assert "R27" in broken(db, ready)
    actions.correct(db, ilze, agreed, amount=Decimal("4.50"))
    assert "R27" not in broken(db, ready)
    db.commit()
    cases = begun(db, load(db, [ready.id]), figures_on)
    with queries(at_most=3):
        fill(db, cases)


def test_funding(db: Session, cast: Cast, ready: Placement, browser: Browser) -> None:
    ilze, list_ = browser.as_(cast.ilze), "/skola/finansejums"
    for name in ("ESF", "Šveice"):
        assert ilze.post(list_, {"name": name, "costs": ["mentor", "pay"]}).status == 303
    assert ilze.post(list_, {"name": "ESF"}).status == 422
    ids = [str(number) for number in db.scalars(select(FundingProgramme.id).order_by(FundingProgramme.id))]
    url = f"/vietas/{ready.id}/finansejums"
    assert ilze.post(url, {"programmes": ids[:1]}).status == 303
    assert broken(db, ready) & {"R59", "R60"} == {"R60"}
    check = f"/uznemumi/{cast.company.id}/parbaude"
    assert ilze.post(check, {"on": (today() + DAY).isoformat()}).status == 422
    assert ilze.post(check, {"on": today().isoformat()}).status == 303
    assert ilze.post(url, {"programmes": ids}).status == 303
    assert broken(db, ready, Moment.WORK) & {"R59", "R60"} == {"R59"}
    assert "ESF, Šveice" in ilze.get(f"/vietas/{ready.id}/samaksa").words
    assert ilze.post(f"{list_}/{ids[1]}", {"name": "Šveice", "costs": ["health"]}).status == 303
    assert "R59" not in broken(db, ready, Moment.WORK)
    for who, status in (("dace", 403), ("martins", 403), ("stranger", 404)):
        assert browser.as_(cast.people[who]).post(url, {}).status == status, who
    assert browser.as_(cast.aigars).post(check, {"on": today().isoformat()}).status == 403
    assert browser.as_(cast.stranger).get(f"{list_}/{ids[0]}").status == 404
    assert browser.as_(cast.guntis).post(list_, {"name": "X"}).status == 403


def state(placement: Placement) -> State:
    return placement.state


def test_the_last_thing_missing_lets_it_start(
    db: Session, cast: Cast, ready: Placement, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When only pay and insurance were open: at once after the agreement, by a job after a policy."""
    monkeypatch.setattr(rules, "judges", [lambda *asked: [u for u in judge(*asked) if u.rule.code in OURS]])
    ready.state = State.CONCLUDED
    school, _company = insure(db, cast, ready)
    school.cancelled_at = now()
    actions.agree(db, cast.actor("dace"), ready, instrument=Instrument.STIPEND)
    db.commit()
    assert state(ready) is State.CONCLUDED
    assert browser.as_(cast.ilze).post(f"/polises/{school.id}/atjaunot").status == 303
    browser.work()
    assert state(ready) is State.ACTIVE
    ready.state = State.CONCLUDED
    (agreed,) = agreements(db, ready.id)
    actions.correct(db, cast.actor("dace"), agreed, number="7")
    assert state(ready) is State.ACTIVE


def test_a_policys_end_is_told_twice(
    app: FastAPI, db: Session, cast: Cast, ready: Placement, browser: Browser, post: Post
) -> None:
    ready.state = State.ACTIVE
    policy, _liability = insure(db, cast, ready)

    def letters() -> int:
        wanted = select(func.count()).where(Job.kind == "notifications.write")
        return db.scalar(wanted) or 0

    before, ilze = letters(), cast.actor("ilze")
    for days, wanted in ((40, 0), (30, 1), (30, 1), (20, 1), (7, 2), (7, 2)):
        policy.ends = today() + days * DAY
        warn_of_ends(db)
        assert letters() - before == wanted, days
    browser.work()
    assert any("NG" in one.subject and one.to == cast.ilze.email for one in post.new)
    next_ = actions.add_policy(
        db, ilze, cast.school, number="NG-2", starts=policy.ends + DAY, ends=ready.ends or today()
    )
    policy.reminded_days = None
    warn_of_ends(db)
    assert policy.reminded_days is None, "the next policy takes over"
    assert next_.reminded_days is None


def test_the_office_is_reminded(db: Session, cast: Cast, ready: Placement, browser: Browser) -> None:
    url = f"/vietas/{ready.id}/samaksa"
    ilze = browser.as_(cast.ilze)
    assert "Atgādināt" in ilze.get(url).words
    assert ilze.post(f"{url}/atgadinat").status == 303
    assert ilze.post(f"{url}/atgadinat").status == 409, "once a day"
    assert browser.as_(cast.dace).post(f"{url}/atgadinat").status == 403
    assert browser.as_(cast.stranger).post(f"{url}/atgadinat").status == 404
