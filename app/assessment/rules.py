"""What a proposal and a final mark need. Pure; R41–R45 themselves stand in the law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from app.kit.words import Said, _

SHORTEST: Final = 10  # letters of a sentence
DEPARTS: Final = 2  # from so many marks between company and school the school says why


class Practised(StrEnum):
    """What the company says of one outcome."""

    YES = "yes"
    MORE = "more"
    NO = "no"

    @property
    def label(self) -> Said:
        """As shown."""
        return PRACTISED[self]


PRACTISED: Final = {
    Practised.YES: _("Mastered"),
    Practised.MORE: _("Needs more practice"),
    Practised.NO: _("Not practised"),
}


def missing(
    mark: int | None, practised: Mapping[str, str], outcome_ids: Sequence[int], good: str, better: str
) -> dict[str, Said]:
    """By field, what the company has not said yet."""
    found: dict[str, Said] = {}
    known = {word.value for word in Practised}
    if any(practised.get(str(each)) not in known for each in outcome_ids):
        found["practised"] = _("Say of each outcome whether it is mastered.")
    if mark is None:
        found["mark"] = _("Choose a mark from 1 to 10.")
    for name, text in (("good", good), ("better", better)):
        if len(text.strip()) < SHORTEST:
            found[name] = _("Write one sentence.")
    return found


def departs(company: int | None, final: int | None) -> bool:
    """The school's mark differs from the company's so much that it says why."""
    return company is not None and final is not None and abs(company - final) >= DEPARTS


def reason_wanted(*, company: int | None, proposed: bool, final: int | None) -> Said | None:
    """Why the school has to give a reason for this mark; None when it need not."""
    if final is None:
        return _("Write why there is no assessment.")
    if not proposed:
        return _("The company has not given its assessment: write why the mark is set without it.")
    if departs(company, final):
        return _("The mark differs from the company's by 2 or more: write why.")
    return None


def first_word(counts: Mapping[int, int], outcome_id: int, usual: int) -> Practised:
    """What the diary suggests: practised as often as the others, less, or never."""
    count = counts.get(outcome_id, 0)
    if count == 0:
        return Practised.NO
    return Practised.YES if count >= usual else Practised.MORE
