"""Writing the trail after every deed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, inspect
from sqlalchemy.orm import Session

from app.audit.models import Trail, subject_of
from app.identity.actor import Actor
from app.kit.clock import now
from app.kit.verbs import Verb

_ROW = insert(Trail)  # executed on the connection: no session looks at it
MOST_CHANGES = 40  # a deed that touches more (an import) keeps its own list


def record(db: Session, actor: Actor, verb: Verb, thing: Any) -> None:
    """One row: who, what, from, to, when, as whom."""
    db.flush()  # the ids of new things, and the listener's list
    collected = db.info.pop("changes", [])
    changes = [
        {"what": what, "type": each.__tablename__, "id": inspect(each).identity[0], "columns": columns}
        for what, each, columns in collected[:MOST_CHANGES]
        if inspect(each).identity
    ]
    if len(collected) > MOST_CHANGES:
        changes.append({"what": "more", "count": len(collected) - MOST_CHANGES})
    # written at once and by itself: a pending row would make the next select flush once more
    db.connection().execute(
        _ROW,
        {
            "at": now(),
            "verb": verb.name,
            "person_id": actor.person_id,
            "organisation_id": actor.organisation_id or None,
            "roles": " ".join(sorted(actor.roles)),
            "via": actor.via,
            "ip": actor.ip,
            "thing_type": thing.__tablename__,
            "thing_id": thing.id,
            "subject": subject_of(thing),
            "changes": changes,
        },
    )
