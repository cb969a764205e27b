"""`python -m app verify FILE…`: what each file is, for people or as JSON lines."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from app.esign.child import Checker
from app.esign.codes import Code
from app.esign.container import MOST
from app.esign.report import Finding, Report
from app.esign.telling import lines
from app.esign.trust import Trust
from app.kit.clock import now
from app.kit.db import Database
from app.kit.stores import chosen as chosen_store
from app.kit.words import LANGUAGES, Words, _
from app.settings import Settings
from app.trust.queries import current


def verify(settings: Settings, chosen: argparse.Namespace) -> int:
    """0 when every file is validly signed, 1 when one is not, 2 when nothing could be asked."""
    words = Words.of(language(chosen.lang))
    folder = settings.trusted_lists
    if folder is not None and not folder.is_dir():
        print(words.text(_("DVB_TRUSTED_LISTS names no folder: {folder}", folder=folder)), file=sys.stderr)
        return 2
    trust = Trust.load(folder) if folder is not None else imported(settings)
    if not trust.anchors:
        print(words.text(NOBODY), file=sys.stderr)
    checker = Checker(children=1)
    try:
        return max(_check(Path(name), checker, trust, None if chosen.json else words) for name in chosen.file)
    finally:
        checker.close()


NOBODY = _(
    "No trusted list is known, so no signature can be confirmed: put lists into a folder and name it in "
    "DVB_TRUSTED_LISTS, or import them into the portal."
)


def imported(settings: Settings) -> Trust:
    """What the portal has imported; nothing where there is no portal yet."""
    file = make_url(settings.database_url).database
    if settings.database_url.startswith("sqlite") and not (file and Path(file).exists()):
        return Trust(())
    database = Database(settings.database_url, chosen_store(settings.files, settings.s3))
    try:
        with database.session(write=False) as db:
            return current(db)
    except SQLAlchemyError as away:
        print(f"{type(away).__name__}: {settings.database_url.rpartition('@')[2]}", file=sys.stderr)
        return Trust(())
    finally:
        database.engine.dispose()


def _check(path: Path, checker: Checker, trust: Trust, words: Words | None) -> int:
    try:
        if path.stat().st_size > MOST:
            report = _refused(path, Code.TOO_LARGE)
        else:
            report = checker.check(path.read_bytes(), str(path), trust)
    except OSError as closed:
        report = _refused(path, Code.UNREADABLE, type(closed).__name__)
    if words is None:
        print(json.dumps(report.to_json(), ensure_ascii=False), flush=True)
    else:
        print("\n".join(lines(report, words)), flush=True)
    return 0 if report.valid else 1


def _refused(path: Path, code: Code, about: str = "") -> Report:
    report = Report(str(path), "", 0, checked_at=now().isoformat())
    report.findings.append(Finding(code, about))
    return report


def language(asked: str) -> str:
    """As asked, else as the terminal speaks."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    wanted = (asked or spoken)[:2].lower()
    return wanted if wanted in LANGUAGES else "en"
