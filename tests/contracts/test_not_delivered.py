"""A letter that follows from a signature was sent by no office; then the school's coordinator minds it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.models import Contract
from app.demo.cast import Cast
from app.notifications import settling
from app.notifications.actions import write_to
from app.notifications.models import Message, Notice
from tests.browser import Browser
from tests.contracts.conftest import document_of


def test_the_coordinator_is_told(browser: Browser, db: Session, cast: Cast, sent: Contract) -> None:
    signer = document_of(sent).signers[1]
    company = cast.company.id
    write_to(db, cast.dace, "documents.sign", company, signer.address, thing=signer, actor_id=cast.anna.id)
    browser.work()
    message = db.scalars(select(Message).where(Message.person_id == cast.dace.id)).one()
    assert (message.organisation_id, message.office_id) == (company, cast.school.id)
    settling.bounce(db, message, "5.1.1", "550 no such user")
    told = db.scalars(select(Notice).where(Notice.verb == settling.RETURNED.name)).all()
    assert [notice.person_id for notice in told] == [cast.ilze.id]
    assert "Dace Ozola" in browser.as_(cast.ilze).get("/pazinojumi/nesanemti").words
    assert browser.as_(cast.anna).get("/pazinojumi/nesanemti").status == 403
