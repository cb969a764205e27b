"""Sending a document to be read or signed, with a covering note."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents import letters
from app.documents.models import Document, Reader, State, Step
from app.identity.models import Membership, Person
from app.kit.clock import now
from app.kit.errors import Forbidden, Refused
from app.notifications.models import Channel, Fate, Message
from tests.browser import Browser, Queries
from tests.documents.conftest import Play, Signing, signer_of, told
from tests.letters import Post

NOTE = "Lūdzu, izlasiet līdz piektdienai."
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n%%EOF"


def of(db: Session, person: Person) -> int:
    """Their membership."""
    found = db.scalar(select(Membership.id).where(Membership.person_id == person.id).order_by(Membership.id))
    assert found is not None
    return found


def handed(db: Session, cast: Cast, browser: Browser, document: Document, who: str = "aigars") -> Reader:
    """Sent to somebody to be read."""
    person = getattr(cast, who)
    sent = {"read": of(db, person), "note": NOTE}
    answer = browser.as_(cast.ilze).post(f"/dokumenti/{document.id}/sutit", sent)
    assert (answer.status, answer.to) == (303, document.address), answer
    reader = db.scalar(select(Reader).where(Reader.person_id == person.id))
    assert reader is not None
    return reader


@pytest.fixture
def own(db: Session, cast: Cast, browser: Browser) -> Document:
    """A PDF of the school, not sent yet."""
    ilze = browser.as_(cast.ilze)
    sent = {"kind": "consent", "title": "Piekrišana fotografēšanai", "number": "4-1/7"}
    answer = ilze.post("/dokumenti/jauns", sent, files={"file": ("piekrisana.pdf", PDF, "application/pdf")})
    assert answer.status == 303, answer
    document = db.scalar(select(Document).where(Document.number == "4-1/7"))
    assert document is not None
    assert answer.to == f"/dokumenti/{document.id}/sutit"
    return document


def test_to_be_read(db: Session, cast: Cast, document: Document, browser: Browser, post: Post) -> None:
    aigars = browser.as_(cast.aigars)
    assert aigars.get(document.address).status == 404
    reader = handed(db, cast, browser, document)
    browser.work()
    letter = told(post)[cast.aigars.email]
    assert NOTE in letter
    assert "/s/" in post.text()
    assert "Dokumenti 1" in aigars.get("/").words
    assert document.title in aigars.get("/dokumenti").words
    page = aigars.get(document.address)
    assert NOTE in page.words
    assert "hx-post" in page.text
    opened = [reader.opened_at]  # looking changes nothing
    assert "vēl nav atvērts; nosūtīts" in browser.as_(cast.ilze).get(document.address).words
    assert aigars.post(f"{document.address}/atverts", htmx=True).status == 204
    opened.append(reader.opened_at)
    assert [moment is None for moment in opened] == [True, False]
    assert "Viss ir izlasīts" in aigars.get("/dokumenti?skats=jaizlasa").words
    assert "Aigars Ozols atvērts" in browser.as_(cast.ilze).get(document.address).words


def test_without_scripts_a_button_opens_it(
    db: Session, cast: Cast, document: Document, browser: Browser
) -> None:
    reader = handed(db, cast, browser, document)
    answer = browser.as_(cast.aigars).post(f"{document.address}/atverts")
    assert (answer.status, answer.to) == (303, document.address)
    first = reader.opened_at
    browser.as_(cast.aigars).post(f"{document.address}/atverts")
    assert reader.opened_at == first


def test_once_to_each_and_then_a_reminder(
    db: Session, cast: Cast, document: Document, browser: Browser, post: Post
) -> None:
    reader = handed(db, cast, browser, document)
    again = browser.as_(cast.ilze).post(f"/dokumenti/{document.id}/sutit", {"read": of(db, cast.aigars)})
    assert again.status == 409
    answer = browser.as_(cast.ilze).post("/atgadinat", {"about": f"reader:{reader.id}", "back": "/"})
    assert answer.status == 303
    assert "Pēdējo reizi atgādināts" in browser.as_(cast.ilze).get(document.address).words


def test_own_document_to_sign_and_to_read(
    db: Session, cast: Cast, own: Document, browser: Browser, post: Post, signing: Signing
) -> None:
    sent = {"sign": [of(db, cast.guntis), of(db, cast.anna)], "read": of(db, cast.aigars), "note": NOTE}
    answer = browser.as_(cast.ilze).post(f"/dokumenti/{own.id}/sutit", sent)
    assert answer.status == 303, answer
    states = [own.state]
    assert own.sender is cast.ilze
    assert [one.person.given_name for one in own.signers] == ["Anna", "Guntis"]
    browser.work()
    letters_ = told(post)
    assert NOTE in letters_[cast.anna.email]
    assert NOTE in letters_[cast.aigars.email]
    assert cast.guntis.email not in letters_
    assert NOTE in browser.as_(cast.anna).get(own.address).words
    assert browser.as_(cast.anna).get(f"{own.address}/fails").bytes == PDF
    signing(cast.anna, own)
    signing(cast.guntis, own)
    assert [*states, own.state] == [State.OUT, State.COMPLETE]
    browser.work()
    assert "Piekrišana fotografēšanai" in told(post)[cast.ilze.email]


def test_the_sender_learns_of_a_refusal(
    db: Session, cast: Cast, own: Document, browser: Browser, post: Post
) -> None:
    browser.as_(cast.ilze).post(f"/dokumenti/{own.id}/sutit", {"sign": of(db, cast.anna)})
    browser.as_(cast.anna).post(f"/dokumenti/{own.id}/atteikt", {"reason": "Nepiekrītu fotografēšanai"})
    browser.work()
    assert "Nepiekrītu" in told(post)[cast.ilze.email]


def test_searching_keeps_what_was_chosen(db: Session, cast: Cast, own: Document, browser: Browser) -> None:
    anna = of(db, cast.anna)
    sent = {"sign": anna, "q": "guntis", "find": "1", "note": NOTE}
    page = browser.as_(cast.ilze).post(f"/dokumenti/{own.id}/sutit", sent)
    assert page.status == 200
    assert NOTE in page.text
    assert "Guntis Liepiņš" in page.words
    assert page.text.count(f'name="sign" value="{anna}" checked') == 1
    assert own.state is State.DRAFT


def test_a_contract_suggests_whom_it_concerns(cast: Cast, document: Document, browser: Browser) -> None:
    page = browser.as_(cast.ilze).get(f"/dokumenti/{document.id}/sutit").words
    for name in ("Aigars Ozols", "Mārtiņš Krūmiņš", "Dace Ozola", "Anna Krūmiņa"):
        assert name in page
    assert "Sarmīta" not in page


def test_what_is_wrong_is_said(db: Session, cast: Cast, own: Document, browser: Browser) -> None:
    ilze = browser.as_(cast.ilze)
    assert ilze.post(f"/dokumenti/{own.id}/sutit", {"note": NOTE}).status == 422
    stranger = of(db, cast.stranger)
    assert ilze.post(f"/dokumenti/{own.id}/sutit", {"read": stranger}).status == 422
    mentor = of(db, cast.aigars)
    assert ilze.post(f"/dokumenti/{own.id}/sutit", {"sign": mentor}).status == 409
    form = {"kind": "contract_484", "title": "Viltots"}
    for file in (("a.pdf", b"MZ", "application/pdf"), ("a.pdf", PDF, "application/pdf")):
        answer = ilze.post("/dokumenti/jauns", form, files={"file": file})
        assert answer.status == 422
        assert "Viltots" in answer.text
    assert own.state is State.DRAFT
    assert list(db.scalars(select(Reader))) == []


def test_a_draft_is_the_schools_own_and_may_be_thrown_away(
    db: Session, cast: Cast, own: Document, browser: Browser
) -> None:
    assert browser.as_(cast.anna).get(own.address).status == 404
    assert browser.as_(cast.ilze).post(f"/dokumenti/{own.id}/izmest").status == 303
    assert own.state is State.WITHDRAWN
    with pytest.raises(Refused):
        letters.send(db, cast.actor("ilze"), own, signers=[])


@pytest.mark.parametrize("who", ["anna", "dace", "martins"])
def test_others_do_not_send(cast: Cast, document: Document, browser: Browser, who: str) -> None:
    them = browser.as_(getattr(cast, who))
    assert them.get(f"/dokumenti/{document.id}/sutit").status == 403
    assert them.post(f"/dokumenti/{document.id}/sutit", {"read": 1}).status == 403
    assert them.get("/dokumenti/jauns").status == 403
    sent = {"kind": "letter", "title": "Vēstule"}
    file = {"file": ("a.pdf", PDF, "application/pdf")}
    assert them.post("/dokumenti/jauns", sent, files=file).status == 403


def test_strangers_find_nothing(db: Session, cast: Cast, document: Document, browser: Browser) -> None:
    stranger = browser.as_(cast.stranger)
    assert stranger.get(f"/dokumenti/{document.id}/sutit").status == 404
    assert stranger.post(f"/dokumenti/{document.id}/atverts").status == 404
    reader = handed(db, cast, browser, document)
    with pytest.raises(Forbidden):
        letters.read(db, cast.actor("ilze"), reader)


def test_a_contract_is_sent_with_a_note(
    db: Session, cast: Cast, played: Play, browser: Browser, post: Post
) -> None:
    from app.contracts import actions as contracts
    from app.contracts.models import Contract
    from tests.stages import play

    placement = play(db, cast, "ready")
    ilze = cast.actor("ilze")
    contract = db.scalar(select(Contract).where(Contract.placement_id == placement.id)) or contracts.draft(
        db, ilze, placement
    )
    db.flush()
    answer = browser.as_(cast.ilze).post(f"/ligumi/{contract.id}/nosutit", {"note": NOTE})
    assert answer.status == 303, answer
    assert contract.document is not None
    assert (contract.document.note, contract.document.sender) == (NOTE, cast.ilze)
    assert signer_of(contract.document, cast.anna).step is Step.ASKED
    browser.work()
    assert NOTE in told(post)[cast.anna.email]
    assert NOTE in browser.as_(cast.anna).get(contract.document.address).words


def test_pages_ask_little(
    db: Session, cast: Cast, document: Document, browser: Browser, queries: Queries
) -> None:
    handed(db, cast, browser, document)
    aigars, ilze = browser.as_(cast.aigars), browser.as_(cast.ilze)
    with queries(at_most=14):
        aigars.get(document.address)
    with queries(at_most=10):
        aigars.get("/dokumenti")
    with queries(at_most=12):
        ilze.get("/dokumenti")


def test_withdrawn_and_sent_corrected(
    db: Session, cast: Cast, own: Document, browser: Browser, post: Post
) -> None:
    ilze = browser.as_(cast.ilze)
    ilze.post(f"/dokumenti/{own.id}/sutit", {"sign": of(db, cast.anna)})
    assert ilze.post(f"/dokumenti/{own.id}/atsaukt").status == 303
    assert own.state is State.WITHDRAWN
    form = ilze.get(f"/dokumenti/jauns?aizstaj={own.id}")
    assert "Piekrišana fotografēšanai" in form.text
    sent = {"kind": "consent", "title": "Piekrišana filmēšanai", "number": "4-1/8", "instead": own.id}
    ilze.post("/dokumenti/jauns", sent, files={"file": ("b.pdf", PDF + b"\n", "application/pdf")})
    newer = db.scalar(select(Document).where(Document.number == "4-1/8"))
    assert newer is not None
    assert newer.supersedes is own
    anna = browser.as_(cast.anna)
    assert "4-1/8" not in anna.get(own.address).words  # not sent yet
    ilze.post(f"/dokumenti/{newer.id}/sutit", {"sign": of(db, cast.anna)})
    assert "Piekrišana filmēšanai" in anna.get(own.address).words
    assert "Piekrišana fotografēšanai" in anna.get(newer.address).page.one("table", class_="diff").words


def test_what_rooms_have_made_is_withdrawn_there(cast: Cast, document: Document, browser: Browser) -> None:
    assert browser.as_(cast.ilze).post(f"/dokumenti/{document.id}/atsaukt").status == 409
    assert browser.as_(cast.ilze).get(f"/dokumenti/jauns?aizstaj={document.id}").status == 200
    assert browser.as_(cast.anna).post(f"/dokumenti/{document.id}/atsaukt").status == 403
    assert document.state is State.OUT


def test_not_delivered_is_said_with_the_reason(
    db: Session, cast: Cast, document: Document, browser: Browser
) -> None:
    db.add(
        Message(
            person=cast.anna,
            organisation_id=cast.school.id,
            channel=Channel.EMAIL,
            template="documents.sign",
            subject="Jāparaksta",
            recipient=cast.anna.email,
            thing=f"document:{document.id}",
            state=Fate.REFUSED,
            undelivered_at=now(),
            status="5.1.1",
        )
    )
    assert "vēstule nav piegādāta" in browser.as_(cast.ilze).get("/dokumenti").words
    assert "vēstule nav piegādāta" in browser.as_(cast.ilze).get(document.address).words
    assert "nav piegādāta" not in browser.as_(cast.anna).get("/dokumenti").words


def test_why_nobody_is_reminded_is_for_the_school(
    db: Session, cast: Cast, document: Document, browser: Browser
) -> None:
    signer_of(document, cast.anna).stopped = "Runāts pa tālruni"
    assert "Runāts pa tālruni" in browser.as_(cast.ilze).get("/dokumenti").words
    assert "Runāts" not in browser.as_(cast.anna).get("/dokumenti").words
