"""Every write of this room."""

from app.pay.actions.agreements import agree, correct, end, remove
from app.pay.actions.policies import add_policy, cancel_policy, correct_policy, restore_policy

__all__ = [
    "add_policy",
    "agree",
    "cancel_policy",
    "correct",
    "correct_policy",
    "end",
    "remove",
    "restore_policy",
]
