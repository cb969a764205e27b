"""The contract on an internship, and the school's decision in its place (481: 6.1.5, 10)."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.contracts import actions as contracts
from app.contracts.models import Contract
from app.contracts.models import State as ContractState
from app.demo.cast import Cast
from app.documents.models import Party
from app.internships import actions
from app.kit.clock import today
from app.law.queries import cases
from app.placements import actions as placements
from app.placements.models import Placement, State
from tests.browser import Browser
from tests.internships.conftest import agreed, practice, sign, write


def _draft(db: Session, cast: Cast, placement: Placement) -> Contract:
    made = contracts.draft(db, cast.actor("ilze"), placement)
    db.commit()
    return made


def test_it_goes_out_to_three_parties_with_the_programme(
    db: Session, cast: Cast, placement: Placement, browser: Browser
) -> None:
    cast.martins.birth_date = date(today().year - 17, 1, 1)
    agreed(db, cast, placement)
    ilze, url = browser.as_(cast.ilze), f"/vietas/{placement.id}/parbaudit"
    assert ilze.post(f"/vietas/{placement.id}/ligums").status == 303
    page = ilze.get(url)
    assert "481" in page.words
    for strange in ("484: 9.8", "484: 6.4", "Stipendija", "apdrošināšana"):
        assert strange not in page.words, strange
    contract = db.query(Contract).one()
    assert ilze.get(f"/ligumi/{contract.id}/melnraksts").bytes.startswith(b"%PDF")
    assert ilze.post(f"/ligumi/{contract.id}/nosutit").status == 303
    assert contract.number == f"PL-{today().year}/1"
    document = contract.document
    assert document is not None
    assert (document.kind, document.title) == ("contract_481", "Prakses līgums, Mārtiņš Krūmiņš")
    assert [s.party for s in document.signers] == [Party.GUARDIAN, Party.COMPANY, Party.SCHOOL]
    assert document.edition.values["programme"]["tasks"][0] == "Iepazīties ar uzņēmumu"
    sign(db, document)
    assert (contract.state, placement.state) == (ContractState.ACTIVE, State.CONCLUDED)
    assert "Prakses līgums" in ilze.get(f"/vietas/{placement.id}/dokumenti").words
    assert ilze.get(f"/vietas/{placement.id}/ligums").status == 200


def test_not_without_an_agreed_programme_nor_after_the_start(
    db: Session, cast: Cast, placement: Placement, browser: Browser
) -> None:
    write(db, cast, placement)
    contract = _draft(db, cast, placement)
    answer = browser.as_(cast.ilze).post(f"/ligumi/{contract.id}/nosutit")
    assert answer.status == 409
    assert "481: 6.1.1, 7.2" in answer.words
    agreed_practice = practice(db, placement)
    actions.propose(db, cast.actor("ilze"), agreed_practice)
    actions.agree(db, cast.actor("aigars"), agreed_practice)
    contract.termination = ""
    placement.starts = today() - timedelta(days=1)
    db.commit()
    answer = browser.as_(cast.ilze).post(f"/ligumi/{contract.id}/nosutit")
    assert answer.status == 409
    assert "481: 6.1.5" in answer.words
    assert "481: 10" in answer.words
    assert contract.state is ContractState.DRAFT


def test_in_the_school_itself_the_director_decides(
    db: Session, cast: Cast, placement: Placement, browser: Browser
) -> None:
    placements.choose_school(db, cast.actor("ilze"), placement, cast.ilze)
    found = write(db, cast, placement)
    actions.propose(db, cast.actor("ilze"), found)
    actions.agree(db, cast.actor("ilze"), found)
    contract = _draft(db, cast, placement)
    ilze = browser.as_(cast.ilze)
    assert ilze.get(f"/vietas/{placement.id}/sagatavot").status == 200
    page = ilze.get(f"/vietas/{placement.id}/parbaudit")
    assert "Lēmums par prakses īstenošanu" in page.words
    contracts.send(db, cast.actor("ilze"), contract)
    db.commit()
    assert contract.document is not None
    assert contract.document.kind == "decision_481"
    assert [s.person for s in contract.document.signers] == [cast.guntis]
    assert cases(db, [placement.id])[placement.id].practice.decision_on is None
    sign(db, contract.document)
    assert placement.state is State.CONCLUDED
    assert cases(db, [placement.id])[placement.id].practice.decision_on == today()


def test_the_order_opens_the_internship(db: Session, cast: Cast, placement: Placement) -> None:
    agreed(db, cast, placement)
    contract = _draft(db, cast, placement)
    contracts.send(db, cast.actor("ilze"), contract)
    sign(db, contract.document)
    found = cases(db, [placement.id])[placement.id].practice
    assert (found.programme_complete, found.order_on, found.weeks_in_row) == (True, None, 8)
    order = actions.draft_order(db, cast.actor("ilze"), cast.school, [placement])
    actions.send_order(db, cast.actor("ilze"), order)
    sign(db, order.document)
    found = cases(db, [placement.id])[placement.id].practice
    assert (found.order_on, found.order_complete) == (today(), True)
