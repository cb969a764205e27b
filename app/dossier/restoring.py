"""The rows of a dossier, made where they are not there yet; what exists is never written over."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Partnership
from app.dossier.gathering import KEPT
from app.dossier.models import KeptPart, Restoration, Restored, Stage
from app.dossier.plain import Found, columns_of, read, target
from app.dossier.reading import FILES_OF, Opened
from app.dossier.rows import ABOUT, MODELS, PLACEMENT
from app.identity.models import Organisation, Person
from app.kit.clock import now
from app.kit.db import Base, store_of
from app.placements.models import Placement

# by what a row is known to be there already
KNOWN_BY: Final[dict[str, tuple[str, ...]]] = {
    "school": ("id",),
    "company": ("id",),
    "programme": ("school_id", "code", "qualification"),
    "learner_group": ("school_id", "name"),
    "learner": ("school_id", "person_id"),
    "branch": ("company_id", "name"),
    "mentor": ("company_id", "person_id"),
    "placement": ("school_id", "learner_id", "kind", "created_at"),
    "document": ("organisation_id", "subject", "kind", "number", "title", "created_at"),
    "edition": ("document_id", "no"),
    "signer": ("document_id", "position"),
    "reader": ("document_id", "person_id", "organisation_id"),
    "delegation": ("organisation_id", "giver_id", "taker_id", "created_at"),
    "signature": ("signer_id", "evidence_sha256"),
    "brought": ("document_id", "sha256"),
    "sealed": ("document_id", "sha256"),
    "case_file": ("organisation_id", "code"),
    "entry": ("organisation_id", "direction", "number", "dated", "kind", "title"),
}
MARKED: Final = {"placement", "document"}  # what is only read from now on
OF_DOCUMENTS: Final = {"edition", "signer", "reader", "signature", "brought", "sealed"}
POINTING: Final = ("document_id", "signer_id")  # at what they belong to


@dataclass
class Restoring:
    """One dossier on its way into the database."""

    db: Session
    opened: Opened
    brought: Restoration
    found: Found = field(default_factory=dict)  # the key in the dossier → the id here
    new: set[str] = field(default_factory=set)  # keys of rows that were made now
    made: Counter[str] = field(default_factory=Counter)
    files: dict[str, bytes] = field(default_factory=dict)


def restore_all(db: Session, opened: Opened, brought: Restoration) -> None:
    """Everything or nothing; a second time nothing is made."""
    run = Restoring(db, opened, brought, files=opened.by_hash)
    for row in opened.contents["rows"]:
        _restore(run, row)
    placement = db.get_one(Placement, run.found[PLACEMENT])
    _befriend(run, placement)
    if placement.restored_at is not None:
        _keep_parts(run, placement)
    brought.placement, brought.restored_at = placement, now()
    brought.state, brought.made = Stage.RESTORED, dict(run.made)


def _restore(run: Restoring, row: dict[str, Any]) -> None:
    table, key = row["table"], row["key"]
    model = MODELS[table]
    values = read(model, row["values"], run.found)
    if values.get("subject") == ABOUT:
        values["subject"] = f"{ABOUT}{run.found[PLACEMENT]}"
    there = _there(run, table, values)
    if there is not None:
        run.found[key] = there.id
        return
    if not _owner_is_new(run, table, row["values"]):
        return  # the document is there already, and so is what belongs to it
    if table == "edition":
        values["values"] = _values_of(run, row["values"])
    if table in MARKED:
        values["restored_at"] = now()
    _put_files(run, row["values"])
    made = model(**values)
    run.db.add(made)
    run.db.flush()  # the rows after it point at its id
    run.found[key] = made.id
    run.new.add(key)
    run.made[table] += 1
    run.db.add(Restored(restoration_id=run.brought.id, kind=table, row_id=made.id))


def _owner_is_new(run: Restoring, table: str, values: dict[str, Any]) -> bool:
    """A signature belongs to its signer, everything else to its document."""
    owner = next((values[name] for name in POINTING if values.get(name)), None)
    return owner in run.new if owner or table in OF_DOCUMENTS else True


def _there(run: Restoring, table: str, values: dict[str, Any]) -> Base | None:
    if table == "person":
        return _person(run, values)
    if table == "organisation":
        return _organisation(run, values)
    model: Any = MODELS[table]
    same = [getattr(model, name) == values[name] for name in KNOWN_BY[table]]
    pointers = [n for n in KNOWN_BY[table] if target(columns_of(model)[n])]
    if any(values[name] is None for name in pointers):
        return None
    found: Base | None = run.db.scalars(select(model).where(*same).limit(1)).first()
    return found


def _organisation(run: Restoring, values: dict[str, Any]) -> Base | None:
    wanted = select(Organisation)
    if values["reg_no"]:
        return run.db.scalar(wanted.where(Organisation.reg_no == values["reg_no"]))
    named = (Organisation.kind == values["kind"]) & (Organisation.name == values["name"])
    return run.db.scalars(wanted.where(named, Organisation.reg_no.is_(None)).limit(1)).first()


def _person(run: Restoring, values: dict[str, Any]) -> Base | None:
    """By the personal code; else by name and address; else whom a dossier brought before.

    A namesake is not enough.
    """
    wanted = select(Person)
    if values["personal_code"]:
        return run.db.scalar(wanted.where(Person.personal_code == values["personal_code"]))
    same = (
        (Person.given_name == values["given_name"])
        & (Person.family_name == values["family_name"])
        & Person.personal_code.is_(None)
    )
    if values["email"]:
        same &= Person.email == values["email"]
    else:
        brought = select(Restored.row_id).where(Restored.kind == "person")
        same &= Person.id.in_(brought) & (Person.birth_date == values["birth_date"])
    return run.db.scalars(wanted.where(same).order_by(Person.id).limit(1)).first()


def _values_of(run: Restoring, values: dict[str, Any]) -> dict[str, Any]:
    """The edition's values stand in a file of their own beside its PDF."""
    for document in run.opened.contents["documents"]:
        for edition in document["editions"]:
            if edition["sha256"] == values["sha256"] and edition["no"] == values["no"]:
                told: dict[str, Any] = json.loads(run.opened.files[edition["values"]])
                return told
    raise KeyError(values["sha256"])


def _put_files(run: Restoring, values: dict[str, Any]) -> None:
    for column in FILES_OF:
        if digest := values.get(column):
            store_of(run.db).put(run.files[digest])


def _befriend(run: Restoring, placement: Placement) -> None:
    """The school sees the companies that it works with."""
    if placement.company_id is None:
        return
    pair = {"school_id": placement.school_id, "company_id": placement.company_id}
    if run.db.scalar(select(Partnership).filter_by(**pair)) is None:
        run.db.add(Partnership(**pair))


def _keep_parts(run: Restoring, placement: Placement) -> None:
    """The history, the letters and the bound papers of a placement that lives on only here."""
    wanted = select(KeptPart.path).where(KeptPart.placement_id == placement.id)
    there = set(run.db.scalars(wanted))
    about = {each["path"]: each["about"] for each in run.opened.contents["files"]}
    for path in sorted((KEPT.keys() & run.opened.files.keys()) - there):
        run.db.add(
            KeptPart(
                placement_id=placement.id,
                restoration_id=run.brought.id,
                path=path,
                about=about[path],
                sha256=store_of(run.db).put(run.opened.files[path]),
            )
        )
