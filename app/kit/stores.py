"""Which store the settings mean."""

from __future__ import annotations

from pathlib import Path

from app.kit.store import FolderStore, Store


def chosen(files: str, s3: dict[str, str]) -> Store:
    """A bucket for an address that begins with s3://, otherwise a folder."""
    if files.startswith("s3://"):
        from app.kit.bucket import BucketStore  # noqa: PLC0415  (loaded only where it is wanted)

        return BucketStore(files, s3)
    return FolderStore(Path(files))
