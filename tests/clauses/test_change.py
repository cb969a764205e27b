"""A school words its documents; what the regulation wants stays; documents that exist keep their words."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clauses.actions import change
from app.clauses.models import Wording
from app.clauses.queries import texts
from app.clauses.registry import Own
from app.contracts import actions as contracts
from app.contracts.clauses import CLAUSES, KINDS
from app.demo.cast import Cast
from app.identity.models import Membership
from app.identity.roles import Role
from app.placements.models import Kind
from tests.browser import Browser
from tests.stages import play

KIND = KINDS[Kind.DVB]
URL = f"/skola/veidnes/{KIND.key}"


def sent(db: Session, cast: Cast, *own: tuple[str, str], **words: str) -> dict[str, object]:
    """The form as it is opened, with changes."""
    held = texts(db, cast.school.id, KIND)
    last = db.scalar(select(Wording.id).order_by(Wording.id.desc()))
    clauses = {f"c-{name}": words.get(name, held.clauses[name]) for name in CLAUSES}
    pairs = [*own, ("", "")]
    return {
        **clauses,
        "version": str(last or 0),
        "heading": [heading for heading, _text in pairs],
        "text": [text for _heading, text in pairs],
    }


def own(db: Session, cast: Cast) -> list[str]:
    return [each.heading for each in texts(db, cast.school.id, KIND).own]


def test_new_documents_have_it_and_old_ones_keep_theirs(db: Session, cast: Cast, browser: Browser) -> None:
    before = contracts.draft(db, cast.actor("ilze"), play(db, cast, "ready"))
    db.commit()
    ilze = browser.as_(cast.ilze)
    answer = ilze.post(URL, sent(db, cast, ("Telpas", "Skapītis."), ("Auto", "Nē."), amendment="Grozām."))
    assert (answer.status, answer.to) == (303, URL)
    held = texts(db, cast.school.id, KIND)
    assert held.clauses["amendment"] == "Grozām."
    assert held.own == (Own("Telpas", "Skapītis."), Own("Auto", "Nē."))
    assert before.amendment == CLAUSES["amendment"][2]
    assert before.own_clauses == []
    wording = db.scalars(select(Wording)).one()
    assert wording.texts == {"amendment": "Grozām."}, "only what differs"
    page = ilze.get(URL)
    assert "Ilze Dreimane" in page.words
    assert "Kā līgumu groza; skolas pievienotie punkti" in page.words
    assert "Ilze Dreimane" in ilze.get("/skola/veidnes").words
    both = [("Telpas", "Skapītis."), ("Auto", "Nē.")]
    assert ilze.post(URL, sent(db, cast, *both) | {"up": "1"}).status == 303
    assert own(db, cast) == ["Auto", "Telpas"]
    assert ilze.post(URL, sent(db, cast, *reversed(both)) | {"remove": "0"}).status == 303
    assert own(db, cast) == ["Telpas"]
    assert ilze.post(f"{URL}/atjaunot?uz={wording.id}").status == 303
    assert own(db, cast) == ["Telpas", "Auto"]
    assert ilze.post(f"{URL}/atjaunot").status == 303
    assert texts(db, cast.school.id, KIND).clauses["amendment"] == CLAUSES["amendment"][2]
    specimen = ilze.post(f"{URL}/paraugs", sent(db, cast, ("Telpas", "Skapītis.")))
    assert specimen.bytes.startswith(b"%PDF")
    internship = KINDS[Kind.PRACTICE]
    kept = {f"c-{clause.name}": clause.usual for clause in internship.clauses}
    specimen = ilze.post(f"/skola/veidnes/{internship.key}/paraugs", kept)
    assert specimen.bytes.startswith(b"%PDF")


def test_what_the_regulation_wants_cannot_be_left_out(db: Session, cast: Cast, browser: Browser) -> None:
    ilze = browser.as_(cast.ilze)
    answer = ilze.post(URL, sent(db, cast, ("Telpas", "Skapītis."), induction=" ", termination="Beidzam."))
    assert answer.status == 422
    assert "484: 9.2" in answer.words
    assert "Beidzam." in answer.text, "what was typed is kept"
    assert "Skapītis." in answer.text
    for wrong in (
        sent(db, cast, ("Telpas", "")),
        sent(db, cast, assessment="ā" * 4001),
        sent(db, cast),
    ):
        assert ilze.post(URL, wrong).status == 422
    assert db.scalars(select(Wording)).all() == []


def test_two_at_once_are_told(db: Session, cast: Cast, browser: Browser) -> None:
    mine = sent(db, cast, termination="Mans.")
    change(db, cast.actor("ilze"), cast.school, kind=KIND, clauses={"termination": "Cita."})
    db.commit()
    ilze = browser.as_(cast.ilze)
    answer = ilze.post(URL, mine)
    assert answer.status == 409
    assert "Mans." in answer.text
    assert texts(db, cast.school.id, KIND).clauses["termination"] == "Cita."


def test_who_may(db: Session, cast: Cast, browser: Browser) -> None:
    wanted = sent(db, cast, termination="Cita.")
    assert browser.as_(cast.guntis).post(URL, wanted).status == 303, "the director"
    assert browser.as_(cast.stranger).post(URL, {**wanted, "version": "0"}).status == 303, "their own school"
    assert texts(db, cast.school.id, KIND).clauses["termination"] == "Cita."
    theirs = db.scalars(select(Wording).where(Wording.school_id == cast.other_school.id)).one()
    assert browser.as_(cast.guntis).post(f"{URL}/atjaunot?uz={theirs.id}").status == 404
    role = select(Membership).where(
        Membership.person_id == cast.ilze.id, Membership.role == Role.SCHOOL_ADMIN
    )
    db.delete(db.scalars(role).one())
    db.commit()
    ilze = browser.as_(cast.ilze)
    assert ilze.get(URL).status == 200, "a coordinator reads"
    assert ilze.post(URL, wanted).status == 403
    assert ilze.post(f"{URL}/atjaunot").status == 403
    assert ilze.get("/skola/veidnes/cits").status == 404
    for who in ("dace", "aigars", "martins", "anna"):
        assert browser.as_(cast.people[who]).get(URL).status == 403, who
        assert browser.as_(cast.people[who]).post(URL, wanted).status == 403, who
