"""If a thing has no name of its own, it has no place yet."""

import ast
import re
from pathlib import Path

from tests.house import code

EMPTY = {"manager", "helper", "helpers", "util", "utils", "service", "services", "common", "handler", "misc"}


def words(name: str) -> set[str]:
    name = name.replace("service_worker", "")  # the browsers' own word
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_nothing_is_called_manager_or_helper() -> None:
    found = []
    for path in code.python():
        inside = Path(path.relative_to(code.HOUSE))
        found += [code.at(path) for part in inside.with_suffix("").parts if words(part) & EMPTY]
        for node in ast.walk(code.tree(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and words(node.name) & EMPTY:
                found.append(f"{code.at(path, node.lineno)} {node.name}")
    code.told(found, "names that say nothing:")


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        code.at(path)
        for path in code.python()
        if path.read_text("utf-8").strip() and not ast.get_docstring(code.tree(path))
    ]
    code.told(silent, "modules without a first sentence:")
