"""One contract signed in four ways: by code, on paper, as .edoc with a provider, in the PDF; then sealed.

What comes out is verified by programs that know nothing of the portal.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Company, Mentor
from app.demo.cast import KEYS, by_key
from app.demo.placing import Director
from app.demo.setting import Part, SetUp
from app.demo.world import forget_letters
from app.documents.circuits import set_circuit
from app.documents.issuing import circuit_of
from app.documents.models import Document, Sealed, Signature, Strength, Way
from app.esign.making.pades import sign_pdf
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki
from app.kit.clock import riga
from app.placements.models import Placement
from app.schools.models import Learner
from app.trust.mode import settle
from tests.esign.oracles import needs, pdfsig, qpdf, run, xmlsec
from tests.letters import Post
from tests.live import Live, Windows

pytestmark = pytest.mark.slow


@pytest.fixture
def authority(live: Live, tmp_path: Path) -> Iterator[TestPki]:
    """The portal signs by its test authority, and trusts nothing else."""
    before = live.app.state.settings
    live.app.state.settings = settings = replace(before, data_dir=tmp_path, test_signing=True)
    settle(live.app.state.database, settings)
    yield TestPki.at(tmp_path / "testa")
    live.app.state.settings = before


def sent(db: Session) -> int:
    """The contract of Mārtiņš, who is 17 and signs beside his mother, is out; his document's number."""
    people = {key: found.id for key in KEYS if (found := by_key(db, key))}
    company, mentor = (db.scalars(select(m)).one() for m in (Company, Mentor))
    learner = db.scalars(select(Learner)).one()
    place = SetUp(people, {company.id: people["dace"]})
    director = Director(db, place)
    circuit = circuit_of(db, learner.school_id, "contract_484")
    set_circuit(db, director.actor(people["ilze"]), circuit, parallel=False, minor_too=True)
    director.play(Part(learner.id, company.id, mentor.id, "guardian-turn", 1))
    forget_letters(db)
    placement = db.scalars(select(Placement)).one()
    return db.scalars(select(Document.id).where(Document.subject == placement.trail_subject)).one()


def by_code(window: Windows, live: Live, path: str) -> None:
    page = window("anna", width=390)
    page.goto(path)
    post = Post(live.app)
    page.get_by_role("button", name="Nosūtīt kodu").click()
    live.work()
    code = re.search(r"\b\d{6}\b", post.text())
    assert code is not None
    page.fill("[name=code]", code[0])
    page.locator("form:has([name=code]) button").first.click()
    expect(page.locator("body")).to_contain_text("Parakstīts")


def on_paper(page: Page, live: Live, path: str, tmp_path: Path) -> None:
    scan = tmp_path / "skens.pdf"
    page.goto(path)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Lejupielādēt PDF").click()
    scan.write_bytes(Path(downloading.value.path()).read_bytes())
    page.get_by_text("Reģistrēt parakstus uz papīra").click()
    page.get_by_label("Mārtiņš Krūmiņš").check()
    page.locator("[name=signed_on]").fill(riga(_sent_at(live)).date().isoformat())
    page.set_input_files("form[action$=papirs] input[type=file]", scan)
    page.get_by_label("Skenējumu esmu salīdzinājis").check()
    page.get_by_role("button", name="Reģistrēt", exact=True).click()
    expect(page.locator("body")).to_contain_text("Paraksti uz papīra ir reģistrēti")


def _sent_at(live: Live) -> datetime:
    with live.session() as db:
        moment = db.scalars(select(Document.sent_at).where(Document.sent_at.is_not(None))).first()
    assert moment is not None
    return moment


def with_the_provider(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_role("button", name=re.compile("TESTA atslēgu")).click()
    page.get_by_role("button", name=re.compile("edoc")).click()
    expect(page.locator("body")).to_contain_text("pieņemts")


def in_the_pdf(page: Page, path: str, tmp_path: Path, pki: TestPki, card: Held) -> None:
    page.goto(path)
    with page.expect_download() as downloading:
        page.locator("a[href$=parakstamais]").click()
    signed = tmp_path / "ligums.pdf"
    signed.write_bytes(sign_pdf(Path(downloading.value.path()).read_bytes(), card, pki.tsa, pki.ocsp))
    page.set_input_files("form[action$=augsupieladet] input[type=file]", signed)
    page.get_by_role("button", name="Augšupielādēt parakstīto").click()
    expect(page.locator("body")).to_contain_text("Datne ir pieņemta")


def test_each_in_their_own_way(window: Windows, live: Live, authority: TestPki, tmp_path: Path) -> None:
    with live.session() as db:
        number = sent(db)
    path = f"/dokumenti/{number}"
    by_code(window, live, path)
    on_paper(window("ilze"), live, path, tmp_path)
    with_the_provider(window("dace", width=390), path)
    guntis = window("guntis")
    in_the_pdf(guntis, path, tmp_path, authority, authority.person("Guntis", "Liepiņš", "010170-11111"))
    live.work()
    with live.session() as db:
        given = list(db.scalars(select(Signature).order_by(Signature.id)))
        assert [one.way for one in given] == [Way.PORTAL, Way.PAPER, Way.FILE, Way.FILE]
        assert [one.strength for one in given] == [
            *(Strength.SIMPLE, Strength.HANDWRITTEN),
            *(Strength.TEST, Strength.TEST),
        ]
        assert len(list(db.scalars(select(Sealed)))) == 2
    guntis.goto(path)
    for words in ("vienkāršs elektroniskais paraksts", "pašrocīgs paraksts", "TESTA paraksts"):
        expect(guntis.locator("main")).to_contain_text(words)
    package = downloaded(guntis, "Apzīmogota pakete", tmp_path / "pakete.asice")
    others_agree(package, downloaded(guntis, "Apzīmogots PDF", tmp_path / "zimogs.pdf"), tmp_path)


def downloaded(page: Page, words: str, to: Path) -> Path:
    with page.expect_download() as downloading:
        page.get_by_role("link", name=re.compile(words)).click()
    downloading.value.save_as(to)
    return to


def others_agree(package: Path, pdf: Path, tmp_path: Path) -> None:
    """xmlsec1 on the seal and on the company's container inside it; Poppler and QPDF on the PDF."""
    needs("xmlsec1", "pdfsig", "qpdf")
    assert all("OK" in said for said in xmlsec(package, tmp_path / "package"))
    inside = [name for name in zipfile.ZipFile(package).namelist() if name.endswith(".asice")]
    assert len(inside) == 1
    container = tmp_path / "package" / inside[0]
    assert all("OK" in said for said in xmlsec(container, tmp_path / "container"))
    signatures = pdfsig(pdf)
    assert len(signatures) == 2
    assert all("Signature is Valid" in said for said in signatures)
    assert "No syntax or stream encoding errors" in qpdf(pdf)
    assert run("qpdf", "--check", tmp_path / "package" / "dokuments.pdf")
