"""`python -m app dossier import FILE`: a dossier into this portal, without a browser."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from app.dossier.jobs import note
from app.dossier.models import Restoration, Stage
from app.dossier.reading import Opened, open_dossier
from app.dossier.restoring import restore_all
from app.kit.words import LANGUAGES, Words, _
from app.trust.queries import current

USAGE = _("Write: python -m app dossier import FILE…")
NO_FILE = _("There is no file {file}.")
NEW = _("New: {what}.")
NOTHING_NEW = _("Everything was here already; nothing has changed.")
REFUSED = _("{file} is not restored:")
SEALED = _("{file}: sealed by {name}, {when}.")
UNSEALED = _("{file}: not sealed; restored because you said so.")
TEST = _("The seal is a TEST one, without legal force.")


def dossier(app: FastAPI, chosen: argparse.Namespace) -> int:
    """0 when every file was restored, 1 when one was not, 2 when nothing could be asked."""
    words = Words.of(chosen.lang if chosen.lang in LANGUAGES else "lv")
    if chosen.what[0] != "import" or len(chosen.what) < 2:
        print(words.text(USAGE), file=sys.stderr)
        return 2
    missing = [name for name in chosen.what[1:] if not Path(name).is_file()]
    for name in missing:
        print(words.text(NO_FILE, file=name), file=sys.stderr)
    if missing:
        return 2
    return max(import_file(app, Path(name), words, unsealed=chosen.unsealed) for name in chosen.what[1:])


def import_file(app: FastAPI, path: Path, words: Words, *, unsealed: bool = False) -> int:
    """Checks, restores and tells; the exit status is 0 only when it was restored."""
    state: Any = app.state
    data = path.read_bytes()
    with state.database.session(write=False) as db:
        trust = current(db)
    opened = open_dossier(data, path.name, trust, unsealed=unsealed)
    with state.database.session() as db:
        brought = Restoration(person_id=None, name=path.name[-200:], size=len(data), state=Stage.CHECKING)
        db.add(brought)
        db.flush()  # what is restored names it
        note(brought, opened)
        if not opened.reasons:
            restore_all(db, opened, brought)
        made = dict(brought.made)
    for line in _told(words, opened, brought.name, made):
        print(line)
    return 1 if opened.reasons else 0


def _told(words: Words, opened: Opened, file: str, made: dict[str, int]) -> list[str]:
    if opened.reasons:
        lines = [words.text(REFUSED, file=file)]
        return lines + [f"  - {words.text(reason)}" for reason in opened.reasons]
    if opened.sealed_by:
        when = words.moment(opened.sealed_at) if opened.sealed_at else ""
        lines = [words.text(SEALED, file=file, name=opened.sealed_by, when=when)]
    else:
        lines = [words.text(UNSEALED, file=file)]
    if opened.test:
        lines.append(words.text(TEST))
    what = ", ".join(f"{table} {count}" for table, count in sorted(made.items()))
    return [*lines, words.text(NEW, what=what) if made else words.text(NOTHING_NEW)]
