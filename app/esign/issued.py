"""What the portal issued, as the verifier compares it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Issued:
    """The edition that may be signed, and the hashes of those before it."""

    sha256: str
    size: int
    name: str = ""
    older: tuple[str, ...] = ()
