"""What differs between two versions of a document, in plain words: from the values they were set with.

The values are Latvian, as the document is; only the names of the fields are translated.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.documents.models import Edition
from app.kit.words import Said, _

# not a difference by itself: each version has its own number and day, and what follows from them
OWN: Final = frozenset({"draft", "number", "date", "iso", "home", "summary", "totals", "minor", "superseded"})
NONE: Final = "—"
MOST: Final = 400  # characters of one side
PARTS: Final[dict[str, Said]] = {
    "school": _("Education institution"),
    "company": _("Company"),
    "learner": _("Learner"),
    "guardian": _("Legal representative"),
    "mentor": _("Supervisor"),
    "coordinator": _("Coordinator"),
    "programme": _("Programme"),
    "plan": _("Plan"),
    "schedule": _("Weeks at the company"),
    "signers": _("Who signs"),
    "clauses": _("Clauses"),
    "own": _("The school's own clauses"),
    "accident": _("Accident insurance"),
    "liability": _("Civil-liability insurance"),
    "pay": _("Pay"),
    "place": _("Place of work"),
    "days": _("Working days"),
    "hours": _("Working hours"),
    "day_hours": _("Hours a day"),
    "starts": _("Begins"),
    "ends": _("Ends"),
    "occupation": _("The supervisor's occupation"),
    "share": _("Share at the company"),
    "town": _("Place of the document"),
    "plan_edition": _("Edition of the plan"),
    "plan_approved": _("Approval of the plan"),
}
LEAVES: Final[dict[str, Said]] = {
    "name": _("name"),
    "reg_no": _("registration number"),
    "code": _("code"),
    "address": _("address"),
    "email": _("e-mail"),
    "phone": _("phone"),
    "person": _("who acts for it"),
    "capacity": _("on what basis"),
    "group": _("group"),
    "relation": _("relation"),
    "qualification": _("qualification"),
    "level": _("level"),
    "hours": _("hours"),
}
NAMES: Final = ("module", "name", "party", "heading", "weeks", "title", "learner")  # how a row is known


@dataclass(frozen=True)
class Change:
    """One thing as it was and as it is now."""

    label: Said
    before: str
    after: str

    @property
    def said(self) -> Said:
        """In one line."""
        return _("{label}: {before} → {after}", label=self.label, before=self.before, after=self.after)


def between(old: Edition, new: Edition) -> list[Change]:
    """The short lines first; then what they do not tell."""
    found = _lines(_pairs(old), _pairs(new))
    for change in _values(old.values, new.values):
        if not any(change.before in told.before and change.after in told.after for told in found):
            found.append(change)
    return found


def _pairs(edition: Edition) -> dict[str, str]:
    return {str(name): str(value) for name, value in edition.values.get("summary", [])}


def _lines(old: Mapping[str, str], new: Mapping[str, str]) -> list[Change]:
    names = dict.fromkeys([*new, *old])
    return [
        Change(Said(name), old.get(name) or NONE, new.get(name) or NONE)
        for name in names
        if old.get(name) != new.get(name)
    ]


def _values(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        if name not in OWN and old.get(name) != new.get(name):
            yield from _differing(PARTS.get(name, _("Text of the document")), old.get(name), new.get(name))


def _differing(label: Said, old: Any, new: Any) -> Iterator[Change]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in dict.fromkeys([*old, *new]):
            if old.get(name) != new.get(name):
                inner = _("{part}: {field}", part=label, field=LEAVES[name]) if name in LEAVES else label
                yield from _differing(inner, old.get(name), new.get(name))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _rows(label, old, new)
    else:
        yield _shortened(label, _text(old), _text(new))


def _rows(label: Said, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    """Rows are known by their names; only those that differ are told, and in them only what differs."""
    before, after = _by_name(old), _by_name(new)
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        told = _("{part}: {field}", part=label, field=name)
        if isinstance(was, Mapping) and isinstance(now, Mapping):
            changed = [key for key in now if was.get(key) != now[key]]
            yield Change(told, _text([was.get(key) for key in changed]), _text([now[key] for key in changed]))
        else:
            yield Change(told, _text(was), _text(now))


def _by_name(rows: Sequence[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, row in enumerate(rows, 1):
        name = next((row[key] for key in NAMES if row.get(key)), "") if isinstance(row, Mapping) else ""
        name = str(name or number)
        found[name if name not in found else f"{name} ({number})"] = row
    return found


def _text(value: Any) -> str:
    """A value as one line."""
    if isinstance(value, Mapping):
        return _text([each for each in value.values() if not isinstance(each, bool)])
    if isinstance(value, list | tuple):
        return ", ".join(part for part in map(_text, value) if part != NONE) or NONE
    return re.sub(r"[ \t\r\n]+", " ", str(value)).strip() or NONE if value is not None else NONE


def _shortened(label: Said, old: str, new: str) -> Change:
    """Of a long text only the sentences that differ."""
    before, after = _sentences(old), _sentences(new)
    gone, come = [], []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += before[a:b]
            come += after[c:d]
    return Change(label, " ".join(gone)[:MOST] or NONE, " ".join(come)[:MOST] or NONE)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.;!?])\s+(?=[^\d\s])", text)
