"""The end of papers: whose time is over, with two people, an act, and nothing that others still need."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.admin.models import FileCheck
from app.demo.cast import Cast
from app.documents.models import (
    Brought,
    Edition,
    Party,
    Signature,
    Signer,
    Step,
    Strength,
    Verdict,
    Way,
)
from app.kit.clock import now
from app.kit.db import store_of
from app.kit.errors import Refused
from app.providers.models import SigningSession
from app.registers import actions, queries
from app.registers.contents import free_to_go
from app.registers.models import Destruction, Entry, Erased, State
from tests.browser import Browser, Queries
from tests.pdfs import inside
from tests.registers.conftest import Sent

URL = "/registri/iznicinasana"


def proposed(db: Session, cast: Cast, *entries: Entry) -> Destruction:
    ilze = cast.actor("ilze")
    assert ilze.organisation
    made = actions.propose(db, ilze, ilze.organisation, entries=entries)
    db.commit()
    return made


def digest(entry: Entry, db: Session) -> str:
    return db.scalars(select(Edition.sha256).where(Edition.document_id == entry.document_id)).one()


def gone(db: Session, sha256: str) -> bool:
    try:
        store_of(db).get(sha256)
    except FileNotFoundError:
        return True
    return False


def test_from_the_list_to_the_act(
    db: Session, cast: Cast, sent_long_ago: Sent, letter: Entry, browser: Browser
) -> None:
    old, new = sent_long_ago("RP-1", b"%PDF-a"), sent_long_ago("RP-2", b"%PDF-b")
    first, second = digest(old, db), digest(new, db)
    page = browser.as_(cast.ilze).get(URL)
    assert "RP-1" in page.words and letter.number not in page.words, "a letter of today is kept"
    answer = browser.as_(cast.ilze).post(URL, {"chosen": [str(old.id), str(letter.id)]})
    made = db.scalars(select(Destruction)).one()
    assert answer.to == made.address
    assert [entry.id for entry in made.entries] == [old.id]
    guntis = browser.as_(cast.guntis)
    assert guntis.post(f"{made.address}/apstiprinat").to == made.address
    db.expire_all()
    assert (made.state, made.decided_by_id) == (State.APPROVED, cast.guntis.id)
    assert made.number.startswith("IZN-2")
    assert not gone(db, first), "the bytes go when the act stands"
    browser.work()
    db.expire_all()
    assert gone(db, first)
    assert not gone(db, second)
    assert made.erased_at
    act = guntis.get(f"{made.address}/akts")
    assert act.bytes.startswith(b"%PDF")
    assert made.number.encode() in inside(act.bytes) or len(act.bytes) > 5000
    shown = guntis.get(old.address).words
    assert f"akts Nr. {made.number}" in shown and "RP-1" in shown, "the entry stays"
    document = guntis.get(f"/dokumenti/{old.document_id}/fails")
    assert document.status == 409
    assert f"akts Nr. {made.number}" in document.words
    assert f"akts Nr. {made.number}" in guntis.get(f"/dokumenti/{old.document_id}").words
    assert "iznīcināts" not in guntis.get(f"/dokumenti/{new.document_id}").words
    assert guntis.post(f"{made.address}/apstiprinat").status == 409
    browser.as_(cast.admin).post("/administresana/datnes/parbaudit")
    browser.work()
    assert db.scalars(select(FileCheck)).one().wrong == 0, "what is gone by an act is not missed"


def test_it_takes_two_people(db: Session, cast: Cast, sent_long_ago: Sent, browser: Browser) -> None:
    guntis = cast.actor("guntis")
    assert guntis.organisation
    own = actions.propose(db, guntis, guntis.organisation, entries=[sent_long_ago()])
    db.commit()
    assert browser.as_(cast.guntis).post(f"{own.address}/apstiprinat").status == 409
    assert "otrs cilvēks" in browser.as_(cast.guntis).get(own.address).words
    for who, status in (("ilze", 403), ("stranger", 404), ("dace", 404)):
        assert browser.as_(cast.people[who]).post(f"{own.address}/apstiprinat").status == status, who
    db.expire_all()
    assert own.state is State.PROPOSED
    assert db.scalar(select(func.count()).select_from(Erased)) == 0
    assert browser.as_(cast.ilze).post(f"{own.address}/noraidit", {"reason": ""}).status == 422
    answer = browser.as_(cast.ilze).post(f"{own.address}/noraidit", {"reason": "Vēl vajadzīgs"})
    assert answer.status == 303
    assert db.scalars(select(Destruction.state)).one() is State.REJECTED
    assert len(queries.due(db, guntis)) == 1, "it may be proposed again"


def test_a_ban_stops_it_even_after_it_was_proposed(
    db: Session, cast: Cast, sent_long_ago: Sent, browser: Browser
) -> None:
    entry = sent_long_ago()
    made = proposed(db, cast, entry)
    ban = f"{entry.address}/aizliegt"
    assert browser.as_(cast.ilze).post(ban, {"reason": ""}).status == 422
    for who, status in (("stranger", 404), ("dace", 404), ("martins", 404)):
        assert browser.as_(cast.people[who]).post(ban, {"reason": "Strīds"}).status == status, who
    assert browser.as_(cast.guntis).post(ban, {"reason": "Strīds tiesā"}).to == entry.address
    assert browser.as_(cast.guntis).post(ban, {"reason": "Strīds tiesā"}).status == 409
    refused = browser.as_(cast.guntis).post(f"{made.address}/apstiprinat")
    assert refused.status == 409
    assert "RP-1" in refused.words
    db.expire_all()
    assert made.state is State.PROPOSED and not gone(db, digest(entry, db))
    assert "Strīds tiesā" in browser.as_(cast.guntis).get(URL).words
    lifted = browser.as_(cast.guntis).post(f"{entry.address}/atlaut", {"reason": "Tiesa beigusies"})
    assert lifted.status == 303
    assert browser.as_(cast.guntis).post(f"{made.address}/apstiprinat").status == 303
    browser.work()
    assert gone(db, digest(entry, db))


def test_only_what_is_due_free_and_chosen(
    db: Session, cast: Cast, sent_long_ago: Sent, letter: Entry
) -> None:
    ilze, entry = cast.actor("ilze"), sent_long_ago()
    assert ilze.organisation
    with pytest.raises(Refused):
        actions.propose(db, ilze, ilze.organisation, entries=[])
    with pytest.raises(Refused):
        actions.propose(db, ilze, ilze.organisation, entries=[entry, letter])
    assert db.scalar(select(func.count()).select_from(Destruction)) == 0
    proposed(db, cast, entry)
    with pytest.raises(Refused):
        actions.propose(db, ilze, ilze.organisation, entries=[entry])
    with pytest.raises(Refused):
        actions.correct(db, ilze, entry, kind="letter", title="x", party="x")


def test_bytes_that_others_name_stay(db: Session, cast: Cast, sent_long_ago: Sent, browser: Browser) -> None:
    one, other = sent_long_ago("RP-1", b"%PDF-same"), sent_long_ago("RP-2", b"%PDF-same")
    sha256 = digest(one, db)
    first = proposed(db, cast, one)
    actions.approve(db, cast.actor("guntis"), first)
    db.commit()
    browser.work()
    assert not gone(db, sha256), "the other document is kept"
    second = proposed(db, cast, other)
    actions.approve(db, cast.actor("guntis"), second)
    assert free_to_go(db, second.entries) == {sha256}
    db.commit()
    browser.work()
    assert gone(db, sha256), "now nobody is left who needs them"
    db.expire_all()
    assert first.erased == [] and [one.sha256 for one in second.erased] == [sha256]


def test_signatures_and_signing_sessions_go_with_their_document(
    db: Session, cast: Cast, sent_long_ago: Sent, browser: Browser
) -> None:
    entry, store = sent_long_ago(), store_of(db)
    edition = db.scalars(select(Edition).where(Edition.document_id == entry.document_id)).one()
    assert entry.document
    signer = Signer(
        document=entry.document,
        position=1,
        party=Party.LEARNER,
        person_id=cast.martins.id,
        organisation_id=cast.school.id,
        step=Step.SIGNED,
        signed_sha256=edition.sha256,
        evidence_sha256=store.put(b"evidence"),
    )
    db.add(signer)
    db.flush()
    proof = {
        "evidence_sha256": store.put(b"evidence"),
        "file_sha256": store.put(b"container"),
        "report_sha256": store.put(b"report"),
    }
    who = {"person_id": cast.martins.id, "signer_id": signer.id, "edition_id": edition.id}
    given = {"way": Way.FILE, "strength": Strength.QUALIFIED, "signed_at": entry.created_at}
    db.add(Signature(**who, **given, recorder_id=cast.martins.id, **proof))
    session = {
        "organisation_id": cast.school.id,
        "sha256": edition.sha256,
        "provider": "local",
        "expires_at": now(),
    }
    db.add(SigningSession(**who, **session))
    answers = [store.put(b"ocsp")]
    brought = {"name": "a.edoc", "size": 9, "state": Verdict.ACCEPTED, "answers": answers}
    files = {"sha256": proof["file_sha256"], "report_sha256": proof["report_sha256"]}
    where = {"document_id": entry.document_id, "edition_id": edition.id, "organisation_id": cast.school.id}
    db.add(Brought(**where, person_id=cast.martins.id, **brought, **files))
    db.commit()
    made = proposed(db, cast, entry)
    actions.approve(db, cast.actor("guntis"), made)
    db.commit()
    browser.work()
    for sha256 in (edition.sha256, *proof.values(), *answers):
        assert gone(db, sha256)
    assert made.act_sha256 and not gone(db, made.act_sha256)


def test_the_page_stays_flat(
    db: Session, cast: Cast, sent_long_ago: Sent, browser: Browser, queries: Queries
) -> None:
    entries = [sent_long_ago(f"RP-{n}", f"%PDF-{n}".encode()) for n in range(12)]
    made = proposed(db, cast, *entries[:6])
    guntis = browser.as_(cast.guntis)
    guntis.get(URL)
    with queries(at_most=10):
        guntis.get(URL)
    with queries(at_most=10):
        guntis.get(made.address)
