"""Letters go through a real mail server: taken, refused, put off, over an encrypted line, with a password."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.jobs.models import Job, Progress
from app.kit import clock
from app.kit.clock import now
from app.notifications.actions import write_to
from app.notifications.envelope import marked
from app.notifications.jobs import TRIES
from app.notifications.letter import Letter
from app.notifications.models import Fate, Message, Notice
from app.notifications.post import Unsent, send_letter
from app.notifications.queries import deliveries
from app.settings import Settings
from tests.browser import Browser
from tests.notifications.mail_server import PASSWORD, USER, Server, certificate, mail_server

NO_USER = "550 5.1.1 <aigars.ozols@galdnieks.example>: user unknown"
LETTER = Letter(7, "a@b.example", "Parakstīšana", "Teksts ar garumzīmēm\n", name="Aigars Ozols")


def invite(db: Session, cast: Cast) -> None:
    """Ilze's invitation to the mentor, about the learner."""
    write_to(
        db,
        cast.aigars,
        "identity.invite",
        cast.company.id,
        "/",
        thing=cast.learner,
        actor_id=cast.ilze.id,
    )


def sent(db: Session) -> Message:
    db.expire_all()
    return db.scalars(select(Message)).one()


def test_works(browser: Browser, app: FastAPI, db: Session, cast: Cast, server: Server) -> None:
    invite(db, cast)
    browser.work()
    message, got = sent(db), server.last
    assert message.state is Fate.SENT
    assert got.to == [cast.aigars.email]
    assert got.sender.startswith(f"bounces+{message.id}.")
    assert got.sender.endswith("@portals.example")
    assert marked(app.state.settings, got.sender) == message.id
    assert marked(app.state.settings, str(got.mail["Message-ID"])) == message.id
    assert str(got.mail["To"]) == f"Aigars Ozols <{cast.aigars.email}>"
    assert str(got.mail["From"]) == "DVB portāls <portals@portals.example>"
    assert got.mail["Auto-Submitted"] == "auto-generated"
    assert got.mail["List-Unsubscribe"] is None, "one letter to one person is no list"
    assert got.mail["Date"].datetime.utcoffset() in {timedelta(hours=2), timedelta(hours=3)}
    assert [part.get_content_type() for part in got.mail.iter_parts()] == ["text/plain", "text/html"]
    delivery = deliveries(db, [f"learner:{cast.learner.id}"])[f"learner:{cast.learner.id}", cast.aigars.id]
    assert delivery.last_sent_at == message.sent_at
    assert delivery.not_delivered_at is None


def test_a_refusal_is_final_at_once(browser: Browser, db: Session, cast: Cast, server: Server) -> None:
    server.refuses[cast.aigars.email] = NO_USER
    invite(db, cast)
    browser.work()
    message = sent(db)
    assert (message.state, message.status) == (Fate.REFUSED, "5.1.1")
    assert message.why == "There is no such address."
    assert message.what_to_do == "Correct the address, or telephone."
    assert db.scalars(select(Job.progress)).one() is Progress.DONE
    assert (cast.aigars.email_fault, cast.ilze.email_fault) == ("5.1.1", "")
    delivery = deliveries(db, [f"learner:{cast.learner.id}"])[f"learner:{cast.learner.id}", cast.aigars.id]
    assert delivery.last_sent_at is None
    assert delivery.not_delivered_at == message.undelivered_at
    assert delivery.reason == message.why


def test_the_sender_hears_of_it(browser: Browser, db: Session, cast: Cast, server: Server) -> None:
    server.refuses[cast.aigars.email] = NO_USER
    invite(db, cast)
    browser.work()
    notice = db.scalars(select(Notice)).one()
    assert notice.person_id == cast.ilze.id
    words = browser.as_(cast.ilze).get("/pazinojumi").words
    assert "Aigars Ozols nesaņēma ziņu: " in words
    assert "Tādas adreses nav." in words


def test_nothing_more_goes_to_a_dead_address(
    browser: Browser, db: Session, cast: Cast, server: Server
) -> None:
    cast.aigars.email_fault, cast.aigars.phone = "5.1.1", ""
    invite(db, cast)
    browser.work()
    assert sent(db).state is Fate.REFUSED
    assert not server.got
    browser.post("/saite", {"contact": cast.aigars.email})
    browser.work()
    assert server.last.to == [cast.aigars.email], "whoever asks for a link knows the address"


@pytest.mark.parametrize("answer", ["450 4.2.1 greylisted, come back", "421 4.7.0 too many"])
def test_what_is_put_off_is_tried_again(
    browser: Browser, db: Session, cast: Cast, server: Server, answer: str
) -> None:
    server.refuses[cast.aigars.email] = answer
    invite(db, cast)
    browser.work()
    message, job = sent(db), db.scalars(select(Job)).one()
    assert (message.state, message.status) == (Fate.QUEUED, answer[4:9])
    assert (job.progress, job.tries) == (Progress.WAITING, 1)
    server.refuses.clear()
    with clock.at(now() + timedelta(minutes=2)):
        browser.work()
    assert sent(db).id == message.id, "one message, however many tries"
    assert (sent(db).state, sent(db).error) == (Fate.SENT, "")


def test_in_the_end_the_sender_is_told(browser: Browser, db: Session, cast: Cast, server: Server) -> None:
    server.says = "452 4.2.2 mailbox full"
    invite(db, cast)
    at = now()
    for _n in range(TRIES):
        with clock.at(at):
            browser.work()
        at += timedelta(days=1)
    assert db.scalars(select(Job.progress)).one() is Progress.FAILED
    assert (sent(db).state, sent(db).why) == (Fate.REFUSED, "The mailbox is full.")
    assert not cast.aigars.email_fault, "a full mailbox is not a wrong address"
    assert db.scalars(select(Notice)).one().person_id == cast.ilze.id


def test_our_own_fault_is_no_fault_of_the_address(
    app: FastAPI, browser: Browser, db: Session, cast: Cast, server: Server
) -> None:
    """A server that wants a password, or that is not there: the letter waits."""
    app.state.settings = replace(app.state.settings, smtp_url="smtp://127.0.0.1:1")
    invite(db, cast)
    browser.work()
    assert (sent(db).state, sent(db).status) == (Fate.QUEUED, "4.4.1")


def test_a_letter_refused_for_its_content(browser: Browser, db: Session, cast: Cast, server: Server) -> None:
    server.says = "554 5.7.1 looks like spam"
    invite(db, cast)
    browser.work()
    assert (sent(db).state, sent(db).status) == (Fate.REFUSED, "5.7.1")
    assert sent(db).why == "The receiver's mail server took the letter for an unwanted one."
    assert not cast.aigars.email_fault


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """Takes letters only over an encrypted line and with a password."""
    context, file = certificate(tmp_path_factory.mktemp("tls"))
    with mail_server(tls=context, login=True) as server:
        yield server, file


@pytest.fixture
def own(app: FastAPI) -> Settings:
    settings: Settings = app.state.settings
    return settings


def test_a_password_goes_over_an_encrypted_line(
    own: Settings, strict: tuple[Server, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, file = strict
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    address = server.url.replace("//", f"//{USER}:{quote(PASSWORD, safe='')}@")
    send_letter(replace(own, smtp_url=address), LETTER)
    assert server.last.encrypted and server.last.as_user
    assert str(server.last.mail["Subject"]) == "Parakstīšana"
    assert server.last.mail.get_content().strip() == "Teksts ar garumzīmēm"


def test_a_wrong_password_is_ours_to_mend(
    own: Settings, strict: tuple[Server, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, file = strict
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with pytest.raises(Unsent) as unsent:
        send_letter(replace(own, smtp_url=server.url.replace("//", f"//{USER}:wrong@")), LETTER)
    assert not unsent.value.lasting
    assert "535" in unsent.value.said


def test_a_line_encrypted_from_the_first_word(
    own: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, file = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with mail_server(tls=context, at_once=True) as server:
        send_letter(replace(own, smtp_url=server.url), LETTER)
        assert server.last.to == [LETTER.to]


def test_an_unknown_certificate_is_not_trusted(own: Settings, strict: tuple[Server, Path]) -> None:
    with pytest.raises(Unsent, match="certificate") as unsent:
        send_letter(replace(own, smtp_url=strict[0].url), LETTER)
    assert not unsent.value.lasting


def test_a_password_never_goes_in_the_clear(own: Settings, running: Server) -> None:
    """Only to this very machine; the server is reached by another of its names."""
    address = running.url.replace("//127.0.0.1", f"//{USER}:secret@127.0.0.2")
    with pytest.raises(Unsent):
        send_letter(replace(own, smtp_url=address), LETTER)


def test_a_letter_cannot_be_given_more_headers(own: Settings) -> None:
    with pytest.raises(ValueError, match=r"newline|linefeed"):
        send_letter(own, replace(LETTER, subject="Subject\r\nBcc: x@y.example"))
    send_letter(own, replace(LETTER, name="Aigars\r\nBcc: x@y.example"))


def test_a_long_address_for_machines_stays_whole(own: Settings, server: Server) -> None:
    refusing = f"<https://{'skola.' * 20}example/vestules/1.{'0' * 40}>"
    letter = replace(LETTER, headers={"List-Unsubscribe": refusing}, subject="Ļoti garš temats " * 12)
    send_letter(replace(own, smtp_url=server.url), letter)
    assert str(server.last.mail["List-Unsubscribe"]) == refusing
    assert str(server.last.mail["Subject"]).strip() == letter.subject.strip()
