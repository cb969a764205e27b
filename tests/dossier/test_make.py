"""A dossier holds everything, for each what they may read, and is sealed."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document
from app.documents.seals import Seal
from app.dossier.forgetting import sweep
from app.dossier.models import Dossier, State
from app.esign.trust import Trust
from app.esign.verify import verify
from app.kit import clock
from app.kit.clock import now, today
from app.placements.models import Placement
from app.registers import keeping
from app.registers.models import Entry
from tests.browser import Browser
from tests.dossier.conftest import Fetch, contents, unpacked


def test_it_holds_every_version_every_file_and_every_proof(
    cast: Cast, signed: Placement, document: Document, seal: Seal, fetch: Fetch
) -> None:
    dossier = fetch(cast.ilze, signed)
    files, told = unpacked(dossier), contents(dossier)
    [one] = [each for each in told["documents"] if each["number"] == document.number]
    ways = [(each["way"], each["strength"]) for each in one["signatures"]]
    assert ways == [("portal", "simple"), ("file", "test"), ("paper", "handwritten")]
    assert [each["name"] for each in one["brought"]] == ["līgums ar parakstu.edoc"]
    for signature in one["signatures"]:
        evidence = json.loads(files[signature["evidence"]])
        assert evidence["edition"]["sha256"] == document.edition.sha256
    assert files[one["signatures"][2]["file"]].startswith(b"\x89PNG")
    edition = one["editions"][0]
    assert hashlib.sha256(files[edition["pdf"]]).hexdigest() == document.edition.sha256
    assert json.loads(files[edition["values"]]) == document.edition.values
    assert json.loads(files[one["brought"][0]["report"]])["valid"]
    [letter] = told["received"]
    assert letter["from"] == "Valsts darba inspekcija"
    assert files[letter["file"]] == b"%PDF-1.7 letter"
    letters = json.loads(files["zinas.json"])
    assert any(each["address"] == "an•••@majas.example" and each["sent_at"] for each in letters)
    deeds = {each["verb"] for each in json.loads(files["notikumi.json"])}
    assert {"documents.sign", "documents.bring"} <= deeds
    assert json.loads(files["saraksti.json"])[0]["list"]
    assert len(PdfReader(io.BytesIO(files["lieta.pdf"])).pages) > 3


def test_each_file_is_listed_with_its_hash(cast: Cast, signed: Placement, seal: Seal, fetch: Fetch) -> None:
    dossier = fetch(cast.ilze, signed)
    files, told = unpacked(dossier), contents(dossier)
    listed = {each["path"]: each["sha256"] for each in told["files"]}
    packed = listed.pop("faili.zip")
    with zipfile.ZipFile(io.BytesIO(dossier)) as outer:
        assert hashlib.sha256(outer.read("faili.zip")).hexdigest() == packed
        assert outer.namelist()[0] == "mimetype"
    assert files.keys() - listed.keys() == {"contents.json", "SHA256SUMS", "mimetype"}
    assert all(hashlib.sha256(files[path]).hexdigest() == digest for path, digest in listed.items())
    table = "".join(page.extract_text() for page in PdfReader(io.BytesIO(files["saturs.pdf"])).pages)
    assert signed.learner.person.name in table
    assert "TESTA" in table


def test_it_is_sealed_and_the_verifier_agrees(
    cast: Cast, signed: Placement, seal: Seal, fetch: Fetch, trusted: Trust
) -> None:
    report = verify(fetch(cast.ilze, signed), "lieta.asice", trusted)
    assert report.valid, report.to_json()
    [one] = report.signatures
    assert one.seal
    assert one.level == "B-LT"


def test_without_a_key_it_says_so(cast: Cast, signed: Placement, fetch: Fetch) -> None:
    dossier = fetch(cast.ilze, signed)
    with zipfile.ZipFile(io.BytesIO(dossier)) as outer:
        assert not [name for name in outer.namelist() if name.startswith("META-INF")]
    readme = unpacked(dossier)["README.txt"].decode()
    assert "NAV apzīmogots" in readme
    assert "NOT sealed" in readme
    assert contents(dossier)["sealed"] is False


def test_it_is_the_same_tomorrow(cast: Cast, signed: Placement, seal: Seal, fetch: Fetch) -> None:
    first = unpacked(fetch(cast.ilze, signed))
    with clock.at(now() + timedelta(hours=30)):
        second = unpacked(fetch(cast.guntis, signed))
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] != second[name]} == {"contents.json", "SHA256SUMS"}
    told = [json.loads(each["contents.json"]) for each in (first, second)]
    assert told[0].pop("made") != told[1].pop("made")
    assert told[0] == told[1]


def test_progress_is_shown(browser: Browser, cast: Cast, db: Session, signed: Placement, seal: Seal) -> None:
    ilze = browser.as_(cast.ilze)
    page = ilze.get(f"{signed.address}/lieta/arhivs")
    assert page.status == 200
    assert "Sagatavot arhīvu" in page.words
    ilze.post(f"{signed.address}/lieta/arhivs")
    page = ilze.get(f"{signed.address}/lieta/arhivs")
    assert "Tiek gatavots" in page.words
    assert 'hx-trigger="every 2s"' in page.text
    assert ilze.post(f"{signed.address}/lieta/arhivs").status == 409
    browser.work()
    part = ilze.get(f"{signed.address}/lieta/arhivs", htmx=True, headers={"hx-target": "made"})
    assert "Lejupielādēt" in part.words
    assert "<html" not in part.text
    dossier = db.scalars(select(Dossier)).one()
    assert dossier.done == dossier.total > 3


@pytest.mark.parametrize("who", ["aigars", "anna", "dace"])
def test_a_party_gets_what_they_may_read(
    browser: Browser,
    cast: Cast,
    signed: Placement,
    document: Document,
    seal: Seal,
    fetch: Fetch,
    who: str,
) -> None:
    person = cast.people[who]
    dossier = fetch(person, signed)
    files, told = unpacked(dossier), contents(dossier)
    assert told["whole"] is False
    assert told["rows"] == []
    seen = browser.as_(person).get(f"/dokumenti/{document.id}").status == 200
    assert bool([each for each in told["documents"] if each["number"] == document.number]) is seen
    assert seen is (who != "aigars")
    assert len([path for path in files if "/paraksti/" in path]) == (who != "aigars")
    assert {each["to"] for each in json.loads(files["zinas.json"])} <= {person.name}
    assert "lieta.pdf" not in files
    assert not [path for path in files if path.endswith("redakcija-1.json")]


def test_strangers_do_not_see_it(
    browser: Browser, cast: Cast, signed: Placement, seal: Seal, fetch: Fetch, db: Session
) -> None:
    fetch(cast.ilze, signed)
    made = db.scalars(select(Dossier)).one()
    for who in ("stranger", "admin"):
        theirs = browser.as_(cast.people[who])
        assert theirs.get(f"{signed.address}/lieta/arhivs").status == 404
        assert theirs.post(f"{signed.address}/lieta/arhivs").status == 404
        assert theirs.get(f"{signed.address}/lieta/arhivs/{made.id}").status == 404
    for who in ("aigars", "guntis"):  # another's copy holds what the other may read
        assert browser.as_(cast.people[who]).get(f"{signed.address}/lieta/arhivs/{made.id}").status == 404


def test_it_is_gone_after_a_day(
    browser: Browser, cast: Cast, db: Session, signed: Placement, seal: Seal, fetch: Fetch
) -> None:
    fetch(cast.ilze, signed)
    made = db.scalars(select(Dossier)).one()
    digest = made.sha256
    assert digest
    with clock.at(now() + timedelta(hours=25)):
        sweep(db)
        db.commit()
        assert browser.as_(cast.ilze).get(f"{signed.address}/lieta/arhivs/{made.id}").status == 404
    assert (made.state, made.sha256) == (State.GONE, None)
    with pytest.raises(FileNotFoundError):
        browser.app.state.store.get(digest)
    assert "pēc dienas" in browser.as_(cast.ilze).get(f"{signed.address}/lieta/arhivs").words


def test_a_damaged_file_makes_no_dossier(
    browser: Browser, cast: Cast, db: Session, signed: Placement, document: Document, seal: Seal
) -> None:
    path = browser.app.state.store._path(document.edition.sha256)
    kept = path.read_bytes()
    path.chmod(0o640)
    path.write_bytes(kept + b"!")
    try:
        browser.as_(cast.ilze).post(f"{signed.address}/lieta/arhivs")
        for hours in range(3):
            with clock.at(now() + timedelta(hours=hours)):
                browser.work()
    finally:
        path.write_bytes(kept)
        path.chmod(0o440)
    assert db.scalars(select(Dossier)).one().state is State.FAILED
    assert "neizdevās" in browser.as_(cast.ilze).get(f"{signed.address}/lieta/arhivs").words


def test_what_was_destroyed_by_an_act_is_remembered(
    cast: Cast, db: Session, signed: Placement, document: Document, fetch: Fetch
) -> None:
    entries = list(db.scalars(select(Entry).where(Entry.document_id == document.id)))
    if not entries:
        keeping.register(db, [document])
        db.flush()
    entry = db.scalars(select(Entry).where(Entry.document_id == document.id)).one()
    entry.destroyed_on = today()
    db.commit()
    dossier = fetch(cast.ilze, signed)
    files, told = unpacked(dossier), contents(dossier)
    [one] = [each for each in told["documents"] if each["number"] == document.number]
    assert one["register"]["destroyed_on"] == today().isoformat()
    assert one["editions"] == []
    assert not [path for path in files if path.startswith(one["folder"])]
    assert not [row for row in told["rows"] if row["values"].get("number") == document.number]
