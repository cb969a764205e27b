"""`python -m app trust import FILE…`, `list`, `refresh`: what signatures are held against."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.checking import language
from app.kit.db import Database
from app.kit.errors import Refused
from app.kit.outside import Unreachable
from app.kit.stores import chosen as chosen_store
from app.kit.words import Said, Words, _
from app.settings import Settings
from app.trust import queries
from app.trust.importing import Given, keep
from app.trust.models import Origin, TrustedList
from app.trust.refreshing import Incomplete, fetched, refresh


def trust(settings: Settings, chosen: argparse.Namespace) -> int:
    """0 when everything asked for was done."""
    database = Database(settings.database_url, chosen_store(settings.files, settings.s3))
    words = Words.of(language(chosen.lang))
    asked, *rest = chosen.what
    try:
        if asked == "import" and rest:
            return max(_import(database, settings, words, name, chosen.signer) for name in rest)
        if asked == "list" and not rest:
            return _list(database, words)
        if asked == "refresh" and not rest:
            return _refresh(database, settings, words)
    finally:
        database.engine.dispose()
    print(words.text(_("Say import FILE…, list or refresh.")), file=sys.stderr)
    return 2


def _import(database: Database, settings: Settings, words: Words, name: str, signer: str) -> int:
    try:
        data = _bytes(name, settings.test_signing)
        with database.session() as db:
            given = Given(data, Origin.COMMAND, None, signer, settings.test_signing, Path(name).name)
            made = keep(db, given)
    except Refused as refused:
        for reason in refused.reasons:
            print(f"{name}: {words.text(reason.text)}", file=sys.stderr)
        return 1
    except (OSError, Unreachable) as away:
        print(f"{name}: {away}", file=sys.stderr)
        return 1
    print(f"{name}: {_told(words, made) if isinstance(made, TrustedList) else made.name}")
    return 0


def _bytes(name: str, testing: bool) -> bytes:
    if name.startswith(("https://", "http://")):
        return fetched(name, testing)
    return Path(name).read_bytes()


def _told(words: Words, one: TrustedList) -> str:
    parts: list[Said] = [_("{country} no. {number}", country=one.country, number=one.number)]
    if one.next_update is not None:
        until = words.day(one.next_update)
        parts.append(_("expired on {day}", day=until) if one.expired else _("valid until {day}", day=until))
    if one.vouched_by:
        parts.append(_("the signer is named by {list}", list=one.vouched_by))
    else:
        parts.append(_("on the administrator's own word"))
    if one.test:
        parts.append(_("TEST"))
    return ", ".join(words.text(part) for part in parts)


def _list(database: Database, words: Words) -> int:
    with database.session(write=False) as db:
        found = queries.state(db)
        for one in found.lists:
            print(_told(words, one))
        for anchor in found.anchors:
            print(f"{words.text(anchor.serves)}: {anchor.name}, {words.day(anchor.valid_until)}")
    if found.nothing:
        print(words.text(_("Nothing is trusted yet: no signature can be confirmed.")), file=sys.stderr)
    return 0


def _refresh(database: Database, settings: Settings, words: Words) -> int:
    if not settings.lotl_url:
        print(words.text(_("DVB_LOTL_URL names no list of lists.")), file=sys.stderr)
        return 2
    try:
        refresh(database, settings.lotl_url, settings.test_signing)
    except (Incomplete, Unreachable) as troubles:
        print(troubles, file=sys.stderr)
        return 1
    return _list(database, words)
