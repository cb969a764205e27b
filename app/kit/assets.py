"""The style sheet as one file in the order of its layers, and versions of files by content."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

FIRST = ("tokens", "base", "layout")
LAST = ("utilities", "print")
LAYERS = "@layer tokens,base,layout,components,page,utilities,print;\n"


def bundle(folder: Path) -> tuple[bytes, str]:
    """All of `static/css`, with versions on the files it names, and the hash of it."""
    names = sorted(file.stem for file in (folder / "css").glob("*.css"))
    middle = [name for name in names if name not in FIRST + LAST]
    ordered = [name for name in (*FIRST, *middle, *LAST) if name in names]
    text = LAYERS + "".join((folder / "css" / f"{name}.css").read_text(encoding="utf-8") for name in ordered)
    text = re.sub(
        r'url\("([^"#?:]+)"\)', lambda found: f'url("{found[1]}?v={version(folder / found[1])}")', text
    )
    return text.encode(), hashlib.sha256(text.encode()).hexdigest()[:12]


@cache
def version(file: Path) -> str:
    """Changes when the file's content does."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
