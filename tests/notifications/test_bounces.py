"""What comes back is found to be of one of our letters, in whatever words, and is told to its sender."""

import mailbox
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.jobs.models import Job, Progress
from app.jobs.work import later
from app.notifications.actions import write_to
from app.notifications.bounces import Bounce, read
from app.notifications.envelope import mark, sender_of
from app.notifications.models import Fate, Message, Notice
from app.notifications.queries import deliveries
from app.notifications.returning import KIND
from app.settings import Settings
from tests.browser import Browser
from tests.notifications.imap_server import Box, imap_server
from tests.notifications.mail_server import Server
from tests.notifications.returned import report, words

UNKNOWN = "550 5.1.1 <aigars.ozols@galdnieks.example>: Recipient address rejected: User unknown"


@pytest.fixture(scope="module")
def serving() -> Iterator[Box]:
    with imap_server() as box:
        yield box


@pytest.fixture(params=["maildir", "imap"])
def box(request: pytest.FixtureRequest, app: FastAPI, server: Server, serving: Box, tmp_path: Path) -> Box:
    """The mailbox that the portal reads; letters put into it are there for either way of reading."""
    place = str(tmp_path / "returned") if request.param == "maildir" else serving.url
    app.state.settings = replace(app.state.settings, bounce_mailbox=place)
    serving.letters, serving.seen = [], set()
    return serving


def come_back(app: FastAPI, browser: Browser, box: Box, *letters: bytes) -> None:
    """The mail servers return these, and the portal's round comes."""
    place = app.state.settings.bounce_mailbox
    for letter in letters:
        if place.startswith("imap"):
            box.letters.append(letter)
        else:
            mailbox.Maildir(place, create=True).add(letter)
    later(browser.db, KIND, {})
    browser.work()


def unseen(app: FastAPI, box: Box) -> int:
    place = app.state.settings.bounce_mailbox
    if place.startswith("imap"):
        return len(box.letters) - len(box.seen)
    return sum("S" not in letter.get_flags() for letter in mailbox.Maildir(place))


@pytest.fixture
def left(browser: Browser, db: Session, cast: Cast, server: Server) -> Message:
    """A letter that the mail server took."""
    who, where = cast.aigars, cast.company.id
    write_to(db, who, "identity.invite", where, "/", thing=cast.learner, actor_id=cast.ilze.id)
    browser.work()
    message = db.scalars(select(Message)).one()
    assert message.state is Fate.SENT
    return message


def test_works(
    app: FastAPI, browser: Browser, db: Session, cast: Cast, server: Server, box: Box, left: Message
) -> None:
    """From the server that took the letter to the bell of who sent it."""
    come_back(app, browser, box, report(server.last.sender, "5.1.1", UNKNOWN))
    assert (left.state, left.status) == (Fate.BOUNCED, "5.1.1")
    assert UNKNOWN in left.error
    assert cast.aigars.email_fault == "5.1.1"
    assert db.scalars(select(Notice)).one().person_id == cast.ilze.id
    thing = f"learner:{cast.learner.id}"
    delivery = deliveries(db, [thing])[thing, cast.aigars.id]
    assert delivery.last_sent_at == left.sent_at
    assert delivery.not_delivered_at == left.undelivered_at
    assert delivery.reason == "There is no such address."
    assert unseen(app, box) == 0


def test_the_same_told_twice_is_told_once(
    app: FastAPI, browser: Browser, db: Session, server: Server, box: Box, left: Message
) -> None:
    came = report(server.last.sender, "5.1.1", UNKNOWN)
    come_back(app, browser, box, came, came)
    come_back(app, browser, box, came)
    assert len(db.scalars(select(Notice)).all()) == 1


def test_what_is_not_ours_is_left_alone(
    app: FastAPI, browser: Browser, db: Session, box: Box, left: Message
) -> None:
    forged = f"bounces+{left.id}.0123456789abcdef@portals.example"
    come_back(app, browser, box, report(forged, "5.1.1", UNKNOWN), b"\xff\xfe not a letter at all")
    assert left.state is Fate.SENT
    assert unseen(app, box) == 0


def test_a_delay_is_only_news(
    app: FastAPI, browser: Browser, db: Session, server: Server, box: Box, left: Message
) -> None:
    come_back(
        app, browser, box, report(server.last.sender, "4.4.1", "connection timed out", action="delayed")
    )
    assert (left.state, left.status) == (Fate.SENT, "4.4.1")
    assert not db.scalars(select(Notice)).all()


def test_a_mailbox_that_cannot_be_read_is_told(app: FastAPI, browser: Browser, db: Session, box: Box) -> None:
    app.state.settings = replace(app.state.settings, bounce_mailbox="imap://a:b@127.0.0.1:1/INBOX")
    come_back(app, browser, box)
    job = db.scalars(select(Job).where(Job.kind == KIND)).one()
    assert job.progress is Progress.FAILED
    assert "ConnectionRefusedError" in job.error


OURS = Settings.read({"DVB_DEMO": "1", "DVB_BOUNCE_ADDRESS": "bounces@portals.example"})
TO = sender_of(OURS, 12)
ELSEWHERE = "portals@portals.example"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (report(TO, "5.1.1", UNKNOWN), ("5.1.1", True)),
        (report(ELSEWHERE, "5.1.1", UNKNOWN, envelope_id=mark(OURS, 12)), ("5.1.1", True)),
        (
            report(ELSEWHERE, "5.1.1", UNKNOWN, message_id=f"{mark(OURS, 12)}@portals.example"),
            ("5.1.1", True),
        ),
        (report(TO, "5.0.0", "550 5.2.1 mailbox disabled"), ("5.2.1", True)),
        (report(TO, "4.4.7", "delivery time expired"), ("5.4.7", True)),
        (report(TO, "4.4.1", "timed out", action="delayed"), ("4.4.1", False)),
        (words(TO, "Sorry, no mailbox here by that name. (#5.1.1)"), ("5.1.1", True)),
    ],
)
def test_what_servers_write(data: bytes, expected: tuple[str, bool]) -> None:
    found = read(OURS, data)
    assert found
    assert (found.message_id, found.status, found.failed) == (12, *expected)


@pytest.mark.parametrize(
    "data",
    [
        report(TO, "2.0.0", "delivered", action="delivered"),
        report(TO, "2.0.0", "relayed", action="relayed"),
        report("bounces+13.aaaaaaaaaaaaaaaa@portals.example", "5.1.1", UNKNOWN),
        words(TO, "I am on holiday until 5.1.2027", by="aigars@galdnieks.example"),
        words(TO, "5.1.1", headers="Auto-Submitted: auto-replied\n"),
        words(TO, "nothing here"),
        b"",
        b"\x00\xff\n\n",
        b"Content-Type: multipart/report; boundary=x\nTo: " + TO.encode() + b"\n\n--x\n--x--",
    ],
)
def test_what_is_no_bounce(data: bytes) -> None:
    assert read(OURS, data) is None


def test_any_beginning_of_a_report_can_be_read() -> None:
    """A report may be cut short."""
    whole = report(TO, "5.1.1", UNKNOWN)
    for end in range(0, len(whole), 7):
        found = read(OURS, whole[:end])
        assert found is None or isinstance(found, Bounce)
