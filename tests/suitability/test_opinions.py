"""The council is asked, answers, and every school that works with the company sees the answer."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Company, Partnership
from app.demo.cast import Cast
from app.documents.models import State as DocumentState
from app.kit.clock import at, now, today
from app.kit.days import after_working_days
from app.suitability import actions
from app.suitability.models import Opinion, Result, State
from app.suitability.queries import suitability_of
from tests.browser import Browser, Queries
from tests.suitability.conftest import decide

PDF = {"file": ("atzinums.pdf", b"%PDF-1.7 atzinums", "application/pdf")}
ANSWER = {"result": "positive", "opinion_on": f"{today():%d.%m.%Y}", "number": "7-2/9"}


def asked(db: Session, cast: Cast, company: Company) -> Opinion:
    made = actions.ask_opinion(
        db, cast.actor("ilze"), company, council_name="Kokrūpniecības NEP", letter=False
    )
    db.commit()
    return made


def test_asking_makes_a_letter(browser: Browser, cast: Cast, company: Company, db: Session) -> None:
    ilze, address = browser.as_(cast.ilze), f"/uznemumi/{company.id}/piemeriba/lugums"
    assert (
        ilze.post(
            "/piemeriba/iestatijumi", {"council_name": "Kokrūpniecības NEP", "answer_days": "10"}
        ).status
        == 303
    )
    page = ilze.get(address)
    assert page.page.by_id("f-council_name")["value"] == "Kokrūpniecības NEP"
    assert "Ivars Bite" in page.words
    sent = {
        "programme": str(cast.programme.id),
        "council_name": "Kokrūpniecības NEP",
        "council_email": "nep@padome.example",
        "mentors": [str(company.mentors[0].id)],
        "tasks": "- Zāģēšana\n\n- Montāža",
    }
    assert ilze.post(address, sent).status == 303
    made = db.scalars(select(Opinion).where(Opinion.company_id == company.id)).one()
    assert (made.state, made.due_on) == (State.ASKED, after_working_days(today(), 10))
    assert made.letter is not None
    assert made.letter.state is DocumentState.ISSUED
    values = made.letter.edition.values
    assert values["tasks"] == ["Zāģēšana", "Montāža"]
    assert values["mentors"][0]["name"] == "Ivars Bite"
    assert cast.programme.qualification in values["programme"]
    page = ilze.get(f"/uznemumi/{company.id}/piemeriba")
    assert "Gaida padomi" in page.words
    assert f"/dokumenti/{made.letter_id}/fails" in page.text
    again = ilze.post(address, sent)
    assert again.status == 422
    assert "Padome jau ir lūgta" in again.words


def test_the_answer_with_its_file(browser: Browser, cast: Cast, company: Company, db: Session) -> None:
    made, ilze = asked(db, cast, company), browser.as_(cast.ilze)
    address = f"/piemeriba/atzinumi/{made.id}"
    assert ilze.get(address).status == 200
    sent = ANSWER | {"version": str(made.version)}
    wrong = {
        "conditions": (sent | {"result": "conditions"}, PDF),
        "opinion_on": (sent | {"opinion_on": f"{today() + timedelta(days=1):%d.%m.%Y}"}, PDF),
        "file": (sent, {"file": ("x.pdf", b"<html>", "application/pdf")}),
    }
    for field, (values, files) in wrong.items():
        answer = ilze.post(address, values, files=files)
        assert answer.status == 422
        assert answer.page.by_id(f"e-{field}"), field
    old = f"{today() - timedelta(days=1):%d.%m.%Y}"
    assert ilze.post(address, sent | {"opinion_on": old}).status == 422
    db.refresh(made)
    assert (made.state, made.sha256) == (State.ASKED, None)
    assert ilze.post(address, sent, files=PDF).status == 303
    db.refresh(made)
    assert (made.state, made.result, made.filename) == (State.GIVEN, Result.POSITIVE, "atzinums.pdf")
    assert (made.received_by_id, made.number) == (cast.ilze.id, "7-2/9")
    assert ilze.post(address, sent).status == 409  # somebody saved meanwhile
    decide(db, cast, company)
    assert ilze.post(address, ANSWER | {"version": str(made.version)}).status == 422  # a decision rests on it


def test_who_may(browser: Browser, cast: Cast, company: Company, db: Session) -> None:
    made = asked(db, cast, company)
    new = {"council_name": "NEP"}
    for who, ask, record in (("guntis", 403, 403), ("dace", 404, 404), ("stranger", 404, 404)):
        person = browser.as_(getattr(cast, who))
        assert person.post(f"/uznemumi/{company.id}/piemeriba/lugums", new).status == ask, who
        assert person.post(f"/uznemumi/{company.id}/piemeriba/atzinums", new).status == ask, who
        assert person.post(f"/piemeriba/atzinumi/{made.id}", ANSWER).status == record, who
        assert person.post(f"/piemeriba/atzinumi/{made.id}/atsaukt").status == record, who
    assert browser.as_(cast.guntis).post("/piemeriba/iestatijumi", {"answer_days": "5"}).status == 403
    assert browser.as_(cast.dace).get("/piemeriba").status == 403
    db.refresh(made)
    assert made.state is State.ASKED


def test_taking_the_request_back(browser: Browser, cast: Cast, company: Company, db: Session) -> None:
    made, ilze = asked(db, cast, company), browser.as_(cast.ilze)
    assert ilze.post(f"/piemeriba/atzinumi/{made.id}/atsaukt").status == 303
    assert ilze.post(f"/piemeriba/atzinumi/{made.id}/atsaukt").status == 409
    assert ilze.post(f"/piemeriba/atzinumi/{made.id}", ANSWER).status == 409
    assert "Nav lēmuma" in ilze.get(f"/uznemumi/{company.id}/piemeriba").words


def test_another_school_reads_it_but_decides_itself(
    browser: Browser, cast: Cast, company: Company, opinion: Opinion, db: Session
) -> None:
    stranger = browser.as_(cast.stranger)
    assert stranger.get(f"/uznemumi/{company.id}/piemeriba").status == 404
    decide(db, cast, company)
    db.add(Partnership(school_id=cast.other_school.id, company_id=company.id))
    db.commit()
    words = stranger.get(f"/uznemumi/{company.id}/piemeriba").words
    assert f"Atzinumu lūdza {cast.school.name}" in words
    assert "Jāpieņem lēmums" in words
    assert "Lēmumu pieņem direktors." in words
    assert stranger.post(f"/piemeriba/atzinumi/{opinion.id}", ANSWER).status == 403
    mine, theirs = (cast.school.id, company.id, None), (cast.other_school.id, company.id, None)
    found = suitability_of(db, [mine, theirs])
    assert found[mine].decision_positive
    assert (found[theirs].decision_on, found[theirs].opinion_positive) == (None, True)


def test_a_programme_of_its_own(cast: Cast, company: Company, db: Session, queries: Queries) -> None:
    """An opinion for one programme says nothing of the others; of the newest the law hears in two selects."""
    actions.enter_opinion(
        db,
        cast.actor("ilze"),
        company,
        council_name="NEP",
        result=Result.NEGATIVE,
        opinion_on=today(),
        programme=cast.programme,
    )
    db.commit()
    one, all_ = (cast.school.id, company.id, cast.programme.id), (cast.school.id, company.id, None)
    own = (cast.school.id, cast.company.id, cast.programme.id)
    with queries(at_most=2):
        found = suitability_of(db, [one, all_, own])
    assert (found[one].opinion_on, found[one].opinion_positive) == (today(), False)
    assert found[all_].opinion_on is None
    assert found[own].decision_no == "1-9/14"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4", True),
        (b"\xff\xd8\xff\xe0", True),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.etsi.asic-e+zip", True),
        (b"PK\x03\x04 a workbook", False),
        (b"MZ", False),
        (b"", False),
    ],
)
def test_what_a_file_may_be(data: bytes, kind: bool) -> None:
    from app.suitability.files import kind_of

    assert (kind_of(data) is not None) == kind


def test_the_list_and_its_budget(
    browser: Browser, cast: Cast, company: Company, db: Session, queries: Queries
) -> None:
    with at(now() - timedelta(days=40)):
        asked(db, cast, company)
    ilze = browser.as_(cast.ilze)
    ilze.get("/piemeriba")
    with queries(at_most=14):
        words = ilze.get("/piemeriba").words
    assert "atbilde kavējas" in words
    assert "Nr. 1-9/14" in words
    waiting = ilze.get("/piemeriba?skats=waiting").words
    assert company.name in waiting
    assert cast.company.name not in waiting
    found = ilze.get("/piemeriba?q=ozola&skats=dunno&lpp=x").words
    assert cast.company.name in found
    assert company.name not in found
