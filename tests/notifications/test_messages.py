"""Messages that leave, and those that cannot."""

from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.jobs.models import Job, Progress
from app.notifications.models import Channel, Fate, Message
from tests.browser import Browser
from tests.letters import Post


def test_a_message_that_left_is_known_without_its_text(
    browser: Browser, app: FastAPI, db: Session, cast: Cast
) -> None:
    post = Post(app)
    browser.post("/saite", {"contact": cast.aigars.email})
    browser.work()
    message = db.scalars(select(Message)).one()
    assert (message.person_id, message.channel, message.state) == (cast.aigars.id, Channel.EMAIL, Fate.SENT)
    assert message.sent_at
    assert message.recipient == cast.aigars.email
    assert post.path() not in message.subject


def test_who_has_no_address_is_noted(browser: Browser, db: Session, cast: Cast) -> None:
    contact = cast.aigars.email
    browser.post("/saite", {"contact": contact})
    cast.aigars.email = cast.aigars.phone = ""
    browser.work()
    message = db.scalars(select(Message)).one()
    assert (message.state, message.error) == (Fate.REFUSED, "no address")
    assert message.why == "There is neither an e-mail nor a phone."
    assert db.scalars(select(Job.progress)).one() is Progress.DONE
