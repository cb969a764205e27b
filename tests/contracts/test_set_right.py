"""A slip is mended without signatures; whatever was agreed needs them."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.amendments.models import Amendment
from app.contracts.corrections import actions
from app.contracts.corrections.models import Correction, What
from app.contracts.models import Contract
from app.demo.cast import Cast
from app.kit.errors import Refused
from tests.browser import Browser
from tests.letters import Post


def test_works(db: Session, cast: Cast, concluded: Contract, browser: Browser, post: Post) -> None:
    placement, ilze = concluded.placement, browser.as_(cast.ilze)
    page = ilze.get(f"/vietas/{placement.id}/grozijumi/jauns")
    for words in ("neviens neparaksta", "Vadītāja e-pasts vai tālrunis", "paraksta visas puses"):
        assert words in page.words
    assert cast.aigars.email in ilze.get(f"/vietas/{placement.id}/labojumi/jauns?kas=vaditajs").text
    old, sent = cast.aigars.email, dict(concluded.agreed)
    form = {"what": "vaditajs", "email": "aigars@galdnieks.example", "phone": cast.aigars.phone, "reason": ""}
    assert ilze.post(f"/vietas/{placement.id}/labojumi", form).status == 422
    form["reason"] = "Pārrakstīšanās kļūda e-pastā."
    assert ilze.post(f"/vietas/{placement.id}/labojumi", form).status == 303
    assert cast.aigars.email == "aigars@galdnieks.example"
    made = db.scalars(select(Correction)).one()
    assert (made.what, made.reason, made.by) == (What.MENTOR, form["reason"], cast.ilze)
    assert old in made.before
    assert concluded.agreed == sent
    assert db.scalar(select(Amendment.id)) is None
    browser.work()
    told = {one.to for one in post.new if "Izlabots" in one.subject}
    assert told == {cast.martins.email, cast.anna.email, cast.aigars.email, cast.dace.email}
    assert "Pārrakstīšanās kļūda" in ilze.get(f"/vietas/{placement.id}/ligums").words
    assert "labojuma kārtībā" in ilze.get(f"/vietas/{placement.id}/notikumi").words


def test_another_place_is_no_slip(db: Session, cast: Cast, concluded: Contract) -> None:
    ilze, why = cast.actor("ilze"), "Adreses rakstība."
    office = cast.company.organisation
    assert office.address == "Kandava, Ozolu iela 4"
    for address in ("Kandava, Ozolu iela 14", "Rīga, Brīvības iela 4"):
        with pytest.raises(Refused) as refused:
            actions.set_right(db, ilze, concluded, what=What.PLACE, address=address, reason=why)
        assert [reason.clause for reason in refused.value.reasons] == ["484: 6.3"]
    actions.set_right(db, ilze, concluded, what=What.PLACE, address="Kandavā, Ozolu iela 4", reason=why)
    assert office.address == "Kandavā, Ozolu iela 4"
    actions.set_right(
        db, ilze, concluded, what=What.COMPANY, email="ozols@galdnieks.example", reason="Jauns e-pasts."
    )
    assert office.email == "ozols@galdnieks.example"
    for what, email in ((What.COMPANY, office.email), (What.GUARDIAN, "")):
        with pytest.raises(Refused):
            actions.set_right(db, ilze, concluded, what=what, email=email, reason=why)


@pytest.mark.parametrize(("who", "status"), [("dace", 403), ("martins", 403), ("stranger", 404)])
def test_who_may_not(cast: Cast, concluded: Contract, browser: Browser, who: str, status: int) -> None:
    theirs = browser.as_(cast.people[who])
    address = f"/vietas/{concluded.placement_id}/labojumi"
    form = {"what": "izglitojamais", "email": "cits@abava.example", "reason": "Mans e-pasts."}
    assert theirs.get(f"{address}/jauns?kas=vaditajs").status == status
    assert theirs.post(address, form).status == status
    assert cast.martins.email == "martins.krumins@abava.example"


def test_not_before_it_is_concluded(cast: Cast, sent: Contract, browser: Browser) -> None:
    form = {"what": "izglitojamais", "email": "cits@abava.example", "reason": "Mans e-pasts."}
    assert browser.as_(cast.ilze).post(f"/vietas/{sent.placement_id}/labojumi", form).status == 409
    assert browser.as_(cast.ilze).get(f"/vietas/{sent.placement_id}/labojumi/jauns?kas=x").status == 409
