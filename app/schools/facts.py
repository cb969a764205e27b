"""Who relies on a row: asked of the tables themselves, because rooms above add theirs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from app.kit.db import Base
from app.kit.rules import Unmet, unmet
from app.schools.models import Group, Module, Outcome, Programme
from app.schools.rules import GROUP_UNUSED, MODULE_UNUSED, PROGRAMME_UNUSED, Use


def use_of(db: Session, thing: Any, own: tuple[type[Base], ...] = ()) -> Use:
    """Rows of any table that name this one by a foreign key; `own` are its parts and do not count."""
    target = inspect(type(thing)).local_table
    parts = {inspect(part).local_table for part in own}
    rows = 0
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is target and table not in parts:
                naming = select(func.count()).select_from(table).where(key.parent == thing.id)
                rows += db.scalar(naming) or 0
    return Use(rows)


def before_removing_module(db: Session, module: Module) -> list[Unmet]:
    """A module in somebody's plan stays."""
    return unmet(MODULE_UNUSED, use_of(db, module, (Outcome,)))


def before_removing_programme(db: Session, programme: Programme) -> list[Unmet]:
    """A programme that somebody learns stays."""
    return unmet(PROGRAMME_UNUSED, use_of(db, programme, (Module,)))


def before_removing_group(db: Session, group: Group) -> list[Unmet]:
    """A group with learners stays."""
    return unmet(GROUP_UNUSED, use_of(db, group))
