"""What the portal has written to people since a test began."""

import re
from pathlib import Path

from fastapi import FastAPI

from app.demo.mailbox import Letter, read

LINK = re.compile(r"http://testserver(\S*)")


class Post:
    """`post.last.subject`, `post.path()`: the address of ours in the newest message."""

    def __init__(self, app: FastAPI) -> None:
        self.folder: Path = app.state.settings.data_dir
        self.before = self._files()

    def _files(self) -> set[Path]:
        return {*(self.folder / "mail").glob("*.eml"), *(self.folder / "sms").glob("*.txt")}

    @property
    def new(self) -> list[Letter]:
        """The newest first."""
        files = sorted(self._files() - self.before, key=lambda file: file.name, reverse=True)
        return [read(file, "http://testserver") for file in files]

    @property
    def last(self) -> Letter:
        assert self.new, "nothing was sent"
        return self.new[0]

    def text(self) -> str:
        return "\n".join(text for text, _path in self.last.lines)

    def path(self) -> str:
        """Where the newest message leads."""
        found = LINK.findall(self.text())
        assert found, f"no link in: {self.text()}"
        return str(found[0])
