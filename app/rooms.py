"""The rooms and the floors they stand on; a room uses the floors below it."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from types import ModuleType
from typing import Final

FLOORS: Final[dict[str, float]] = {
    "settings": 0,
    "kit": 0,
    "esign": 0.5,
    "identity": 1,
    "audit": 1.5,
    "jobs": 1.5,
    "trust": 1.8,
    "notifications": 2,
    "documents": 2.5,
    "providers": 2.6,
    "verification": 2.65,
    "registers": 2.7,
    "schools": 3,
    "clauses": 3.2,
    "companies": 3.5,
    "suitability": 3.7,
    "placements": 4,
    "law": 4.5,
    "plans": 5,
    "internships": 5.5,
    "pay": 5.5,
    "contracts": 6,
    "safety": 6,
    "diary": 6,
    "assessment": 7,
    "closing": 8,
    "dossier": 8.5,
    "desk": 9,
    "imports": 9,
    "rollover": 9,
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
    return _found(ROOMS, file)


def _found(parts: list[str], file: str) -> list[ModuleType]:
    names = [f"app.{part}.{file}" for part in parts]
    return [importlib.import_module(name) for name in names if _exists(name)]


def _exists(name: str) -> bool:
    return importlib.util.find_spec(name.rpartition(".")[0]) is not None and (
        importlib.util.find_spec(name) is not None
    )


def _parts(room: str) -> list[str]:
    """The room, and the directories into which a large one is split."""
    inside = importlib.import_module(f"app.{room}").__path__ if _exists(f"app.{room}") else []
    return [room, *(f"{room}.{part.name}" for part in pkgutil.iter_modules(inside) if part.ispkg)]


def load_models() -> None:
    """Makes every table known."""
    _found([part for room in ROOMS for part in _parts(room)], "models")
