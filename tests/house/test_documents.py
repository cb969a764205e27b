"""Each Typst template is used, its rules have their place, and whatever is set in a test is tagged."""

import pytest

from app.documents.typeset import TEMPLATES
from tests.house import code
from tests.law.cases import BREAKS

CODES = {f"R{number:02d}" for number in range(1, 62)}
NAMES = sorted(path.stem for path in TEMPLATES.glob("*_v*.typ"))


@pytest.mark.parametrize("name", NAMES)
def test_the_template_is_issued_by_a_room(name: str) -> None:
    texts = (path.read_text("utf-8") for path in (code.HOUSE / "app").rglob("*.py"))
    assert any(f'"{name}"' in text for text in texts), f"no room sets {name}.typ"


def test_every_provision_has_a_line_at_review_and_a_case_that_breaks_it() -> None:
    lines = (code.HOUSE / "tests" / "house" / "rules.txt").read_text("utf-8").splitlines()
    assert CODES - {line.split()[0] for line in lines} == set()
    assert CODES - BREAKS.keys() == set()
