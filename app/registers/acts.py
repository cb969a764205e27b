"""What stands in an act of destruction: numbers and terms, no names of those whom the papers were about."""

from __future__ import annotations

from typing import Any, Final

from app.identity.models import Organisation
from app.kit.clock import today
from app.kit.words import Words
from app.registers.models import Destruction, Direction, Entry

TEMPLATE: Final = "destruction_v1"


def act_values(list_: Destruction, school: Organisation | None) -> dict[str, Any]:
    """In Latvian, as documents are."""
    words = Words.of("lv")
    assert list_.decided_by is not None
    return {
        "title": f"Dokumentu iznīcināšanas akts Nr. {list_.number}",
        "number": list_.number,
        "iso": today().isoformat(),
        "date": words.day(today()),
        "draft": False,
        "school": {"name": school.name if school else "", "reg_no": (school.reg_no or "") if school else ""},
        "proposed_by": list_.proposed_by.name,
        "proposed_on": words.day(list_.proposed_at.date()),
        "approved_by": list_.decided_by.name,
        "rows": [_row(entry, words) for entry in list_.entries],
    }


def _row(entry: Entry, words: Words) -> dict[str, str]:
    file = entry.case_file
    return {
        "number": entry.number,
        "date": words.day(entry.dated),
        "way": "saņemts" if entry.direction is Direction.IN else "nosūtīts",
        "kind": words.text(entry.kind_label),
        "file": file.called if file else "",
        "basis": file.basis if file else "",
        "until": words.day(entry.destroy_after) if entry.destroy_after else "",
    }
