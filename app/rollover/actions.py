"""Trying out the move, choosing from it, applying it in one transaction, and taking it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.kit.clock import now
from app.kit.db import trial
from app.kit.errors import Refused
from app.kit.ledger import Ledger, take_back, touched
from app.kit.verbs import does
from app.kit.words import _
from app.rollover import verbs
from app.rollover.dates import NextYear
from app.rollover.models import Rollover, State
from app.rollover.moving import Choices, Item, Move, move_groups, move_year
from app.rollover.placing import move_placements
from app.rollover.queries import year_before
from app.schools.models import School

UNDO_LIFE: Final = timedelta(hours=24)


def _move(db: Session, school: School, choices: Choices) -> tuple[Ledger, list[Item]]:
    """Everything in its order; the same for the trial and for good."""
    ledger = Ledger(db)
    move = Move(ledger, school, year_before(db, school.id, choices.year.starts), choices)
    move_year(move)
    move_groups(move)
    move_placements(move)
    db.flush()  # ids of all that was made
    return ledger, move.items


def _try_out(db: Session, rollover: Rollover, choices: Choices) -> None:
    """Inside a savepoint that is taken back: what is shown is what will happen."""
    with trial(db):
        _ledger, items = _move(db, rollover.school, choices)
        told = [item.to_json() for item in items]
    rollover.choices, rollover.items = choices.to_json(), told


@does(verbs.TRY_OUT)
def try_out(db: Session, actor: Actor, school: School, *, year: NextYear) -> Rollover:
    """What would happen, and what cannot."""
    rollover = Rollover(school=school, state=State.TRIED)
    _try_out(db, rollover, Choices(year))
    db.add(rollover)
    return rollover


@does(verbs.CHOOSE)
def choose(
    db: Session, actor: Actor, rollover: Rollover, *, names: Mapping[str, str], ticked: Collection[str]
) -> None:
    """Other names, other ticks: tried out again."""
    year = Choices.from_json(rollover.choices).year
    _try_out(db, rollover, Choices(year, names, ticked))


@does(verbs.APPLY)
def apply(db: Session, actor: Actor, rollover: Rollover) -> None:
    """In this one transaction; what undoing needs is kept."""
    choices = Choices.from_json(rollover.choices)
    ledger, items = _move(db, rollover.school, choices)
    rollover.before = ledger.before(0)
    if not rollover.before:
        raise Refused(_("There is nothing to move."))
    rollover.items = [item.to_json() for item in items]
    rollover.applied_at = now()


@does(verbs.UNDO)
def undo(db: Session, actor: Actor, rollover: Rollover) -> None:
    """Within 24 hours, if nobody has changed since what was made or moved."""
    if rollover.applied_at is None or now() - rollover.applied_at > UNDO_LIFE:
        raise Refused(_("The move can be taken back within 24 hours."))
    if touched(db, rollover.before):
        raise Refused(
            _("Something has been changed since, so the move cannot be taken back. Correct what is wrong.")
        )
    try:
        take_back(db, rollover.before)
    except IntegrityError as error:
        raise Refused(
            _("Something of the move is in use: in a contract, a document or a diary. It cannot be undone.")
        ) from error
