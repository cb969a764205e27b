"""PDF from a template and values: tagged, PDF/A, the same bytes for the same values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import typst

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "templates" / "documents"
FONTS: Final = Path(__file__).resolve().parents[2] / "static" / "fonts" / "ttf"


def pdf(template: str, values: dict[str, Any]) -> bytes:
    """Renders `templates/documents/<template>.typ`. Values travel as JSON: no text becomes code."""
    inputs = {"data": json.dumps(values, ensure_ascii=False)}
    made = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs=inputs,
    )
    assert isinstance(made, bytes)
    return made
