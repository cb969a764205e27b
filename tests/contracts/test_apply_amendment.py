"""From the draft through signatures into force: on its day, never before, and whoever is new takes over."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.actions import add_mentor
from app.companies.models import Mentor
from app.contracts.amendments import actions
from app.contracts.amendments.models import Amendment, State
from app.contracts.effective import effective
from app.contracts.jobs import bring_due
from app.contracts.models import Contract
from app.demo.cast import Cast, actor_of
from app.diary import actions as diary
from app.diary.models import State as WeekState
from app.diary.models import Week
from app.diary.queries import loggable
from app.documents.models import Party
from app.kit.clock import at, now, today
from app.kit.errors import Forbidden, Refused
from app.pay.models import Instrument
from app.pay.queries import pay_of
from tests.browser import Browser
from tests.contracts.conftest import document_of, sign, sign_all
from tests.letters import Post


def change(db: Session, cast: Cast, contract: Contract, on: int = 0, **changes: object) -> Amendment:
    """Sent for signature, to begin so many days from now."""
    ilze = cast.actor("ilze")
    day = today() + timedelta(days=on)
    amendment = actions.amend(db, ilze, contract, changes=changes, takes_effect_on=day)
    actions.send_amendment(db, ilze, amendment)
    db.commit()
    return amendment


def written(db: Session, cast: Cast, contract: Contract) -> list[Week]:
    """The first two weeks at the company, logged and submitted by the learner."""
    found = list(db.scalars(select(Week).where(Week.placement == contract.placement).order_by(Week.monday)))[
        :2
    ]
    for week in found:
        day = loggable(contract.placement, week.monday)[0]
        with at(now().replace(year=day.year, month=day.month, day=day.day)):
            diary.log_day(db, cast.actor("martins"), week, on=day, hours=Decimal(7))
            diary.submit(db, cast.actor("martins"), week)
    return found


def test_a_change_of_mentor_from_draft_to_approvals(
    db: Session, cast: Cast, concluded: Contract, other: Mentor, browser: Browser, post: Post
) -> None:
    placement, aigars = concluded.placement, cast.actor("aigars")
    first, second = written(db, cast, concluded)
    diary.approve(db, aigars, first)
    amendment = change(db, cast, concluded, mentor_id=other.id)
    document = document_of(amendment)
    assert amendment.number == f"{concluded.number}/1"
    assert [s.party for s in document.signers] == [Party.GUARDIAN, Party.COMPANY, Party.SCHOOL]
    text = document.edition.values["changes"]
    assert text == [
        {
            "what": "Vadītājs uzņēmumā",
            "before": f"{cast.mentor.person.name}, {cast.mentor.occupation}",
            "after": "Baiba Egle",
        }
    ]
    sign(db, amendment)
    sign(db, amendment)
    assert (amendment.state, placement.mentor) == (State.SENT, cast.mentor), "two of three have signed"
    sign(db, amendment)
    assert (amendment.state, placement.mentor) == (State.IN_FORCE, other)
    baiba = actor_of(db, other.person)
    with pytest.raises(Forbidden):
        diary.approve(db, aigars, second)
    diary.approve(db, baiba, second)
    assert (first.state, first.decided_by_id) == (WeekState.APPROVED, cast.aigars.id)
    assert (second.state, second.decided_by_id) == (WeekState.APPROVED, other.person_id)
    db.commit()
    browser.work()
    assert {one.to for one in post.new if "Turpmāk Jūs vadāt" in one.subject} == {other.person.email}
    assert {one.to for one in post.new if "parakstījuši visi" in one.subject} >= {
        cast.aigars.email,
        cast.anna.email,
    }
    assert browser.as_(cast.aigars).get(f"/vietas/{placement.id}").status == 404
    page = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/ligums")
    for words in ("Baiba Egle", amendment.number, "Spēkā", "parakstījuši 3 no 3"):
        assert words in page.words


def test_on_its_day_and_never_before(
    db: Session, cast: Cast, concluded: Contract, other: Mentor, browser: Browser
) -> None:
    placement = concluded.placement
    amendment = change(db, cast, concluded, on=5, mentor_id=other.id)
    sign_all(db, amendment)
    assert (amendment.state, placement.mentor) == (State.SIGNED, cast.mentor)
    bring_due(db)
    assert placement.mentor == cast.mentor
    page = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/ligums?uz={amendment.since.isoformat()}")
    for words in ("Baiba Egle", "Līgums uz", "gaida spēkā stāšanās dienu"):
        assert words in page.words
    with at(now() + timedelta(days=4)):
        browser.work()
        assert placement.mentor == cast.mentor
    with at(now() + timedelta(days=5, minutes=1)):
        browser.work()
        db.refresh(amendment)
        assert (amendment.state, placement.mentor) == (State.IN_FORCE, other)
        bring_due(db)
        found = effective(db, placement)
        assert found
        assert found.mentor == other


def test_a_signature_that_comes_late_moves_the_day(
    db: Session, cast: Cast, concluded: Contract, other: Mentor
) -> None:
    amendment = change(db, cast, concluded, on=1, mentor_id=other.id)
    with at(now() + timedelta(days=3)):
        sign_all(db, amendment)
        assert amendment.since == today()
        before = effective(db, concluded.placement, today() - timedelta(days=1))
        assert before
        assert before.mentor == cast.mentor


def test_the_diary_follows_the_schedule(db: Session, cast: Cast, concluded: Contract) -> None:
    placement = concluded.placement
    approved, _second = written(db, cast, concluded)
    diary.approve(db, cast.actor("aigars"), approved)
    known = {week.monday for week in db.scalars(select(Week).where(Week.placement == placement))}
    assert placement.starts
    monday = placement.starts - timedelta(days=placement.starts.weekday())
    letters = list(placement.weeks)
    last = max(n for n, letter in enumerate(letters) if letter == "C")
    free = max(n for n, letter in enumerate(letters) if letter == "S")
    letters[last], letters[free] = "S", "C"
    amendment = change(db, cast, concluded, weeks="".join(letters), work_days="123")
    sign_all(db, amendment)
    now_known = {week.monday for week in db.scalars(select(Week).where(Week.placement == placement))}
    gone, come = monday + timedelta(weeks=last), monday + timedelta(weeks=free)
    assert (known - now_known, now_known - known) == ({gone}, {come})
    assert approved.state is WeekState.APPROVED
    assert placement.work_days == "123"


def test_declined_or_withdrawn_leaves_all_as_it_was(
    db: Session, cast: Cast, concluded: Contract, other: Mentor, browser: Browser, post: Post
) -> None:
    placement = concluded.placement
    amendment = change(db, cast, concluded, mentor_id=other.id)
    document = document_of(amendment)
    answer = browser.as_(cast.anna).post(
        f"/dokumenti/{document.id}/atteikt", {"reason": "Lai paliek Aigars."}
    )
    assert answer.status == 303
    assert (amendment.state, placement.mentor) == (State.DECLINED, cast.mentor)
    browser.work()
    assert any("atteikums" in one.subject and one.to == cast.ilze.email for one in post.new)
    again = change(db, cast, concluded, mentor_id=other.id)
    assert again.number.endswith("/2")
    sign(db, again)
    assert browser.as_(cast.dace).post(f"/grozijumi/{again.id}/atsaukt").status == 403
    assert browser.as_(cast.stranger).post(f"/grozijumi/{again.id}/atsaukt").status == 404
    assert browser.as_(cast.ilze).post(f"/grozijumi/{again.id}/atsaukt").status == 303
    assert (again.state, placement.mentor) == (State.WITHDRAWN, cast.mentor)
    assert browser.as_(cast.ilze).post(f"/grozijumi/{again.id}/atsaukt").status == 409
    assert browser.as_(cast.ilze).post(f"/grozijumi/{again.id}/nosutit").status == 409


def test_the_law_looks_at_who_would_supervise(
    db: Session, cast: Cast, concluded: Contract, browser: Browser
) -> None:
    ilze = cast.actor("ilze")
    unproven = add_mentor(db, ilze, cast.company, given_name="Uldis", family_name="Jaunais", email="u@x.lv")
    db.commit()
    page = browser.as_(cast.ilze).get(f"/vietas/{concluded.placement_id}/grozijumi/jauns?veids=vaditajs")
    assert f"/vaditaji/{unproven.id}/pieradijumi" in page.text
    amendment = actions.amend(
        db, ilze, concluded, changes={"mentor_id": unproven.id}, takes_effect_on=today()
    )
    with pytest.raises(Refused) as refused:
        actions.send_amendment(db, ilze, amendment)
    assert {"R20", "R21"} <= {reason.code for reason in refused.value.reasons}
    assert amendment.state is State.DRAFT


def test_sending_asks_again_whether_it_is_right(
    db: Session, cast: Cast, concluded: Contract, other: Mentor, browser: Browser
) -> None:
    ilze = cast.actor("ilze")
    amendment = actions.amend(db, ilze, concluded, changes={"mentor_id": other.id}, takes_effect_on=today())
    other.active = False
    db.commit()
    page = browser.as_(cast.ilze).get(f"/grozijumi/{amendment.id}")
    assert "Kāpēc nevar?" in page.words
    assert "484: 6.3" in page.words
    with pytest.raises(Refused):
        actions.send_amendment(db, ilze, amendment)
    assert (amendment.no, amendment.document_id, amendment.state) == (None, None, State.DRAFT)
    for who, status in (("dace", 403), ("martins", 403), ("stranger", 404)):
        assert browser.as_(cast.people[who]).post(f"/grozijumi/{amendment.id}/nosutit").status == status


def test_a_change_of_pay_is_the_next_agreement(db: Session, cast: Cast, concluded: Contract) -> None:
    placement = concluded.placement
    amendment = change(db, cast, concluded, pay_amount=Decimal(200))
    said = document_of(amendment).edition.values["changes"][0]
    assert (said["before"], said["after"]) == (
        "Vienošanās par stipendiju, 150,00\u00a0EUR mēnesī",
        "Vienošanās par stipendiju, 200,00\u00a0EUR mēnesī",
    )
    sign_all(db, amendment)
    now_paid = pay_of(db, placement)
    found = effective(db, placement)
    assert now_paid
    assert found
    assert (now_paid.amount, found.terms.pay_amount) == (Decimal(200), Decimal(200))
    assert now_paid.instrument is Instrument.STIPEND
