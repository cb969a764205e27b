"""A contract on an internship is amended and ended like one on work-based learning."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.companies.actions import add_branch
from app.contracts import actions as contracts
from app.contracts.amendments import actions as amendments
from app.contracts.endings import actions as endings
from app.contracts.endings.models import Ground, Side, State
from app.demo.cast import Cast
from app.internships import actions
from app.kit.clock import today
from app.placements import actions as placements
from app.placements.models import Placement
from app.placements.models import State as Stage
from tests.browser import Browser
from tests.internships.conftest import agreed, sign, write


def test_amended_and_ended(db: Session, cast: Cast, placement: Placement, browser: Browser) -> None:
    ilze = cast.actor("ilze")
    agreed(db, cast, placement)
    contract = contracts.draft(db, ilze, placement)
    contracts.send(db, ilze, contract)
    sign(db, contract.document)
    branch = add_branch(db, ilze, cast.company, name="Cehs", street_address="Tukums, Meža iela 7")
    db.commit()
    amendment = amendments.amend(
        db, ilze, contract, changes={"branch_id": branch.id}, takes_effect_on=today()
    )
    amendments.send_amendment(db, ilze, amendment)
    assert amendment.document
    assert amendment.document.edition.values["contract_title"] == "Prakses līgums"
    sign(db, amendment.document)
    assert placement.branch == branch
    ending = endings.end_early(
        db, ilze, contract, ground=Ground.AGREEMENT, side=Side.LEARNER, last_day=today() + timedelta(days=1)
    )
    endings.send_termination(db, ilze, ending)
    sign(db, ending.document)
    assert ending.state is State.SIGNED
    page = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/dokumenti")
    for words in (f"{contract.number}/1", f"{contract.number}/IZB-1", "prakses līgums"):
        assert words in page.words
    assert browser.as_(cast.ilze).get(f"/vietas/{placement.id}/ligums").status == 200


def test_in_the_school_itself(db: Session, cast: Cast, placement: Placement, browser: Browser) -> None:
    ilze = cast.actor("ilze")
    placements.choose_school(db, ilze, placement, cast.ilze)
    found = write(db, cast, placement)
    actions.propose(db, ilze, found)
    actions.agree(db, ilze, found)
    contract = contracts.draft(db, ilze, placement)
    contracts.send(db, ilze, contract)
    sign(db, contract.document)
    page = browser.as_(cast.ilze)
    for path in ("ligums", "grozijumi/jauns", "grozijumi/jauns?veids=vaditajs", "izbeigt", "parcelt"):
        assert page.get(f"/vietas/{placement.id}/{path}").status == 200, path
    ending = endings.end_early(
        db,
        ilze,
        contract,
        ground=Ground.HEALTH,
        side=Side.SCHOOL,
        last_day=today(),
        endangered=True,
        words="Telpā ir gāzes noplūde.",
    )
    endings.send_termination(db, ilze, ending)
    assert ending.document
    assert [s.person for s in ending.document.signers] == [cast.guntis]
    sign(db, ending.document)
    assert (ending.state, placement.state) == (State.ENDED, Stage.TERMINATED)
