"""The practice programme is written by the school and agreed with the place (481: 6.1.1, 7.2)."""

import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import State as DocumentState
from app.internships import actions
from app.internships.models import State
from app.internships.queries import outcomes
from app.kit.errors import Forbidden, Refused
from app.placements import actions as placements
from app.placements.models import Placement
from app.placements.models import State as Stage
from app.plans.queries import plan_of
from tests.browser import Browser
from tests.internships.conftest import agreed, practice, write
from tests.letters import Post


def test_it_begins_with_the_practice_modules_and_there_is_no_plan(
    db: Session, cast: Cast, placement: Placement, browser: Browser
) -> None:
    found = practice(db, placement)
    assert (found.hours, found.weeks) == (560, 8)
    assert next(o.text for o in outcomes(db, found.outcome_ids)) == "Plāno savu darba dienu"
    assert plan_of(db, placement.id) is None
    answer = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/plans")
    assert (answer.status, answer.to) == (303, f"/vietas/{placement.id}/programma")


def test_it_is_written_sent_and_agreed(
    db: Session, cast: Cast, placement: Placement, browser: Browser, app: FastAPI
) -> None:
    ilze, found = browser.as_(cast.ilze), practice(db, placement)
    page = ilze.get(found.address)
    for clause in ("481: 6.1.1", "Programmā ir prakses mērķis"):
        assert clause in page.words
    assert ilze.post(f"/prakses/{found.id}/nosutit").status == 409
    form = ilze.get(f"{found.address}/rakstit")
    assert form.status == 200
    sent = {
        "aim": "Nostiprināt prasmes.",
        "tasks": "Pirmais\nOtrais",
        "criteria": "Kvalitāte",
        "outcome": [str(found.outcome_ids[0])],
        "own": "Sagatavo tāmi",
        "hours": "320",
        "weeks": "8",
        "closing": "1",
        "version": str(found.version),
    }
    assert ilze.post(f"/prakses/{found.id}/programma", sent).status == 303
    assert [o.text for o in outcomes(db, found.outcome_ids)] == ["Plāno savu darba dienu", "Sagatavo tāmi"]
    assert ilze.post(f"/prakses/{found.id}/programma", sent).status == 422, "somebody saved meanwhile"
    assert ilze.post(f"/prakses/{found.id}/nosutit").status == 303
    post = Post(app)
    browser.work()
    assert any("programma gaida" in letter.subject for letter in post.new)
    aigars = browser.as_(cast.aigars)
    assert f'action="/prakses/{found.id}/saskanot"' in aigars.get(found.address).text
    assert aigars.post(f"/prakses/{found.id}/saskanot").status == 303
    assert (found.state, found.agreed_by) == (State.AGREED, cast.aigars)
    assert found.document is not None
    paper = aigars.get(f"/dokumenti/{found.document.id}")
    assert paper.status == 200
    assert found.document.state is DocumentState.ISSUED
    assert "Parakstījuši visi" not in paper.words  # agreed by a tap, which is no signature
    assert aigars.get(f"/prakses/{found.id}/fails").bytes.startswith(b"%PDF")


def test_the_place_sends_it_back_and_a_new_edition_is_agreed_again(
    db: Session, cast: Cast, placement: Placement, browser: Browser
) -> None:
    found = write(db, cast, placement)
    actions.propose(db, cast.actor("ilze"), found)
    db.commit()
    aigars = browser.as_(cast.aigars)
    assert aigars.post(f"/prakses/{found.id}/atgriezt", {"comment": ""}).status == 422
    assert aigars.post(f"/prakses/{found.id}/atgriezt", {"comment": "Pievienojiet lakošanu"}).status == 303
    assert found.state is State.DRAFT
    assert "Pievienojiet lakošanu" in browser.as_(cast.ilze).get(found.address).words
    actions.propose(db, cast.actor("ilze"), found)
    actions.agree(db, cast.actor("dace"), found)
    actions.reopen(db, cast.actor("ilze"), found)
    assert (found.edition, found.state, found.agreed_at) == (2, State.DRAFT, None)


def test_another_place_is_asked_anew_and_not_under_signatures(
    db: Session, cast: Cast, placement: Placement
) -> None:
    found = agreed(db, cast, placement)
    placement.state = Stage.SIGNING
    with pytest.raises(Refused):
        actions.reopen(db, cast.actor("ilze"), found)
    placement.state = Stage.DRAFT
    placements.choose_school(db, cast.actor("ilze"), placement, cast.guntis)
    assert (found.state, found.agreed_at) == (State.DRAFT, None)
    actions.propose(db, cast.actor("ilze"), found)
    with pytest.raises(Forbidden):
        actions.agree(db, cast.actor("aigars"), found)
    actions.agree(db, cast.actor("guntis"), found)


def test_who_may_not(db: Session, cast: Cast, placement: Placement, browser: Browser) -> None:
    found = write(db, cast, placement)
    for path in ("nosutit", "saskanot"):
        assert browser.as_(cast.stranger).post(f"/prakses/{found.id}/{path}").status == 404
        assert browser.as_(cast.martins).post(f"/prakses/{found.id}/{path}").status == 403
    assert browser.as_(cast.martins).get(found.address).status == 200
    assert browser.as_(cast.aigars).get(f"{found.address}/rakstit").status == 403
    with pytest.raises(Refused):
        actions.write_programme(db, cast.actor("ilze"), found, chosen=[10**6])
    assert found.aim


def test_the_library_fills_new_internships(
    db: Session, cast: Cast, placement: Placement, browser: Browser
) -> None:
    ilze = browser.as_(cast.ilze)
    url = f"/prakses-programmas/jauna/{cast.programme.id}"
    assert ilze.get(url).status == 200
    outcome = practice(db, placement).outcome_ids[0]
    sent = {"name": "Galdnieka prakse", "aim": "Mērķis", "tasks": "A", "criteria": "B", "hours": "160"}
    sent |= {"weeks": "4", "outcome": str(outcome)}
    assert ilze.post(url, sent | {"name": ""}).status == 422
    assert ilze.post(url, sent).status == 303
    assert "Galdnieka prakse" in ilze.get("/prakses-programmas").words
    found = practice(db, placement)
    assert ilze.get(found.address).text.count("Galdnieka prakse") == 1
    outline_id = ilze.get(found.address).page.form("/paraugs").tag.all("option")[0]["value"]
    assert ilze.post(f"/prakses/{found.id}/paraugs", {"outline_id": outline_id}).status == 303
    assert (found.aim, found.hours, found.outcome_ids) == ("Mērķis", 160, [outcome])
    assert browser.as_(cast.aigars).get("/prakses-programmas").status == 403
    assert browser.as_(cast.stranger).get(f"/prakses-programmas/{outline_id}").status == 404
    assert ilze.post(f"/prakses-programmas/{outline_id}/iznemt").status == 303
    assert found.aim == "Mērķis"


def test_supervisors(db: Session, cast: Cast, placement: Placement, browser: Browser) -> None:
    found = practice(db, placement)
    ilze, url = browser.as_(cast.ilze), f"/prakses/{found.id}/vaditajs"
    assert ilze.post(url, {"person_id": str(cast.aigars.id), "position": "meistars"}).status == 422
    assert ilze.post(url, {"person_id": str(cast.guntis.id), "position": "metodiķis"}).status == 303
    assert (found.supervisor, found.supervisor_position) == (cast.guntis, "metodiķis")
    told = {"occupation": "Mēbeļu galdnieks", "code": "7522 01"}
    assert browser.as_(cast.martins).post(f"/prakses/{found.id}/profesija", told).status == 403
    assert browser.as_(cast.dace).post(f"/prakses/{found.id}/profesija", told | {"code": "x"}).status == 422
    assert browser.as_(cast.dace).post(f"/prakses/{found.id}/profesija", told).status == 303
    assert found.occupation_confirmed
    placement.mentor = None
    assert not found.occupation_confirmed, "another supervisor is confirmed anew"


def test_the_place_agrees_for_all_at_once(
    db: Session, cast: Cast, placement: Placement, second: Placement, browser: Browser
) -> None:
    both = [write(db, cast, each) for each in (placement, second)]
    both[1].outcome_ids = list(both[0].outcome_ids)
    for each in both:
        actions.propose(db, cast.actor("ilze"), each)
    db.commit()
    dace = browser.as_(cast.dace)
    assert "visiem 2 izglītojamajiem" in dace.get(both[0].address).words
    assert dace.post(f"/prakses/{both[0].id}/saskanot-visas").status == 303
    assert {each.state for each in both} == {State.AGREED}
