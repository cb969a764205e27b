"""Forms of the individual plan."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.kit.forms import Form, Whole


class CellForm(Form):
    """One cell as it is typed; its value stands under the field's own name and is read by `cells`."""

    field: Literal[
        "school_theory", "school_practice", "company", "starts", "ends", "responsible", "assessment"
    ]
    version: Whole
    take: bool = False  # the other person's value is taken over


class RowForm(Form):
    """The whole row; the cells are read by `cells`."""

    version: Whole
    with_outcomes: bool = False
    outcomes: list[Whole] = Field(default_factory=list)


class ModuleForm(Form):
    """Which module to add."""

    module_id: Whole


class SourceForm(Form):
    """Which plan to copy."""

    plan_id: Whole


class CommentForm(Form):
    """What the company wants to be different."""

    comment: str = Field(min_length=3, max_length=2000)


class EditionForm(Form):
    """Which edition was read."""

    edition: Whole


class TextsForm(Form):
    """The school's words; an empty one gives the usual words back."""

    assessment: str = Field("", max_length=4000)
    rights: str = Field("", max_length=4000)
    duties: str = Field("", max_length=4000)
    confidentiality: str = Field("", max_length=4000)
