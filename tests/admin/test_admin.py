"""The administrator's pages: for whom they are and what they show."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.identity.roles import Role
from app.jobs.models import Job, Progress
from app.kit.verbs import named
from app.notifications.models import Channel, Fate, Message
from tests.browser import Browser, Queries

PAGES = ["", "/darbi", "/pasts", "/pasts/rinda", "/pasts/zinas", "/organizacijas", "/audits", "/tiesibas"]
SCHOOLS_TOO = {"/audits", "/tiesibas"}


@pytest.fixture
def failed(db: Session) -> Job:
    job = Job(
        kind="tests.x", payload={}, progress=Progress.FAILED, tries=6, error="ConnectionError: nobody answers"
    )
    db.add_all([job, Job(kind="tests.waits", payload={"template": "identity.invite"})])
    db.flush()
    return job


@pytest.mark.parametrize("page", PAGES)
def test_works(browser: Browser, cast: Cast, page: str) -> None:
    answer = browser.as_(cast.admin).get(f"/administresana{page}")
    assert answer.status == 200
    assert answer.page.one("h1").words


@pytest.mark.parametrize("page", PAGES)
def test_for_nobody_else(browser: Browser, cast: Cast, page: str) -> None:
    for who in ("guntis", "aigars", "dace", "martins", "anna"):
        assert browser.as_(cast.people[who]).get(f"/administresana{page}").status == 403, who
    expected = 200 if page in SCHOOLS_TOO else 403
    assert browser.as_(cast.ilze).get(f"/administresana{page}").status == expected
    assert browser.get(f"/administresana{page}").status == 303


def test_the_first_page_counts(
    browser: Browser, db: Session, cast: Cast, failed: Job, queries: Queries
) -> None:
    lost = {"channel": Channel.EMAIL, "template": "x", "subject": "x", "state": Fate.REFUSED}
    db.add(Message(person_id=cast.ilze.id, **lost))
    inside = browser.as_(cast.admin)
    inside.get("/administresana")
    with queries(at_most=11):
        words = inside.get("/administresana").words
    assert "1 darbs nav izdevies" in words
    assert "1 darbs gaida" in words
    assert "1 ziņa nav nosūtīta" in words
    assert "4 organizācijas" in words
    assert "8 cilvēki" in words


def test_failed_work_is_shown_with_its_reason(browser: Browser, cast: Cast, failed: Job) -> None:
    page = browser.as_(cast.admin).get("/administresana/darbi")
    assert "ConnectionError: nobody answers" in page.words
    assert page.page.one("form", action=f"/administresana/darbi/{failed.id}/atkartot")


def test_failed_work_is_started_again(browser: Browser, db: Session, cast: Cast, failed: Job) -> None:
    answer = browser.as_(cast.admin).post(f"/administresana/darbi/{failed.id}/atkartot")
    assert answer.to == "/administresana/darbi"
    assert (failed.progress, failed.tries) == (Progress.WAITING, 0)
    assert browser.as_(cast.admin).post(f"/administresana/darbi/{failed.id}/atkartot").status == 409


def test_all_failed_work_is_started_again(browser: Browser, db: Session, cast: Cast, failed: Job) -> None:
    browser.as_(cast.admin).post("/administresana/darbi/atkartot")
    assert failed.progress is Progress.WAITING
    assert browser.get("/health").status == 200


def test_failed_work_is_given_up(browser: Browser, cast: Cast, failed: Job) -> None:
    assert browser.get("/health").status == 503
    browser.as_(cast.admin).post(f"/administresana/darbi/{failed.id}/atmest")
    assert (failed.progress, failed.error) == (Progress.DONE, "ConnectionError: nobody answers")
    assert browser.get("/health").status == 200


@pytest.mark.parametrize("deed", ["atkartot", "atmest"])
def test_work_is_not_for_others(browser: Browser, cast: Cast, failed: Job, deed: str) -> None:
    for who in ("ilze", "guntis", "stranger", "aigars"):
        answer = browser.as_(cast.people[who]).post(f"/administresana/darbi/{failed.id}/{deed}")
        assert answer.status == 404, who
    assert browser.as_(cast.ilze).post("/administresana/darbi/atkartot").status == 403
    assert browser.as_(cast.admin).post(f"/administresana/darbi/999999/{deed}").status == 404
    assert failed.progress is Progress.FAILED


def test_messages_that_did_not_leave(browser: Browser, db: Session, cast: Cast) -> None:
    for subject, state in (("Sent well", Fate.SENT), ("Stuck fast", Fate.REFUSED)):
        db.add(
            Message(person_id=cast.ilze.id, channel=Channel.SMS, template="x", subject=subject, state=state)
        )
    inside = browser.as_(cast.admin)
    assert "Sent well" in inside.get("/administresana/pasts/zinas").words
    stuck = inside.get("/administresana/pasts/zinas?radit=kludas").words
    assert "Stuck fast" in stuck
    assert "Sent well" not in stuck


def test_organisations_are_found_without_latvian_letters(browser: Browser, cast: Cast) -> None:
    inside = browser.as_(cast.admin)
    words = inside.get("/administresana/organizacijas?q=makslas").words
    assert "Ventas Mākslas vidusskola" in words
    assert "Abavas" not in words
    assert "Tādas organizācijas nav." in inside.get("/administresana/organizacijas?q=nekas-tads").words


def test_the_matrix_holds_every_verb(browser: Browser, cast: Cast) -> None:
    page = browser.as_(cast.admin).get("/administresana/tiesibas")
    assert {small.words for small in page.page.all("small")} >= set(named)
    assert "koordinators, izglītības iestādes vai uzņēmuma administrators" in page.words


def test_the_menu_has_it_only_for_the_administrator(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.admin).get("/profils").page.all("a", href="/administresana")
    assert not browser.as_(cast.ilze).get("/profils").page.all("a", href="/administresana")
    assert Role.PORTAL_ADMIN.label
