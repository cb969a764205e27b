"""What browsers send to the registers."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from app.kit.clock import today
from app.kit.forms import Day, Form, Whole, wrong
from app.kit.words import _
from app.registers.kinds import KINDS
from app.registers.models import Direction, Term
from app.registers.numbering import sound

Short = Annotated[str, StringConstraints(max_length=60)]
Line = Annotated[str, StringConstraints(max_length=300)]


class EntryForm(Form):
    """A paper that came."""

    kind: str = "letter"
    title: Line
    party: Line
    dated: Day | None = None
    their_number: Short = ""
    their_date: Day | None = None
    case_file: Whole | None = None
    about: Line = ""
    note: str = ""
    version: Whole = 1

    @field_validator("kind")
    @classmethod
    def _known(cls, kind: str) -> str:
        if kind not in KINDS:
            wrong(_("Choose one from the list."))
        return kind

    @model_validator(mode="after")
    def _not_to_come(self) -> Self:
        for day in (self.dated, self.their_date):
            if day and day > today():
                wrong(_("A paper cannot be registered on a day that is still to come."))
        return self


class NoteForm(Form):
    """What can be changed of a document of the portal itself."""

    case_file: Whole | None = None
    note: str = ""
    version: Whole = 1


class ReasonForm(Form):
    """Why."""

    reason: Annotated[str, StringConstraints(min_length=3, max_length=1000)]


class CaseFileForm(Form):
    """A row of the list of files."""

    code: Annotated[str, StringConstraints(max_length=20, pattern=r"^[0-9A-Za-z.\-/]+$")]
    title: Line
    kinds: list[str] = Field(default_factory=list)
    term: Term
    years: Annotated[Whole | None, Field(ge=1, le=100)] = None
    basis: Line = ""
    closed: bool = False
    version: Whole = 1

    @field_validator("kinds")
    @classmethod
    def _known(cls, kinds: list[str]) -> list[str]:
        return [kind for kind in kinds if kind in KINDS]

    @model_validator(mode="after")
    def _counted(self) -> Self:
        if self.term is not Term.PERMANENT and self.years is None:
            wrong(_("Write how many years the papers are kept."))
        return self


class SchemeForm(Form):
    """How papers are numbered."""

    direction: Direction
    kind: str = ""
    pattern: Short

    @field_validator("kind")
    @classmethod
    def _known(cls, kind: str) -> str:
        if kind and kind not in KINDS:
            wrong(_("Choose one from the list."))
        return kind

    @field_validator("pattern")
    @classmethod
    def _sound(cls, pattern: str) -> str:
        if not sound(pattern):
            wrong(
                _(
                    "Write {number} where the number goes; besides it only {year} and {index} are filled.",
                    number="{n}",
                    year="{year}",
                    index="{index}",
                )
            )
        return pattern


class ProposeForm(Form):
    """Which papers."""

    chosen: list[Whole] = Field(default_factory=list)
