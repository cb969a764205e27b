"""Documents that hold: signatures as rows over evidence, circuits, registers, trusted lists, providers.

Revision: 7ad6841b6248
After: e5d4047fe632
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import sqlite

revision = "7ad6841b6248"
down_revision = "e5d4047fe632"
branch_labels = None
depends_on = None


DOCUMENT = sa.table(
    "document",
    *map(sa.column, ("id", "number", "title", "subject", "state")),
    sa.column("sent_at", sa.DateTime(timezone=True)),
)
EDITION = sa.table("edition", *map(sa.column, ("id", "document_id", "no", "sha256", "size")))
PERSON = sa.table("person", *map(sa.column, ("id", "given_name", "family_name")))
SIGNER = sa.table(
    "signer",
    *map(sa.column, ("id", "document_id", "person_id", "organisation_id", "party", "capacity", "position")),
    *map(sa.column, ("step", "turn", "way", "signed_sha256", "evidence_sha256")),
    sa.column("evidence", sa.JSON()),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("asked_at", "opened_at", "signed_at")),
)
SIGNATURE = sa.table(
    "signature",
    *map(sa.column, ("signer_id", "edition_id", "person_id", "recorder_id", "way", "strength")),
    sa.column("evidence_sha256"),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("signed_at", "recorded_at")),
)
JOB = sa.table(
    "job",
    *map(sa.column, ("kind", "progress", "tries", "error")),
    sa.column("payload", sa.JSON()),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("run_at", "created_at")),
)


def _keep_evidence() -> None:
    """What proved a signature becomes a file, written by a job: a migration does not know the store."""
    connection = op.get_bind()
    connection.execute(sa.update(SIGNER).values(turn=SIGNER.c.position))
    asked = sa.select(sa.func.min(SIGNER.c.asked_at)).where(SIGNER.c.document_id == DOCUMENT.c.id)
    connection.execute(sa.update(DOCUMENT).values(sent_at=asked.scalar_subquery()))
    rows = connection.execute(
        sa.select(SIGNER, DOCUMENT.c.number, DOCUMENT.c.title, DOCUMENT.c.subject)
        .add_columns(PERSON.c.given_name, PERSON.c.family_name)
        .join(DOCUMENT, DOCUMENT.c.id == SIGNER.c.document_id)
        .join(PERSON, PERSON.c.id == SIGNER.c.person_id)
    ).all()
    for row in rows:
        told = dict(row.evidence or {})
        void = told.pop("void", [])
        for old in void:
            _keep_one(connection, row, old)
        if told and row.signed_at and (sha256 := _keep_one(connection, row, told)):
            mine = sa.update(SIGNER).where(SIGNER.c.id == row.id)
            connection.execute(mine.values(evidence_sha256=sha256, way="portal", opened_at=row.signed_at))


def _keep_one(connection: sa.Connection, row: sa.Row[Any], proof: dict[str, Any]) -> str:
    """A signature with its evidence, as new ones are; the hash of the evidence."""
    edition = connection.execute(
        sa.select(EDITION).where(
            EDITION.c.document_id == row.document_id, EDITION.c.sha256 == proof.get("sha256")
        )
    ).first()
    if edition is None:
        return ""
    at = datetime.fromisoformat(proof["signed_at"])
    whole = {
        "document": {"number": row.number, "title": row.title, "subject": row.subject},
        "edition": {"no": edition.no, "sha256": edition.sha256, "size": edition.size},
        "signer": {
            "name": f"{row.given_name} {row.family_name}",
            "party": row.party,
            "capacity": row.capacity,
            "organisation": row.organisation_id,
        },
        "signed_by": f"{row.given_name} {row.family_name}",
        "delegation": None,
        "way": "portal",
        "strength": {"is": "simple", "lv": "vienkāršs elektroniskais paraksts"},
        "signed_at": proof["signed_at"],
        "recorded_at": proof["signed_at"],
        "recorded_by": f"{row.given_name} {row.family_name}",
        "file_sha256": None,
        "report_sha256": None,
        "proof": proof,
    }
    data = json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1).encode()
    sha256 = hashlib.sha256(data).hexdigest()
    people = {"person_id": row.person_id, "recorder_id": row.person_id}
    connection.execute(
        sa.insert(SIGNATURE).values(
            **people,
            signer_id=row.id,
            edition_id=edition.id,
            way="portal",
            strength="simple",
            signed_at=at,
            recorded_at=at,
            evidence_sha256=sha256,
        )
    )
    now = datetime.now(UTC)
    connection.execute(
        sa.insert(JOB).values(
            kind="documents.keep_evidence",
            payload={"evidence": whole},
            progress="waiting",
            tries=0,
            error="",
            run_at=now,
            created_at=now,
        )
    )
    return sha256


def upgrade() -> None:
    op.create_table(
        "domain_check",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("domain", sa.String(length=253), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_domain_check")),
    )
    op.create_table(
        "case_file",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column(
            "term",
            sa.Enum(
                "year",
                "placement",
                "permanent",
                name="term",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(term = 'permanent') = (years IS NULL)", name=op.f("ck_case_file_years_unless_permanent")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_file_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("organisation_id", "code", name=op.f("uq_case_file_organisation_id_code")),
    )
    op.create_table(
        "circuit",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("parallel", sa.Boolean(), nullable=False),
        sa.Column("all_of", sa.JSON(), nullable=False),
        sa.Column("any_of", sa.JSON(), nullable=False),
        sa.Column("minor_too", sa.Boolean(), nullable=False),
        sa.Column("outside", sa.JSON(), nullable=False),
        sa.Column("remind_days", sa.Integer(), nullable=False),
        sa.Column("escalate_days", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_circuit_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circuit")),
        sa.UniqueConstraint("organisation_id", "kind", name=op.f("uq_circuit_organisation_id_kind")),
    )
    op.create_table(
        "delegation",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=False),
        sa.Column("taker_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("proof_sha256", sa.String(length=64), nullable=False),
        sa.Column("proof_name", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["given_by_id"], ["person.id"], name=op.f("fk_delegation_given_by_id")),
        sa.ForeignKeyConstraint(["giver_id"], ["person.id"], name=op.f("fk_delegation_giver_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_delegation_organisation_id")
        ),
        sa.ForeignKeyConstraint(["taker_id"], ["person.id"], name=op.f("fk_delegation_taker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegation_giver_id"), ["giver_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegation_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_delegation_taker", ["taker_id", "organisation_id"], unique=False)

    op.create_table(
        "destruction",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "approved",
                "rejected",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("act_sha256", sa.String(length=64), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'approved' OR (decided_by_id IS NOT NULL AND act_sha256 IS NOT NULL)",
            name=op.f("ck_destruction_approved_with_act"),
        ),
        sa.CheckConstraint(
            "state <> 'approved' OR decided_by_id <> proposed_by_id", name=op.f("ck_destruction_two_people")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_destruction_decided_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_destruction_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_destruction_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction")),
    )
    with op.batch_alter_table("destruction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_destruction_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "file_check",
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("damaged", sa.Integer(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_file_check_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_check")),
    )
    op.create_table(
        "scheme",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("out", "in", name="direction", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("pattern", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_scheme_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme")),
        sa.UniqueConstraint(
            "organisation_id", "direction", "kind", name=op.f("uq_scheme_organisation_id_direction_kind")
        ),
    )
    op.create_table(
        "trust_anchor",
        sa.Column(
            "purpose",
            sa.Enum(
                "CA/QC",
                "TSA/QTST",
                "OCSP/QC",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("test", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["imported_by_id"], ["person.id"], name=op.f("fk_trust_anchor_imported_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_anchor")),
    )
    op.create_table(
        "trusted_list",
        sa.Column("country", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lotl", sa.Boolean(), nullable=False),
        sa.Column("test", sa.Boolean(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_update", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("signer", sa.String(length=500), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("vouched_by", sa.String(length=20), nullable=False),
        sa.Column("services", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "page", "command", "net", name="origin", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["imported_by_id"], ["person.id"], name=op.f("fk_trusted_list_imported_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trusted_list")),
        sa.UniqueConstraint("country", "lotl", "number", name="uq_trusted_list_issue"),
    )
    op.create_table(
        "entry",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("out", "in", name="direction", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("party", sa.String(length=300), nullable=False),
        sa.Column("their_number", sa.String(length=60), nullable=False),
        sa.Column("their_date", sa.Date(), nullable=True),
        sa.Column("case_file_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("destroy_after", sa.Date(), nullable=True),
        sa.Column("destruction_id", sa.Integer(), nullable=True),
        sa.Column("destroyed_on", sa.Date(), nullable=True),
        sa.Column("registered_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("search_key", sa.String(length=900), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_file_id"], ["case_file.id"], name=op.f("fk_entry_case_file_id")),
        sa.ForeignKeyConstraint(["destruction_id"], ["destruction.id"], name=op.f("fk_entry_destruction_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_entry_document_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_entry_organisation_id")
        ),
        sa.ForeignKeyConstraint(["registered_by_id"], ["person.id"], name=op.f("fk_entry_registered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("document_id", name=op.f("uq_entry_document_id")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_case_file_id"), ["case_file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_destruction_id"), ["destruction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_file_sha256"), ["file_sha256"], unique=False)
        batch_op.create_index(
            "ix_entry_organisation_destroy_after", ["organisation_id", "destroy_after"], unique=False
        )
        batch_op.create_index(
            "ix_entry_organisation_direction_dated",
            ["organisation_id", "direction", "dated", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_entry_subject"), ["subject"], unique=False)

    op.create_table(
        "erased",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("destruction_id", sa.Integer(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["destruction_id"], ["destruction.id"], name=op.f("fk_erased_destruction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erased")),
        sa.UniqueConstraint("sha256", name=op.f("uq_erased_sha256")),
    )
    with op.batch_alter_table("erased", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erased_destruction_id"), ["destruction_id"], unique=False)

    op.create_table(
        "reader",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_reader_document_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_reader_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reader_person_id")),
        sa.ForeignKeyConstraint(["sender_id"], ["person.id"], name=op.f("fk_reader_sender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader")),
        sa.UniqueConstraint(
            "document_id",
            "person_id",
            "organisation_id",
            name=op.f("uq_reader_document_id_person_id_organisation_id"),
        ),
    )
    with op.batch_alter_table("reader", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reader_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reader_person_id"), ["person_id"], unique=False)

    op.create_table(
        "brought",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "accepted",
                "refused",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("report_sha256", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("provider", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_brought_document_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_brought_edition_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_brought_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_brought_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brought")),
        sa.UniqueConstraint("document_id", "sha256", name=op.f("uq_brought_document_id_sha256")),
    )
    with op.batch_alter_table("brought", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brought_document_id"), ["document_id"], unique=False)

    op.create_table(
        "hold",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("put_by_id", sa.Integer(), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_because", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_hold_entry_id")),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["person.id"], name=op.f("fk_hold_lifted_by_id")),
        sa.ForeignKeyConstraint(["put_by_id"], ["person.id"], name=op.f("fk_hold_put_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hold_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "sealed",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("report_sha256", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("test", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_sealed_document_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_sealed_edition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed")),
    )
    with op.batch_alter_table("sealed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sealed_document_id"), ["document_id"], unique=False)

    op.create_table(
        "signature",
        sa.Column("signer_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("recorder_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column(
            "way",
            sa.Enum(
                "portal", "file", "paper", name="way", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "strength",
            sa.Enum(
                "simple",
                "advanced",
                "qualified",
                "handwritten",
                "test",
                name="strength",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("report_sha256", sa.String(length=64), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_signature_delegation_id")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_signature_edition_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_person_id")),
        sa.ForeignKeyConstraint(["recorder_id"], ["person.id"], name=op.f("fk_signature_recorder_id")),
        sa.ForeignKeyConstraint(["signer_id"], ["signer.id"], name=op.f("fk_signature_signer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_file_sha256"), ["file_sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_signer_id"), ["signer_id"], unique=False)

    op.create_table(
        "signing_session",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("provider", sa.String(length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "working",
                "going",
                "done",
                "failed",
                "left",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("brought_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["brought_id"], ["brought.id"], name=op.f("fk_signing_session_brought_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_signing_session_edition_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_signing_session_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signing_session_person_id")),
        sa.ForeignKeyConstraint(["signer_id"], ["signer.id"], name=op.f("fk_signing_session_signer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_session")),
        sa.UniqueConstraint("key", name=op.f("uq_signing_session_key")),
    )
    with op.batch_alter_table("signing_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signing_session_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signing_session_signer_id"), ["signer_id"], unique=False)

    op.create_table(
        "dossier",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "ready",
                "failed",
                "gone",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("sealed_by", sa.String(length=200), nullable=False),
        sa.Column("test", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_dossier_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dossier_person_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_dossier_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
    )
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.create_index("ix_dossier_placement_person", ["placement_id", "person_id"], unique=False)

    op.create_table(
        "restoration",
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "checking",
                "sound",
                "refused",
                "restoring",
                "restored",
                "failed",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sealed_by", sa.String(length=300), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("test", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("holds", sa.JSON(), nullable=False),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=True),
        sa.Column("restored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_restoration_person_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_restoration_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restoration")),
    )
    op.create_table(
        "kept_part",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("restoration_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_kept_part_placement_id")),
        sa.ForeignKeyConstraint(
            ["restoration_id"], ["restoration.id"], name=op.f("fk_kept_part_restoration_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_part")),
        sa.UniqueConstraint("placement_id", "path", name=op.f("uq_kept_part_placement_id_path")),
    )
    op.create_table(
        "restored",
        sa.Column("restoration_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["restoration_id"], ["restoration.id"], name=op.f("fk_restored_restoration_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restored")),
    )
    with op.batch_alter_table("restored", schema=None) as batch_op:
        batch_op.create_index("ix_restored_kind_row", ["kind", "row_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_restored_restoration_id"), ["restoration_id"], unique=False)

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("sender_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("any_of", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("supersedes_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("restored_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_document_supersedes_id"), ["supersedes_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_document_sender_id"), "person", ["sender_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_document_supersedes_id"), "document", ["supersedes_id"], ["id"]
        )

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("office_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sender_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("job_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("recipient", sa.String(length=254), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("thing", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("document_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "state",
                sa.Enum(
                    "queued",
                    "sent",
                    "refused",
                    "bounced",
                    name="fate",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=False,
                server_default="sent",
            )
        )
        batch_op.add_column(sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("undelivered_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("status", sa.String(length=12), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_message_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_sender_id"), ["sender_id"], unique=False)
        batch_op.create_index("ix_message_state_at", ["state", "at"], unique=False)
        batch_op.create_index("ix_message_thing_person", ["thing", "person_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_message_office_id"), "organisation", ["office_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_message_sender_id"), "person", ["sender_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_message_job_id"), "job", ["job_id"], ["id"], ondelete="SET NULL"
        )

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("for_digest", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email_fault", sa.String(length=12), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column(
                "pace",
                sa.Enum(
                    "at_once",
                    "daily",
                    "never",
                    name="pace",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=False,
                server_default="at_once",
            )
        )

    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outside", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("outside_because", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("restored_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("signer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("outside", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column(
                "way",
                sa.Enum(
                    "portal",
                    "file",
                    "paper",
                    name="way",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("evidence_sha256", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("instead", sa.String(length=500), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("suggests", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("stopped", sa.String(length=300), nullable=False, server_default=""))

    with op.batch_alter_table("document") as batch_op:
        batch_op.alter_column("note", existing_type=sa.Text(), server_default=None)
        batch_op.alter_column("any_of", existing_type=sa.JSON(), server_default=None)
    with op.batch_alter_table("message") as batch_op:
        batch_op.alter_column("recipient", existing_type=sa.String(length=254), server_default=None)
        batch_op.alter_column("thing", existing_type=sa.String(length=60), server_default=None)
        batch_op.alter_column(
            "state",
            existing_type=sa.Enum(
                "queued",
                "sent",
                "refused",
                "bounced",
                name="fate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default=None,
        )
        batch_op.alter_column("status", existing_type=sa.String(length=12), server_default=None)
    with op.batch_alter_table("notice") as batch_op:
        batch_op.alter_column("for_digest", existing_type=sa.Boolean(), server_default=None)
    with op.batch_alter_table("person") as batch_op:
        batch_op.alter_column("email_fault", existing_type=sa.String(length=12), server_default=None)
        batch_op.alter_column(
            "pace",
            existing_type=sa.Enum(
                "at_once",
                "daily",
                "never",
                name="pace",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default=None,
        )
    with op.batch_alter_table("placement") as batch_op:
        batch_op.alter_column("outside", existing_type=sa.JSON(), server_default=None)
        batch_op.alter_column("outside_because", existing_type=sa.Text(), server_default=None)
    with op.batch_alter_table("signer") as batch_op:
        batch_op.alter_column("turn", existing_type=sa.Integer(), server_default=None)
        batch_op.alter_column("outside", existing_type=sa.Boolean(), server_default=None)
        batch_op.alter_column("instead", existing_type=sa.String(length=500), server_default=None)
        batch_op.alter_column("suggests", existing_type=sa.Text(), server_default=None)
        batch_op.alter_column("stopped", existing_type=sa.String(length=300), server_default=None)
    with op.batch_alter_table("signer") as batch_op:
        batch_op.alter_column(
            "step",
            existing_type=sa.Enum(
                "waiting",
                "asked",
                "signed",
                "declined",
                "void",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            type_=sa.Enum(
                "waiting",
                "asked",
                "signed",
                "declined",
                "void",
                "spared",
                "replaced",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            existing_nullable=False,
        )
    op.execute("UPDATE message SET state = 'refused' WHERE error <> ''")
    # what nobody was to sign was never signed by all
    op.execute(
        "UPDATE document SET state = 'issued' WHERE state = 'complete'"
        " AND id NOT IN (SELECT document_id FROM signer)"
    )
    _keep_evidence()
    with op.batch_alter_table("signer") as batch_op:
        batch_op.drop_column("evidence")
        batch_op.create_check_constraint(
            op.f("ck_signer_proved"),
            "step != 'signed' OR (evidence_sha256 IS NOT NULL AND signed_sha256 IS NOT NULL)",
        )


def downgrade() -> None:
    with op.batch_alter_table("signer") as batch_op:
        batch_op.drop_constraint(op.f("ck_signer_proved"), type_="check")
    with op.batch_alter_table("signer") as batch_op:
        batch_op.alter_column(
            "step",
            existing_type=sa.Enum(
                "waiting",
                "asked",
                "signed",
                "declined",
                "void",
                "spared",
                "replaced",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            type_=sa.Enum(
                "waiting",
                "asked",
                "signed",
                "declined",
                "void",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            existing_nullable=False,
        )
    with op.batch_alter_table("signer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("evidence", sqlite.JSON(), nullable=False, server_default="[]"))
        batch_op.drop_column("stopped")
        batch_op.drop_column("suggests")
        batch_op.drop_column("instead")
        batch_op.drop_column("evidence_sha256")
        batch_op.drop_constraint(op.f("ck_signer_way"), type_="check")
        batch_op.drop_column("way")
        batch_op.drop_column("opened_at")
        batch_op.drop_column("outside")
        batch_op.drop_column("turn")

    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_column("restored_at")
        batch_op.drop_column("outside_because")
        batch_op.drop_column("outside")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_person_pace"), type_="check")
        batch_op.drop_column("pace")
        batch_op.drop_column("email_fault")

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_column("for_digest")

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_message_job_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_message_sender_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_message_office_id"), type_="foreignkey")
        batch_op.drop_index("ix_message_thing_person")
        batch_op.drop_index("ix_message_state_at")
        batch_op.drop_index(batch_op.f("ix_message_sender_id"))
        batch_op.drop_index(batch_op.f("ix_message_office_id"))
        batch_op.drop_index(batch_op.f("ix_message_job_id"))
        batch_op.drop_index(batch_op.f("ix_message_document_id"))
        batch_op.drop_column("status")
        batch_op.drop_column("handled_at")
        batch_op.drop_column("undelivered_at")
        batch_op.drop_column("sent_at")
        batch_op.drop_constraint(op.f("ck_message_fate"), type_="check")
        batch_op.drop_column("state")
        batch_op.drop_column("document_id")
        batch_op.drop_column("thing")
        batch_op.drop_column("recipient")
        batch_op.drop_column("job_id")
        batch_op.drop_column("sender_id")
        batch_op.drop_column("office_id")

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_document_supersedes_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_document_sender_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_document_supersedes_id"))
        batch_op.drop_column("restored_at")
        batch_op.drop_column("supersedes_id")
        batch_op.drop_column("any_of")
        batch_op.drop_column("note")
        batch_op.drop_column("sender_id")
        batch_op.drop_column("sent_at")

    with op.batch_alter_table("restored", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_restored_restoration_id"))
        batch_op.drop_index("ix_restored_kind_row")

    op.drop_table("restored")
    op.drop_table("kept_part")
    op.drop_table("restoration")
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.drop_index("ix_dossier_placement_person")

    op.drop_table("dossier")
    with op.batch_alter_table("signing_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signing_session_signer_id"))
        batch_op.drop_index(batch_op.f("ix_signing_session_person_id"))

    op.drop_table("signing_session")
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signature_signer_id"))
        batch_op.drop_index(batch_op.f("ix_signature_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_signature_edition_id"))

    op.drop_table("signature")
    with op.batch_alter_table("sealed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sealed_document_id"))

    op.drop_table("sealed")
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hold_entry_id"))

    op.drop_table("hold")
    with op.batch_alter_table("brought", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_brought_document_id"))

    op.drop_table("brought")
    with op.batch_alter_table("reader", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reader_person_id"))
        batch_op.drop_index(batch_op.f("ix_reader_document_id"))

    op.drop_table("reader")
    with op.batch_alter_table("erased", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_erased_destruction_id"))

    op.drop_table("erased")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_subject"))
        batch_op.drop_index("ix_entry_organisation_direction_dated")
        batch_op.drop_index("ix_entry_organisation_destroy_after")
        batch_op.drop_index(batch_op.f("ix_entry_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_entry_destruction_id"))
        batch_op.drop_index(batch_op.f("ix_entry_case_file_id"))

    op.drop_table("entry")
    op.drop_table("trusted_list")
    op.drop_table("trust_anchor")
    op.drop_table("scheme")
    op.drop_table("file_check")
    with op.batch_alter_table("destruction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_destruction_organisation_id"))

    op.drop_table("destruction")
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_index("ix_delegation_taker")
        batch_op.drop_index(batch_op.f("ix_delegation_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_delegation_giver_id"))

    op.drop_table("delegation")
    op.drop_table("circuit")
    op.drop_table("case_file")
    op.drop_table("domain_check")
    # ### end Alembic commands ###
