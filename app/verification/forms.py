"""What a stranger may ask about."""

from __future__ import annotations

import re

from pydantic import Field, field_validator
from starlette.datastructures import UploadFile

from app.kit.forms import Form, wrong
from app.kit.words import _

HASH = re.compile(r"[0-9a-f]{64}")


class FileForm(Form):
    """A file that is read, answered and forgotten."""

    model_config = {**Form.model_config, "arbitrary_types_allowed": True}

    file: UploadFile


class NumberForm(Form):
    """A document's number together with the hash of its file: neither alone says anything."""

    number: str = Field(max_length=60)
    sha256: str = Field(max_length=200)

    @field_validator("sha256")
    @classmethod
    def _sha256(cls, value: str) -> str:
        plain = re.sub(r"[\s:-]", "", value).lower()
        if not HASH.fullmatch(plain):
            wrong(_("The hash has 64 characters: digits and the letters a to f."))
        return plain
