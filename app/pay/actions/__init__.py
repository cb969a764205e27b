"""Every write of this room."""

from app.pay.actions.agreements import agree, correct, end, remove
from app.pay.actions.fundings import add_funding, edit_funding, fund, note_check
from app.pay.actions.policies import add_policy, cancel_policy, correct_policy, restore_policy

__all__ = [
    "add_funding",
    "add_policy",
    "agree",
    "cancel_policy",
    "correct",
    "correct_policy",
    "edit_funding",
    "end",
    "fund",
    "note_check",
    "remove",
    "restore_policy",
]
