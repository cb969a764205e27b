"""The .po files of a language, joined into one catalogue in memory."""

from __future__ import annotations

import gettext
import string
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent.parent / "locales"


def files(lang: str) -> list[Path]:
    """One file for each room; the kit's comes first, because the first translation of a text stands."""
    found = (LOCALES / lang).glob("*.po")
    return sorted(found, key=lambda path: (path.stem != "kit", path.stem))


def messages(path: Path, lang: str) -> Iterator[Message]:
    with path.open("rb") as source:
        yield from (m for m in read_po(source, locale=lang) if m.id)


@cache
def catalogue(lang: str) -> gettext.NullTranslations:
    """English is the source and needs no file.

    The joined catalogue keeps Babel's own plural header (one, other, zero); the order that
    CLDR and Locale.plural_form use is a different one and must never pick a form.
    """
    if lang == "en":
        return gettext.NullTranslations()
    joined = Catalog(locale=lang, fuzzy=False)
    seen: set[str] = set()
    for path in files(lang):
        for message in messages(path, lang):
            if message.fuzzy or _source(message) in seen or not all(_forms(message)):
                continue
            seen.add(_source(message))
            joined.add(message.id, message.string)
    binary = BytesIO()
    write_mo(binary, joined)
    binary.seek(0)
    return gettext.GNUTranslations(binary)


def _source(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def faults(lang: str) -> list[str]:
    """What is wrong in the files of a language: gaps, doubt, wrong fields, two words for one text."""
    found: list[str] = []
    known: dict[str, tuple[str, ...]] = {}
    for path in files(lang):
        with path.open("rb") as source:
            if read_po(source).plural_expr != get_plural(lang)[1]:
                found.append(f"{path.name}: plural header is not Babel's for {lang}")
        for message in messages(path, lang):
            where = f"{path.name}: {_source(message)!r}"
            forms = _forms(message)
            if message.fuzzy:
                found.append(f"{where} is fuzzy")
            if not all(forms):
                found.append(f"{where} is not translated")
                continue
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            allowed = set().union(*map(_fields, ids))
            if any(not _fields(form) <= allowed for form in forms):
                found.append(f"{where} has a field that the source does not have")
            if known.setdefault(_source(message), forms) != forms:
                found.append(f"{where} is already said otherwise")
    return found
