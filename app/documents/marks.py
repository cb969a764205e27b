"""What whoever signs many documents wants to see of each: have the others signed, is everything in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.documents.models import Signer, Step
from app.identity.actor import Actor
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF
from app.kit.words import Said, _


@dataclass(frozen=True)
class Mark:
    """One line with a sign before it: `ok`, `wait` when its time has not come, `late` when it is amiss."""

    label: Said
    tone: str = "ok"
    why: Said | None = None


By = dict[str, list[Mark]]  # what a document is about (`placement:12`) → its marks
known: Final[list[Callable[[Session, Sequence[str]], By]]] = []  # of the rooms above, wired in


def _others(signer: Signer) -> Mark:
    others = [each for each in signer.document.parties if each is not signer]
    done = sum(each.step is Step.SIGNED for each in others)
    if not others:
        return Mark(_("Nobody else signs"))
    return Mark(
        _("Others signed: {done} of {n}", done=done, n=len(others)), "ok" if done == len(others) else "wait"
    )


def marks(db: Session, actor: Actor, signers: Sequence[Signer]) -> dict[int, list[Mark]]:
    """By the signer's id; however many documents, in the same number of statements."""
    subjects = list(dict.fromkeys(signer.document.subject for signer in signers))
    found: By = {}
    if subjects and actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE):
        for each in known:
            for subject, more in each(db, subjects).items():
                found.setdefault(subject, []).extend(more)
    return {signer.id: [_others(signer), *found.get(signer.document.subject, ())] for signer in signers}
