"""Files are kept for ever, unless an approved act says otherwise."""

from sqlalchemy import String

from app import rooms
from app.kit import files
from app.kit.db import Base
from tests.house import code

# What may delete bytes: an act of destruction that two people approved; copies of dossiers after a day.
MAY_DESTROY = {"app/registers/erasing.py", "app/dossier/forgetting.py"}


def test_nothing_deletes_files_but_an_act_of_destruction() -> None:
    found = [
        f"{code.at(path, call.lineno)} {name}"
        for path in code.python()
        for name, call in code.calls(code.tree(path))
        if name.endswith(".destroy") and code.at(path) not in MAY_DESTROY
    ]
    code.told(found, "deletes files out of the store:")


# Columns called …sha256 that name no file in the store, each with its reason.
NO_FILES = {
    "erased.sha256": "what is gone by an act of destruction",
}
# Other texts of 64 letters.
NO_HASHES = {"token_hash", "code_hash", "key", "offline_key", "fingerprint"}


def test_every_hash_is_checked_at_night_or_named_here() -> None:
    """A hash inside JSON would be found by nobody: it gets a column."""
    rooms.load_models()
    offered = {naming.name for naming in files.namings()}
    named = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("sha256")
        or (isinstance(column.type, String) and column.type.length == 64 and column.name not in NO_HASHES)
    }
    code.told(sorted(named - offered - NO_FILES.keys()), "hashes that are neither checked nor in NO_FILES:")
    code.told(
        sorted(NO_FILES.keys() - named | NO_FILES.keys() & offered), "in NO_FILES, but checked or gone:"
    )
