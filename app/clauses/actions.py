"""Changing the wording; documents that exist keep theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.clauses import verbs
from app.clauses.models import Wording
from app.clauses.queries import texts
from app.clauses.registry import DocumentKind, Own, Texts, plain
from app.identity.actor import Actor
from app.kit.errors import Reason, Refused
from app.kit.verbs import does
from app.kit.words import _
from app.schools.models import School


def _check(kind: DocumentKind, wanted: Mapping[str, str], own: Sequence[Own]) -> None:
    """R13, R14, R15: what the regulation wants in the document cannot be left out."""
    empty = [
        Reason(_("“{clause}” cannot be empty.", clause=clause.heading), clause.clause, code=clause.code)
        for clause in kind.clauses
        if clause.mandatory and not wanted[clause.name].strip()
    ]
    if empty:
        raise Refused(*empty)
    if own and not kind.own:
        raise Refused(_("Clauses of one's own are not possible in this document."))
    if any(not each.text.strip() for each in own):
        raise Refused(_("Write the text of the clause, or remove it."))


@does(verbs.CHANGE)
def change(
    db: Session,
    actor: Actor,
    school: School,
    *,
    kind: DocumentKind,
    clauses: Mapping[str, str],
    own: Sequence[Own] = (),
) -> Wording:
    """A new version, for documents that are made from now on."""
    wanted = {**kind.usual(), **clauses}
    _check(kind, wanted, own)
    if texts(db, school.id, kind) == Texts(wanted, tuple(own)):
        raise Refused(_("Nothing is changed."))
    made = Wording(
        school_id=school.id,
        kind=kind.key,
        texts={name: text for name, text in wanted.items() if text != kind.usual()[name]},
        own=plain(own),
        person_id=actor.person_id,
    )
    db.add(made)
    return made


@does(verbs.RESTORE)
def restore(db: Session, actor: Actor, school: School, *, kind: DocumentKind, to: Wording | None) -> Wording:
    """As it was in that version, or as the portal has it; this too is a new version."""
    made = Wording(
        school_id=school.id,
        kind=kind.key,
        texts=dict(to.texts) if to else {},
        own=list(to.own) if to else [],
        person_id=actor.person_id,
    )
    db.add(made)
    return made
