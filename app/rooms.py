"""The rooms and the floors they stand on; a room uses the floors below it."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType
from typing import Final

FLOORS: Final[dict[str, float]] = {
    "settings": 0,
    "kit": 0,
    "identity": 1,
    "audit": 1.5,
    "jobs": 1.5,
    "notifications": 2,
    "documents": 2.5,
    "schools": 3,
    "companies": 3.5,
    "suitability": 3.7,
    "placements": 4,
    "law": 4.5,
    "plans": 5,
    "internships": 5.5,
    "pay": 5.5,
    "contracts": 6,
    "diary": 6,
    "assessment": 7,
    "desk": 9,
    "imports": 9,
    "admin": 9,
    "demo": 10,
    "wiring": 10,
    "main": 10,
    "rooms": 10,
    "__main__": 10,
}
ROOMS: Final = [name for name, floor in FLOORS.items() if 1 <= floor <= 9]


def modules(file: str) -> list[ModuleType]:
    """That file of every room that has it, from the ground floor up."""
    found = []
    for room in ROOMS:
        name = f"app.{room}.{file}"
        if importlib.util.find_spec(name):
            found.append(importlib.import_module(name))
    return found


def load_models() -> None:
    """Makes every table known."""
    modules("models")
