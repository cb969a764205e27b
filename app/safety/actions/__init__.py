"""Every write of this room: instruction, equipment, conditions of work, accidents."""

from app.safety.actions.incidents import approve_act, investigate, report
from app.safety.actions.instruction import confirm, dispute, instruct, keep_sheet, repeat_check, withdraw
from app.safety.actions.lists import add_item, remove_item, set_study_hours
from app.safety.actions.work import (
    acknowledge,
    allow,
    describe,
    issue,
    justify,
    receive,
    record_health,
    tag_hazard,
    take_in,
    untag,
)

__all__ = [
    "acknowledge",
    "add_item",
    "allow",
    "approve_act",
    "confirm",
    "describe",
    "dispute",
    "instruct",
    "investigate",
    "issue",
    "justify",
    "keep_sheet",
    "receive",
    "record_health",
    "remove_item",
    "repeat_check",
    "report",
    "set_study_hours",
    "tag_hazard",
    "take_in",
    "untag",
    "withdraw",
]
