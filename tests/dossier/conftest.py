"""A contract signed in three ways, a seal of the test authority, and dossiers as they are fetched."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document, Edition, Signature, Signer
from app.documents.seals import Seal
from app.dossier.command import import_file
from app.dossier.models import Dossier
from app.esign.testing.pki import TestPki
from app.esign.trust import Trust
from app.identity.models import Organisation, Person
from app.kit.db import Database
from app.kit.store import FolderStore
from app.kit.words import Words
from app.placements.models import Placement
from app.registers import actions
from app.registers.files import Attached
from tests.browser import Browser
from tests.databases import Databases
from tests.documents.conftest import (
    Outside,
    Signing,
    document,
    outside,
    pki,
    played,
    post,
    signer_of,
    signing,
    trust,
)

__all__ = ["document", "outside", "pki", "played", "post", "signing", "trust"]
Fetch = Callable[[Person, Placement], bytes]
LV = Words.of("lv")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def trusted(outside: Outside, trust: Trust, monkeypatch: pytest.MonkeyPatch) -> Trust:
    """What the portal has imported: only the test authority."""
    for user in ("jobs", "command"):
        monkeypatch.setattr(f"app.dossier.{user}.current", lambda _db: trust)
    return trust


@pytest.fixture
def seal(pki: TestPki, trusted: Trust, monkeypatch: pytest.MonkeyPatch) -> Seal:
    """As the settings would give it; documents are sealed with it too."""
    made = Seal(pki.seal(), pki.tsa, pki.ocsp, test=True)
    for user in ("documents.jobs", "dossier.jobs", "dossier.pages"):
        monkeypatch.setattr(f"app.{user}.seal_of", lambda _settings, _reg_no: made)
    return made


@pytest.fixture
def signed(
    db: Session, cast: Cast, document: Document, signing: Signing, browser: Browser, outside: Outside
) -> Placement:
    """Anna with a code, Dace with an .edoc, Guntis on paper; and a letter that came about the placement."""
    signing(cast.anna, document)
    edoc = outside.container(document, cast.dace)
    answer = outside.bring(browser.as_(cast.dace), document, edoc, "līgums ar parakstu.edoc")
    assert answer.status == 303, answer
    assert document.sent_at
    paper = {
        "signers": [str(signer_of(document, cast.guntis).id)],
        "signed_on": document.sent_at.date().isoformat(),
        "compared": "1",
        "place": "Lietu mape 4",
    }
    scan = {"file": ("skens.png", PNG, "image/png")}
    answer = browser.as_(cast.ilze).post(f"/dokumenti/{document.id}/papirs", paper, files=scan)
    assert answer.status == 303, answer
    assert document.all_signed
    placement = db.get_one(Placement, int(document.subject.partition(":")[2]))
    ilze = cast.actor("ilze")
    assert ilze.organisation
    actions.take_usual(db, ilze, ilze.organisation)
    db.flush()
    actions.register(
        db,
        ilze,
        ilze.organisation,
        kind="letter",
        title="Par darba drošību",
        party="Valsts darba inspekcija",
        subject=placement.trail_subject,
        file=Attached(b"%PDF-1.7 letter", "vēstule.pdf"),
    )
    db.commit()
    return placement


@pytest.fixture
def fetch(browser: Browser, db: Session) -> Fetch:
    """`fetch(cast.ilze, placement)`: asked for, made by the worker, downloaded."""

    def fetched(person: Person, placement: Placement) -> bytes:
        theirs = browser.as_(person)
        answer = theirs.post(f"{placement.address}/lieta/arhivs")
        assert answer.status == 303, answer
        browser.work()
        newest = db.scalars(select(Dossier).order_by(Dossier.id.desc())).first()
        assert newest is not None
        answer = theirs.get(f"{placement.address}/lieta/arhivs/{newest.id}")
        assert answer.status == 200, answer
        return answer.bytes

    return fetched


def unpacked(dossier: bytes) -> dict[str, bytes]:
    """Every file, those packed inside by their own names."""
    with zipfile.ZipFile(io.BytesIO(dossier)) as outer:
        found = {name: outer.read(name) for name in outer.namelist() if not name.startswith("META-INF/")}
    with zipfile.ZipFile(io.BytesIO(found.pop("faili.zip"))) as inner:
        found |= {name: inner.read(name) for name in inner.namelist()}
    return found


def contents(dossier: bytes) -> dict[str, Any]:
    """The list of contents."""
    told: dict[str, Any] = json.loads(unpacked(dossier)["contents.json"])
    return told


def rewritten(archive: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The archive with other contents in some of its files, well packed; None takes a file out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        files: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
        for name, data in (files | changes).items():
            if data is not None:
                how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                new.writestr(zipfile.ZipInfo(name), data, how)
    return made.getvalue()


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


def inner(dossier: bytes, changes: dict[str, bytes | None]) -> bytes:
    """With other packed files."""
    with_files = unpacked_outer(dossier)["faili.zip"]
    return rewritten(dossier, {"faili.zip": rewritten(with_files, changes)})


def unpacked_outer(dossier: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(dossier)) as outer:
        return {name: outer.read(name) for name in outer.namelist()}


def unsealed(dossier: bytes, changes: dict[str, bytes | None]) -> bytes:
    """As somebody would make it who wants to be believed without a seal."""
    gone: dict[str, bytes | None] = {n: None for n in unpacked_outer(dossier) if n.startswith("META-INF/")}
    return rewritten(dossier, {**gone, "mimetype": None, **changes})
