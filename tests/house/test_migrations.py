"""The migrations build exactly what the models say, on both databases, and can be taken back."""

from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from app.kit.db import make_engine
from app.schema import ROOT, config, migrate
from tests.databases import Databases, build
from tests.house import code

STEPS = ScriptDirectory(str(ROOT / "migrations"))


def test_there_is_one_newest_step() -> None:
    heads = STEPS.get_heads()
    assert len(heads) == 1, f"{len(heads)} newest migrations, {heads}; there must be one"


def test_steps_are_named_by_date_and_room() -> None:
    odd = [
        code.at(path)
        for path in sorted((ROOT / "migrations" / "versions").glob("*.py"))
        if not path.stem[:15].replace("_", "").isdigit() or len(path.stem) < 18
    ]
    code.told(odd, "not like 2026_09_01_1030_contracts_termination.py:")


def test_steps_know_nothing_of_the_portal() -> None:
    """History does not change when the code does."""
    found = [
        code.at(path)
        for path in sorted((ROOT / "migrations" / "versions").glob("*.py"))
        if "import app" in path.read_text("utf-8") or "from app" in path.read_text("utf-8")
    ]
    code.told(found, "migrations that import the portal:")


def test_up_from_empty_down_one_and_up_again(databases: Databases, engine: str) -> None:
    url = databases.empty(engine)
    migrate(url)
    command.downgrade(config(url), "-1")
    migrate(url)
    command.check(config(url))


def test_migrations_and_models_build_the_same(databases: Databases, engine: str) -> None:
    """`alembic check` does not look at checks and defaults; this does."""
    migrated, modelled = databases.empty(engine), databases.empty(engine)
    migrate(migrated)
    build(modelled)
    assert shape(migrated) == shape(modelled)


def shape(url: str) -> dict[str, Any]:
    """Everything the database says of its tables, in an order of its own."""
    engine = make_engine(url)
    try:
        return dict(sorted(tables(engine)))
    finally:
        engine.dispose()


def tables(engine: Engine) -> list[tuple[str, Any]]:
    look, found = inspect(engine), []
    for name in look.get_table_names():
        if name == "alembic_version":
            continue
        parts: dict[str, Any] = {
            "columns": {
                c["name"]: (repr(c["type"]), c["nullable"], str(c["default"])) for c in look.get_columns(name)
            },
            "key": look.get_pk_constraint(name)["constrained_columns"],
            "indexes": sorted(
                (i["name"] or "", i["column_names"], i["unique"]) for i in look.get_indexes(name)
            ),
            "unique": sorted((u["name"] or "", u["column_names"]) for u in look.get_unique_constraints(name)),
            "checks": sorted((c["name"] or "", c["sqltext"]) for c in look.get_check_constraints(name)),
            "refers": sorted(
                (f["constrained_columns"], f["referred_table"], f["referred_columns"], str(f["options"]))
                for f in look.get_foreign_keys(name)
            ),
        }
        found.append((name, parts))
    return found
