"""What README says can be done is done, line by line, with programs that we did not write."""

import subprocess
from pathlib import Path

import pytest

from app.demo.cast import Cast
from app.documents.seals import Seal
from app.dossier.readme import commands_in
from app.placements.models import Placement
from tests.dossier.conftest import Fetch, rewritten, unpacked
from tests.esign.oracles import needs


def follow(dossier: bytes, name: str, folder: Path) -> str:
    """Everything that README's commands print; each has to end well."""
    needs("unzip", "xmlsec1", "openssl", "pdfsig", "qpdf", "sha256sum")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(dossier)
    commands = commands_in(unpacked(dossier)["README.txt"].decode())
    assert len(commands) > 5
    script = "\n".join(commands)
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script], cwd=folder, capture_output=True, check=False
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 0, said[-3000:]
    return said


def test_a_sealed_one_is_verified_as_readme_says(
    cast: Cast, signed: Placement, seal: Seal, fetch: Fetch, tmp_path: Path
) -> None:
    said = follow(fetch(cast.ilze, signed), "lieta.asice", tmp_path)
    assert said.count("SignedInfo References (ok/all): 6/6") == 1  # the seal: five files and its properties
    assert said.count("SignedInfo References (ok/all): 2/2") >= 1  # the container that was brought
    assert said.count("Verification: OK") >= 2
    assert said.count("Response verify OK") >= 2
    assert said.count(": good") >= 2
    assert "No syntax or stream encoding errors found" in said
    assert said.count("Signature is Valid") == 1  # the sealed PDF
    assert "Invalid" not in said


def test_one_without_a_seal_too(cast: Cast, signed: Placement, fetch: Fetch, tmp_path: Path) -> None:
    said = follow(fetch(cast.ilze, signed), "lieta.zip", tmp_path)
    assert "Verification: OK" in said


def test_one_changed_byte_is_noticed(
    cast: Cast, signed: Placement, seal: Seal, fetch: Fetch, tmp_path: Path
) -> None:
    dossier = fetch(cast.ilze, signed)
    told = unpacked(dossier)["contents.json"].replace(b'"out"', b'"complete"', 1).replace(b"2026", b"2025", 1)
    with pytest.raises(AssertionError):
        follow(rewritten(dossier, {"contents.json": told}), "lieta.asice", tmp_path)
