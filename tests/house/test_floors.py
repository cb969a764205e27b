"""Rooms stand on floors, and imports only go down. There are no side doors."""

import ast
from collections.abc import Iterator
from pathlib import Path

from app.rooms import FLOORS
from tests.house import code

PURE = {"app.kit.rules", "app.kit.words", "app.kit.days"}  # what rules.py may know
# the command line, the frame of the portal and the first set-up stand on the roof
ROOF = max(FLOORS.values())


def room_of(path: Path) -> str:
    return path.relative_to(code.APP).with_suffix("").parts[0]


def floor(room: str) -> float:
    if room == "__init__":
        return 0
    return FLOORS.get(room, ROOF)


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every module of ours that a file names, also inside functions; `from app import x` names app.x."""
    for node in ast.walk(code.tree(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        else:
            inside = node.module == "app" or (code.HOUSE / node.module.replace(".", "/")).is_dir()
            names = [f"{node.module}.{alias.name}" if inside else node.module for alias in node.names]
        for name in names:
            if name.split(".")[0] == "app" and "." in name:
                yield node.lineno, name


def test_every_room_has_a_floor() -> None:
    rooms = {path.name for path in code.APP.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms <= set(FLOORS), f"rooms without a floor in app/rooms.py: {rooms - set(FLOORS)}"


def test_imports_only_go_down() -> None:
    up = []
    for path in code.python():
        here = room_of(path)
        for line, name in imported(path):
            there = name.split(".")[1]
            if there != here and floor(there) >= floor(here) < ROOF:
                up.append(f"{code.at(path, line)} {here} ({floor(here)}) uses {name} ({floor(there)})")
    code.told(up, "imports that go up or sideways; wiring.py or a higher page is the way:")


def test_there_are_no_side_doors() -> None:
    found = []
    for path in code.python():
        text = path.read_text("utf-8")
        if "TYPE_CHECKING" in text:
            found.append(f"{code.at(path)} TYPE_CHECKING")
        if "importlib" in text and path.name != "rooms.py":
            found.append(f"{code.at(path)} importlib")
    code.told(found, "side doors:")


def test_rules_know_no_database() -> None:
    found = []
    for path in code.python(named="rules.py"):
        if room_of(path) == "kit":
            continue
        found += [f"{code.at(path, line)} {name}" for line, name in imported(path) if not pure(name)]
        if "sqlalchemy" in path.read_text("utf-8"):
            found.append(f"{code.at(path)} sqlalchemy")
    code.told(found, "rules are pure; facts.py gathers what they ask about:")


def pure(name: str) -> bool:
    return any(name == allowed or name.startswith(f"{allowed}.") for allowed in PURE)


def test_forms_know_no_database() -> None:
    found = [
        code.at(path)
        for path in code.python(named="forms.py")
        if room_of(path) != "kit" and "sqlalchemy" in path.read_text("utf-8")
    ]
    code.told(found, "checks that need the database are rules or Refused in the action:")


def test_only_the_wiring_lets_verbs_follow_verbs() -> None:
    found = []
    for path in code.python():
        if path in {code.APP / "wiring.py", code.APP / "kit" / "verbs.py", code.APP / "demo" / "world.py"}:
            continue  # the demo plays a year without its mail
        text = path.read_text("utf-8")
        if "verbs.then[" in text or "after_every" in text:
            found.append(code.at(path))
    code.told(found, "what follows from what stands in app/wiring.py:")
