"""What follows when a learner has confirmed an instruction."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.law.followers import start_when_ready
from app.safety.models import Instruction, State
from app.safety.topics import Kind

BEFORE_WORK = frozenset({Kind.INDUCTION, Kind.INITIAL})


def start_when_instructed(db: Session, actor: Actor, instruction: Instruction) -> None:
    """The placement may begin; the law is asked only when both first instructions are there."""
    wanted = select(Instruction.kind).where(
        Instruction.placement_id == instruction.placement_id, Instruction.state == State.CONFIRMED
    )
    if set(db.scalars(wanted)) >= BEFORE_WORK:
        start_when_ready(db, actor, instruction)
