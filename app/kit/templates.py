"""The Jinja environments, one per language, with the macros of `templates/ui` as `ui.…`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.kit.words import Words

FILTERS = (
    "day short_day on until since heading span moment time ago weekday weekday_on weekday_short week number "
    "percent money hours phone size month_short school_year list_of"
).split()


def make(folder: Path, lang: str, globals_: dict[str, Callable[..., Any]]) -> Environment:
    """An environment that speaks `lang`; an unknown name in a template is an error."""
    env = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = Words.of(lang)
    env.globals.update(globals_)
    env.globals.update(_=words.text, t=words.text, _n=words.plural, words=words)
    env.filters.update({name: getattr(words, name) for name in FILTERS})
    macros: dict[str, Any] = {}
    env.globals["ui"] = ui = SimpleNamespace()
    for file in sorted((folder / "ui").glob("*.html")):
        module = env.get_template(f"ui/{file.name}").module
        macros |= {name: value for name, value in vars(module).items() if not name.startswith("_")}
        ui.__dict__.update(macros)
    return env
