"""The rows that make a dossier's documents, each after those it points at."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from app.companies.models import Branch, Company, Mentor
from app.documents.models import Brought, Delegation, Document, Edition, Reader, Sealed, Signature, Signer
from app.dossier.plain import told
from app.identity.models import Organisation, Person
from app.kit.db import Base
from app.placements.models import Placement
from app.registers.models import CaseFile, Entry
from app.schools.models import Group, Learner, Programme, School

# the tables that travel; a pointer to any other is left empty
MODELS: Final[dict[str, type[Base]]] = {
    model.__tablename__: model
    for model in (
        Organisation,
        Person,
        School,
        Company,
        Programme,
        Group,
        Learner,
        Branch,
        Mentor,
        Placement,
        Document,
        Edition,
        Signer,
        Reader,
        Delegation,
        Signature,
        Brought,
        Sealed,
        CaseFile,
        Entry,
    )
}
ELSEWHERE: Final = {"edition": {"values"}}  # too long for a list: a file of its own
# another placement, and its documents, have a dossier of their own
OWN: Final = {"placement", "document"}
PLACEMENT: Final = "placement-1"
ABOUT: Final = "placement:"  # the subject of what is about the placement itself


class Rows:
    """What is to be told, in an order in which it can be made again."""

    def __init__(self, db: Session) -> None:
        self.db = db
        self.listed: list[dict[str, Any]] = []
        self.keys: dict[tuple[str, int], str] = {}
        self.counts: dict[str, int] = {}

    def add(self, row: Base) -> str:
        """Lists a row once, and before it everything that it points at; gives its key."""
        table = row.__tablename__
        if (table, row.id) in self.keys:
            return self.keys[table, row.id]
        values = told(row, self._named)
        for left_out in ELSEWHERE.get(table, ()):
            del values[left_out]
        if values.get("subject", "").startswith(ABOUT):
            values["subject"] = ABOUT  # the number of the placement is this portal's own
        self.counts[table] = self.counts.get(table, 0) + 1
        key = self.keys[table, row.id] = f"{table}-{self.counts[table]}"
        self.listed.append({"table": table, "key": key, "values": values})
        return key

    def _named(self, table: str, number: int) -> str | None:
        model = MODELS.get(table)
        if model is None or (table in OWN and (table, number) not in self.keys):
            return None
        if (table, number) in self.keys:
            return self.keys[table, number]
        return self.add(self.db.get_one(model, number))
