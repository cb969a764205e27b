"""Who cannot find the link gets everything that waits, each with a link of its own, in one step."""

from sqlalchemy.orm import Session

from app.contracts.models import Contract
from app.demo.cast import Cast
from app.notifications.queries import deliveries
from tests.browser import Browser
from tests.letters import LINK, Post


def test_everything_that_waits_comes_with_the_link(
    browser: Browser, cast: Cast, sent: Contract, post: Post
) -> None:
    browser.post("/saite", {"contact": cast.anna.email})
    browser.work()
    letter = next(letter for letter in post.new if "Jūsu jaunā saite" in letter.subject)
    text = "\n".join(text for text, _path in letter.lines)
    assert "Jūs gaida 1 darbs:" in text
    assert "1 dokuments gaida jūsu parakstu" in text
    assert "Mārtiņš Krūmiņš" in text
    first, whole = LINK.findall(text)[:2]
    assert browser.post(first).to.startswith("/dokumenti/")
    assert browser.post(whole).to == "/"


def test_an_ended_link_leads_where_it_led(browser: Browser, cast: Cast, sent: Contract, post: Post) -> None:
    """What ended was a link to one thing, so one thing is sent."""
    browser.work()
    old = next(letter for letter in post.new if letter.to == cast.anna.email)
    path = next(path for _text, path in old.lines if path.startswith("/s/"))
    assert "Nosūtīt jaunu saiti" not in browser.get(path).words
    browser.post(f"{path}/jauna")
    browser.work()
    assert "Jūs gaida 1" not in post.text()
    assert browser.post(post.path()).to.startswith("/ligumi/")


def test_the_document_knows_when_its_signers_were_written_to(
    browser: Browser, db: Session, cast: Cast, sent: Contract
) -> None:
    """The letter was about the contract; it is signed as a document."""
    browser.work()
    found = deliveries(db, [f"document:{sent.document_id}", "signer:1"])
    assert set(found) == {(f"document:{sent.document_id}", cast.anna.id)}
    assert found[f"document:{sent.document_id}", cast.anna.id].last_sent_at
