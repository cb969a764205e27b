"""The test authority over HTTP on a free port: /tsa, /ocsp and /ica.crt."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote

from app.esign.testing.pki import TestPki

TSA_ANSWER = "application/timestamp-reply"
OCSP_ANSWER = "application/ocsp-response"


@contextmanager
def serve(pki: TestPki, port: int = 0) -> Iterator[str]:
    """While inside, the services answer and `pki.address` says where; certificates issued then carry it."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _door(pki))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    before, pki.address = pki.address, f"http://127.0.0.1:{server.server_port}"
    thread.start()
    try:
        yield pki.address
    finally:
        pki.address = before
        server.shutdown()
        server.server_close()
        thread.join()


def answered(pki: TestPki, path: str, body: bytes) -> tuple[bytes, str] | None:
    """The answer and its media type; None where there is no such door. Raises ValueError for nonsense."""
    if path == "/tsa":
        return pki.tsa.answer(body), TSA_ANSWER
    if path == "/ocsp":
        return pki.ocsp.answer(body), OCSP_ANSWER
    if path.startswith("/ocsp/"):
        return pki.ocsp.answer(base64.b64decode(unquote(path[6:]))), OCSP_ANSWER
    if path == "/ica.crt":
        return pki.ica.certificate, "application/pkix-cert"
    return None


def _door(pki: TestPki) -> type[BaseHTTPRequestHandler]:
    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def do_GET(self) -> None:
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            try:
                found = answered(pki, self.path, body)
            except (ValueError, TypeError):
                self.send_error(400)
                return
            if found is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", found[1])
            self.send_header("Content-Length", str(len(found[0])))
            self.end_headers()
            self.wfile.write(found[0])

        def log_message(self, format: str, *args: object) -> None:
            """Silent: it is for tests and the demo."""

    return Door
