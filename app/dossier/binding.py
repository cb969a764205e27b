"""The dossier as one file: table of contents, list with hashes, explanation, the other files, sealed."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from app.documents.seals import Seal
from app.documents.typeset import pdf
from app.dossier.gathering import Gathered
from app.dossier.items import Item, canonical
from app.dossier.readme import readme
from app.kit.clock import riga
from app.kit.uploads import PDF
from app.kit.words import Words
from app.placements.models import Kind

FORMAT: Final = "dvb-portals-lieta"
VERSION: Final = 1
README, CONTENTS, SUMS, TABLE, PACKED = (
    "README.txt",
    "contents.json",
    "SHA256SUMS",
    "saturs.pdf",
    "faili.zip",
)
INSIDE: Final = "faili/"  # where README has the packed files unpacked
TEMPLATE: Final = "dossier_v1"
STILL: Final = (1980, 1, 1, 0, 0, 0)  # the same files give the same archive
LV: Final = Words.of("lv")
KINDS: Final = {Kind.DVB: "Darba vidē balstītas mācības", Kind.PRACTICE: "Prakse"}
TYPES: Final = {
    README: "text/plain",
    CONTENTS: "application/json",
    SUMS: "text/plain",
    TABLE: PDF,
    PACKED: "application/zip",
}


@dataclass(frozen=True)
class Bound:
    """The whole, with what it is called."""

    data: bytes
    ending: str
    files: int


def bind(gathered: Gathered, seal: Seal | None, made: dict[str, Any]) -> Bound:
    """`made` says when, by whom and where it was made; all else depends on the contents alone."""
    about = [each.told() for each in gathered.files]
    table = pdf(TEMPLATE, _values(gathered, about, seal))
    explained = readme(sealed=seal is not None, test=bool(seal and seal.test), whole=gathered.whole)
    packed = _packed(list(gathered.files))
    files = [*about, _told(TABLE, table), _told(README, explained), _told(PACKED, packed)]
    contents = canonical(
        {
            "format": FORMAT,
            "version": VERSION,
            "made": made,
            "until": gathered.until.isoformat(),
            "whole": gathered.whole,
            "sealed": seal is not None,
            "test": bool(seal and seal.test),
            "placement": _about(gathered),
            "documents": gathered.documents,
            "received": gathered.received,
            "rows": gathered.rows,
            "files": files,
        }
    )
    outer = {README: explained, TABLE: table, CONTENTS: contents, PACKED: packed}
    sums = _sums(about, outer)
    ordered = [(n, {**outer, SUMS: sums}[n], TYPES[n]) for n in (README, TABLE, CONTENTS, SUMS, PACKED)]
    count = len(about) + len(ordered)
    if seal is not None:
        return Bound(seal.asice(ordered), "asice", count)
    return Bound(_zipped([(name, data) for name, data, _type in ordered]), "zip", count)


def _told(name: str, data: bytes) -> dict[str, Any]:
    about = {TABLE: "satura rādītājs", README: "kā pārbaudīt", PACKED: "visi pārējie faili"}[name]
    return Item(name, data, about).told()


def _packed(items: Sequence[Item]) -> bytes:
    return _zipped([(item.path, item.data) for item in items])


def _zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, STILL)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return made.getvalue()


def _sums(about: list[dict[str, Any]], outer: dict[str, bytes]) -> bytes:
    """As sha256sum reads them."""
    lines = [f"{hashlib.sha256(outer[name]).hexdigest()}  {name}" for name in sorted(outer)]
    lines += [f"{each['sha256']}  {INSIDE}{each['path']}" for each in about]
    return ("\n".join(lines) + "\n").encode()


def _about(gathered: Gathered) -> dict[str, Any]:
    placement = gathered.placement
    starts, ends = placement.starts, placement.ends
    return {
        "school": placement.school.name,
        "school_reg_no": placement.school.organisation.reg_no,
        "learner": placement.learner.person.name,
        "place": placement.place_name,
        "kind": placement.kind.value,
        "state": placement.state.value,
        "qualification": placement.programme.qualification if placement.programme else "",
        "starts": starts.isoformat() if starts else None,
        "ends": ends.isoformat() if ends else None,
    }


def _values(gathered: Gathered, about: list[dict[str, Any]], seal: Seal | None) -> dict[str, Any]:
    placement = gathered.placement
    starts, ends = placement.starts, placement.ends
    group = placement.learner.group
    return {
        "iso": riga(gathered.until).date().isoformat(),
        "until": _moment(gathered.until),
        "whole": gathered.whole,
        "sealed": "test" if seal and seal.test else "real" if seal else "",
        "learner": placement.learner.person.name,
        "group": group.name if group else "",
        "qualification": placement.programme.qualification if placement.programme else "",
        "kind": KINDS[placement.kind],
        "place": placement.place_name,
        "school": placement.school.name,
        "period": f"{LV.day(starts)}–{LV.day(ends)}" if starts and ends else "",
        "state": LV.text(placement.state.label),
        "documents": [_document(each) for each in gathered.documents],
        "received": [_paper(each) for each in gathered.received],
        "files": [
            {
                "path": each["path"],
                "about": each["about"],
                "sha": each["sha256"][:16],
                "size": _size(each["size"]),
            }
            for each in about
        ],
    }


def _line(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "path": told["path"],
        "about": told["about"],
        "sha": told["sha256"][:16],
        "size": _size(told["size"]),
    }


def _paper(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": told["title"],
        "number": told["number"],
        "from": told["from"],
        "on": LV.day(date.fromisoformat(told["dated"])),
        "gone": told["destroyed_on"] is not None,
    }


def _document(told: dict[str, Any]) -> dict[str, Any]:
    signed = [
        {
            "name": each["name"],
            "party": each["party_lv"],
            "strength": each["strength_lv"],
            "way": each["way_lv"],
            "at": _moment(datetime.fromisoformat(each["signed_at"])),
            "edition": str(each["edition"]),
        }
        for each in told["signatures"]
    ]
    return {
        "title": told["title"],
        "number": told["number"],
        "state": told["state_lv"],
        "folder": told["folder"],
        "editions": str(len(told["editions"])),
        "signed": signed,
        "sealed": len(told["sealed"]),
        "case": (told["register"] or {}).get("case_file", ""),
        "gone": bool((told["register"] or {}).get("destroyed_on")),
    }


def _moment(at: datetime) -> str:
    """With its year: it is read in ten years too."""
    here = riga(at)
    return f"{LV.day(here.date())} plkst. {here:%H:%M}"


def _size(size: int) -> str:
    return f"{LV.number(max(1, round(size / 1024)))} kB"
