"""Newer lists by the list of lists: the only addresses that are asked are those in it, and its own."""

from __future__ import annotations

from typing import Final

from app.esign.trusted_list import LARGEST, Pointer, Unusable, read_list
from app.kit.db import Database
from app.kit.errors import Refused
from app.kit.outside import Asked, Limits, Unreachable, ask
from app.kit.words import _
from app.trust.importing import Given, keep_list
from app.trust.models import Origin
from app.trust.queries import newest

NEIGHBOURS: Final = frozenset({"LV", "LT", "EE"})
HEADERS: Final = {"Accept": "application/xml, text/xml, application/vnd.etsi.tsl+xml"}


class Incomplete(Exception):
    """Some list could not be refreshed; the text says which, and why."""


def refresh(database: Database, lotl_url: str, testing: bool) -> None:
    """Each list in a transaction of its own: one that cannot be had does not keep the others back."""
    troubles: list[str] = []
    data = fetched(lotl_url, testing)
    _keep(database, data, testing, troubles)
    with database.session(write=False) as db:
        wanted = NEIGHBOURS | {one.country for one in newest(db) if not one.lotl}
        trusted = any(one.lotl and one.sha256 == read_list(data).sha256 for one in newest(db))
    for pointer in read_list(data).pointers if trusted else ():
        if pointer.country in wanted:
            _follow(database, pointer, testing, troubles)
    if troubles:
        raise Incomplete("; ".join(troubles))


def fetched(address: str, testing: bool) -> bytes:
    """Raises `Unreachable`."""
    return ask(Asked(address, headers=HEADERS), Limits(60, LARGEST, redirects=3, private=testing))


def _follow(database: Database, pointer: Pointer, testing: bool, troubles: list[str]) -> None:
    try:
        data = fetched(pointer.address, testing)
    except Unreachable as away:
        troubles.append(f"{pointer.country}: {away}")
        return
    _keep(database, data, testing, troubles, pointer.country)


def _keep(database: Database, data: bytes, testing: bool, troubles: list[str], country: str = "") -> None:
    try:
        if country and read_list(data).country != country:
            raise Unusable(_("At its address there is a list of another country."))
        with database.session() as db:
            keep_list(db, Given(data, Origin.NET, testing=testing))
    except (Refused, Unusable) as refused:
        troubles.append(f"{country or 'LOTL'}: {refused}")
