"""The wording as it is sent: fields by clause, and pairs of heading and text for the school's own."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from app.clauses.registry import DocumentKind, Own
from app.kit.forms import Form, Sent, Whole
from app.kit.words import _

LONGEST: Final = 4000
LONGEST_HEADING: Final = 200
MOST: Final = 30


class WordingForm(Form):
    """`version` is the newest wording that was seen; one of the own clauses may be moved or removed."""

    version: Whole = 0
    up: Whole | None = None
    remove: Whole | None = None


@dataclass(frozen=True)
class Typed:
    """What was typed, cleaned."""

    clauses: dict[str, str]
    own: list[Own]


def _clean(text: str) -> str:
    kept = (c for c in text.replace("\r\n", "\n") if c in "\n\t" or unicodedata.category(c) != "Cc")
    return "".join(kept).strip()


def typed(form: Sent[WordingForm], kind: DocumentKind) -> Typed:
    """Reads the fields; what is too long or half empty becomes a message there."""
    clauses = {clause.name: _clean(form.value(f"c-{clause.name}")) for clause in kind.clauses}
    for name, text in clauses.items():
        if len(text) > LONGEST:
            form.refuse(f"c-{name}", _("At most {n} characters.", n=LONGEST))
    pairs = zip(form.values("heading"), form.values("text"), strict=False)
    own = [Own(_clean(heading), _clean(text)) for heading, text in pairs][: MOST + 1]
    own = _moved(form, own)
    for number, each in enumerate(own):
        if len(each.heading) > LONGEST_HEADING or len(each.text) > LONGEST:
            form.refuse(f"own-{number}", _("At most {n} characters.", n=LONGEST))
        elif each.heading and not each.text:
            form.refuse(f"own-{number}", _("Write the text of the clause, or remove it."))
    return Typed(clauses, [each for each in own if each.heading or each.text])


def _moved(form: Sent[WordingForm], own: list[Own]) -> list[Own]:
    if form.clean is None:
        return own
    up, remove = form.data.up, form.data.remove
    if up is not None and 0 < up < len(own):
        own[up - 1], own[up] = own[up], own[up - 1]
    if remove is not None and 0 <= remove < len(own):
        del own[remove]
    return own
