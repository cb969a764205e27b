"""The individual plan on paper."""

from sqlalchemy.orm import Session

from app.closing.papers import papers
from app.demo.cast import Cast
from app.plans import values
from app.plans.models import Implementation, Plan
from tests.browser import Browser


def test_everybody_of_the_placement_can_have_it(
    browser: Browser, cast: Cast, approved: Plan, in_force: Implementation
) -> None:
    address = f"{approved.address}/dokuments"
    for who in ("ilze", "aigars", "martins", "anna"):
        assert browser.as_(getattr(cast, who)).get(address).bytes.startswith(b"%PDF")
    assert browser.as_(cast.stranger).get(address).status == 404


def test_it_says_everything(db: Session, cast: Cast, plan: Plan, in_force: Implementation) -> None:
    found = values.of_plan(db, plan)
    assert found["draft"] is True
    assert (found["approved_by"], found["agreed_by"], found["read_on"]) == ("", "", "")
    assert found["share"].startswith("36,1\u00a0% no programmas: 1\u00a0720\u00a0h no 4\u00a0760\u00a0h")
    assert found["basis"].startswith("Nr. ĪP-")
    row = found["rows"][0]
    assert (row["responsible"], row["company"]) == ("Aigars Ozols", "72")
    assert row["assessment"] == "praktiskais darbs"
    assert row["outcomes"].startswith("Sakārto darba vietu; ")
    assert row["period"]


def test_an_approved_plan_names_who_and_when(db: Session, approved: Plan) -> None:
    found = values.of_plan(db, approved)
    assert (found["draft"], found["agreed_by"], found["approved_by"]) == (
        False,
        "Aigars Ozols",
        "Guntis Liepiņš",
    )
    assert found["agreed_on"] == found["approved_on"] != ""


def test_both_plans_are_in_the_file(db: Session, approved: Plan, in_force: Implementation) -> None:
    found = papers(db, approved.placement)
    assert [paper.title for paper in found][:2] == [
        "Īstenošanas plāns „Mēbeļu galdnieks”, 1. redakcija",
        "Individuālais plāns, Mārtiņš Krūmiņš, 1. redakcija",
    ]
    assert all(paper.bytes_of().startswith(b"%PDF") for paper in found[:2])
