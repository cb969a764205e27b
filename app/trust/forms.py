"""The form of an import."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from app.kit.forms import Form


class ImportForm(Form):
    """A list or certificates from somebody's computer; the fingerprint, where nobody else vouches."""

    model_config = {**Form.model_config, "arbitrary_types_allowed": True}

    file: UploadFile
    fingerprint: str = ""
