"""Every file that the database names is read again, and who keeps the portal hears of what is wrong."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.admin import checking
from app.admin.jobs import NIGHTLY, plan_night
from app.admin.models import FileCheck
from app.demo.cast import Cast
from app.documents.models import Brought, Document, Edition, Verdict
from app.jobs.models import Job, Progress
from app.kit import clock, files
from app.kit.db import store_of
from app.kit.store import FolderStore
from tests.browser import Browser, Queries
from tests.letters import Post

URL = "/administresana/datnes"


@pytest.fixture
def documents(db: Session, cast: Cast, app: FastAPI, tmp_path: Path) -> list[Document]:
    """Four of them, in a store of this test's own."""
    store = FolderStore(tmp_path / "files")
    app.state.store = app.state.database.store = db.info["store"] = store
    made = []
    for n in range(4):
        document = Document(
            organisation_id=cast.school.id, kind="x", number=f"N-{n}", title="Rīkojums", subject="x:1"
        )
        data = f"{n}".encode()
        sha256 = store.put(data)
        document.editions.append(Edition(no=1, sha256=sha256, size=1, template="x", values={}))
        made.append(document)
    db.add_all(made)
    db.commit()
    return made


def path_of(db: Session, document: Document) -> Path:
    store = store_of(db)
    assert isinstance(store, FolderStore)
    digest = document.editions[0].sha256
    return store.folder / digest[:2] / digest[2:]


def last(db: Session) -> FileCheck:
    found = db.scalar(
        select(FileCheck).order_by(FileCheck.id.desc()).execution_options(populate_existing=True)
    )
    assert found
    return found


def test_all_is_as_it_was_written(
    browser: Browser, db: Session, cast: Cast, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "ROWS", 3)
    admin = browser.as_(cast.admin)
    assert admin.post(f"{URL}/parbaudit").to == URL
    page = admin.get(URL)
    assert page.page.one("div", id="runs", **{"hx-trigger": "every 2s"}), (
        "while it runs, the page looks again"
    )
    assert not page.page.all("form", action=f"{URL}/parbaudit")
    browser.work()
    check = last(db)
    assert (check.files, check.size, check.wrong, check.total) == (4, 4, 0, 4)
    assert check.finished_at
    page = admin.get(URL)
    assert "Viss, kā saglabāts" in page.words
    assert cast.admin.name in page.words
    assert "every 2s" not in page.text


def test_missing_and_damaged_are_told_with_what_they_belong_to(
    browser: Browser, app: FastAPI, db: Session, cast: Cast, documents: list[Document]
) -> None:
    path_of(db, documents[1]).unlink()
    damaged = path_of(db, documents[2])
    damaged.chmod(0o600)
    damaged.write_bytes(b"other")
    post = Post(app)
    browser.as_(cast.admin).post(f"{URL}/parbaudit")
    browser.work()
    check = last(db)
    assert (check.files, check.missing, check.damaged) == (4, 1, 1)
    words = browser.as_(cast.admin).get(URL).words
    assert "Rīkojums, Nr. N-1" in words and "Rīkojums, Nr. N-2" in words
    assert "Rīkojums, Nr. N-0" not in words
    assert post.path() == URL
    assert "1 trūkst un 1 ir bojātas" in post.text()
    assert not path_of(db, documents[1]).exists(), "the check mends nothing by itself"


def test_a_step_that_is_repeated_is_not_counted_twice(
    browser: Browser, db: Session, cast: Cast, documents: list[Document]
) -> None:
    browser.as_(cast.admin).post(f"{URL}/parbaudit")
    waiting = db.scalars(select(Job).where(Job.kind == checking.JOB)).one()
    db.add(Job(kind=waiting.kind, payload=waiting.payload))
    db.commit()
    browser.work()
    assert last(db).files == 4


def test_a_store_that_does_not_answer_is_not_full_of_missing_files(
    browser: Browser, app: FastAPI, db: Session, cast: Cast, documents: list[Document]
) -> None:
    app.state.store = Away()
    browser.as_(cast.admin).post(f"{URL}/parbaudit")
    browser.work()
    check = last(db)
    assert (check.files, check.wrong, check.finished_at) == (0, 0, None)
    job = db.scalars(select(Job).where(Job.kind == checking.JOB)).one()
    assert (job.progress, job.error) == (Progress.WAITING, "TimeoutError: nobody answers")


class Away:
    def get(self, digest: str) -> bytes:
        raise TimeoutError("nobody answers")


def test_one_at_a_time_and_only_by_who_keeps_the_portal(
    browser: Browser, db: Session, cast: Cast, documents: list[Document]
) -> None:
    for who in ("ilze", "guntis", "dace", "anna"):
        assert browser.as_(cast.people[who]).get(URL).status == 403, who
        assert browser.as_(cast.people[who]).post(f"{URL}/parbaudit").status == 403, who
    assert browser.post(f"{URL}/parbaudit").status == 303
    assert db.scalar(select(FileCheck)) is None
    admin = browser.as_(cast.admin)
    admin.post(f"{URL}/parbaudit")
    assert admin.post(f"{URL}/parbaudit").status == 409
    last(db).moved_at -= timedelta(hours=3)
    db.commit()
    assert "Pārtraukta" in admin.get(URL).words
    assert admin.post(f"{URL}/parbaudit").status == 303, "one that came to nothing stands in nobody's way"


def test_it_is_planned_for_each_night_once(browser: Browser, db: Session, documents: list[Document]) -> None:
    evening = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    with clock.at(evening):
        plan_night(db)
        db.flush()
        plan_night(db)
        planned = db.scalars(select(Job).where(Job.kind == NIGHTLY)).one()
        assert planned.run_at == datetime(2026, 11, 24, 0, 30, tzinfo=UTC), "half past two in Riga"
        db.commit()
        browser.work()
        assert db.scalar(select(FileCheck)) is None
    with clock.at(evening + timedelta(hours=5)):
        browser.work()
        check = last(db)
        assert (check.files, check.asked_by_id) == (4, None)
        assert check.finished_at
        plan_night(db)
        db.flush()
        assert db.scalars(select(Job).where(Job.kind == NIGHTLY, Job.progress == Progress.WAITING)).one()


def test_the_page_stays_flat(
    browser: Browser, db: Session, cast: Cast, documents: list[Document], queries: Queries
) -> None:
    number = documents[0].editions[0].id
    digest = hashlib.sha256(b"x").hexdigest()
    for n in range(30):
        db.add(
            FileCheck(
                asked_by=cast.admin, total=4, missing=30, faults=[[digest, "missing", "edition", number]] * n
            )
        )
    db.commit()
    admin = browser.as_(cast.admin)
    admin.get(URL)
    with queries(at_most=7):
        admin.get(URL)


def test_hashes_in_a_list_are_read_too(
    browser: Browser, db: Session, cast: Cast, documents: list[Document]
) -> None:
    store, edition = store_of(db), documents[0].editions[0]
    answers = [store.put(b"ocsp 1"), hashlib.sha256(b"never put").hexdigest()]
    brought = Brought(
        document_id=documents[0].id,
        edition_id=edition.id,
        person_id=cast.anna.id,
        organisation_id=cast.school.id,
        name="līgums.edoc",
        sha256=store.put(b"container"),
        size=9,
        state=Verdict.ACCEPTED,
        report_sha256=store.put(b"{}"),
        answers=answers,
    )
    db.add(brought)
    db.commit()
    assert files.named_by(db, answers) == {digest: [("brought", brought.id)] for digest in answers}
    assert files.count(db) == 4 + 3
    browser.as_(cast.admin).post(f"{URL}/parbaudit")
    browser.work()
    check = last(db)
    assert (check.files, check.missing) == (4 + 4, 1)
    assert "Rīkojums, Nr. N-0" in browser.as_(cast.admin).get(URL).words


def test_what_a_row_has_let_go_of_meanwhile_is_not_missed(db: Session, documents: list[Document]) -> None:
    check = checking.begin(db)
    gone = hashlib.sha256(b"a copy for a day").hexdigest()
    seen = checking.Seen(["dossier.sha256", 1], files=1, faults=[[gone, "missing", "dossier", 1]])
    checking.note(db, check, seen)
    assert check.wrong == 0


def test_who_names_a_file_is_known(db: Session, documents: list[Document]) -> None:
    digest = documents[0].editions[0].sha256
    assert files.named_by(db, [digest]) == {digest: [("edition", documents[0].editions[0].id)]}
    assert files.count(db) == 4
