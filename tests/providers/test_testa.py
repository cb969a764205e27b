"""The test authority at the portal's own address."""

import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path

from asn1crypto import tsp
from fastapi import FastAPI
from sqlalchemy.orm import Session

from app.esign.fetching import ocsp_request
from app.esign.testing.pki import TestPki, pem
from app.jobs.work import Workshop, sweep
from app.kit import clock
from app.main import workshop
from app.providers.models import LIVES, State
from tests.browser import Browser
from tests.providers.conftest import Signing


def test_stamps_and_answers(browser: Browser, pki: TestPki, tmp_path: Path) -> None:
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(b"x").digest()}
    asked = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "cert_req": True}).dump()
    given = browser.client.post("/testa/tsa", content=asked)
    assert given.headers["content-type"] == "application/timestamp-reply"
    (tmp_path / "reply").write_bytes(given.content)
    (tmp_path / "x").write_bytes(b"x")
    files = ("-in", tmp_path / "reply", "-data", tmp_path / "x", "-CAfile", pki.folder / "root.pem")
    subprocess.run(["openssl", "ts", "-verify", *files], check=True, capture_output=True)
    anna = pki.person("Anna", "Ozola", "010180-12345")
    given = browser.client.post("/testa/ocsp", content=ocsp_request(anna.certificate, pki.ica.certificate))
    assert given.headers["content-type"] == "application/ocsp-response"
    (tmp_path / "answer").write_bytes(given.content)
    (tmp_path / "ica").write_bytes(pem(pki.ica.certificate))
    (tmp_path / "anna").write_bytes(pem(anna.certificate))
    about = ("-respin", tmp_path / "answer", "-issuer", tmp_path / "ica", "-cert", tmp_path / "anna")
    done = subprocess.run(
        ["openssl", "ocsp", *about, "-CAfile", pki.folder / "root.pem", "-verify_other", tmp_path / "ica"],
        check=True,
        capture_output=True,
    )
    assert b": good" in done.stdout
    assert browser.client.get("/testa/ica.crt").content == pki.ica.certificate


def test_nonsense_is_refused(browser: Browser) -> None:
    for place in ("tsa", "ocsp"):
        assert browser.client.post(f"/testa/{place}", content=b"nonsense").status_code == 400


def test_is_not_there_in_a_real_portal(app: FastAPI, browser: Browser) -> None:
    app.state.settings = replace(app.state.settings, test_signing=False)
    assert browser.client.post("/testa/tsa", content=b"x").status_code == 404
    assert browser.client.get("/testa/ica.crt").status_code == 404


def test_who_does_not_come_back_is_forgotten(signing: Signing, app: FastAPI, db: Session) -> None:
    signing.start("testa")
    shop: Workshop = workshop(app)
    sweep(shop)
    db.expire_all()
    assert signing.state is State.GOING
    with clock.at(clock.now() + LIVES):
        sweep(shop)
    db.expire_all()
    assert (signing.session.state.value, signing.session.kept) == ("failed", {})
