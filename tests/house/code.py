"""The house's own files, as the house tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parents[2]
APP = HOUSE / "app"
TEMPLATES = HOUSE / "templates"


@cache
def kept() -> tuple[Path, ...]:
    """Every file of the project, without what git leaves out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(path for name in listed.stdout.splitlines() if (path := HOUSE / name).is_file())


def python(*under: str, named: str = "*.py") -> list[Path]:
    return [path for part in under or ("app",) for path in sorted((HOUSE / part).rglob(named))]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def at(path: Path, line: int = 0) -> str:
    """As an editor opens it."""
    return f"{path.relative_to(HOUSE)}:{line}" if line else str(path.relative_to(HOUSE))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def dotted(node: ast.expr) -> str:
    """`sqlalchemy.update` of the expression that says so; empty when it is no plain name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inside = dotted(node.value)
        return f"{inside}.{node.attr}" if inside else f"?.{node.attr}"
    return ""


def calls(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for inside in ast.walk(node):
        if isinstance(inside, ast.Call):
            yield dotted(inside.func), inside


def told(found: list[str], why: str) -> None:
    """Fails with everything at once."""
    assert not found, f"{why}\n  " + "\n  ".join(sorted(found))
