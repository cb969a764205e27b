"""The Jinja environments, one per language, with the macros of `templates/ui` as `ui.…`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.kit.words import Said, Words

PLAIN = ("txt", "sms")  # mail in plain text must not say &quot;


def make(folder: Path, lang: str, globals_: dict[str, Callable[..., Any]]) -> Environment:
    """An environment that speaks `lang`; an unknown name in a template is an error."""
    words = Words.of(lang)
    env = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(disabled_extensions=PLAIN, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: words.text(value) if isinstance(value, Said) else value,
    )
    env.globals.update(globals_)
    env.globals.update(_=words.text, t=words.text, _n=words.plural, words=words)
    env.filters.update(words.filters())
    macros: dict[str, Any] = {}
    env.globals["ui"] = ui = SimpleNamespace()
    for file in sorted((folder / "ui").glob("*.html")):
        module = env.get_template(f"ui/{file.name}").module
        macros |= {name: value for name, value in vars(module).items() if not name.startswith("_")}
        ui.__dict__.update(macros)
    return env
