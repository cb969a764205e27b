"""Many placements at once: what is complete is made, the rest is listed with the reason."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.placements.models import Placement
from app.plans.models import Plan
from app.schools.models import Learner, Status
from tests.browser import Browser, Queries
from tests.placements.parts import another_company, another_learner, prepared, spring

Typed = dict[str, str | list[str]]


@pytest.fixture
def learners(db: Session, cast: Cast) -> list[Learner]:
    """Three beside Mārtiņš."""
    return [another_learner(db, cast, name) for name in ("Elza Āboliņa", "Jānis Čakste", "Zane Žagare")]


def url(cast: Cast) -> str:
    return f"/vietas/grupai/{cast.group.id}"


def typed(browser: Browser, cast: Cast, **more: str) -> Typed:
    sent = dict(browser.as_(cast.ilze).get(url(cast)).page.form(url(cast)).with_())
    starts, ends = spring()
    return sent | {"starts": starts.isoformat(), "ends": ends.isoformat()} | more


def placed(db: Session) -> list[Placement]:
    return list(db.scalars(select(Placement).order_by(Placement.id)))


def test_complete_rows_are_made_and_the_others_named(
    browser: Browser, cast: Cast, db: Session, learners: list[Learner]
) -> None:
    elza, janis, zane = learners
    koks = another_company(db, cast).mentors[0]
    janis.status = Status.LEAVE
    prepared(db, cast)  # Mārtiņš has one already
    chosen = {
        f"mentor_{cast.learner.id}": str(cast.mentor.id),
        f"mentor_{elza.id}": str(cast.mentor.id),
        f"mentor_{janis.id}": str(koks.id),
        f"mentor_{zane.id}": "",
    }
    answer = browser.as_(cast.ilze).post(url(cast), typed(browser, cast, **chosen))
    assert answer.status == 200
    assert "Izveidota 1 mācību vieta." in answer.words
    assert "Mārtiņš Krūmiņš: jau ir mācību vieta uzņēmumā" in answer.words
    assert "Jānis Čakste: Akadēmiskais atvaļinājums" in answer.words
    assert "Zane Žagare: Nav izvēlēts uzņēmums un vadītājs." in answer.words
    made = placed(db)[-1]
    assert len(placed(db)) == 2
    assert (made.learner_id, made.company_id, made.mentor_id) == (elza.id, cast.company.id, cast.mentor.id)
    assert made.starts == spring()[0]
    assert set(made.weeks) <= set("CS-")
    assert db.scalars(select(Plan).where(Plan.placement_id == made.id)).one().rows


def test_all_rows_complete_lead_to_the_table(
    browser: Browser, cast: Cast, db: Session, learners: list[Learner]
) -> None:
    everybody = {f"mentor_{one.id}": str(cast.mentor.id) for one in [cast.learner, *learners]}
    answer = browser.as_(cast.ilze).post(url(cast), typed(browser, cast, **everybody))
    assert (answer.status, answer.to) == (303, "/vietas?grupa=GAL-32")
    assert len(placed(db)) == 4


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, "Izvēlieties uzņēmumu un vadītāju vismaz vienam izglītojamajam."),
        ({"starts": "40.40.2026"}, "Rakstiet īstu datumu, piemēram, 23.11.2026."),
        ({"ends": "2020-01-01"}, "Beigas ir pirms sākuma."),
        ({"ends": "2099-01-01"}, "Mācību vieta ilgst ne vairāk kā divus mācību gadus."),
    ],
)
def test_what_does_not_fit_comes_back(
    browser: Browser, cast: Cast, db: Session, learners: list[Learner], change: dict[str, str], says: str
) -> None:
    mine = {f"mentor_{learners[0].id}": str(cast.mentor.id)} if change else {}
    answer = browser.as_(cast.ilze).post(url(cast), typed(browser, cast, **mine, **change))
    assert answer.status == 422
    assert says in answer.words
    if change:
        assert answer.page.all("option", value=str(cast.mentor.id), selected="")
    assert placed(db) == []


def test_a_foreign_mentor_counts_as_none(
    browser: Browser, cast: Cast, db: Session, learners: list[Learner]
) -> None:
    foreign = another_company(db, cast, partner=False).mentors[0]
    sent = typed(browser, cast, **{f"mentor_{learners[0].id}": str(foreign.id)})
    assert browser.as_(cast.ilze).post(url(cast), sent).status == 422
    assert placed(db) == []


@pytest.mark.parametrize(
    ("who", "status"), [("guntis", 403), ("dace", 404), ("martins", 404), ("stranger", 404)]
)
def test_others_do_not(browser: Browser, cast: Cast, db: Session, who: str, status: int) -> None:
    sent = typed(browser, cast, **{f"mentor_{cast.learner.id}": str(cast.mentor.id)})
    assert browser.as_(getattr(cast, who)).post(url(cast), sent).status == status
    assert browser.as_(getattr(cast, who)).get(url(cast)).status == status
    assert placed(db) == []


def test_one_after_the_other_is_no_clash(
    browser: Browser, cast: Cast, db: Session, learners: list[Learner]
) -> None:
    prepared(db, cast)
    starts = spring()[1] + timedelta(3)
    sent = typed(
        browser,
        cast,
        **{f"mentor_{cast.learner.id}": str(cast.mentor.id)},
        starts=starts.isoformat(),
        ends=(starts + timedelta(25)).isoformat(),
    )
    answer = browser.as_(cast.ilze).post(url(cast), sent)
    # without company weeks of the group in that time there is nothing to make, and it says so
    assert answer.status in {200, 422}
    assert "jau ir mācību vieta" not in answer.words


def test_the_grid_costs_little(
    browser: Browser, cast: Cast, db: Session, learners: list[Learner], queries: Queries
) -> None:
    ilze = browser.as_(cast.ilze)
    db.commit()
    with queries(at_most=12):
        ilze.get(url(cast))
