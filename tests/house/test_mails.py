"""A verb that tells people has its letter."""

import re

import pytest

from app.kit import verbs
from tests.house import code

MAILS = code.TEMPLATES / "mail"


def test_each_verb_that_tells_has_a_letter() -> None:
    import app.main  # noqa: F401 — all verbs are known only then

    silent = [
        f"templates/mail/{verb.name}.txt"
        for verb in verbs.named.values()
        if verb.tells and not (MAILS / f"{verb.name}.txt").exists()
    ]
    code.told(silent, "letters that are not written yet:")


@pytest.mark.parametrize("path", sorted(MAILS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_letter_begins_with_its_subject(path: object) -> None:
    text = (MAILS / str(path)).read_text("utf-8")
    assert re.match(r"(\{#.*?#\}\s*)?Subject: \S", text, re.DOTALL), "the first line is Subject: …"
