"""PDF from a template and values: tagged, PDF/A, the same bytes for the same values."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import typst

from app.kit.errors import Refused
from app.kit.words import _

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "templates" / "documents"
FONTS: Final = Path(__file__).resolve().parents[2] / "static" / "fonts" / "ttf"


UNPRINTABLE: Final = re.compile(r'the text `"(.+?)"` could not be displayed')


def pdf(template: str, values: dict[str, Any]) -> bytes:
    """Renders `templates/documents/<template>.typ`. Values travel as JSON: no text becomes code."""
    inputs = {"data": json.dumps(values, ensure_ascii=False)}
    try:
        made = typst.compile(
            str(TEMPLATES / f"{template}.typ"),
            root=str(TEMPLATES),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            sys_inputs=inputs,
        )
    except typst.TypstError as error:
        # an archived document may not have signs that its fonts lack
        if found := UNPRINTABLE.search(str(error)):
            raise Refused(
                _(
                    "The document has a sign that cannot be printed: {sign}. Write it otherwise.",
                    sign=found[1],
                )
            ) from error
        raise
    assert isinstance(made, bytes)
    return made
