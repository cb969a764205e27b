"""A contract ends before its time: by agreement of all or by the notice of one side, on its last day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.effective import Standing, effective
from app.contracts.endings import actions
from app.contracts.endings.models import Ground, Side, State, Termination
from app.contracts.models import Contract
from app.demo.cast import Cast
from app.diary.models import Week
from app.diary.queries import done_hours
from app.documents.models import Party
from app.kit.clock import at, now, today
from app.kit.days import after_working_days
from app.kit.errors import Refused
from app.placements.models import State as Stage
from tests.browser import Browser
from tests.contracts.conftest import document_of, sign, sign_all
from tests.letters import Post


def drafted(
    db: Session,
    cast: Cast,
    contract: Contract,
    ground: Ground,
    side: Side = Side.SCHOOL,
    last_day: date | None = None,
    **more: object,
) -> Termination:
    made = actions.end_early(
        db,
        cast.actor("ilze"),
        contract,
        ground=ground,
        side=side,
        last_day=last_day or today(),
        **more,  # type: ignore[arg-type]
    )
    db.commit()
    return made


def test_by_agreement_all_sign_and_it_ends_on_its_day(
    db: Session, cast: Cast, concluded: Contract, browser: Browser, post: Post
) -> None:
    placement, ilze = concluded.placement, browser.as_(cast.ilze)
    last = today() + timedelta(days=9)
    assert ilze.get(f"/vietas/{placement.id}/izbeigt").status == 200
    fields = {"ground": "agreement", "side": "learner", "last_day": last.isoformat()}
    answer = ilze.post(f"/vietas/{placement.id}/izbeigt", fields)
    assert answer.status == 303
    page = ilze.follow(answer)
    for words in ("Puses vienojas", "Nosūtīt parakstīšanai", "Anna Krūmiņa"):
        assert words in page.words
    termination = db.scalars(select(Termination)).one()
    assert ilze.get(f"/izbeigsana/{termination.id}/melnraksts").bytes.startswith(b"%PDF")
    assert ilze.post(f"/izbeigsana/{termination.id}/nosutit").status == 303
    document = document_of(termination)
    assert [s.party for s in document.signers] == [Party.GUARDIAN, Party.COMPANY, Party.SCHOOL]
    assert document.number == f"{concluded.number}/IZB-1"
    sign(db, termination)
    assert termination.state is State.SENT
    sign_all(db, termination)
    assert (termination.state, placement.state) == (State.SIGNED, Stage.ACTIVE)
    before = placement.weeks
    browser.work()
    told = {one.to for one in post.new if "beidzas" in one.subject}
    assert told >= {cast.anna.email, cast.martins.email, cast.aigars.email, cast.ilze.email}
    soon = effective(db, placement, last + timedelta(days=1))
    assert soon
    assert (soon.standing, soon.terms.ends) == (Standing.ENDED, last)
    with at(now() + timedelta(days=9, minutes=1)):
        browser.work()
        db.refresh(termination)
        assert (termination.state, placement.state) == (State.ENDED, Stage.TERMINATED)
        assert placement.ends == last
        assert before.startswith(placement.weeks)
        weeks = db.scalars(select(Week.monday).where(Week.placement == placement))
        assert all(monday <= last for monday in weeks)
    page = ilze.get(f"/vietas/{placement.id}/ligums?uz={today().isoformat()}")
    assert "Līgums uz" in page.words
    assert ilze.get(f"/vietas/{placement.id}").status == 200


def test_one_side_gives_notice_and_the_others_are_told(
    db: Session, cast: Cast, concluded: Contract, browser: Browser, post: Post
) -> None:
    first = after_working_days(today(), 5)
    page = browser.as_(cast.ilze).post(
        f"/vietas/{concluded.placement_id}/izbeigt",
        {"ground": "no_mentor", "side": "company", "last_day": (first - timedelta(days=1)).isoformat()},
    )
    assert page.status == 422
    assert "5 darba dienas" in page.words
    with pytest.raises(Refused) as refused:
        drafted(db, cast, concluded, Ground.NO_MENTOR)
    assert [reason.clause for reason in refused.value.reasons] == ["484: 6.3"]
    made = drafted(db, cast, concluded, Ground.NO_MENTOR, Side.COMPANY, first)
    actions.send_termination(db, cast.actor("ilze"), made)
    assert [s.party for s in document_of(made).signers] == [Party.COMPANY]
    sign_all(db, made)
    assert made.state is State.SIGNED
    browser.work()
    assert {one.to for one in post.new if "beidzas" in one.subject} >= {cast.anna.email, cast.ilze.email}


def test_at_once_when_health_is_in_danger(db: Session, cast: Cast, concluded: Contract) -> None:
    placement = concluded.placement
    with pytest.raises(Refused, match="what has happened"):
        drafted(db, cast, concluded, Ground.COMPANY_BREACH, Side.LEARNER, endangered=True)
    words = "Darbgaldam nav aizsargu, uzņēmums tos neuzstāda."
    made = drafted(db, cast, concluded, Ground.COMPANY_BREACH, Side.LEARNER, endangered=True, words=words)
    actions.send_termination(db, cast.actor("ilze"), made)
    assert document_of(made).edition.values["words"] == words
    hours = done_hours(db, [placement.id])
    sign_all(db, made)
    assert (made.state, placement.state, made.ended_on) == (State.ENDED, Stage.TERMINATED, today())
    assert done_hours(db, [placement.id]) == hours
    for word in ("amend", "end"):
        with pytest.raises(Refused):
            drafted(db, cast, concluded, Ground.AGREEMENT, words=word)


def test_what_changes_nothing(db: Session, cast: Cast, concluded: Contract, browser: Browser) -> None:
    placement, ilze = concluded.placement, browser.as_(cast.ilze)
    made = drafted(db, cast, concluded, Ground.AGREEMENT, last_day=today() + timedelta(days=3))
    fields = {"ground": "left", "side": "school", "last_day": after_working_days(today(), 6).isoformat()}
    assert ilze.post(f"/izbeigsana/{made.id}", fields).status == 303
    assert (made.ground, made.side) == (Ground.LEFT, Side.SCHOOL)
    assert ilze.post(f"/izbeigsana/{made.id}/dzest").status == 303
    again = drafted(db, cast, concluded, Ground.AGREEMENT, last_day=today() + timedelta(days=3))
    assert ilze.post(f"/izbeigsana/{again.id}/nosutit").status == 303
    assert ilze.post(f"/izbeigsana/{again.id}/dzest").status == 409
    sign(db, again)
    assert ilze.post(f"/izbeigsana/{again.id}/atsaukt").status == 303
    third = drafted(db, cast, concluded, Ground.AGREEMENT, last_day=today() + timedelta(days=3))
    ilze.post(f"/izbeigsana/{third.id}/nosutit")
    document = document_of(third)
    answer = browser.as_(cast.anna).post(f"/dokumenti/{document.id}/atteikt", {"reason": "Negribam beigt."})
    assert answer.status == 303
    assert [one.state for one in (made, again, third)] == [State.WITHDRAWN, State.WITHDRAWN, State.DECLINED]
    found = effective(db, placement)
    assert found
    assert (placement.state, found.standing) == (Stage.ACTIVE, Standing.IN_FORCE)
    page = ilze.get(f"/vietas/{placement.id}/ligums")
    assert "IZB-2" in page.words


@pytest.mark.parametrize(("who", "status"), [("dace", 403), ("martins", 403), ("stranger", 404)])
def test_who_may_not(
    db: Session, cast: Cast, concluded: Contract, browser: Browser, who: str, status: int
) -> None:
    made = drafted(db, cast, concluded, Ground.AGREEMENT)
    theirs = browser.as_(cast.people[who])
    for path in ("izbeigt", "apturet", "parcelt"):
        assert theirs.get(f"/vietas/{concluded.placement_id}/{path}").status == status
        assert theirs.post(f"/vietas/{concluded.placement_id}/{path}").status == status
    for path in ("", "/nosutit", "/dzest", "/atsaukt"):
        assert theirs.post(f"/izbeigsana/{made.id}{path}").status == status
    assert theirs.post(f"/vietas/{concluded.placement_id}/pagarinat").status == status
    assert made.state is State.DRAFT
