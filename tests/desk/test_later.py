"""An amendment that waits for a signature stands in the coordinator's inbox and can be reminded of."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.contracts import actions as contracts
from app.contracts.amendments import actions
from app.demo.cast import Cast
from app.kit.clock import at, now, today
from app.placements.models import State
from tests.browser import Browser
from tests.contracts.conftest import sign_all
from tests.stages import play


def test_it_waits_and_is_reminded(db: Session, cast: Cast, browser: Browser) -> None:
    ilze = cast.actor("ilze")
    placement = play(db, cast, "ready")
    contract = contracts.draft(db, ilze, placement)
    contracts.send(db, ilze, contract)
    sign_all(db, contract)
    placement.state = State.ACTIVE
    amendment = actions.amend(
        db, ilze, contract, changes={"work_days": "1234"}, takes_effect_on=today() + timedelta(days=9)
    )
    actions.send_amendment(db, ilze, amendment)
    db.commit()
    assert amendment.document
    first = amendment.document.signers[0]
    me = browser.as_(cast.ilze)
    page = me.get("/")
    assert "gaida parakstu" in page.words
    assert f"signer:{first.id}" in page.text
    with at(now() + timedelta(days=6)):
        words = browser.as_(cast.ilze).get("/").words
        assert "gaida 6 dienas" in words or "6 dienas" in words
    assert me.post("/atgadinat", {"about": f"signer:{first.id}"}).status == 303
