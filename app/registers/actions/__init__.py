"""The deeds of the registers."""

from __future__ import annotations

from app.registers.actions.ends import approve, propose, reject
from app.registers.actions.lists import add_case_file, edit_case_file, set_scheme, take_usual
from app.registers.actions.papers import correct, file_away, hold, lift, register

__all__ = [
    "add_case_file",
    "approve",
    "correct",
    "edit_case_file",
    "file_away",
    "hold",
    "lift",
    "propose",
    "register",
    "reject",
    "set_scheme",
    "take_usual",
]
