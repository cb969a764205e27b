"""What the commands do."""

from __future__ import annotations

import argparse
import os
import threading
from collections.abc import Callable
from typing import Any

from app.settings import DEMO_SECRET, Settings

# each command loads what it needs: the whole portal takes longer than checking a file
Run = Callable[[Settings, argparse.Namespace], int | None]


def settings_for_looking() -> Settings:
    """For commands that only look: at what the code says, or at files."""
    return Settings.read({**os.environ, "DVB_DEMO": "1", "DVB_SECRET_KEY": DEMO_SECRET})


def _built(settings: Settings) -> Any:
    from app.main import build

    return build(settings)


def _settled(settings: Settings) -> Any:
    from app.trust.mode import settle

    app = _built(settings)
    settle(app.state.database, settings)
    return app


def serve(settings: Settings, chosen: argparse.Namespace) -> int:
    """Brings the database up, plays the demo when it is empty, and serves."""
    import uvicorn

    bring_up(settings, chosen)
    app = _settled(settings)
    if settings.demo:
        from app.demo.world import play_when_empty

        play_when_empty(app)
    print(f"DVB portāls: {settings.base_url}  (Ctrl+C beidz / stops)", flush=True)
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning")
    return 0


def work(settings: Settings, chosen: argparse.Namespace) -> int:
    """A worker of its own, for a portal that serves with DVB_WORKER=0."""
    from app.jobs.work import work_forever
    from app.main import workshop

    app = _settled(settings)
    stop = threading.Event()
    try:
        work_forever(workshop(app), stop)
    except KeyboardInterrupt:
        stop.set()
    return 0


def bring_up(settings: Settings, chosen: argparse.Namespace) -> int:
    """Migrates."""
    from app.schema import migrate

    settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrate(settings.database_url)
    return 0


def setup(settings: Settings, chosen: argparse.Namespace) -> int:
    """The first school and its administrator; asks for what is missing."""
    from app.founding import found_school

    bring_up(settings, chosen)
    return found_school(_built(settings), chosen)


def seed(settings: Settings, chosen: argparse.Namespace) -> int:
    """Plays the demo year into an empty database."""
    from app.demo.world import play_when_empty

    bring_up(settings, chosen)
    play_when_empty(_settled(settings))
    return 0


def _listing(name: str) -> Run:
    def run(settings: Settings, chosen: argparse.Namespace) -> int | None:
        from app import listing

        wanted: Run = getattr(listing, name)
        return wanted(settings, chosen)

    return run


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
    return command.dossier(_built(settings), chosen)


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
    "routes": (_listing("routes"), "print every address", _SAVE),
    "verbs": (_listing("verbs"), "print every verb", _SAVE),
    "rules": (_listing("rules"), "print every rule", _SAVE),
    "words": (_listing("words"), "print sentences without Latvian", {}),
}
WITHOUT_SECRET = frozenset({"verify", "routes", "verbs", "rules", "words"})
