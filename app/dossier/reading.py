"""A dossier that is brought: its seal and every hash are checked before anything in it is believed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from app.dossier.binding import CONTENTS, FORMAT, PACKED, VERSION
from app.dossier.items import plain_name
from app.dossier.plain import Unreadable, columns_of, read, target
from app.dossier.rows import MODELS, PLACEMENT
from app.esign.child import checker
from app.esign.codes import Weight
from app.esign.container import MOST, open_container
from app.esign.report import Format, Report
from app.esign.trust import Trust
from app.esign.wrong import Wrong
from app.esign.xades import check_xades
from app.esign.zipped import Entry, entries_of
from app.kit.db import Base
from app.kit.words import Said, _

MOST_FILES: Final = 20_000
MOST_UNPACKED: Final = 512 * 1024 * 1024
FILES_OF: Final = ("sha256", "evidence_sha256", "report_sha256", "file_sha256", "proof_sha256")


@dataclass
class Opened:
    """What was found; with reasons, nothing of it may be restored."""

    reasons: list[Said] = field(default_factory=list)
    contents: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)  # by path
    sealed_by: str = ""
    sealed_at: datetime | None = None
    test: bool = False

    def refuse(self, said: Said) -> None:
        """One more thing that is wrong; each once."""
        if said.to_json() not in [each.to_json() for each in self.reasons]:
            self.reasons.append(said)

    @property
    def by_hash(self) -> dict[str, bytes]:
        """The files by the hash of their content."""
        return {hashlib.sha256(data).hexdigest(): data for data in self.files.values()}

    def summary(self) -> dict[str, Any]:
        """What an administrator is shown before restoring."""
        told = self.contents
        return {
            "placement": told.get("placement", {}),
            "made": told.get("made", {}),
            "until": told.get("until", ""),
            "documents": [
                {"title": each["title"], "number": each["number"], "state": each["state_lv"]}
                for each in told.get("documents", [])
            ],
            "files": len(told.get("files", [])),
        }


def open_dossier(data: bytes, name: str, trust: Trust, *, unsealed: bool = False) -> Opened:
    """Never raises for what is in the file; `unsealed` lets an operator take one without a seal."""
    opened = Opened()
    try:
        outer = {entry.name: entry for entry in entries_of(data, most_unpacked=MOST_UNPACKED)}
        if CONTENTS not in outer or PACKED not in outer:
            opened.refuse(_("This is not a dossier of a portal: it has no {file}.", file=CONTENTS))
            return opened
        _seal(opened, data, name, outer, trust, unsealed)
        if not opened.reasons:
            _contents(opened, outer)
        if not opened.reasons:
            _hashes(opened, outer)
        if not opened.reasons:
            _rows(opened)
    except Wrong as wrong:
        opened.refuse(_("The file is damaged: {what}.", what=wrong.finding.code.value))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
        opened.refuse(_("The file is damaged: {what}.", what=type(broken).__name__))
    if opened.reasons:
        opened.files.clear()
    return opened


def _seal(
    opened: Opened, data: bytes, name: str, outer: dict[str, Entry], trust: Trust, unsealed: bool
) -> None:
    if not any(each.startswith("META-INF/") for each in outer):
        if not unsealed:
            opened.refuse(_("The dossier is not sealed: nobody can tell where it comes from."))
        return
    report = _judged(data, f"{plain_name(name)}.asice", trust)
    if not report.valid:
        _say(opened, report)
        return
    seals = [each for each in report.signatures if each.seal]
    if not seals:
        opened.refuse(_("The dossier is signed by a person, not sealed by a portal or a school."))
        return
    seal = seals[0]
    code = f" ({seal.organisation_code})" if seal.organisation_code else ""
    opened.sealed_by = f"{seal.organisation or seal.signer}{code}"
    opened.sealed_at, opened.test = seal.signed_at, seal.test


def _judged(data: bytes, name: str, trust: Trust) -> Report:
    """In the child; what is larger than anybody may upload elsewhere by the same code here, in pieces."""
    if len(data) <= MOST:
        return checker().check(data, name, trust)
    container = open_container(data, MOST_UNPACKED)
    report = Report(name, hashlib.sha256(data).hexdigest(), len(data), Format.ASIC_E)
    report.findings, report.signatures = container.findings, check_xades(container, trust)
    return report


def _say(opened: Opened, report: Report) -> None:
    found = [*report.findings, *(finding for each in report.signatures for finding in each.findings)]
    for finding in found:
        if finding.weight is not Weight.NOTE:
            opened.refuse(_("The seal does not hold: {why}", why=finding.code.says))


def _contents(opened: Opened, outer: dict[str, Entry]) -> None:
    told = json.loads(b"".join(outer[CONTENTS].chunks()))
    if told["format"] != FORMAT:
        opened.refuse(_("This is not a dossier of a portal: it has no {file}.", file=CONTENTS))
    elif told["version"] != VERSION:
        opened.refuse(_("The dossier has version {n}, which this portal does not read.", n=told["version"]))
    elif not told["whole"]:
        opened.refuse(
            _("This is one party's part. Only the whole dossier, as the school issues it, is restored.")
        )
    else:
        opened.contents = told


def _hashes(opened: Opened, outer: dict[str, Entry]) -> None:
    """Each file is listed, each listed file is there, and each is the one that was listed."""
    packed = b"".join(outer[PACKED].chunks())
    inner = {e.name: e for e in entries_of(packed, most_files=MOST_FILES, most_unpacked=MOST_UNPACKED)}
    expected = {each["path"]: each for each in opened.contents["files"]}
    there = {**{name: e for name, e in outer.items() if name in expected}, **inner}
    for path in sorted(expected.keys() ^ there.keys()):
        opened.refuse(
            _("The file {path} is missing.", path=path)
            if path in expected
            else _("The file {path} is not in the list of contents.", path=path)
        )
    for path in sorted(expected.keys() & there.keys()):
        content = b"".join(there[path].chunks())
        if hashlib.sha256(content).hexdigest() != expected[path]["sha256"]:
            opened.refuse(_("The file {path} is not the one that was listed.", path=path))
        elif path in inner:
            opened.files[path] = content


def _rows(opened: Opened) -> None:
    """Each row is of a known table, points backwards only, and has its files."""
    hashes, known = opened.by_hash, dict[str, int]()
    for row in opened.contents["rows"]:
        table, values, key = row["table"], row["values"], row["key"]
        if table not in MODELS or key in known or not _fits(MODELS[table], values, known):
            opened.refuse(_("The list of contents does not fit together: {what}.", what=str(key)[:60]))
            return
        known[key] = 0
        for column in FILES_OF:
            digest = values.get(column)
            if digest and digest not in hashes:
                opened.refuse(_("A file of {what} is missing.", what=key))
        if table == "signature" and (digest := values.get("evidence_sha256")) in hashes:
            _proved(opened, row, json.loads(hashes[digest]))
    if PLACEMENT not in known:
        opened.refuse(_("The list of contents does not fit together: {what}.", what=PLACEMENT))


def _fits(model: type[Base], values: dict[str, Any], known: dict[str, int]) -> bool:
    """Its values can be held, what it needs is there, and what it points at came before."""
    try:
        made = read(model, values, known)
    except Unreadable:
        return False
    for name, column in columns_of(model).items():
        if target(column) and values.get(name) is not None and values[name] not in known:
            return False
        needed = (
            not column.nullable
            and column.default is None
            and name not in {"values", "sort_key", "search_key"}
        )
        if needed and made.get(name) is None:
            return False
    return True


def _proved(opened: Opened, row: dict[str, Any], evidence: dict[str, Any]) -> None:
    """What is said of a signature is what its evidence says."""
    values = row["values"]
    edition = next(r for r in opened.contents["rows"] if r["key"] == values["edition_id"])["values"]
    same = (
        evidence["edition"]["sha256"] == edition["sha256"]
        and evidence["way"] == values["way"]
        and evidence["strength"]["is"] == values["strength"]
        and datetime.fromisoformat(evidence["signed_at"]) == datetime.fromisoformat(values["signed_at"])
        and evidence["file_sha256"] == values["file_sha256"]
    )
    if not same:
        opened.refuse(
            _("What is said of a signature is not what its evidence says: {what}.", what=row["key"])
        )
