"""The first page of each role says what needs them."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from tests.browser import Browser
from tests.stages import play


def home(browser: Browser, cast: Cast, who: str) -> str:
    answer = browser.as_(getattr(cast, who)).get("/")
    assert answer.status == 200, answer
    return answer.words


def test_the_coordinator_sees_who_has_not_signed(browser: Browser, cast: Cast, db: Session) -> None:
    play(db, cast, "company-late")
    words = home(browser, cast, "ilze")
    assert "Nokavēts" in words
    assert "Uzņēmums nav parakstījis mācību līgumu" in words
    assert "gaida 10 dienas" in words or "gaida 9 dienas" in words


@pytest.mark.parametrize(
    ("plays", "who", "says"),
    [
        ("guardian-turn", "anna", "1 dokuments gaida jūsu parakstu"),
        ("company-turn", "dace", "1 dokuments gaida jūsu parakstu"),
        ("director-turn", "guntis", "1 dokuments gaida jūsu parakstu"),
        ("week-submitted", "aigars", "nedēļa gaida apstiprinājumu"),
        ("two-weeks-missing", "martins", "nedēļa nav iesniegta"),
        ("plan-proposed", "aigars", "Individuālais plāns gaida saskaņojumu"),
        ("ready", "ilze", "Līgums gatavs nosūtīšanai parakstam"),
        ("plan-agreed", "ilze", "Uzņēmums plānu saskaņojis"),
        ("declined", "ilze", "Līgums ir atteikts"),
        ("director-turn", "ilze", "Līgums gatavs direktora parakstam"),
        ("week-submitted", "ilze", "1 vadītājs nav apstiprinājis"),
        ("under-share", "ilze", "Plānā DVB daļa ir zem 25 %"),
    ],
)
def test_each_role_sees_its_own_work(
    browser: Browser, cast: Cast, db: Session, plays: str, who: str, says: str
) -> None:
    play(db, cast, plays)
    assert says in home(browser, cast, who)


@pytest.mark.parametrize("who", ["guntis", "aigars", "dace", "martins", "anna"])
def test_when_nothing_is_to_be_done_it_says_so(browser: Browser, cast: Cast, who: str) -> None:
    assert "Paldies. Viss, kas jums jāizdara, ir izdarīts." in home(browser, cast, who)


def test_the_stranger_sees_nothing_of_this_school(browser: Browser, cast: Cast, db: Session) -> None:
    play(db, cast, "company-late")
    assert "Krūmiņš" not in home(browser, cast, "stranger")


def test_the_portal_administrator_goes_to_the_administration(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.admin).get("/").to.endswith("/administresana")


def test_english_is_complete(browser: Browser, cast: Cast, db: Session) -> None:
    play(db, cast, "company-late")
    cast.ilze.language = "en"
    assert "The company has not signed the learning contract" in home(browser, cast, "ilze")
