"""A company's first page says what the law still wants of it."""

from sqlalchemy.orm import Session

from app.demo.cast import Cast
from tests.browser import Browser, Queries
from tests.stages import play


def test_what_the_company_can_mend(browser: Browser, cast: Cast, db: Session, queries: Queries) -> None:
    placement = play(db, cast, "running")
    assert placement.company is not None
    placement.company.learners_per_mentor = None
    db.commit()
    dace = browser.as_(cast.dace)
    with queries(at_most=50):
        page = dace.get("/")
    assert (
        "Vēl nav izpildīts: Uzņēmums ir noteicis, cik izglītojamo drīkst būt vienam vadītājam" in page.words
    )
    placement.company.learners_per_mentor = 3
    db.commit()
    assert "Vēl nav izpildīts: Uzņēmums ir noteicis" not in dace.get("/").words
    assert "Vēl nav izpildīts" not in browser.as_(cast.martins).get("/").words
