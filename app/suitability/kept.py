"""What several tables of this room have: a file that proves the row, and an end to be warned of."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column


class Attached:
    """A file that proves a row, kept by its hash."""

    filename: Mapped[str] = mapped_column(String(200), default="", info={"personal": True})
    media_type: Mapped[str] = mapped_column(String(60), default="")
    sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(default=0)


class Ending:
    """Something that ends; `told_days` is the smallest warning already given."""

    told_days: Mapped[int | None]
