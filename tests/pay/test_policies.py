"""Policies are entered once and serve many; gaps between them are named."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.identity.models import Organisation
from app.kit.errors import Refused
from app.pay import actions
from app.pay.models import Policy, Risk
from app.pay.queries import covers
from app.pay.spans import cover, gaps, joined
from app.placements.models import Placement
from tests.browser import Browser

DAY = timedelta(days=1)


def test_spans() -> None:
    a, b, c, d = (date(2026, 9, 1) + n * 10 * DAY for n in range(4))
    assert joined([(b, c), (a, b - DAY), (d, c)]) == [(a, c)]
    assert gaps([], a, d) == [(a, d)]
    assert gaps([(a - DAY, b), (b + 3 * DAY, d + DAY)], a, d) == [(b + DAY, b + 2 * DAY)]
    assert gaps([(b, c)], a, d) == [(a, b - DAY), (c + DAY, d)]
    assert gaps([(a, b), (b + DAY, d)], a, d) == []
    assert cover([], a) is None
    assert cover([(a, b), (c, d)], b) == (a, b)
    assert cover([(a, b), (c, d)], b + DAY) == (c, d)
    assert cover([(a, b)], d) == (a, b)
    assert cover([(a, b)], None) == (a, b)


def typed(placement: Placement, **changes: str) -> dict[str, str]:
    assert placement.starts is not None
    assert placement.ends is not None
    dates = {"starts": placement.starts.isoformat(), "ends": placement.ends.isoformat()}
    return {"insurer": "Daugava", "number": "NG-1", "everybody": "1", **dates, **changes}


def test_two_in_a_row_cover_together(db: Session, cast: Cast, ready: Placement, browser: Browser) -> None:
    assert ready.starts is not None
    ilze, half = browser.as_(cast.ilze), ready.starts + 50 * DAY
    assert ilze.post("/skola/polises/jauna", typed(ready, ends=half.isoformat())).status == 303
    covered = covers(db, ready)[Risk.ACCIDENT]
    assert covered.gaps == [(half + DAY, ready.ends)]
    page = ilze.get(f"/vietas/{ready.id}/samaksa")
    assert "Nav segts" in page.words
    assert "polises nav" in page.words, "of the company"
    after = typed(ready, number="NG-2", starts=(half + DAY).isoformat())
    assert ilze.post("/skola/polises/jauna", after).status == 303
    assert covers(db, ready)[Risk.ACCIDENT].whole
    assert "NG-2" in browser.as_(cast.anna).get(f"/vietas/{ready.id}/samaksa").words
    first = db.scalars(select(Policy).order_by(Policy.id)).first()
    assert first is not None
    assert ilze.post(f"/polises/{first.id}/atsaukt").status == 303
    assert covers(db, ready)[Risk.ACCIDENT].gaps == [(ready.starts, half)]
    assert ilze.post(f"/polises/{first.id}/atsaukt").status == 409
    assert ilze.post(f"/polises/{first.id}/atjaunot").status == 303
    assert covers(db, ready)[Risk.ACCIDENT].whole


def test_a_companys_policy_by_name(db: Session, cast: Cast, ready: Placement, browser: Browser) -> None:
    url = f"/uznemumi/{cast.company.id}/polises"
    dace = browser.as_(cast.dace)
    bare = typed(ready, everybody="")
    assert dace.post(f"{url}/jauna", bare).status == 422, "somebody is covered"
    named = bare | {"learners": str(cast.learner.id)}
    file = {"file": ("polise.pdf", b"%PDF-1.7", "application/pdf")}
    assert dace.post(f"{url}/jauna", named, files=file).status == 303
    policy = db.scalars(select(Policy)).one()
    assert (policy.risk, policy.organisation_id) == (Risk.LIABILITY, cast.company.id)
    assert covers(db, ready)[Risk.LIABILITY].whole
    assert "1 izglītojamo" in browser.as_(cast.ilze).get(url).words
    assert browser.as_(cast.ilze).get(f"/polises/{policy.id}/datne").status == 200
    assert browser.as_(cast.anna).get(f"/polises/{policy.id}/datne").status == 404, "it names others"
    ilze = browser.as_(cast.ilze)
    wide = typed(ready, version=str(policy.version))
    assert ilze.post(f"/polises/{policy.id}", wide).status == 303
    assert (policy.everybody, policy.insured) == (True, [])
    assert browser.as_(cast.anna).get(f"/polises/{policy.id}/datne").status == 200
    assert ilze.post(f"/polises/{policy.id}", wide).status == 409, "somebody saved meanwhile"
    with pytest.raises(Refused):
        actions.correct_policy(db, cast.actor("ilze"), policy, ends=policy.starts - DAY)


def test_who_may(db: Session, cast: Cast, ready: Placement, browser: Browser) -> None:
    company = f"/uznemumi/{cast.company.id}/polises"
    policy = actions.add_policy(
        db, cast.actor("dace"), cast.company, number="C", starts=date(2026, 1, 1), ends=date(2026, 12, 31)
    )
    db.commit()
    own = f"/polises/{policy.id}"
    for who, school, theirs in (
        ("guntis", 403, 403),
        ("dace", 403, 303),
        ("aigars", 403, 403),
        ("martins", 403, 404),
        ("stranger", 303, 404),
    ):
        somebody = browser.as_(cast.people[who])
        assert somebody.post("/skola/polises/jauna", typed(ready)).status == school, who
        assert somebody.post(f"{company}/jauna", typed(ready)).status == theirs, who
    for who, status in (("guntis", 403), ("aigars", 404), ("martins", 403), ("stranger", 404)):
        for path in (own, f"{own}/atsaukt", f"{own}/atjaunot"):
            answer = browser.as_(cast.people[who]).post(path, typed(ready))
            assert answer.status == status, (who, path)
    assert browser.as_(cast.aigars).get(company).status == 403
    assert browser.as_(cast.guntis).get(company).status == 200
    assert policy.cancelled_at is None
    mine = db.scalars(select(Policy).where(Policy.risk == Risk.ACCIDENT)).all()
    assert [p.organisation for p in mine] == [db.get(Organisation, cast.other_school.id)]
