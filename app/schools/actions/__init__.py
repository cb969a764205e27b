"""Everything done in this room, by noun."""

from __future__ import annotations

from app.schools.actions.groups import add_group, edit_group, remove_group
from app.schools.actions.learners import (
    add_guardian,
    add_learner,
    edit_guardian,
    edit_learner,
    end_guardian,
)
from app.schools.actions.programmes import (
    add_module,
    add_programme,
    edit_module,
    edit_programme,
    remove_module,
    remove_programme,
)
from app.schools.actions.schools import add_staff, edit_school, end_role, set_year

__all__ = [
    "add_group",
    "add_guardian",
    "add_learner",
    "add_module",
    "add_programme",
    "add_staff",
    "edit_group",
    "edit_guardian",
    "edit_learner",
    "edit_module",
    "edit_programme",
    "edit_school",
    "end_guardian",
    "end_role",
    "remove_group",
    "remove_module",
    "remove_programme",
    "set_year",
]
