"""The law, whole: rooms for everything that the regulations ask from the first step to the closed file.

Revision: e5d4047fe632
After: 27c8288fa2ba
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import sqlite

revision = "e5d4047fe632"
down_revision = "27c8288fa2ba"
branch_labels = None
depends_on = None


def _keep_pay() -> None:
    """What stood in the last contract of a placement becomes an agreement of its own."""
    op.execute(
        sa.text(
            "INSERT INTO pay_agreement (placement_id, instrument, number, starts, amount, rate, "
            "concluded_by, file_name, created_at, version) "
            "SELECT c.placement_id, c.pay, substr(c.pay_reference, 1, 100), p.starts, c.pay_amount, 'month', "
            "'learner', '', c.created_at, 1 FROM contract c JOIN placement p ON p.id = c.placement_id "
            "WHERE c.pay IS NOT NULL AND p.starts IS NOT NULL AND c.id = "
            "(SELECT max(x.id) FROM contract x WHERE x.placement_id = c.placement_id)"
        )
    )


def _keep_policies() -> None:
    """A policy named in several contracts becomes one, for the learners whose contracts named it."""
    for risk, keeper in (("accident", "school_id"), ("liability", "company_id")):
        rows = op.get_bind().execute(
            sa.text(
                f"SELECT p.{keeper} AS keeper, c.{risk}_policy AS number, p.learner_id, p.starts, "  # noqa: S608
                f"c.{risk}_until AS ends, c.created_at "
                f"FROM contract c JOIN placement p ON p.id = c.placement_id "
                f"WHERE c.{risk}_until IS NOT NULL AND p.starts IS NOT NULL AND p.{keeper} IS NOT NULL "
                f"AND p.starts <= c.{risk}_until ORDER BY c.id"
            )
        )
        found: dict[tuple[object, ...], list[sa.Row[tuple[object, ...]]]] = {}
        for row in rows:
            found.setdefault((row.keeper, row.number, row.ends), []).append(row)
        for (organisation, number, ends), named in found.items():
            made = op.get_bind().execute(
                sa.text(
                    "INSERT INTO policy (organisation_id, risk, insurer, number, starts, ends, everybody, "
                    "file_name, created_at, version) VALUES (:organisation, :risk, '', :number, :starts, "
                    ":ends, :everybody, '', :created_at, 1) RETURNING id"
                ),
                {
                    "organisation": organisation,
                    "risk": risk,
                    "number": str(number)[:100],
                    "starts": min(str(row.starts) for row in named),
                    "ends": ends,
                    "everybody": False,
                    "created_at": named[0].created_at,
                },
            )
            policy = made.scalar_one()
            for learner in dict.fromkeys(row.learner_id for row in named):
                op.get_bind().execute(
                    sa.text("INSERT INTO insured (policy_id, learner_id) VALUES (:policy, :learner)"),
                    {"policy": policy, "learner": learner},
                )


def _keep_clauses() -> None:
    """The school's own wording of the contract's clauses becomes rows that tell who wrote them and when."""
    op.execute(
        sa.text(
            "INSERT INTO wording (school_id, kind, texts, own, person_id, made_at) "
            "SELECT id, 'contract_484', clauses, '[]', director_id, CURRENT_TIMESTAMP FROM school "
            "WHERE director_id IS NOT NULL AND CAST(clauses AS TEXT) <> '{}'"
        )
    )


def upgrade() -> None:
    op.create_table(
        "law_change",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("figure", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column(
            "level",
            sa.Enum(
                "stop", "warn", "info", name="level", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("repealed", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "on",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("switched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_law_change_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_change")),
    )
    with op.batch_alter_table("law_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_law_change_code"), ["code"], unique=False)

    op.create_table(
        "policy",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "risk",
            sa.Enum(
                "accident", "liability", name="risk", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("insurer", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("insured_sum", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("everybody", sa.Boolean(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_days", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_policy_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
    )
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.create_index("ix_policy_organisation", ["organisation_id", "ends"], unique=False)

    op.create_table(
        "closing_event",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned", "held", name="eventstate", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_closing_event_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_event")),
    )
    with op.batch_alter_table("closing_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closing_event_school_id"), ["school_id"], unique=False)

    op.create_table(
        "council_terms",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("council_name", sa.String(length=200), nullable=False),
        sa.Column("council_email", sa.String(length=254), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column("coordinator_decides", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_council_terms_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_terms")),
        sa.UniqueConstraint("school_id", name=op.f("uq_council_terms_school_id")),
    )
    op.create_table(
        "funding_programme",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("costs", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_funding_programme_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_programme")),
        sa.UniqueConstraint("school_id", "name", name=op.f("uq_funding_programme_school_id_name")),
    )
    op.create_table(
        "practice_order",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "out",
                "signed",
                "declined",
                "withdrawn",
                name="orderstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["amends_id"], ["practice_order.id"], name=op.f("fk_practice_order_amends_id")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_practice_order_document_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_practice_order_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_order")),
        sa.UniqueConstraint("school_id", "number", name=op.f("uq_practice_order_school_id_number")),
    )
    op.create_table(
        "procedure",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("company_days", sa.Integer(), nullable=False),
        sa.Column("report_days", sa.Integer(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_procedure_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure")),
        sa.UniqueConstraint("school_id", name=op.f("uq_procedure_school_id")),
    )
    op.create_table(
        "rollover",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "tried",
                "applied",
                "undone",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_rollover_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rollover")),
    )
    with op.batch_alter_table("rollover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rollover_school_id"), ["school_id"], unique=False)

    op.create_table(
        "safety_item",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column(
            "about",
            sa.Enum(
                "induction",
                "workplace",
                "fire",
                "equipment",
                name="about",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("qualification", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_safety_item_company_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_safety_item_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_item")),
    )
    with op.batch_alter_table("safety_item", schema=None) as batch_op:
        batch_op.create_index("ix_safety_item_company", ["company_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_safety_item_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "school_text",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_school_text_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_text")),
        sa.UniqueConstraint("school_id", "name", name=op.f("uq_school_text_school_id_name")),
    )
    op.create_table(
        "study_hours",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_study_hours_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_hours")),
        sa.UniqueConstraint("school_id", name=op.f("uq_study_hours_school_id")),
    )
    op.create_table(
        "undeclared_check",
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_undeclared_check_company_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undeclared_check")),
        sa.UniqueConstraint("company_id", name=op.f("uq_undeclared_check_company_id")),
    )
    op.create_table(
        "wording",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("own", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wording_person_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_wording_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
    )
    with op.batch_alter_table("wording", schema=None) as batch_op:
        batch_op.create_index("ix_wording_school_kind", ["school_id", "kind", "id"], unique=False)

    op.create_table(
        "child_check",
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("told_days", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_child_check_mentor_id")),
        sa.ForeignKeyConstraint(["noted_by_id"], ["person.id"], name=op.f("fk_child_check_noted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_check")),
    )
    with op.batch_alter_table("child_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_child_check_mentor_id"), ["mentor_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column(
            "kind",
            sa.Enum(
                "master",
                "master_practice",
                "teacher",
                "b_programme",
                "mentor_programme",
                "education",
                "experience",
                "able",
                "occupation",
                "stcw",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("told_days", sa.Integer(), nullable=True),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_evidence_added_by_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_evidence_mentor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_mentor_id"), ["mentor_id"], unique=False)

    op.create_table(
        "implementation",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "approved",
                "replaced",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("percent", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("other_percent", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["person.id"], name=op.f("fk_implementation_approved_by_id")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_implementation_document_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_implementation_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_implementation")),
        sa.UniqueConstraint("programme_id", "edition", name=op.f("uq_implementation_programme_id_edition")),
    )
    op.create_table(
        "opinion",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("qualification", sa.String(length=200), nullable=False),
        sa.Column("council_name", sa.String(length=200), nullable=False),
        sa.Column("council_email", sa.String(length=254), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "given",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column(
            "result",
            sa.Enum(
                "positive",
                "conditions",
                "negative",
                name="result",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("opinion_on", sa.Date(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_opinion_branch_id")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_opinion_company_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["document.id"], name=op.f("fk_opinion_letter_id")),
        sa.ForeignKeyConstraint(["received_by_id"], ["person.id"], name=op.f("fk_opinion_received_by_id")),
        sa.ForeignKeyConstraint(["school_id"], ["organisation.id"], name=op.f("fk_opinion_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
    )
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.create_index("ix_opinion_company_state", ["company_id", "state"], unique=False)

    op.create_table(
        "decision",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("opinion_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("positive", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "stands", "withdrawn", name="standing", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("withdrawn_because", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("told_days", sa.Integer(), nullable=True),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_decision_company_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_decision_decided_by_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_decision_document_id")),
        sa.ForeignKeyConstraint(["opinion_id"], ["opinion.id"], name=op.f("fk_decision_opinion_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_decision_programme_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_decision_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_school_company", ["school_id", "company_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_valid_until"), ["valid_until"], unique=False)

    op.create_table(
        "evidence_check",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_check_evidence_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_evidence_check_person_id")),
        sa.ForeignKeyConstraint(["school_id"], ["organisation.id"], name=op.f("fk_evidence_check_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_check")),
        sa.UniqueConstraint("evidence_id", "school_id", name=op.f("uq_evidence_check_evidence_id_school_id")),
    )
    op.create_table(
        "implementation_row",
        sa.Column("implementation_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("school_theory", sa.Numeric(precision=7, scale=2), nullable=False),
        sa.Column("school_practice", sa.Numeric(precision=7, scale=2), nullable=False),
        sa.Column("company", sa.Numeric(precision=7, scale=2), nullable=False),
        sa.Column("first_course", sa.Integer(), nullable=True),
        sa.Column("last_course", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["implementation_id"], ["implementation.id"], name=op.f("fk_implementation_row_implementation_id")
        ),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_implementation_row_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_implementation_row")),
        sa.UniqueConstraint(
            "implementation_id", "position", name=op.f("uq_implementation_row_implementation_id_position")
        ),
    )
    with op.batch_alter_table("implementation_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_implementation_row_module_id"), ["module_id"], unique=False)

    op.create_table(
        "outline",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("outcome_ids", sa.JSON(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("closing", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["learner_group.id"], name=op.f("fk_outline_group_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_outline_programme_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_outline_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outline")),
    )
    with op.batch_alter_table("outline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outline_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outline_school_id"), ["school_id"], unique=False)

    op.create_table(
        "insured",
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name=op.f("fk_insured_learner_id")),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_insured_policy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insured")),
        sa.UniqueConstraint("policy_id", "learner_id", name=op.f("uq_insured_policy_id_learner_id")),
    )
    with op.batch_alter_table("insured", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_insured_learner_id"), ["learner_id"], unique=False)

    op.create_table(
        "acquaintance",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_acquaintance_person_id")),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_acquaintance_placement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acquaintance")),
        sa.UniqueConstraint("placement_id", "edition", name=op.f("uq_acquaintance_placement_id_edition")),
    )
    op.create_table(
        "assessment",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "returned",
                "proposed",
                "passed",
                "failed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("outcome_ids", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_set", sa.Boolean(), nullable=False),
        sa.Column("practised", sa.JSON(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("good", sa.Text(), nullable=False),
        sa.Column("better", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("final_mark", sa.Integer(), nullable=True),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("final_for_id", sa.Integer(), nullable=True),
        sa.Column("repeat_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("remarked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_assessment_answered_by_id")),
        sa.ForeignKeyConstraint(
            ["final_for_id"], ["organisation.id"], name=op.f("fk_assessment_final_for_id")
        ),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_assessment_module_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_assessment_placement_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["person.id"], name=op.f("fk_assessment_proposed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("placement_id", "module_id", name=op.f("uq_assessment_placement_id_module_id")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index("ix_assessment_state_due", ["state", "due_on"], unique=False)

    op.create_table(
        "characterisation",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "confirmed",
                name="characterstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "work",
            sa.Enum(
                "exemplary",
                "good",
                "enough",
                "lacking",
                name="work_grip",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("work_text", sa.Text(), nullable=False),
        sa.Column(
            "colleagues",
            sa.Enum(
                "exemplary",
                "good",
                "enough",
                "lacking",
                name="colleagues_grip",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("colleagues_text", sa.Text(), nullable=False),
        sa.Column(
            "skill",
            sa.Enum(
                "exemplary",
                "good",
                "enough",
                "lacking",
                name="skill_grip",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("skill_text", sa.Text(), nullable=False),
        sa.Column("to_learner", sa.Text(), nullable=False),
        sa.Column("to_school", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_characterisation_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_characterisation_placement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_characterisation")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_characterisation_placement_id")),
    )
    op.create_table(
        "conditions",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("hazardous", sa.Boolean(), nullable=False),
        sa.Column("risks", sa.Text(), nullable=False),
        sa.Column("health_needed", sa.Boolean(), nullable=False),
        sa.Column("health_on", sa.Date(), nullable=True),
        sa.Column("health_until", sa.Date(), nullable=True),
        sa.Column("health_limits", sa.String(length=300), nullable=False),
        sa.Column("informed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("informed_by_id", sa.Integer(), nullable=True),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["informed_by_id"], ["person.id"], name=op.f("fk_conditions_informed_by_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_conditions_placement_id")),
        sa.ForeignKeyConstraint(["sheet_id"], ["document.id"], name=op.f("fk_conditions_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conditions")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_conditions_placement_id")),
    )
    op.create_table(
        "equipment",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "issued",
                "received",
                "returned",
                name="equipped",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("item", sa.String(length=300), nullable=False),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_equipment_issued_by_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_equipment_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
    )
    with op.batch_alter_table("equipment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_equipment_placement_id"), ["placement_id"], unique=False)

    op.create_table(
        "errand",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "event",
            sa.Enum(
                "began",
                "ended",
                "statement",
                name="event",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["done_by_id"], ["person.id"], name=op.f("fk_errand_done_by_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_errand_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errand")),
        sa.UniqueConstraint("placement_id", "event", name=op.f("uq_errand_placement_id_event")),
    )
    op.create_table(
        "hazard",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "tag",
            sa.Enum(
                "machines",
                "chemicals",
                "dust",
                "noise",
                "lifting",
                "height",
                "electricity",
                "hot",
                "explosion",
                "transport",
                "climate",
                "radiation",
                "biological",
                "animals",
                "underground",
                name="hazardtag",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "justified",
                "allowed",
                name="hazardstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("justification", sa.Text(), nullable=False),
        sa.Column("justified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("justified_by_id", sa.Integer(), nullable=True),
        sa.Column("allowed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("allowed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["allowed_by_id"], ["person.id"], name=op.f("fk_hazard_allowed_by_id")),
        sa.ForeignKeyConstraint(["justified_by_id"], ["person.id"], name=op.f("fk_hazard_justified_by_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_hazard_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard")),
        sa.UniqueConstraint("placement_id", "tag", name=op.f("uq_hazard_placement_id_tag")),
    )
    op.create_table(
        "incident",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "investigated",
                "closed",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("circumstances", sa.Text(), nullable=False),
        sa.Column("witnesses", sa.String(length=300), nullable=False),
        sa.Column("injury", sa.String(length=200), nullable=False),
        sa.Column("first_aid", sa.String(length=300), nullable=False),
        sa.Column("instructed", sa.JSON(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("conclusions", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by_id", sa.Integer(), nullable=False),
        sa.Column("investigated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("investigated_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by_id"], ["person.id"], name=op.f("fk_incident_approved_by_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_incident_document_id")),
        sa.ForeignKeyConstraint(
            ["investigated_by_id"], ["person.id"], name=op.f("fk_incident_investigated_by_id")
        ),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_incident_placement_id")),
        sa.ForeignKeyConstraint(["reported_by_id"], ["person.id"], name=op.f("fk_incident_reported_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_placement_id"), ["placement_id"], unique=False)

    op.create_table(
        "instruction",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "induction",
                "initial",
                "fire",
                "repeated",
                "unplanned",
                "targeted",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "failed",
                "waiting",
                "confirmed",
                "disputed",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("own_topics", sa.JSON(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("instructor_id", sa.Integer(), nullable=False),
        sa.Column("instructor_role", sa.String(length=200), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disputed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dispute", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["instructor_id"], ["person.id"], name=op.f("fk_instruction_instructor_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_instruction_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruction")),
    )
    with op.batch_alter_table("instruction", schema=None) as batch_op:
        batch_op.create_index("ix_instruction_placement_kind", ["placement_id", "kind"], unique=False)

    op.create_table(
        "order_row",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("struck", sa.Boolean(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=400), nullable=False),
        sa.Column("supervisor", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["practice_order.id"], name=op.f("fk_order_row_order_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_order_row_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_row")),
        sa.UniqueConstraint("order_id", "placement_id", name=op.f("uq_order_row_order_id_placement_id")),
    )
    with op.batch_alter_table("order_row", schema=None) as batch_op:
        batch_op.create_index("ix_order_row_place", ["placement_id"], unique=False)

    op.create_table(
        "participation",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["closing_event.id"], name=op.f("fk_participation_event_id")),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_participation_placement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("event_id", "placement_id", name=op.f("uq_participation_event_id_placement_id")),
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participation_placement_id"), ["placement_id"], unique=False)

    op.create_table(
        "pay_agreement",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "instrument",
            sa.Enum(
                "stipend", "wage", name="instrument", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.Numeric(precision=9, scale=2), nullable=True),
        sa.Column(
            "rate",
            sa.Enum("month", "hour", name="rate", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("week_hours", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column(
            "concluded_by",
            sa.Enum(
                "learner",
                "guardian",
                "both",
                name="concludedby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_pay_agreement_placement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_agreement")),
    )
    with op.batch_alter_table("pay_agreement", schema=None) as batch_op:
        batch_op.create_index("ix_pay_agreement_placement", ["placement_id", "starts"], unique=False)

    op.create_table(
        "placement_funding",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_placement_funding_placement_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["funding_programme.id"], name=op.f("fk_placement_funding_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_funding")),
        sa.UniqueConstraint(
            "placement_id", "programme_id", name=op.f("uq_placement_funding_placement_id_programme_id")
        ),
    )
    with op.batch_alter_table("placement_funding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placement_funding_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "practice",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("outline_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "proposed",
                "agreed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("proposed_to_id", sa.Integer(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("supervisor_id", sa.Integer(), nullable=True),
        sa.Column("supervisor_position", sa.String(length=120), nullable=False),
        sa.Column("occupation", sa.String(length=200), nullable=False),
        sa.Column("occupation_code", sa.String(length=10), nullable=False),
        sa.Column("occupation_of_id", sa.Integer(), nullable=True),
        sa.Column("occupation_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("occupation_confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("outcome_ids", sa.JSON(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("closing", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["person.id"], name=op.f("fk_practice_agreed_by_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_practice_document_id")),
        sa.ForeignKeyConstraint(
            ["occupation_confirmed_by_id"], ["person.id"], name=op.f("fk_practice_occupation_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["occupation_of_id"], ["person.id"], name=op.f("fk_practice_occupation_of_id")
        ),
        sa.ForeignKeyConstraint(["outline_id"], ["outline.id"], name=op.f("fk_practice_outline_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_practice_placement_id")),
        sa.ForeignKeyConstraint(
            ["proposed_to_id"], ["organisation.id"], name=op.f("fk_practice_proposed_to_id")
        ),
        sa.ForeignKeyConstraint(["supervisor_id"], ["person.id"], name=op.f("fk_practice_supervisor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_practice_placement_id")),
    )
    op.create_table(
        "report",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "accepted",
                name="reportstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_report_decided_by_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_report_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_report_placement_id")),
    )
    op.create_table(
        "settlement",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "out",
                "signed",
                "recorded",
                "declined",
                "withdrawn",
                name="settlementstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("month_amount", sa.Numeric(precision=9, scale=2), nullable=True),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_settlement_document_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_settlement_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
    )
    with op.batch_alter_table("settlement", schema=None) as batch_op:
        batch_op.create_index("ix_settlement_placement", ["placement_id"], unique=False)

    op.create_table(
        "amendment",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "sent",
                "signed",
                "in_force",
                "declined",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("takes_effect_on", sa.Date(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_amendment_contract_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_amendment_document_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_amendment_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("contract_id", "no", name=op.f("uq_amendment_contract_id_no")),
    )
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_document_id"), ["document_id"], unique=False)
        batch_op.create_index("ix_amendment_placement", ["placement_id"], unique=False)
        batch_op.create_index("ix_amendment_state_day", ["state", "takes_effect_on"], unique=False)

    op.create_table(
        "correction",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "what",
            sa.Enum(
                "izglitojamais",
                "parstavis",
                "vaditajs",
                "uznemums",
                "adrese",
                name="what",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_correction_by_id")),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_correction_contract_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_correction_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index("ix_correction_placement", ["placement_id"], unique=False)

    op.create_table(
        "grade",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("correction", sa.Boolean(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_grade_assessment_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_grade_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade")),
        sa.UniqueConstraint("assessment_id", "no", name=op.f("uq_grade_assessment_id_no")),
    )
    op.create_table(
        "suspension",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned", "on", "over", name="pause", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "cause",
            sa.Enum(
                "illness",
                "leave",
                "company",
                "safety",
                "other",
                name="cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("expected_until", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_suspension_contract_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_suspension_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
    )
    with op.batch_alter_table("suspension", schema=None) as batch_op:
        batch_op.create_index("ix_suspension_placement", ["placement_id"], unique=False)
        batch_op.create_index("ix_suspension_state_day", ["state", "starts"], unique=False)

    op.create_table(
        "termination",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "sent",
                "signed",
                "ended",
                "declined",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "agreement",
                "transfer",
                "left",
                "closed",
                "unsuitable",
                "no_mentor",
                "learner_breach",
                "company_breach",
                "health",
                "other",
                name="ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "side",
            sa.Enum(
                "school",
                "company",
                "learner",
                name="side",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("endangered", sa.Boolean(), nullable=False),
        sa.Column("next_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_termination_contract_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_termination_document_id")),
        sa.ForeignKeyConstraint(["next_id"], ["placement.id"], name=op.f("fk_termination_next_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_termination_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_termination")),
        sa.UniqueConstraint("contract_id", "no", name=op.f("uq_termination_contract_id_no")),
    )
    with op.batch_alter_table("termination", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_termination_document_id"), ["document_id"], unique=False)
        batch_op.create_index("ix_termination_placement", ["placement_id"], unique=False)
        batch_op.create_index("ix_termination_state_day", ["state", "last_day"], unique=False)

    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("limit_blocks", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("crewing_licence", sa.String(length=60), nullable=False, server_default="")
        )

    _keep_pay()
    _keep_policies()
    _keep_clauses()
    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.add_column(sa.Column("agreed", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("own_clauses", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.drop_column("accident_until")
        batch_op.drop_column("liability_until")
        batch_op.drop_column("pay_reference")
        batch_op.drop_constraint(op.f("ck_contract_pay"), type_="check")
        batch_op.drop_column("pay")
        batch_op.drop_column("accident_policy")
        batch_op.drop_column("liability_policy")
        batch_op.drop_column("pay_amount")

    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.alter_column("module_id", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deputy_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("in_school", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("host_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("continues_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_placement_continues_id"), ["continues_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_deputy_id"), ["deputy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_host_id"), ["host_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_placement_host_id"), "person", ["host_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_placement_continues_id"), "placement", ["continues_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_placement_deputy_id"), "mentor", ["deputy_id"], ["id"])

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("learned", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(
            sa.Column("learned_hours", sa.Numeric(precision=8, scale=2), nullable=False, server_default="0")
        )
        batch_op.add_column(
            sa.Column(
                "learned_practice", sa.Numeric(precision=8, scale=2), nullable=False, server_default="0"
            )
        )
        batch_op.add_column(sa.Column("course", sa.Integer(), nullable=True))

    with op.batch_alter_table("school", schema=None) as batch_op:
        batch_op.add_column(sa.Column("notice_days", sa.Integer(), nullable=False, server_default="5"))
        batch_op.drop_column("clauses")

    with op.batch_alter_table("company") as batch_op:
        batch_op.alter_column("limit_blocks", existing_type=sa.Boolean(), server_default=None)
        batch_op.alter_column("crewing_licence", existing_type=sa.String(length=60), server_default=None)
    with op.batch_alter_table("contract") as batch_op:
        batch_op.alter_column("agreed", existing_type=sa.JSON(), server_default=None)
        batch_op.alter_column("own_clauses", existing_type=sa.JSON(), server_default=None)
    with op.batch_alter_table("placement") as batch_op:
        batch_op.alter_column("in_school", existing_type=sa.Boolean(), server_default=None)
    with op.batch_alter_table("plan") as batch_op:
        batch_op.alter_column("learned", existing_type=sa.JSON(), server_default=None)
        batch_op.alter_column(
            "learned_hours", existing_type=sa.Numeric(precision=8, scale=2), server_default=None
        )
        batch_op.alter_column(
            "learned_practice", existing_type=sa.Numeric(precision=8, scale=2), server_default=None
        )
    with op.batch_alter_table("school") as batch_op:
        batch_op.alter_column("notice_days", existing_type=sa.Integer(), server_default=None)
    with op.batch_alter_table("document") as batch_op:
        batch_op.alter_column(
            "state",
            existing_type=sa.Enum(
                "draft",
                "out",
                "complete",
                "declined",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            type_=sa.Enum(
                "draft",
                "issued",
                "out",
                "complete",
                "declined",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            existing_nullable=False,
        )
    with op.batch_alter_table("placement") as batch_op:
        batch_op.alter_column(
            "state",
            existing_type=sa.Enum(
                "draft",
                "signing",
                "active",
                "completed",
                "terminated",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            type_=sa.Enum(
                "draft",
                "signing",
                "concluded",
                "active",
                "suspended",
                "completed",
                "terminated",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            existing_nullable=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("document") as batch_op:
        batch_op.alter_column(
            "state",
            existing_type=sa.Enum(
                "draft",
                "issued",
                "out",
                "complete",
                "declined",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            type_=sa.Enum(
                "draft",
                "out",
                "complete",
                "declined",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            existing_nullable=False,
        )
    with op.batch_alter_table("placement") as batch_op:
        batch_op.alter_column(
            "state",
            existing_type=sa.Enum(
                "draft",
                "signing",
                "concluded",
                "active",
                "suspended",
                "completed",
                "terminated",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            type_=sa.Enum(
                "draft",
                "signing",
                "active",
                "completed",
                "terminated",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            existing_nullable=False,
        )
    with op.batch_alter_table("school", schema=None) as batch_op:
        batch_op.add_column(sa.Column("clauses", sqlite.JSON(), nullable=False, server_default="{}"))
        batch_op.drop_column("notice_days")

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_column("course")
        batch_op.drop_column("learned_practice")
        batch_op.drop_column("learned_hours")
        batch_op.drop_column("learned")

    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_placement_deputy_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_placement_continues_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_placement_host_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_placement_host_id"))
        batch_op.drop_index(batch_op.f("ix_placement_deputy_id"))
        batch_op.drop_index(batch_op.f("ix_placement_continues_id"))
        batch_op.drop_column("continues_id")
        batch_op.drop_column("host_id")
        batch_op.drop_column("in_school")
        batch_op.drop_column("deputy_id")

    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.alter_column("module_id", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pay_amount", sa.NUMERIC(precision=9, scale=2), nullable=True))
        batch_op.add_column(
            sa.Column("liability_policy", sa.VARCHAR(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("accident_policy", sa.VARCHAR(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("pay", sa.VARCHAR(length=40), nullable=True))
        batch_op.create_check_constraint(op.f("ck_contract_pay"), "pay IN ('stipend', 'wage')")
        batch_op.add_column(
            sa.Column("pay_reference", sa.VARCHAR(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("liability_until", sa.DATE(), nullable=True))
        batch_op.add_column(sa.Column("accident_until", sa.DATE(), nullable=True))
        batch_op.drop_column("own_clauses")
        batch_op.drop_column("agreed")

    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.drop_column("crewing_licence")
        batch_op.drop_column("limit_blocks")

    with op.batch_alter_table("termination", schema=None) as batch_op:
        batch_op.drop_index("ix_termination_state_day")
        batch_op.drop_index("ix_termination_placement")
        batch_op.drop_index(batch_op.f("ix_termination_document_id"))

    op.drop_table("termination")
    with op.batch_alter_table("suspension", schema=None) as batch_op:
        batch_op.drop_index("ix_suspension_state_day")
        batch_op.drop_index("ix_suspension_placement")

    op.drop_table("suspension")
    op.drop_table("grade")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index("ix_correction_placement")

    op.drop_table("correction")
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.drop_index("ix_amendment_state_day")
        batch_op.drop_index("ix_amendment_placement")
        batch_op.drop_index(batch_op.f("ix_amendment_document_id"))

    op.drop_table("amendment")
    with op.batch_alter_table("settlement", schema=None) as batch_op:
        batch_op.drop_index("ix_settlement_placement")

    op.drop_table("settlement")
    op.drop_table("report")
    op.drop_table("practice")
    with op.batch_alter_table("placement_funding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placement_funding_programme_id"))

    op.drop_table("placement_funding")
    with op.batch_alter_table("pay_agreement", schema=None) as batch_op:
        batch_op.drop_index("ix_pay_agreement_placement")

    op.drop_table("pay_agreement")
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participation_placement_id"))

    op.drop_table("participation")
    with op.batch_alter_table("order_row", schema=None) as batch_op:
        batch_op.drop_index("ix_order_row_place")

    op.drop_table("order_row")
    with op.batch_alter_table("instruction", schema=None) as batch_op:
        batch_op.drop_index("ix_instruction_placement_kind")

    op.drop_table("instruction")
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incident_placement_id"))

    op.drop_table("incident")
    op.drop_table("hazard")
    op.drop_table("errand")
    with op.batch_alter_table("equipment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_equipment_placement_id"))

    op.drop_table("equipment")
    op.drop_table("conditions")
    op.drop_table("characterisation")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index("ix_assessment_state_due")

    op.drop_table("assessment")
    op.drop_table("acquaintance")
    with op.batch_alter_table("insured", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_insured_learner_id"))

    op.drop_table("insured")
    with op.batch_alter_table("outline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outline_school_id"))
        batch_op.drop_index(batch_op.f("ix_outline_programme_id"))

    op.drop_table("outline")
    with op.batch_alter_table("implementation_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_implementation_row_module_id"))

    op.drop_table("implementation_row")
    op.drop_table("evidence_check")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_valid_until"))
        batch_op.drop_index("ix_decision_school_company")

    op.drop_table("decision")
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.drop_index("ix_opinion_company_state")

    op.drop_table("opinion")
    op.drop_table("implementation")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_mentor_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("child_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_child_check_mentor_id"))

    op.drop_table("child_check")
    with op.batch_alter_table("wording", schema=None) as batch_op:
        batch_op.drop_index("ix_wording_school_kind")

    op.drop_table("wording")
    op.drop_table("undeclared_check")
    op.drop_table("study_hours")
    op.drop_table("school_text")
    with op.batch_alter_table("safety_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_safety_item_organisation_id"))
        batch_op.drop_index("ix_safety_item_company")

    op.drop_table("safety_item")
    with op.batch_alter_table("rollover", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rollover_school_id"))

    op.drop_table("rollover")
    op.drop_table("procedure")
    op.drop_table("practice_order")
    op.drop_table("funding_programme")
    op.drop_table("council_terms")
    with op.batch_alter_table("closing_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closing_event_school_id"))

    op.drop_table("closing_event")
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.drop_index("ix_policy_organisation")

    op.drop_table("policy")
    with op.batch_alter_table("law_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_law_change_code"))

    op.drop_table("law_change")
