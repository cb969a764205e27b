"""Kinds of papers, as registers name them: those of documents, and what people bring."""

from __future__ import annotations

from typing import Final

from app.documents import kinds as documents
from app.kit.words import Said, _

BROUGHT: Final[dict[str, Said]] = documents.WRITTEN | {
    "application": _("Application"),
    "opinion": _("Opinion"),
    "certificate": _("Certificate"),
    "policy": _("Insurance policy"),
}
KINDS: Final[dict[str, Said]] = documents.MADE | BROUGHT | {"destruction": _("Act of destruction")}


def label(kind: str) -> Said:
    """As shown."""
    return KINDS.get(kind, KINDS["other"])
