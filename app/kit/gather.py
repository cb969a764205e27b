"""Gathers every sentence for people from code and templates, and says which have no translation."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract_from_file
from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from app.kit.catalogue import files, messages

ROOT = Path(__file__).parents[2]
KEYWORDS = {"_": None, "_n": (1, 2)}
SILENT = {"silent": "false"}


class Found(NamedTuple):
    file: Path
    line: int
    text: str
    plural: str | None


def sentences() -> Iterator[Found]:
    """Every `_()` and `_n()`, in the order of files and lines."""
    for path in sorted((ROOT / "app").rglob("*.py")):
        yield from kept(path, extract_from_file("python", path, keywords=KEYWORDS))
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                try:
                    yield from kept(path, named(babel_extract(file, list(KEYWORDS), [], SILENT)))
                except TemplateSyntaxError as error:
                    error.filename = str(path)  # Babel does not say where it was
                    raise


def named(found: Iterable[tuple[int, str, object, list[str]]]) -> Iterator[tuple[int, object]]:
    """Jinja's own extractor also reports calls that it was not asked for."""
    for line, function, text, _comments in found:
        if function in KEYWORDS:
            yield line, text[:2] if isinstance(text, tuple) else text


def kept(path: Path, found: Iterable[tuple[object, ...]]) -> Iterator[Found]:
    for line, text, *_rest in found:
        one, many = text[:2] if isinstance(text, tuple) else (text, None)
        if isinstance(one, str) and isinstance(line, int):
            yield Found(path.relative_to(ROOT), line, one, many)


def unreadable() -> Iterator[tuple[Path, int, str]]:
    """Calls whose sentence is put together while running: nobody can translate such a one."""
    for path in sorted((ROOT / "app").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
                wanted = call.args[: 2 if call.func.id == "_n" else 1]
                if not all(isinstance(word, ast.Constant) and isinstance(word.value, str) for word in wanted):
                    yield path.relative_to(ROOT), call.lineno, ast.unparse(call)


def known(lang: str) -> set[str]:
    """What the language's files translate."""
    found = set()
    for path in files(lang):
        for message in messages(path, lang):
            said = message.string or ""
            if not message.fuzzy and all([said] if isinstance(said, str) else said):
                found.add(message.id if isinstance(message.id, str) else message.id[0])
    return found


def missing(lang: str) -> list[tuple[Path, int, str]]:
    """File, line and sentence of all that cannot yet be read in this language."""
    said = known(lang)
    return [(found.file, found.line, found.text) for found in sentences() if found.text not in said]
