"""Every table says who sees its rows, or is named here as never shown by itself."""

from app import rooms
from app.kit.db import Base
from tests.house import code

# Tables that no page loads by themselves, each with its reason.
INSIDE_ONLY = {
    "Membership": "seen with its person",
    "SignIn": "the door's own",
    "PersonalLink": "the door's own; its token is the key",
    "PasswordReset": "the door's own; its token is the key",
    "Attempt": "counts tries at the door",
    "BatchRow": "seen with its import",
    "Preset": "how a school reads its lists; used by the import alone",
    "Edition": "the bytes of a document, seen with it",
    "OneTimeCode": "hashed, for its signer alone",
    "Series": "a counter of numbers",
    "Span": "seen with its school year",
    "Module": "seen with its programme",
    "Outcome": "seen with its module",
    "Guardianship": "seen with its learner",
    "EvidenceCheck": "seen with the evidence",
    "Insured": "seen with its policy",
    "PlacementFunding": "seen with its placement",
    "UndeclaredCheck": "seen with its company",
    "Partnership": "seen with its company",
    "Restored": "which rows a dossier brought, for the next restoring alone",
    "KeptPart": "told again by the dossier of its placement",
    "Hold": "seen with the entry whose destruction it forbids",
    "Erased": "seen with its act of destruction",
}


def test_every_table_says_who_sees_it() -> None:
    rooms.load_models()
    models = {mapper.class_.__name__: mapper.class_ for mapper in Base.registry.mappers}
    blind = [name for name, model in models.items() if not hasattr(model, "visible_to")]
    code.told(sorted(set(blind) - INSIDE_ONLY.keys()), "tables without visible_to:")
    code.told(sorted(INSIDE_ONLY.keys() - models.keys()), "named as inside only, but gone:")


def test_what_is_said_of_people_is_marked_personal() -> None:
    """So that the trail leaves it out, and export and erasure find it."""
    rooms.load_models()
    telling = (
        "personal_code",
        "birth_date",
        "email",
        "phone",
        "given_name",
        "family_name",
        "ip",
        "password_hash",
    )
    not_people = {"organisation", "company", "branch", "school", "registered_company"}
    found = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if table.name not in not_people and column.name in telling and not column.info.get("personal")
    ]
    code.told(found, 'columns about a person without info={"personal": True}:')
