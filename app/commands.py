"""What the commands do."""

from __future__ import annotations

import argparse
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from fastapi.routing import iter_route_contexts

from app.jobs.work import work_forever
from app.kit.gather import missing
from app.kit.rules import Rule
from app.kit.verbs import named
from app.kit.words import Words
from app.law.provision import Provision
from app.law.rules import ALL as PROVISIONS
from app.main import build, workshop
from app.rooms import modules
from app.schema import migrate
from app.settings import DEMO_SECRET, Settings
from app.trust.mode import settle

SNAPSHOTS = Path(__file__).resolve().parent.parent / "tests" / "house"
Run = Callable[[Settings, argparse.Namespace], int | None]


def settings_for_looking() -> Settings:
    """For commands that only look: at what the code says, or at files."""
    return Settings.read({**os.environ, "DVB_DEMO": "1", "DVB_SECRET_KEY": DEMO_SECRET})


def serve(settings: Settings, chosen: argparse.Namespace) -> int:
    """Brings the database up, plays the demo when it is empty, and serves."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrate(settings.database_url)
    app = build(settings)
    settle(app.state.database, settings)
    if settings.demo:
        from app.demo.world import play_when_empty

        play_when_empty(app)
    print(f"DVB portāls: {settings.base_url}  (Ctrl+C beidz / stops)", flush=True)
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning")
    return 0


def work(settings: Settings, chosen: argparse.Namespace) -> int:
    """A worker of its own, for a portal that serves with DVB_WORKER=0."""
    app = build(settings)
    settle(app.state.database, settings)
    stop = threading.Event()
    try:
        work_forever(workshop(app), stop)
    except KeyboardInterrupt:
        stop.set()
    return 0


def bring_up(settings: Settings, chosen: argparse.Namespace) -> int:
    """Migrates."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrate(settings.database_url)
    return 0


def setup(settings: Settings, chosen: argparse.Namespace) -> int:
    """The first school and its administrator; asks for what is missing."""
    from app.founding import found_school

    bring_up(settings, chosen)
    return found_school(build(settings), chosen)


def seed(settings: Settings, chosen: argparse.Namespace) -> int:
    """Plays the demo year into an empty database."""
    from app.demo.world import play_when_empty

    bring_up(settings, chosen)
    app = build(settings)
    settle(app.state.database, settings)
    play_when_empty(app)
    return 0


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


def verify(settings: Settings, chosen: argparse.Namespace) -> int:
    """What signed files are worth; needs no portal, only trusted lists."""
    from app import checking

    return checking.verify(settings, chosen)


def trust(settings: Settings, chosen: argparse.Namespace) -> int:
    """Which lists signatures are held against."""
    from app import trusting

    bring_up(settings, chosen)
    return trusting.trust(settings, chosen)


def dossier(settings: Settings, chosen: argparse.Namespace) -> int:
    """Restores placements from their dossiers."""
    from app.dossier import command

    bring_up(settings, chosen)
    return command.dossier(build(settings), chosen)


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


_SAVE: dict[str, Any] = {"--save": None}
_SETUP: dict[str, Any] = {
    "--school": "the school's name",
    "--reg-no": "its register number",
    "--name": "the administrator's name and surname",
    "--email": "the administrator's e-mail",
    "--password": "their first password (better left out: it is asked for)",
}
_VERIFY: dict[str, Any] = {
    "file": "a signed file: .edoc, .asice, .pdf",
    "--json": None,
    "--lang": "lv or en; otherwise as LANG says",
}
_TRUST: dict[str, Any] = {
    "what": "import FILE or URL…, list, or refresh",
    "--signer": "the SHA-256 fingerprint of the list's signer, if nobody here vouches for it",
    "--lang": "lv or en; otherwise as LANG says",
}
_DOSSIER: dict[str, Any] = {
    "what": "import FILE…",
    "--unsealed": None,
    "--lang": "lv or en",
}
COMMANDS: dict[str, tuple[Run, str, dict[str, Any]]] = {
    "serve": (serve, "serve the portal", {}),
    "work": (work, "run a worker of its own", {}),
    "migrate": (bring_up, "bring the database up to date", {}),
    "setup": (setup, "make the first school and its administrator", _SETUP),
    "seed": (seed, "play the demo school into an empty database", {}),
    "verify": (verify, "check signed files", _VERIFY),
    "trust": (trust, "import and list what signatures are held against", _TRUST),
    "dossier": (dossier, "restore placements from their dossiers", _DOSSIER),
    "routes": (routes, "print every address", _SAVE),
    "verbs": (verbs, "print every verb", _SAVE),
    "rules": (rules, "print every rule", _SAVE),
    "words": (words, "print sentences without Latvian", {}),
}
WITHOUT_SECRET = frozenset({"verify", "routes", "verbs", "rules", "words"})
