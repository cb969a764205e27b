"""Who did what, from what to what, when, as whom; and who may read it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity import actions
from app.kit import clock
from app.kit.clock import now, today
from tests.browser import Browser

TRAIL = "/administresana/audits"


@pytest.fixture
def done(db: Session, cast: Cast) -> None:
    """One deed in each school, one in the company."""
    from app import wiring

    wiring.connect()
    db.refresh(cast.ilze)  # as a request loads whomever it changes
    actions.choose_language(db, cast.actor("ilze"), cast.ilze, "en")
    cast.ilze.language = "lv"
    actions.choose_language(db, cast.actor("stranger"), cast.stranger, "en")
    actions.choose_language(db, cast.actor("aigars"), cast.aigars, "en")
    db.flush()


def rows(browser: Browser, query: str = "") -> list[str]:
    answer = browser.get(f"{TRAIL}{query}")
    assert answer.status == 200
    return [row.words for body in answer.page.all("tbody") for row in body.all("tr")]


def test_a_deed_is_told_whole(db: Session, cast: Cast, done: None) -> None:
    trail = db.scalars(select(Trail).order_by(Trail.id)).first()
    assert trail is not None
    assert (trail.verb, trail.person_id, trail.organisation_id) == (
        "identity.choose_language",
        cast.ilze.id,
        cast.school.id,
    )
    assert (trail.roles, trail.via, trail.subject) == (
        "coordinator school_admin",
        "demo",
        f"person:{cast.ilze.id}",
    )
    changed = [change for change in trail.changes if change["type"] == "person"]
    assert changed == [
        {"what": "changed", "type": "person", "id": cast.ilze.id, "columns": {"language": ["lv", "en"]}}
    ]


def test_what_was_rolled_back_is_not_told(db: Session, cast: Cast, done: None) -> None:
    kept = cast.guntis
    attempt = db.begin_nested()
    cast.ilze.language = "en"
    db.flush()
    attempt.rollback()
    actions.choose_language(db, cast.actor("guntis"), kept, "en")
    trail = db.scalars(select(Trail).order_by(Trail.id.desc())).first()
    assert trail is not None
    assert [change["id"] for change in trail.changes] == [kept.id]


def test_what_a_savepoint_kept_is_told(db: Session, cast: Cast, done: None) -> None:
    db.commit()
    with db.begin_nested():
        cast.guntis.language = "en"
    actions.choose_language(db, cast.actor("ilze"), cast.ilze, "en")
    trail = db.scalars(select(Trail).order_by(Trail.id.desc())).first()
    assert trail is not None
    assert [change["id"] for change in trail.changes] == [cast.guntis.id, cast.ilze.id]


def test_the_portals_administrator_reads_all(browser: Browser, cast: Cast, done: None) -> None:
    assert len(rows(browser.as_(cast.admin))) == 3


def test_a_schools_administrator_reads_the_schools_own(browser: Browser, cast: Cast, done: None) -> None:
    found = rows(browser.as_(cast.ilze))
    assert len(found) == 1
    assert "Ilze Dreimane" in found[0]
    assert "lv › en" in found[0]
    assert "Sarmīta Svešā" in rows(browser.as_(cast.stranger))[0]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?persona=dreimane", 1),
        ("?persona=Ilze+Dreim", 1),
        ("?persona=nobody", 0),
        ("?persona=%25", 3),
        ("?darbiba=identity.choose_language", 3),
        ("?darbiba=identity.sign_in", 0),
        ("?darbiba=no.such.verb", 3),
        ("?lieta=person", 3),
        ("?lieta=placement", 0),
        ("?lieta=person:999999999999999999999", 0),
        ("?no=nonsense&lidz=2026-13-99", 3),
        ("?pirms=0", 3),
        ("?pirms=99999999999999999999", 3),
        ("?pirms=x", 3),
    ],
)
def test_the_search(browser: Browser, cast: Cast, done: None, query: str, count: int) -> None:
    assert len(rows(browser.as_(cast.admin), query)) == count


def test_the_search_by_thing_and_day(browser: Browser, cast: Cast, done: None) -> None:
    inside = browser.as_(cast.admin)
    assert len(rows(inside, f"?lieta=person:{cast.ilze.id}")) == 1
    assert len(rows(inside, f"?no={today()}&lidz={today()}")) == 3
    assert not rows(inside, f"?no={today() + timedelta(days=1)}")
    assert not rows(inside, f"?lidz={today() - timedelta(days=1)}")


def test_older_pages(browser: Browser, db: Session, cast: Cast, done: None) -> None:
    with clock.at(now() - timedelta(days=2)):
        for n in range(60):
            actions.choose_language(db, cast.actor("ilze"), cast.ilze, "en" if n % 2 else "lv")
    inside = browser.as_(cast.admin)
    first = inside.get(TRAIL)
    assert len(first.page.one("tbody").all("tr")) == 50
    older = inside.get(first.page.link("Vecāki"))
    assert len(older.page.one("tbody").all("tr")) == 13


def test_personal_values_are_never_told(browser: Browser, db: Session, cast: Cast, done: None) -> None:
    actions.edit_profile(db, cast.actor("martins"), cast.martins, "secret@majas.example", "+37126999999")
    text = browser.as_(cast.admin).get(TRAIL).text
    assert "secret@majas.example" not in text
    assert "26999999" not in text
    assert "email" in text
