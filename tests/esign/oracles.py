"""What other programs say of the files: xmlsec1, OpenSSL, Poppler and QPDF, none of which we wrote."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest


def needs(*programs: str) -> None:
    """Skips on a developer's machine without them; in CI they have to be there."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"not installed: {', '.join(missing)}")
    assert not missing


def run(*arguments: str | Path, at: Path | None = None) -> str:
    """What the program printed; it has to end well."""
    done = subprocess.run([*map(str, arguments)], capture_output=True, cwd=at, check=False)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 0, said
    return said


PROPERTIES = "http://uri.etsi.org/01903/v1.3.2#:SignedProperties"


def xmlsec(container: Path, folder: Path) -> list[str]:
    """Digests and signature value of every signature of a container, as xmlsec1 sees them."""
    needs("xmlsec1")
    with zipfile.ZipFile(container) as opened:
        assert opened.testzip() is None
        opened.extractall(folder)
        names = [name for name in opened.namelist() if "signatures" in name]
    uris = ("--enabled-reference-uris", "empty,same-doc,local,remote")
    ids = ("--id-attr:Id", PROPERTIES)
    return [run("xmlsec1", "--verify", "--insecure", *uris, *ids, name, at=folder) for name in names]


def pdfsig(pdf: Path) -> list[str]:
    """What Poppler says of each signature."""
    needs("pdfsig")
    said = run("pdfsig", "-nocert", pdf)
    return said.split("Signature #")[1:]


def qpdf(pdf: Path) -> str:
    """Whether the file is well built."""
    needs("qpdf")
    return run("qpdf", "--check", pdf)
