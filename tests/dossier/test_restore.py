"""A dossier comes back into an empty portal with all its proofs, and made there again it is the same."""

import json
import random
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document, Edition, Signature, Signer, Step
from app.documents.seals import Seal
from app.dossier import command
from app.dossier.command import import_file
from app.dossier.models import Dossier, Restoration, Stage
from app.dossier.reading import open_dossier
from app.esign.making.asice import sign_asice
from app.esign.testing.pki import TestPki
from app.esign.trust import Trust
from app.identity.models import Membership, Organisation, Person
from app.identity.roles import Role
from app.kit.db import Database
from app.kit.store import FolderStore
from app.kit.words import Words
from app.placements.models import Placement
from tests.browser import Browser
from tests.databases import Databases
from tests.dossier.conftest import Fetch, contents, rewritten, unpacked

LV = Words.of("lv")


class Elsewhere:
    """Another portal: its own database and files, nobody in it."""

    def __init__(self, app: FastAPI, database: Database) -> None:
        self.app, self.database = app, database

    def bring(self, folder: Path, dossier: bytes, *, unsealed: bool = False) -> int:
        """By command."""
        file = folder / "lieta.asice"
        file.write_bytes(dossier)
        return import_file(self.app, file, LV, unsealed=unsealed)

    def counts(self) -> dict[str, int]:
        """How many rows there are of what a dossier brings."""
        with self.database.session() as db:
            models = (Organisation, Person, Placement, Document, Edition, Signer, Signature)
            return {each.__name__: db.scalar(select(func.count(each.id))) or 0 for each in models}


@pytest.fixture
def elsewhere(
    app: FastAPI,
    databases: Databases,
    engine: str,
    tmp_path: Path,
    trusted: Trust,
) -> Iterator[Elsewhere]:
    database = Database(databases.fresh(engine), FolderStore(tmp_path / "files"))
    before = app.state.database, app.state.store

    class Portal(Elsewhere):
        def __enter__(self) -> Elsewhere:
            app.state.database, app.state.store = database, database.store
            return self

        def __exit__(self, *_raised: object) -> None:
            app.state.database, app.state.store = before

    yield Portal(app, database)
    app.state.database, app.state.store = before
    database.engine.dispose()


@pytest.fixture
def dossier(cast: Cast, signed: Placement, seal: Seal, fetch: Fetch) -> bytes:
    """Of a contract signed in three ways."""
    return fetch(cast.ilze, signed)


def coordinator(db: Session) -> Person:
    """Somebody at the restored school."""
    school = db.scalars(select(Placement)).one().school
    person = Person(given_name="Jauna", family_name="Koordinatore", email="jauna@skola.example")
    db.add_all([person, Membership(person=person, organisation=school.organisation, role=Role.COORDINATOR)])
    db.commit()
    return person


def test_out_and_back_and_out_again(
    elsewhere: Elsewhere, dossier: bytes, browser: Browser, tmp_path: Path, document: Document
) -> None:
    number, digest = document.number, document.edition.sha256
    with elsewhere:  # type: ignore[attr-defined]
        assert elsewhere.bring(tmp_path, dossier) == 0
        with Session(elsewhere.database.engine, info={"store": elsewhere.database.store}) as db:
            theirs = Browser(elsewhere.app, db, browser.client).as_(coordinator(db))
            [placement] = db.scalars(select(Placement))
            [restored] = db.scalars(select(Document).where(Document.number == number))
            assert restored.edition.sha256 == digest
            page = theirs.get(f"/dokumenti/{restored.id}")
            assert page.status == 200
            for text in (digest, "Anna Krūmiņa", "līgums ar parakstu.edoc", "uz papīra"):
                assert text in page.words
            for signature in db.scalars(select(Signature)):
                assert theirs.get(f"/dokumenti/{restored.id}/pieradijums/{signature.id}").status == 200
            answer = theirs.post(f"{placement.address}/lieta/arhivs")
            assert answer.status == 303, answer
            theirs.work()
            [made] = db.scalars(select(Dossier))
            again = theirs.get(f"{placement.address}/lieta/arhivs/{made.id}").bytes
    first, second = unpacked(dossier), unpacked(again)
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] != second[name]} == {"contents.json", "SHA256SUMS"}
    told = [{k: v for k, v in contents(each).items() if k != "made"} for each in (dossier, again)]
    assert told[0] == told[1]


def test_what_was_restored_is_only_read(
    elsewhere: Elsewhere, dossier: bytes, browser: Browser, tmp_path: Path
) -> None:
    with elsewhere:  # type: ignore[attr-defined]
        elsewhere.bring(tmp_path, dossier)
        with Session(elsewhere.database.engine, info={"store": elsewhere.database.store}) as db:
            theirs = Browser(elsewhere.app, db, browser.client).as_(coordinator(db))
            [placement] = db.scalars(select(Placement))
            document = db.scalars(select(Document)).first()
            assert document is not None
            assert theirs.post(f"/dokumenti/{document.id}/papirs", {"compared": "1"}).status == 403
            assert theirs.post(f"{placement.address}/lieta/slegt").status == 403


def test_a_second_time_nothing_is_made(elsewhere: Elsewhere, dossier: bytes, tmp_path: Path) -> None:
    with elsewhere:  # type: ignore[attr-defined]
        assert elsewhere.bring(tmp_path, dossier) == 0
        counts = elsewhere.counts()
        assert counts["Document"] >= 1
        assert counts["Signature"] == 3
        assert elsewhere.bring(tmp_path, dossier) == 0
        assert elsewhere.counts() == counts
        with elsewhere.database.session() as db:
            found = list(db.scalars(select(Restoration).order_by(Restoration.id)))
            assert [each.state for each in found] == [Stage.RESTORED] * 2
            assert found[0].made
            assert found[1].made == {}


def test_where_it_comes_from_nothing_changes(
    app: FastAPI,
    db: Session,
    cast: Cast,
    dossier: bytes,
    tmp_path: Path,
    trusted: Trust,
    document: Document,
) -> None:
    before = db.scalar(select(func.count(Person.id))), db.scalar(select(func.count(Document.id)))
    file = tmp_path / "lieta.asice"
    file.write_bytes(dossier)
    assert import_file(app, file, LV) == 0
    db.expire_all()
    assert (db.scalar(select(func.count(Person.id))), db.scalar(select(func.count(Document.id)))) == before
    assert document.restored_at is None
    assert {signer.step for signer in document.parties} == {Step.SIGNED}


def inner(dossier: bytes, changes: dict[str, bytes | None]) -> bytes:
    """With other packed files."""
    with_files = unpacked_outer(dossier)["faili.zip"]
    return rewritten(dossier, {"faili.zip": rewritten(with_files, changes)})


def unpacked_outer(dossier: bytes) -> dict[str, bytes]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(dossier)) as outer:
        return {name: outer.read(name) for name in outer.namelist()}


def unsealed(dossier: bytes, changes: dict[str, bytes | None]) -> bytes:
    """As somebody would make it who wants to be believed without a seal."""
    gone: dict[str, bytes | None] = {n: None for n in unpacked_outer(dossier) if n.startswith("META-INF/")}
    return rewritten(dossier, {**gone, "mimetype": None, **changes})


def test_it_is_refused_with_reasons(
    elsewhere: Elsewhere, dossier: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = unpacked(dossier)["contents.json"]
    lied = told.replace(b'"simple"', b'"qualified"')
    path = json.loads(told)["documents"][0]["editions"][0]["pdf"]
    cases = [
        (rewritten(dossier, {"contents.json": lied}), False, "Zīmogs neder"),
        (inner(dossier, {path: b"%PDF-1.7 cits"}), False, "Zīmogs neder"),
        (rewritten(dossier, {"vēl.txt": b"!"}), False, "Zīmogs neder"),
        (unsealed(dossier, {}), False, "nav apzīmogota"),
        (unsealed(inner(dossier, {path: b"%PDF-1.7 cits"}), {}), True, "nav tas, kas ir sarakstā"),
        (unsealed(inner(dossier, {path: None}), {}), True, f"{path} trūkst"),
        (unsealed(inner(dossier, {"vel.txt": b"!"}), {}), True, "vel.txt nav satura sarakstā"),
        (unsealed(dossier, {"contents.json": lied}), True, "pierādījum"),
        (
            unsealed(dossier, {"contents.json": told.replace(b'"table": "person"', b'"table": "sign_in"')}),
            True,
            "nesader",
        ),
        (
            unsealed(dossier, {"contents.json": told.replace(b'"person-2"', b'"person-99"', 1)}),
            True,
            "nesader",
        ),
        (
            unsealed(dossier, {"contents.json": told.replace(b'"state": "complete"', b'"state": "x"')}),
            True,
            "nesader",
        ),
        (dossier[:-20], False, "bojāts"),
        (b"PK\x03\x04 nekas", False, "bojāts"),
        (rewritten(dossier, {"contents.json": None}), False, "contents.json"),
    ]
    with elsewhere:  # type: ignore[attr-defined]
        for changed, anyhow, reason in cases:
            assert elsewhere.bring(tmp_path, changed, unsealed=anyhow) == 1
            assert reason in capsys.readouterr().out
        assert set(elsewhere.counts().values()) == {0}


def test_an_operator_may_take_one_without_a_seal(
    elsewhere: Elsewhere, dossier: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with elsewhere:  # type: ignore[attr-defined]
        assert elsewhere.bring(tmp_path, unsealed(dossier, {}), unsealed=True) == 0
        assert "nav apzīmogota" in capsys.readouterr().out
        assert elsewhere.counts()["Signature"] == 3


def test_a_partys_part_is_not_restored(
    elsewhere: Elsewhere,
    cast: Cast,
    signed: Placement,
    seal: Seal,
    fetch: Fetch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    part = fetch(cast.anna, signed)
    with elsewhere:  # type: ignore[attr-defined]
        assert elsewhere.bring(tmp_path, part) == 1
    assert "vienas puses daļa" in capsys.readouterr().out


def test_an_administrator_brings_it_by_page(
    browser: Browser, db: Session, cast: Cast, dossier: bytes
) -> None:
    admin = browser.as_(cast.people["admin"])
    assert admin.get("/administresana/lietas").status == 200
    sent = {"file": ("lieta.asice", dossier, "application/vnd.etsi.asic-e+zip")}
    answer = admin.post("/administresana/lietas", files=sent)
    assert answer.status == 303, answer
    assert "pārbaudīta" in admin.follow(answer).words
    browser.work()
    page = admin.get(answer.to)
    assert "DVB portāls" in page.words
    assert "Atjaunot" in page.words
    assert admin.post(f"{answer.to}/atjaunot").status == 303
    assert admin.post(f"{answer.to}/atjaunot").status == 409
    browser.work()
    assert "Viss jau bija šeit" in admin.get(answer.to).words
    brought = db.scalars(select(Restoration)).one()
    assert brought.state is Stage.RESTORED


@pytest.mark.parametrize("who", ["ilze", "guntis", "dace", "martins"])
def test_only_administrators_bring(browser: Browser, cast: Cast, who: str) -> None:
    theirs = browser.as_(cast.people[who])
    assert theirs.get("/administresana/lietas").status == 403
    sent = {"file": ("lieta.asice", b"PK\x03\x04", "application/zip")}
    assert theirs.post("/administresana/lietas", files=sent).status == 403
    assert theirs.get("/administresana/lietas/1").status == 404


def test_what_is_no_archive_is_said_at_the_field(browser: Browser, cast: Cast) -> None:
    admin = browser.as_(cast.people["admin"])
    sent = {"file": ("lieta.pdf", b"%PDF-1.7", "application/pdf")}
    answer = admin.post("/administresana/lietas", files=sent)
    assert answer.status == 422
    assert ".asice" in answer.words


def test_a_large_one_is_judged_too(pki: TestPki, trust: Trust) -> None:
    """Larger than what anybody may upload to be verified."""
    noise = random.Random(4).randbytes(31 * 1024 * 1024)
    files = [("contents.json", b"{}", "application/json"), ("faili.zip", noise, "application/zip")]
    sealed = sign_asice(files, pki.seal(), pki.tsa, pki.ocsp)
    opened = open_dossier(sealed, "lieta.asice", trust)
    assert opened.sealed_by
    assert [str(reason) for reason in opened.reasons] == ["The file is damaged: {what}."]  # it holds nothing
    at = len(sealed) // 2
    changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
    assert not open_dossier(changed, "lieta.asice", trust).sealed_by


def test_the_command_says_how_it_is_used(
    elsewhere: Elsewhere, dossier: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*what: str) -> int:
        return command.dossier(elsewhere.app, Namespace(what=list(what), unsealed=False, lang="lv"))

    file = tmp_path / "lieta.asice"
    file.write_bytes(dossier)
    with elsewhere:  # type: ignore[attr-defined]
        assert run("export", str(file)) == 2
        assert "dossier import" in capsys.readouterr().err
        assert run("import", str(tmp_path / "cita.asice")) == 2
        assert "cita.asice nav" in capsys.readouterr().err
        assert run("import", str(file)) == 0
        told = capsys.readouterr().out
        assert "TESTA zīmogs" in told
        assert "signature 3" in told
