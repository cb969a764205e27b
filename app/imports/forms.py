"""The forms of an import."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import UploadFile

from app.kit.forms import Form, Whole


class UploadForm(Form):
    """A list from somebody's computer."""

    model_config = {**Form.model_config, "arbitrary_types_allowed": True}

    file: UploadFile


class RemapForm(Form):
    """What kind of list it is, where its headings stand; the columns come as `col-0`, `col-1`, …"""

    shape: str
    header_row: Whole
    version: Whole


def columns_of(raw: dict[str, list[str]]) -> dict[int, str]:
    """The chosen fields by column."""
    found: dict[int, Any] = {}
    for name, values in raw.items():
        number = name.removeprefix("col-")
        if name.startswith("col-") and number.isdecimal() and values[-1]:
            found[int(number)] = values[-1]
    return found
