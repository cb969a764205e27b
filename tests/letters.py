"""What the portal has written to people since a test began."""

import os
import re
from pathlib import Path

from fastapi import FastAPI

from app.demo.mailbox import Letter, read

LINK = re.compile(r"http://testserver(\S*)")


class Post:
    """`post.last.subject`, `post.path()`: the address of ours in the newest message."""

    def __init__(self, app: FastAPI) -> None:
        self.folder: Path = app.state.settings.data_dir
        self.before = set(self._files())

    def _files(self) -> list[str]:
        places = [self.folder / "mail", self.folder / "sms"]
        return [entry.path for place in places if place.exists() for entry in os.scandir(place)]

    def _new(self) -> list[Path]:
        found = [Path(file) for file in self._files() if file not in self.before]
        return sorted(found, key=lambda file: file.name, reverse=True)

    @property
    def new(self) -> list[Letter]:
        """The newest first."""
        return [read(file, "http://testserver") for file in self._new()]

    @property
    def last(self) -> Letter:
        files = self._new()
        assert files, "nothing was sent"
        return read(files[0], "http://testserver")

    def text(self) -> str:
        return "\n".join(text for text, _path in self.last.lines)

    def path(self) -> str:
        """Where the newest message leads."""
        found = LINK.findall(self.text())
        assert found, f"no link in: {self.text()}"
        return str(found[0])
