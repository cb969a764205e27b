"""The rows of a list of programmes as programmes with their modules and outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.imports.readings import Reading
from app.kit.words import Said, _


@dataclass(frozen=True, slots=True)
class OutcomeRead:
    text: str
    row: int


@dataclass(frozen=True, slots=True)
class ModuleRead:
    name: str
    kind: str
    hours: int
    practical_hours: int
    outcomes: tuple[OutcomeRead, ...]
    row: int


@dataclass(frozen=True, slots=True)
class RowNote:
    """What rows say about each other. With `wrong` the row cannot be taken as it is."""

    row: int
    field: str
    said: Said
    wrong: bool = True


@dataclass(frozen=True, slots=True)
class ProgrammeRead:
    code: str
    qualification: str
    level: int
    hours: int
    modules: tuple[ModuleRead, ...]
    row: int
    notes: tuple[RowNote, ...] = ()

    @property
    def module_hours(self) -> int:
        return sum(module.hours for module in self.modules)

    @property
    def wrong(self) -> bool:
        return any(note.wrong for note in self.notes)


def programmes(rows: Iterable[Reading]) -> tuple[ProgrammeRead, ...]:
    """Groups the rows without mistakes; the first row of a programme or module speaks for it."""
    found: dict[tuple[str, str], list[Reading]] = {}
    for reading in rows:
        if not reading.errors and reading.left_out is None:
            values = reading.values
            found.setdefault((values["programme_code"], values["qualification"]), []).append(reading)
    return tuple(map(_programme, found.values()))


def _programme(rows: list[Reading]) -> ProgrammeRead:
    by_module: dict[str, list[Reading]] = {}
    for reading in rows:
        by_module.setdefault(reading.values["module"], []).append(reading)
    modules = tuple(map(_module, by_module.values()))
    first = rows[0].values
    notes = _differing(rows, ("level", "programme_hours"))
    for about in by_module.values():
        notes += _differing(about, ("module_kind", "module_hours", "practical_hours"))
    programme = ProgrammeRead(
        code=first["programme_code"],
        qualification=first["qualification"],
        level=first["level"],
        hours=first["programme_hours"],
        modules=modules,
        row=rows[0].row,
    )
    return replace(programme, notes=(*notes, *_hours(programme)))


def _module(rows: list[Reading]) -> ModuleRead:
    first = rows[0].values
    hours: int = first["module_hours"]
    kind = first.get("module_kind", "professional")
    outcomes = tuple(OutcomeRead(row.values["outcome"], row.row) for row in rows if "outcome" in row.values)
    practical: int = first.get("practical_hours", hours if kind == "practice" else 0)
    return ModuleRead(first["module"], kind, hours, practical, outcomes, rows[0].row)


def _differing(rows: list[Reading], names: tuple[str, ...]) -> list[RowNote]:
    first = rows[0]
    return [
        RowNote(
            later.row,
            name,
            _("Row {row} says otherwise about the same thing. Leave the right one.", row=first.row),
        )
        for later in rows[1:]
        for name in names
        if later.values.get(name) != first.values.get(name)
    ]


def _hours(programme: ProgrammeRead) -> list[RowNote]:
    """More hours in modules than in the programme cannot be; fewer are usual, because lists are partial."""
    given, whole = programme.module_hours, programme.hours
    if given > whole:
        said = _(
            "The modules have {given:hours}, but the programme only {whole:hours}.", given=given, whole=whole
        )
        return [RowNote(programme.row, "programme_hours", said)]
    if given < whole:
        said = _("The list has modules for {given:hours} of {whole:hours}.", given=given, whole=whole)
        return [RowNote(programme.row, "programme_hours", said, wrong=False)]
    return []
