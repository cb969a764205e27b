"""Each deed that tells somebody has a letter that can be written."""

from fastapi import FastAPI
from sqlalchemy.orm import Session

from app.demo.cast import Cast, actor_of
from app.documents import actions as documents
from app.internships import actions
from app.internships.models import PracticeOrder
from app.placements.models import Placement
from tests.browser import Browser
from tests.internships.conftest import sign, write
from tests.letters import Post


def test_they_are_all_written(
    app: FastAPI, db: Session, cast: Cast, placement: Placement, order: PracticeOrder, browser: Browser
) -> None:
    ilze, dace, post = cast.actor("ilze"), cast.actor("dace"), Post(app)
    found = write(db, cast, placement)
    actions.propose(db, ilze, found)
    actions.send_back(db, dace, found, comment="Pievienojiet lakošanu")
    actions.propose(db, ilze, found)
    actions.agree(db, dace, found)
    actions.send_order(db, ilze, order)
    assert order.document
    documents.decline(db, cast.actor("guntis"), order.document.signers[0], reason="Cits datums")
    again = actions.correct_order(db, ilze, order)
    db.flush()
    actions.send_order(db, ilze, again)
    sign(db, again.document)
    for ending in ("declined", "signed"):
        made = actions.draft_settlement(db, dace, placement, terms="Ceļa izdevumi.")
        db.flush()
        actions.send_settlement(db, dace, made)
        assert made.document
        if ending == "signed":
            sign(db, made.document)
        else:
            first = made.document.signers[0]
            documents.decline(db, actor_of(db, first.person), first, reason="Nē")
    db.commit()
    browser.work()
    subjects = " | ".join(letter.subject for letter in post.new)
    for words in (
        *("programma gaida", "programma atgriezta", "programma saskaņota"),
        *("Lūdzam parakstīt: rīkojums", "nav parakstīts", "ir parakstīts"),
        *("vienošanās par norēķiniem", "norēķiniem noslēgta", "norēķiniem noraidīta"),
    ):
        assert words in subjects, (words, subjects)
