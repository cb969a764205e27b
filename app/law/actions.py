"""Changing the law in the portal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.identity.models import Organisation
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.rules import Level
from app.kit.verbs import does
from app.kit.words import _
from app.law import verbs
from app.law.figures import FIGURES
from app.law.models import LawChange


@does(verbs.PROPOSE)
def propose(
    db: Session,
    actor: Actor,
    organisation: Organisation,
    *,
    code: str,
    since: date,
    figure: str = "",
    value: Decimal | None = None,
    level: Level | None = None,
    repealed: bool = False,
    source: str = "",
) -> LawChange:
    """Kept for trial; nothing changes for anybody until it is switched on."""
    if figure and (figure not in FIGURES or value is None):
        raise Refused(_("Write the new value of the figure."))
    if not (figure or level or repealed):
        raise Refused(_("Choose what changes: a figure, the level, or that the rule ends."))
    change = LawChange(
        code=code,
        since=since,
        figure=figure,
        value=value if figure else None,
        level=level,
        repealed=repealed,
        source=source,
        made_by_id=actor.person_id,
    )
    db.add(change)
    return change


@does(verbs.SWITCH_ON)
def switch_on(db: Session, actor: Actor, change: LawChange) -> None:
    """From its day every placement is judged by it; contracts sent before that day by the old rule."""
    change.switched_at = now()


@does(verbs.WITHDRAW)
def withdraw(db: Session, actor: Actor, change: LawChange) -> None:
    """Everything is judged as before."""
