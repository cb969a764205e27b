"""Both forms of the store keep the same promises."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.kit.bucket import BucketStore
from app.kit.store import Damaged, FolderStore, Store, Unreachable
from app.kit.stores import chosen
from app.settings import Settings
from tests.s3 import Bucket, serving

DATA = "Līgums, parakstīts".encode()
HASH = hashlib.sha256(DATA).hexdigest()


@dataclass
class Kept:
    """A store, and a hand that reaches behind its back."""

    store: Store
    spoil: Callable[[str, bytes], None]
    lose: Callable[[str], None]
    names: Callable[[], list[str]]


@pytest.fixture(scope="module")
def s3() -> Iterator[Bucket]:
    with serving() as bucket:
        yield bucket


def in_folder(folder: Path) -> Kept:
    store = FolderStore(folder)

    def path(digest: str) -> Path:
        return folder / digest[:2] / digest[2:]

    def spoil(digest: str, data: bytes) -> None:
        path(digest).chmod(0o600)
        path(digest).write_bytes(data)

    def names() -> list[str]:
        return sorted("".join(found.parts[-2:]) for found in folder.rglob("*") if found.is_file())

    return Kept(store, spoil, lambda digest: path(digest).unlink(), names)


def in_bucket(s3: Bucket, prefix: str) -> Kept:
    s3.down = False
    start = f"/skola/{prefix}/"

    def key(digest: str) -> str:
        return f"{start}{digest[:2]}/{digest[2:]}"

    def names() -> list[str]:
        found = [name.removeprefix(start) for name in s3.objects if name.startswith(start)]
        return sorted(name.replace("/", "") for name in found)

    return Kept(
        BucketStore(f"s3://skola/{prefix}", s3.keys),
        lambda digest, data: s3.objects.update({key(digest): data}),
        lambda digest: s3.objects.__delitem__(key(digest)),
        names,
    )


@pytest.fixture(params=["folder", "bucket"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    if request.param == "folder":
        return in_folder(tmp_path / "files")
    return in_bucket(request.getfixturevalue("s3"), f"dvb/{tmp_path.name}")


def test_what_is_put_is_got(kept: Kept) -> None:
    assert kept.store.put(DATA) == HASH
    assert kept.store.put(DATA) == HASH
    assert kept.store.put(b"") == hashlib.sha256(b"").hexdigest()
    assert kept.store.get(HASH) == DATA
    assert kept.store.get(hashlib.sha256(b"").hexdigest()) == b""
    assert kept.names() == sorted([HASH, hashlib.sha256(b"").hexdigest()])


def test_a_large_file_is_one_whole(kept: Kept) -> None:
    data = os.urandom(1 << 20) * 6
    assert kept.store.get(kept.store.put(data)) == data
    assert len(kept.names()) == 1


def test_changed_bytes_are_told_and_never_written_over(kept: Kept) -> None:
    kept.store.put(DATA)
    kept.spoil(HASH, b"other")
    with pytest.raises(Damaged):
        kept.store.get(HASH)
    with pytest.raises(Damaged):
        kept.store.put(DATA)
    with pytest.raises(Damaged):
        kept.store.get(HASH)


def test_what_is_gone_is_told_and_can_be_brought_again(kept: Kept) -> None:
    kept.store.put(DATA)
    kept.lose(HASH)
    with pytest.raises(FileNotFoundError):
        kept.store.get(HASH)
    assert kept.store.put(DATA) == HASH
    assert kept.store.get(HASH) == DATA


def test_destroyed_is_gone_for_ever(kept: Kept) -> None:
    kept.store.put(DATA)
    kept.store.destroy(HASH)
    kept.store.destroy(HASH)
    assert kept.names() == []
    with pytest.raises(FileNotFoundError):
        kept.store.get(HASH)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", HASH[:63], HASH.upper(), HASH + "0"])
def test_only_hashes_are_names(kept: Kept, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        kept.store.get(name)
    with pytest.raises(FileNotFoundError):
        kept.store.destroy(name)


def test_files_in_the_folder_are_read_only_and_leave_no_scraps(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    store.put(DATA)
    path = tmp_path / "files" / HASH[:2] / HASH[2:]
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IRWXO)
    assert [found for found in (tmp_path / "files").rglob("*") if found.is_file()] == [path]


def test_file_and_name_are_on_the_disk_before_anything_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    FolderStore(tmp_path / "files").put(DATA)
    assert synced == ["folder", "file", "folder"]


def test_a_bucket_is_written_under_a_condition_and_its_prefix(s3: Bucket) -> None:
    kept = in_bucket(s3, "a/b")
    s3.asked.clear()
    kept.store.put(DATA)
    assert s3.asked == [("PUT", f"/skola/a/b/{HASH[:2]}/{HASH[2:]}")], "one request: no look before"


def test_a_bucket_that_does_not_answer_is_not_an_empty_one(s3: Bucket) -> None:
    kept = in_bucket(s3, "down")
    wrong = BucketStore("s3://skola/down", {**s3.keys, "secret": "guessed"})
    kept.store.put(DATA)
    for act in (lambda: wrong.get(HASH), lambda: wrong.put(b"x"), lambda: wrong.destroy(HASH)):
        with pytest.raises(Unreachable):
            act()
    assert kept.names() == [HASH]


def test_the_setting_chooses(s3: Bucket, tmp_path: Path) -> None:
    told = {"DVB_DEMO": "1", "DVB_DATA_DIR": str(tmp_path)}

    def asked(environ: dict[str, str]) -> Store:
        settings = Settings.read(environ)
        return chosen(settings.files, settings.s3)

    usual = asked(told)
    assert isinstance(usual, FolderStore) and usual.folder == tmp_path / "files"
    elsewhere = asked(told | {"DVB_FILES": str(tmp_path / "else")})
    assert isinstance(elsewhere, FolderStore) and elsewhere.folder == tmp_path / "else"
    keys = {f"DVB_S3_{name.upper()}": value for name, value in s3.keys.items()}
    settings = Settings.read(told | {"DVB_FILES": "s3://skola/chosen"} | keys)
    store = chosen(settings.files, settings.s3)
    assert store.get(store.put(DATA)) == DATA
    assert f"/skola/chosen/{HASH[:2]}/{HASH[2:]}" in s3.objects
    assert s3.keys["secret"] not in repr(settings)
