"""The store in an S3-compatible bucket; needs requirements-s3.txt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from app.kit.store import Store, Unreachable

# a person may be waiting: two tries within half a minute, and the worker repeats its jobs anyhow
RETRY: Final[obstore.store.RetryConfig] = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}


class BucketStore(Store):
    """Written only when there is no such object (If-None-Match), so that nothing is ever overwritten."""

    def __init__(self, address: str, keys: Mapping[str, str]) -> None:
        parts = urlsplit(address)
        self.prefix = parts.path.strip("/")
        endpoint = keys.get("endpoint", "")
        self.bucket = S3Store(
            parts.netloc,
            config={
                "region": keys.get("region") or "us-east-1",
                "access_key_id": keys.get("key", ""),
                "secret_access_key": keys.get("secret", ""),
                "conditional_put": "etag",
                "disable_bulk_delete": True,  # not every S3-compatible store has it
                **({"endpoint": endpoint} if endpoint else {}),
            },
            client_options={
                "allow_http": endpoint.startswith("http://"),
                "timeout": "30s",
                "connect_timeout": "5s",
            },
            retry_config=RETRY,
        )

    def _key(self, digest: str) -> str:
        return f"{self.prefix}/{digest[:2]}/{digest[2:]}".lstrip("/")

    def _write(self, digest: str, data: bytes) -> bool:
        with _answering():
            try:
                obstore.put(self.bucket, self._key(digest), data, mode="create", use_multipart=False)
            except AlreadyExistsError:
                return False
        return True

    def _read(self, digest: str) -> bytes:
        with _answering():
            return bytes(obstore.get(self.bucket, self._key(digest)).bytes())

    def _remove(self, digest: str) -> None:
        with _answering():
            try:
                obstore.delete(self.bucket, self._key(digest))
            except FileNotFoundError:
                return


@contextmanager
def _answering() -> Iterator[None]:
    """An object that is not there is one thing; a store that does not answer is another."""
    try:
        yield
    except BaseError as error:
        raise Unreachable(type(error).__name__) from error
