"""I cannot find my link, or it has ended: a new one goes to the address that the school has."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity.models import PersonalLink
from app.jobs.models import Job
from app.kit.clock import now
from app.notifications.models import Message
from tests.browser import Browser
from tests.identity.conftest import TOKEN, MakeLink
from tests.letters import Post

ADDRESS = f"/s/{TOKEN}"


def jobs(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(Job)) or 0


def test_works(browser: Browser, db: Session, cast: Cast, link: MakeLink, post: Post) -> None:
    link(days=-1, target="/profils")
    answer = browser.post(f"{ADDRESS}/jauna")
    assert answer.status == 200
    assert "a•••@galdnieks.example" in answer.words
    assert not db.scalar(
        select(func.count()).select_from(PersonalLink).where(PersonalLink.expires_at > now())
    )
    assert browser.work() == 1
    assert post.last.to == cast.aigars.email
    assert "Jūsu jaunā saite" in post.last.subject
    fresh = post.path()
    assert fresh != ADDRESS
    assert browser.get(fresh).status == 200
    assert browser.post(fresh).to == "/profils"
    trail = db.scalars(select(Trail).where(Trail.verb == "identity.renew_link")).one()
    assert trail.person_id == cast.aigars.id


def test_the_letter_says_who_sent_it_and_what_to_do(
    browser: Browser, cast: Cast, link: MakeLink, post: Post
) -> None:
    link(days=-1)
    browser.post(f"{ADDRESS}/jauna")
    browser.work()
    assert "Nosūtīja DVB portāls." in post.text()
    assert "http://testserver/saite" in post.text()
    assert "&quot;" not in post.text()
    assert "SIA „Ozola Galdnieks”" in post.text()


def test_the_token_is_not_kept_with_the_message(
    browser: Browser, db: Session, link: MakeLink, post: Post
) -> None:
    link(days=-1)
    browser.post(f"{ADDRESS}/jauna")
    browser.work()
    token = post.path().rpartition("/")[2]
    kept = [
        str({c.name: getattr(row, c.name) for c in row.__table__.columns})
        for row in db.scalars(select(Message))
    ]
    kept += [str(job.payload) + job.error for job in db.scalars(select(Job))]
    kept += [str(trail.changes) for trail in db.scalars(select(Trail))]
    assert token not in "".join(kept)


def test_three_in_a_quarter_of_an_hour_are_enough(browser: Browser, db: Session, link: MakeLink) -> None:
    link(days=-1)
    for _ in range(5):
        assert browser.post(f"{ADDRESS}/jauna").status == 200
    assert jobs(db) == 3


@pytest.mark.parametrize("contact", ["aigars.ozols@galdnieks.example", "AIGARS.Ozols@galdnieks.example"])
def test_a_lost_link_is_found_by_e_mail(
    browser: Browser, db: Session, cast: Cast, post: Post, contact: str
) -> None:
    answer = browser.post("/saite", {"contact": contact})
    assert answer.status == 200
    browser.work()
    assert post.last.to == cast.aigars.email
    assert browser.post(post.path()).to == "/"


@pytest.mark.parametrize("contact", ["26100003", "+371 26 100 003", "26100003 "])
def test_a_lost_link_is_found_by_phone(browser: Browser, cast: Cast, post: Post, contact: str) -> None:
    """Somebody without an e-mail gets it as a text message."""
    cast.aigars.email = ""
    browser.post("/saite", {"contact": contact})
    browser.work()
    assert post.last.sms
    assert post.last.to == "+37126100003"
    assert browser.post(post.path()).to == "/"


def test_the_answer_does_not_tell_who_is_known(browser: Browser, db: Session, cast: Cast) -> None:
    known = browser.post("/saite", {"contact": cast.aigars.email})
    assert jobs(db) == 1
    for contact in ("nobody@galdnieks.example", "29999999", "not a number at all", "@", "x@"):
        unknown = browser.post("/saite", {"contact": contact})
        assert (unknown.status, unknown.text) == (known.status, known.text)
    assert jobs(db) == 1


def test_an_empty_contact_is_told_at_the_field(browser: Browser) -> None:
    answer = browser.post("/saite", {"contact": "  "})
    assert answer.status == 422
    assert answer.page.by_id("e-contact")


def test_a_crowd_from_one_address_is_slowed(browser: Browser, cast: Cast) -> None:
    for n in range(20):
        assert browser.post("/saite", {"contact": f"nobody{n}@galdnieks.example"}).status == 200
    assert browser.post("/saite", {"contact": cast.aigars.email}).status == 422


def test_staff_are_told_to_use_their_password(browser: Browser, cast: Cast, post: Post) -> None:
    browser.post("/saite", {"contact": cast.guntis.email})
    browser.work()
    assert post.path() == "/ieiet"
    assert "/s/" not in post.text()


def test_who_has_no_role_any_more_gets_nothing(browser: Browser, cast: Cast, post: Post) -> None:
    for membership in cast.aigars.memberships:
        membership.ended_at = now()
    browser.post("/saite", {"contact": cast.aigars.email})
    browser.work()
    assert not post.new


def test_english_readers_get_english_letters(browser: Browser, cast: Cast, post: Post) -> None:
    cast.aigars.language = "en"
    browser.post("/saite", {"contact": cast.aigars.email})
    browser.work()
    assert post.last.subject == "Your new link to the DVB portal"


def test_two_with_one_address_get_a_link_each(browser: Browser, cast: Cast, post: Post) -> None:
    cast.martins.email = cast.anna.email
    browser.post("/saite", {"contact": cast.anna.email})
    browser.work()
    assert len(post.new) == 2
    assert len({browser.get(path).page.one("b", "Krūmiņ").words for path in _paths(post)}) == 2


def _paths(post: Post) -> list[str]:
    return [path for letter in post.new for _text, path in letter.lines if path.startswith("/s/")]


def test_who_gives_a_number_gets_a_text_message_too(browser: Browser, cast: Cast, post: Post) -> None:
    browser.post("/saite", {"contact": "26100003"})
    browser.work()
    assert {letter.to for letter in post.new} == {cast.aigars.email, "+37126100003"}


def test_where_letters_come_back_the_phone_is_used(
    browser: Browser, cast: Cast, link: MakeLink, post: Post
) -> None:
    cast.aigars.email_fault = "5.1.1"
    link(days=-1)
    assert "•••• 003" in browser.get(ADDRESS).words
    browser.post(f"{ADDRESS}/jauna")
    browser.work()
    assert "+37126100003" in {letter.to for letter in post.new}


def test_a_corrected_e_mail_is_tried_again(db: Session, cast: Cast) -> None:
    cast.aigars.email_fault = "5.1.1"
    db.flush()
    cast.aigars.phone = "+37126100099"
    db.flush()
    assert cast.aigars.email_fault
    cast.aigars.email = "aigars@galdnieks.example"
    db.flush()
    assert not cast.aigars.email_fault
