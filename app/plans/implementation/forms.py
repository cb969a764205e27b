"""Forms of the implementation plan; the cells are read by `cells`."""

from __future__ import annotations

from typing import Literal

from app.kit.forms import Form, Whole


class CellForm(Form):
    """One cell as it is typed; its value stands under the field's own name."""

    field: Literal["school_theory", "school_practice", "company", "courses"]
    version: Whole
    take: bool = False  # the other person's value is taken over


class RowForm(Form):
    """The whole row, without JavaScript."""

    version: Whole


class ModuleForm(Form):
    """Which module to add."""

    module_id: Whole
