"""A dossier comes back into an empty portal with all its proofs, and made there again it is the same."""

from argparse import Namespace
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document, Signature, Step
from app.dossier import command
from app.dossier.command import import_file
from app.dossier.models import Dossier, Restoration, Stage
from app.esign.trust import Trust
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.placements.models import Placement
from tests.browser import Browser
from tests.dossier.conftest import LV, Elsewhere, contents, unpacked


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
            page = theirs.get(f"/dokumenti/{document.id}")
            assert "Atjaunots no lietas arhīva" in page.words
            assert f'href="{placement.address}/lieta/arhivs"' in page.text
            learner = placement.learner.person.name
            assert learner in theirs.get("/vietas").words
            assert learner not in theirs.get("/").words
            assert theirs.get(placement.address).status == 200


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
