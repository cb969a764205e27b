"""The four ways a request may fail on purpose: 404, 403, 409 and (in forms) 422."""

from __future__ import annotations

from dataclasses import dataclass

from app.kit.words import Said


@dataclass(frozen=True)
class Reason:
    """Why something cannot be done now: the sentence, its clause, who can mend it and where."""

    text: Said
    clause: str = ""
    fix: Said | None = None
    url: str = ""
    code: str = ""
    because: Said | None = None  # the figures and dates of the case
    nudge: str = ""  # the address that asks whoever can mend it


class NotFound(Exception):
    """What the actor may not see does not exist: 404."""


class Forbidden(Exception):
    """Seen, but not theirs to do: 403."""


class Refused(Exception):
    """Not possible now: 409 with all reasons."""

    def __init__(self, *reasons: Reason | Said) -> None:
        self.reasons = [r if isinstance(r, Reason) else Reason(r) for r in reasons]
        super().__init__("; ".join(str(r.text) for r in self.reasons))
