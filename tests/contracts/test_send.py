"""The contract goes out numbered, rendered once, and only when the regulation allows."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.contracts import actions
from app.contracts.models import Contract, State
from app.demo.cast import Cast
from app.documents.models import Document, Party, Series, Step
from app.kit.clock import today
from app.kit.db import store_of
from app.kit.errors import Refused
from app.notifications.models import Message
from app.placements.models import Placement
from app.placements.models import State as Stage
from app.plans.queries import plan_of
from tests.browser import Browser
from tests.contracts.conftest import document_of
from tests.letters import Post


def issued(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(Document)) or 0


def test_works(db: Session, cast: Cast, draft: Contract, browser: Browser) -> None:
    answer = browser.as_(cast.ilze).post(f"/ligumi/{draft.id}/nosutit")
    assert answer.status == 303
    assert draft.state is State.SENT
    assert draft.placement.state is Stage.SIGNING
    assert draft.number == f"DVB-{today().year}/1"
    document = document_of(draft)
    assert [(s.party, s.person, s.step) for s in document.signers] == [
        (Party.GUARDIAN, cast.anna, Step.ASKED),
        (Party.COMPANY, cast.dace, Step.WAITING),
        (Party.SCHOOL, cast.guntis, Step.WAITING),
    ]
    assert store_of(db).get(document.edition.sha256).startswith(b"%PDF")
    assert "Anna Krūmiņa" in browser.as_(cast.ilze).follow(answer).words


def test_the_schools_order_and_series_are_kept(db: Session, cast: Cast, draft: Contract) -> None:
    cast.school.signing_order = ["school", "company", "learner"]
    cast.school.series = "AAT-{n}/{year}"
    actions.send(db, cast.actor("ilze"), draft)
    assert [s.person for s in document_of(draft).signers] == [cast.guntis, cast.dace, cast.anna]
    assert draft.number == f"AAT-1/{today().year}"


def test_at_eighteen_the_learner_signs(db: Session, cast: Cast, draft: Contract) -> None:
    cast.martins.birth_date = date(today().year - 18, 1, 1)
    actions.send(db, cast.actor("ilze"), draft)
    first = document_of(draft).signers[0]
    assert (first.party, first.person) == (Party.LEARNER, cast.martins)


def test_the_first_signer_gets_a_letter_that_leads_there(
    db: Session, cast: Cast, sent: Contract, browser: Browser, post: Post
) -> None:
    browser.work()
    letter = next(one for one in post.new if one.to == cast.anna.email and str(sent.number) in one.subject)
    path = next(path for _text, path in letter.lines if path)
    assert path.startswith("/s/"), "Anna has no password"
    assert db.scalars(
        select(Message).where(Message.person_id == cast.anna.id, Message.template == "contracts.send")
    ).one()
    anna = browser.nobody()
    assert anna.get(path).status == 200
    page = anna.follow(anna.post(path))
    if page.status == 303:
        page = anna.follow(page)
    assert page.status == 200
    assert "Nosūtīt kodu" in page.words
    assert "Mārtiņš Krūmiņš" in page.words


def test_nobody_else_is_told_yet(cast: Cast, sent: Contract, browser: Browser, post: Post) -> None:
    browser.work()
    about_it = [letter.to for letter in post.new if str(sent.number) in letter.subject]
    assert about_it == [cast.anna.email]


def test_every_condition_stands_beside_the_disabled_button(
    db: Session, cast: Cast, draft: Contract, browser: Browser
) -> None:
    placement = draft.placement
    plan = plan_of(db, placement.id)
    assert plan is not None
    cast.school.director_id = None
    cast.martins.birth_date = None
    placement.mentor_id = None
    draft.amendment = draft.induction = " "
    placement.weeks = placement.weeks.replace("C", "S")
    db.commit()
    page = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/parbaudit")
    assert page.status == 200
    for clause in ("484: 7", "484: 9.1", "484: 6.3", "484: 9.2, 9.7, 9.10", "484: 8.1"):
        assert clause in page.words, clause
    placement = draft.placement
    learner, here = placement.learner_id, placement.address
    for place in ("/skola", f"/izglitojamie/{learner}", f"{here}/vaditajs", f"{here}/periods"):
        assert f'href="{place}"' in page.text, place
    assert f'href="{here}/parbaudit#nosacijumi"' in page.text
    assert 'aria-disabled="true"' in page.text
    assert f'action="/ligumi/{draft.id}/nosutit"' not in page.text
    answer = browser.as_(cast.ilze).post(f"/ligumi/{draft.id}/nosutit")
    assert answer.status == 409
    for clause in ("484: 9.1", "484: 6.3"):
        assert clause in answer.words
    assert draft.state is State.DRAFT


def test_warnings_do_not_stop_it(db: Session, cast: Cast, draft: Contract, browser: Browser) -> None:
    page = browser.as_(cast.ilze).get(f"/vietas/{draft.placement_id}/parbaudit")
    for clause in ("484: 9.8", "484: 6.4, 8.11", "484: 6.5, 9.10"):
        assert clause in page.words
    assert f'action="/ligumi/{draft.id}/nosutit"' in page.text
    actions.send(db, cast.actor("ilze"), draft)


def test_not_before_the_plan_is_approved(db: Session, cast: Cast, draft: Contract, browser: Browser) -> None:
    plan = plan_of(db, draft.placement_id)
    assert plan is not None
    plan.state = type(plan.state)("draft")
    db.commit()
    with pytest.raises(Refused) as refused:
        actions.send(db, cast.actor("ilze"), draft)
    assert "484: 8.4" in [reason.clause for reason in refused.value.reasons]
    assert issued(db) == 0
    assert db.scalar(select(Series.last)) is None, "no number is used up"
    assert draft.placement.state is Stage.DRAFT


def test_once_is_enough(db: Session, cast: Cast, sent: Contract, browser: Browser) -> None:
    number = sent.number
    answer = browser.as_(cast.ilze).post(f"/ligumi/{sent.id}/nosutit")
    assert answer.status == 409
    assert "Gaida parakstus" in answer.words
    assert (sent.number, issued(db)) == (number, 1)


@pytest.mark.parametrize("who", ["guntis", "dace", "aigars", "martins", "anna"])
def test_an_insider_without_the_right(
    db: Session, cast: Cast, draft: Contract, browser: Browser, who: str
) -> None:
    assert browser.as_(cast.people[who]).post(f"/ligumi/{draft.id}/nosutit").status == 403
    assert issued(db) == 0


def test_a_stranger_finds_nothing(cast: Cast, draft: Contract, browser: Browser) -> None:
    stranger = browser.as_(cast.stranger)
    assert stranger.post(f"/ligumi/{draft.id}/nosutit").status == 404
    assert stranger.get(f"/ligumi/{draft.id}").status == 404
    assert stranger.get(f"/ligumi/{draft.id}/melnraksts").status == 404


def test_the_draft_is_marked_and_the_staffs_own(
    db: Session, cast: Cast, draft: Contract, browser: Browser
) -> None:
    answer = browser.as_(cast.ilze).get(f"/ligumi/{draft.id}/melnraksts")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.bytes.startswith(b"%PDF")
    assert issued(db) == 0
    for who in ("aigars", "dace", "martins", "anna"):
        assert browser.as_(cast.people[who]).get(f"/ligumi/{draft.id}/melnraksts").status == 403, who


def test_what_is_not_whole_has_no_draft_to_look_at(
    db: Session, cast: Cast, ready: Placement, draft: Contract, browser: Browser
) -> None:
    ready.starts = None
    assert browser.as_(cast.ilze).get(f"/ligumi/{draft.id}/melnraksts").status == 409
    assert browser.as_(cast.ilze).get(f"/vietas/{ready.id}/parbaudit").status == 200
