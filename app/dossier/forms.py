"""What browsers send."""

from __future__ import annotations

from pydantic import ConfigDict
from starlette.datastructures import UploadFile

from app.kit.forms import Form


class BringForm(Form):
    """A dossier."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    file: UploadFile
