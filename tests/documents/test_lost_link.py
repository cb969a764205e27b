"""The link of a letter about a document has ended: its owner gets a fresh one, to the same place."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document, Step
from app.identity.models import PersonalLink
from app.jobs.models import Job
from app.kit.clock import now
from tests.browser import Browser
from tests.documents.conftest import Signing, signer_of
from tests.documents.test_send import handed
from tests.letters import Post


def link_to(db: Session, cast: Cast, document: Document, browser: Browser, post: Post) -> str:
    """From the reminder."""
    browser.as_(cast.ilze).post("/atgadinat", {"about": f"signer:{signer_of(document, cast.anna).id}"})
    for job in db.query(Job):
        job.run_at = now()
    browser.work()
    return post.path()


def test_one_step_to_the_same_document(
    db: Session, cast: Cast, document: Document, browser: Browser, post: Post, signing: Signing
) -> None:
    old = link_to(db, cast, document, browser, post)
    for link in db.query(PersonalLink):
        link.expires_at = now() - timedelta(days=1)
    page = browser.get(old)
    assert f'action="{old}/jauna"' in page.text
    assert browser.post(old).to != document.address
    assert "a•••@majas.example" in browser.post(f"{old}/jauna").words
    browser.work()
    fresh = post.path()
    assert fresh != old
    assert browser.get(fresh).status == 200
    assert browser.post(fresh).to == document.address
    signing(cast.anna, document)
    assert signer_of(document, cast.anna).step is Step.SIGNED


def test_what_waits_to_be_read_is_in_the_letter_of_lost_links(
    db: Session, cast: Cast, document: Document, browser: Browser, post: Post
) -> None:
    handed(db, cast, browser, document)
    browser.post("/saite", {"contact": cast.aigars.email})
    browser.work()
    assert "Jāizlasa 1 dokuments" in post.text()
    assert "Jāizlasa 1 dokuments" in browser.as_(cast.aigars).get("/").words
