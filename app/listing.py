"""What the code says of itself: every address, verb, rule, and the sentences without Latvian."""

from __future__ import annotations

import argparse
from pathlib import Path

from fastapi.routing import iter_route_contexts

from app.kit.gather import missing
from app.kit.rules import Rule
from app.kit.verbs import named
from app.kit.words import Words
from app.law.provision import Provision
from app.law.rules import ALL as PROVISIONS
from app.main import build
from app.rooms import modules
from app.settings import Settings

SNAPSHOTS = Path(__file__).resolve().parent.parent / "tests" / "house"


def routes(settings: Settings, chosen: argparse.Namespace) -> int:
    """Every address: method, path, name."""
    app = build(settings)
    lines = []
    for route in iter_route_contexts(app.routes):
        for method in sorted(route.methods or ()):
            if method != "HEAD":
                lines.append(f"{method:5} {route.path}  {route.name}")
    return _tell("routes", sorted(lines), chosen)


def verbs(settings: Settings, chosen: argparse.Namespace) -> int:
    """Every verb: who, from, to, rules, tells."""
    build(settings)
    lines = []
    for name, verb in sorted(named.items()):
        who = " ".join(w.__name__ for w in verb.who) or "nobody"
        of = " ".join(str(s.value) for s in verb.of) or "any"
        to = str(verb.to.value) if verb.to else "same"
        rules = verb.rules.__name__ if verb.rules else "-"
        tells = getattr(verb.tells, "__name__", "-") if verb.tells else "-"
        lines.append(f"{name}  who: {who}  of: {of}  to: {to}  rules: {rules}  tells: {tells}")
    return _tell("verbs", lines, chosen)


def all_rules() -> list[Rule]:
    """The law's R01–R61, and what the rooms ask besides, by code."""
    found: dict[str, Rule] = {}
    for module in modules("rules"):
        for value in vars(module).values():
            if isinstance(value, tuple):
                found.update({rule.code: rule for rule in value if isinstance(rule, Rule)})
    found.update({provision.code: provision for provision in PROVISIONS})
    return [found[code] for code in sorted(found)]


def _told(rule: Rule) -> str:
    asked = ", ".join(rule.moments) if isinstance(rule, Provision) else "house"
    latvian = Words.of("lv").text(rule.says)
    return f"{rule.code}  {rule.clause}  {rule.level.value}  {asked}  {rule.says} | {latvian}"


def rules(settings: Settings, chosen: argparse.Namespace) -> int:
    """Every rule: code, clause, level, when it is asked, the sentence in both languages."""
    build(settings)
    return _tell("rules", [_told(rule) for rule in all_rules()], chosen)


def words(settings: Settings, chosen: argparse.Namespace) -> int:
    """Sentences without Latvian."""
    found = missing("lv")
    for file, line, text in found:
        print(f"{file}:{line}: {text}")
    return 1 if found else 0


def _tell(name: str, lines: list[str], chosen: argparse.Namespace) -> int:
    text = "\n".join(lines) + "\n"
    if chosen.save:
        (SNAPSHOTS / f"{name}.txt").write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0
