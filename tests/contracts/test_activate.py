"""The last signature makes the contract active, opens the diary, and everybody is told."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.contracts import actions
from app.contracts.models import Contract, State
from app.demo.cast import Cast
from app.diary.models import Week
from app.documents.models import State as DocumentState
from app.kit.errors import Forbidden, Refused
from app.notifications.models import Notice
from app.placements.models import State as Stage
from tests.browser import Browser
from tests.contracts.conftest import document_of, sign, sign_all
from tests.letters import Post


def weeks(db: Session, contract: Contract) -> int:
    wanted = select(func.count()).select_from(Week).where(Week.placement_id == contract.placement_id)
    return db.scalar(wanted) or 0


def test_works(db: Session, cast: Cast, sent: Contract) -> None:
    assert sign_all(db, sent) == [cast.anna, cast.dace, cast.guntis]
    assert sent.state is State.ACTIVE
    assert sent.active_at is not None
    assert document_of(sent).state is DocumentState.COMPLETE
    assert sent.placement.state is Stage.CONCLUDED, "what is open before the first working day stays open"
    assert weeks(db, sent) == 0


def test_not_before_the_last_one(db: Session, sent: Contract) -> None:
    sign(db, sent)
    sign(db, sent)
    assert (sent.state, sent.active_at) == (State.SENT, None)
    assert sent.placement.state is Stage.SIGNING
    assert weeks(db, sent) == 0


def test_the_trail_tells_it_in_order(db: Session, sent: Contract) -> None:
    sign_all(db, sent)
    names = list(db.scalars(select(Trail.verb).order_by(Trail.id)))
    ends = [names.index(name) for name in ("documents.complete", "contracts.activate", "placements.conclude")]
    assert names.count("documents.sign") == 3
    last_signed = len(names) - 1 - names[::-1].index("documents.sign")
    assert last_signed < min(ends), "the signature comes before what follows from it"


def test_everybody_hears_of_it_once(
    db: Session, cast: Cast, sent: Contract, browser: Browser, post: Post
) -> None:
    sign_all(db, sent)
    browser.work()
    concluded = [letter for letter in post.new if "ir noslēgts" in letter.subject]
    told = [cast.anna, cast.dace, cast.martins, cast.aigars, cast.ilze]
    assert sorted(letter.to for letter in concluded) == sorted(person.email for person in told)
    assert all(str(sent.number) in letter.subject for letter in concluded)
    rung = select(Notice.person_id).where(Notice.verb == "contracts.activate")
    assert sorted(db.scalars(rung)) == sorted(person.id for person in told)


@pytest.mark.parametrize("who", ["martins", "aigars", "anna", "dace"])
def test_the_link_in_the_letter_leads_to_a_page_they_may_see(
    db: Session, cast: Cast, sent: Contract, browser: Browser, post: Post, who: str
) -> None:
    person = cast.people[who]
    sign_all(db, sent)
    browser.work()
    letter = next(one for one in post.new if one.to == person.email and "ir noslēgts" in one.subject)
    path = next(path for _text, path in letter.lines if path)
    theirs = browser.nobody()
    assert theirs.get(path).status == 200
    page = theirs.follow(theirs.post(path))
    if page.status == 303:
        page = theirs.follow(page)
    assert page.status == 200
    assert str(sent.number) in page.words


def test_it_is_no_deed_of_its_own(db: Session, cast: Cast, sent: Contract) -> None:
    """Only whoever signs can bring it about, and not twice."""
    with pytest.raises(Forbidden):
        actions.activate(db, cast.actor("ilze"), sent)
    sign_all(db, sent)
    with pytest.raises(Refused):
        actions.activate(db, cast.actor("guntis"), sent)
