"""Serving static files: one style sheet, addresses that change with the content, cached for a year."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.kit.assets import bundle, version

SHEET = "portal.css"


class Assets(StaticFiles):
    """The folder `static`; `url` gives the address that templates use."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder)
        self.folder = folder
        self.sheet, self.sheet_version = bundle(folder)

    def url(self, path: str) -> str:
        """`/static/<path>?v=<hash>`."""
        mark = self.sheet_version if path == SHEET else version(self.folder / path)
        return f"/static/{path}?v={mark}"

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file; the bundled style sheet from memory."""
        if path == SHEET:
            answer: Response = Response(self.sheet, media_type="text/css")
        else:
            answer = await super().get_response(path, scope)
        if b"v=" in scope.get("query_string", b""):
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer
