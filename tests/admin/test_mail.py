"""The administrator's pages of the mail: days, queue, messages, the domain, a test letter."""

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.admin.mail import KINDS
from app.demo.cast import Cast
from app.jobs.models import Job, Progress
from app.kit.clock import now
from app.kit.words import Said
from app.notifications.domain import CHECK
from app.notifications.models import Channel, DomainCheck, Fate, Message
from app.notifications.returning import KIND as COLLECT
from tests.browser import Browser, Queries
from tests.house import code
from tests.letters import Post

PAGE = "/administresana/pasts"
OTHERS = ("ilze", "guntis", "dace", "aigars", "martins", "anna", "stranger")
AddMessage = Callable[..., Message]


@pytest.fixture
def add(db: Session, cast: Cast) -> AddMessage:
    """A message to Aigars, as it is said."""

    def make(**given: Any) -> Message:
        values = {
            "person_id": cast.aigars.id,
            "recipient": cast.aigars.email,
            "organisation_id": cast.school.id,
            "channel": Channel.EMAIL,
            "template": "x",
            "subject": "Līgums",
            "state": Fate.SENT,
            **given,
        }
        message = Message(**values)
        db.add(message)
        db.flush()
        return message

    return make


@pytest.fixture
def failed(db: Session, cast: Cast) -> Job:
    payload = {"person": cast.aigars.id, "template": "remind.sign"}
    job = Job(kind="notifications.write", payload=payload, progress=Progress.FAILED, tries=10)
    job.error = "Unsent: 4.4.1 nobody answers"
    waits = Job(kind="identity.send_reset", payload={"person": cast.dace.id})
    db.add_all([job, waits, Job(kind="contracts.on_the_day", payload={})])
    db.flush()
    return job


def test_works(browser: Browser, cast: Cast, add: AddMessage, queries: Queries) -> None:
    add()
    add(state=Fate.BOUNCED, status="5.1.1", undelivered_at=now(), error="550 no such user")
    add(state=Fate.BOUNCED, status="5.2.2", at=now() - timedelta(days=20))
    inside = browser.as_(cast.admin)
    inside.get(PAGE)
    with queries(at_most=11):
        page = inside.get(PAGE)
    figures = [figure.words for figure in page.page.all("a", class_="figure")]
    assert figures[0].startswith("1 ")
    assert figures[1].startswith("1 ")
    assert "Tādas adreses nav. 1" in page.words
    assert "Pastkaste ir pilna. 1" in page.words
    assert "Vēstules raksta failos" in page.words
    days = page.page.one("table", class_="sr").all("tr")
    assert len(days) == 15
    assert days[-1].words.endswith("1 1")


def test_the_queue_holds_letters_only(browser: Browser, cast: Cast, failed: Job) -> None:
    inside = browser.as_(cast.admin)
    rows = inside.get(f"{PAGE}/rinda").page.all("tbody")[0].all("tr")
    assert [row.words.partition(" aigars")[0].partition(" dace")[0] for row in rows] == [
        "Aigars Ozols",
        "Dace Ozola",
    ]
    assert "Unsent: 4.4.1 nobody answers" in rows[0].words
    only = inside.get(f"{PAGE}/rinda?radit=failed").page.all("tbody")[0].words
    assert "Dace" not in only
    assert "Dace" in inside.get(f"{PAGE}/rinda?q=ozola").page.all("tbody")[0].words
    assert "Rinda ir tukša." in inside.get(f"{PAGE}/rinda?radit=running").words


def test_a_failed_letter_is_started_again_or_given_up(browser: Browser, cast: Cast, failed: Job) -> None:
    inside = browser.as_(cast.admin)
    assert inside.post(f"{PAGE}/rinda/{failed.id}/atkartot").to == f"{PAGE}/rinda"
    assert (failed.progress, failed.tries) == (Progress.WAITING, 0)
    assert inside.post(f"{PAGE}/rinda/{failed.id}/atmest").status == 409
    failed.progress = Progress.FAILED
    assert inside.post(f"{PAGE}/rinda/{failed.id}/atmest").to == f"{PAGE}/rinda"
    assert failed.progress is Progress.DONE


def test_not_for_others(browser: Browser, db: Session, cast: Cast, failed: Job) -> None:
    for who in OTHERS:
        mine = browser.as_(cast.people[who])
        for place in ("", "/rinda", "/zinas"):
            assert mine.get(f"{PAGE}{place}").status == 403, who
        for deed in ("domens", "izmeginajums"):
            assert mine.post(f"{PAGE}/{deed}").status == 403, who
        assert mine.post(f"{PAGE}/rinda/{failed.id}/atkartot").status == 404
    assert len(db.scalars(select(Job)).all()) == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Sent", "Lost", "Slow"}),
        ("?radit=kludas", {"Lost"}),
        ("?radit=queued", {"Slow"}),
        ("?q=ozols", {"Sent", "Slow"}),
        ("?q=krumins", {"Lost"}),
        ("?q=galdnieks.example", {"Sent", "Slow"}),
        ("?q=LOST", {"Lost"}),
        ("?q=%25", set()),
        ("?lidz=2020-01-01", set()),
        ("?no=nonsense&radit=nonsense&pirms=nonsense", {"Sent", "Lost", "Slow"}),
    ],
)
def test_messages_are_found(
    browser: Browser, cast: Cast, add: AddMessage, query: str, found: set[str]
) -> None:
    add(subject="Sent")
    add(subject="Slow", state=Fate.QUEUED, error="450 later")
    whom = {"person_id": cast.martins.id, "recipient": cast.martins.email}
    add(subject="Lost", state=Fate.REFUSED, status="5.1.1", **whom)
    page = browser.as_(cast.admin).get(f"{PAGE}/zinas{query}").page
    words = " ".join(body.words for body in page.all("tbody"))
    assert {subject for subject in ("Sent", "Lost", "Slow") if subject in words} == found


def test_older_messages_are_a_page_further(browser: Browser, cast: Cast, add: AddMessage) -> None:
    for n in range(55):
        add(subject=f"No {n}")
    inside = browser.as_(cast.admin)
    page = inside.get(f"{PAGE}/zinas").page
    assert len(page.all("tbody")[0].all("tr")) == 50
    older = inside.get(page.link("Vecāki"))
    assert len(older.page.all("tbody")[0].all("tr")) == 5


def test_a_test_letter_comes_to_me(browser: Browser, app: FastAPI, db: Session, cast: Cast) -> None:
    post = Post(app)
    cast.admin.email_fault = "5.1.1"
    assert browser.as_(cast.admin).post(f"{PAGE}/izmeginajums").to == PAGE
    browser.work()
    assert post.last.to == cast.admin.email
    assert post.last.subject == "DVB portāla izmēģinājuma vēstule"
    assert db.scalars(select(Message.state)).one() is Fate.SENT


def test_without_an_address_there_is_no_test(browser: Browser, cast: Cast) -> None:
    cast.admin.email = ""
    assert browser.as_(cast.admin).post(f"{PAGE}/izmeginajums").status == 409


def test_the_domain_is_checked_by_a_job(browser: Browser, db: Session, cast: Cast) -> None:
    inside = browser.as_(cast.admin)
    assert "Vēl nav pārbaudīts" in inside.get(PAGE).words
    inside.post(f"{PAGE}/domens")
    inside.post(f"{PAGE}/domens")
    assert [job.kind for job in db.scalars(select(Job))] == [CHECK], "once at a time"
    assert inside.get(PAGE).page.by_id("checks")["aria-busy"] == "true"
    browser.work()
    page = inside.get(PAGE)
    assert "Vēstules sūta no localhost, bet tāda domēna internetā nav." in page.words
    assert "Jāsalabo" in page.words
    assert inside.get(PAGE, htmx=True).text.strip().startswith("<section"), "a part, while it is asked for"


def test_findings_are_told_in_words(browser: Browser, db: Session, cast: Cast) -> None:
    said = Said("The key has {n} bits; receivers want at least 2048.", {"n": 1024}).to_json()
    finding = {"what": "dkim", "level": "warn", "said": said, "record": "v=DKIM1; p=MIG…"}
    db.add(DomainCheck(domain="portals.example", findings=[finding]))
    words = browser.as_(cast.admin).get(PAGE).words
    assert "Atslēgai ir 1024 biti; saņēmēji prasa vismaz 2048." in words
    assert "v=DKIM1; p=MIG…" in words


def test_the_setup_is_told_without_passwords(browser: Browser, app: FastAPI, db: Session, cast: Cast) -> None:
    before = app.state.settings
    app.state.settings = replace(
        before,
        smtp_url="smtp://user:hidden-word@mail.example:587",
        bounce_mailbox="imaps://user:hidden-word@mail.example/INBOX",
        bounce_address="bounces@portals.example",
    )
    db.add(Job(kind=COLLECT, payload={}, progress=Progress.WAITING, error="ConnectionRefusedError: 111"))
    page = browser.as_(cast.admin).get(PAGE)
    app.state.settings = before
    for said in ("mail.example:587", "imaps://mail.example/INBOX", "Nevar nolasīt", "ConnectionRefusedError"):
        assert said in page.words
    assert "hidden-word" not in page.text


def test_all_that_writes_to_people_is_in_the_queue() -> None:
    """A job that posts a message is named in KINDS."""
    found = set()
    for path in code.python("app"):
        for function in code.functions(path):
            kinds = {
                ast.literal_eval(call.args[0])
                for call in function.decorator_list
                if isinstance(call, ast.Call)
                and code.dotted(call.func) == "on"
                and isinstance(call.args[0], ast.Constant)
            }
            if kinds and any(name == "post" for name, _call in code.calls(function)):
                found |= kinds
    assert found
    code.told(sorted(found ^ KINDS.keys()), "jobs that write to people, and app/admin/mail.py, differ:")
