"""The test authority, made once for all the tests of signed files."""

from collections.abc import Iterator

import pytest

from app.esign.testing.pki import TestPki
from app.esign.testing.serving import serve


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPki]:
    """Its services answer over HTTP all the while; tests that revoke use a person of their own."""
    made = TestPki.create(tmp_path_factory.mktemp("testa"))
    with serve(made):
        yield made
