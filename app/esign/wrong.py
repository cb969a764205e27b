"""Why reading stopped: raised deep inside, kept as a finding by whoever asked."""

from __future__ import annotations

from app.esign.codes import Code
from app.esign.report import Finding


class Wrong(Exception):
    """What was read cannot be trusted any further."""

    def __init__(self, code: Code, about: str = "") -> None:
        super().__init__(f"{code.value} {about}".strip())
        self.finding = Finding(code, about[:200])
