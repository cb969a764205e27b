"""A small S3 over real HTTP: PUT with If-None-Match, GET, DELETE; every request's signature is checked."""

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY, SECRET, REGION = "test-key", "test-secret", "eu-north-1"


@dataclass
class Bucket:
    """What the server holds and how it behaves."""

    url: str = ""
    objects: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    down: bool = False

    @property
    def keys(self) -> dict[str, str]:
        return {"endpoint": self.url, "region": REGION, "key": KEY, "secret": SECRET}


def signature(method: str, path: str, headers: dict[str, str], signed: str, scope: str) -> str:
    """Signature version 4, as the sender should have made it."""
    canonical = "\n".join(
        [
            method,
            path,
            "",
            *[f"{name}:{headers[name].strip()}" for name in signed.split(";")],
            "",
            signed,
            headers["x-amz-content-sha256"],
        ]
    )
    hashed = hashlib.sha256(canonical.encode()).hexdigest()
    told = "\n".join(["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, hashed])
    key = f"AWS4{SECRET}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    bucket: Bucket

    def _signed(self, body: bytes) -> bool:
        headers = {name.lower(): value for name, value in self.headers.items()}
        told = headers.get("authorization", "").removeprefix("AWS4-HMAC-SHA256 ")
        parts = dict(part.strip().split("=", 1) for part in told.split(",") if "=" in part)
        who, _slash, scope = parts.get("Credential", "").partition("/")
        made = parts and signature(self.command, self.path, headers, parts["SignedHeaders"], scope)
        whole = headers.get("x-amz-content-sha256") in {hashlib.sha256(body).hexdigest(), "UNSIGNED-PAYLOAD"}
        return who == KEY and made == parts.get("Signature") and whole

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{hashlib.md5(body).hexdigest()}"')
        self.send_header("Last-Modified", "Mon, 23 Nov 2026 08:00:00 GMT")
        self.end_headers()
        self.wfile.write(body)

    def _do(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        bucket, path = self.bucket, self.path
        bucket.asked.append((self.command, path))
        if bucket.down:
            self._answer(503)
        elif not self._signed(body):
            self._answer(403)
        elif self.command == "PUT" and self.headers.get("If-None-Match") == "*" and path in bucket.objects:
            self._answer(412)
        elif self.command == "PUT":
            bucket.objects[path] = body
            self._answer(200)
        elif self.command == "DELETE":
            bucket.objects.pop(path, None)
            self._answer(204)
        elif path in bucket.objects:
            self._answer(200, bucket.objects[path])
        else:
            self._answer(404)

    do_GET = do_PUT = do_DELETE = _do  # noqa: N815

    def log_message(self, *_told: object) -> None:
        """Silent."""


@contextmanager
def serving() -> Iterator[Bucket]:
    """The server on a free port while the block runs."""
    bucket = Bucket()
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Answers,), {"bucket": bucket})) as server:
        server.daemon_threads = True
        bucket.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield bucket
        finally:
            server.shutdown()
            thread.join()
