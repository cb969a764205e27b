"""Other people's servers: bounded in size and time, and never our own network."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.kit.outside import Asked, Limits, Unreachable, ask

HERE = Limits(seconds=2, largest=1000, private=True)


class Door(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path:
            case "/plain":
                self.give(b"hello")
            case "/large":
                self.give(b"x" * 5000)
            case "/there":
                self.send_response(302)
                self.send_header("Location", "/plain")
                self.end_headers()
            case "/round":
                self.send_response(302)
                self.send_header("Location", "/round")
                self.end_headers()
            case "/short":
                self.send_response(200)
                self.send_header("Content-Length", "500")
                self.end_headers()
                self.wfile.write(b"x")
            case "/slow":
                self.send_response(200)
                self.end_headers()
                for _ in range(100):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            case _:
                self.send_error(404)

    def do_POST(self) -> None:
        self.give(
            self.headers["Content-Type"].encode() + self.rfile.read(int(self.headers["Content-Length"]))
        )

    def give(self, body: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def there() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_answer(there: str) -> None:
    assert ask(Asked(f"{there}/plain"), HERE) == b"hello"
    assert ask(Asked(f"{there}/x", b"body", {"Content-Type": "a/b"}), HERE) == b"a/bbody"


def test_only_so_many_bytes(there: str) -> None:
    with pytest.raises(Unreachable, match="too large"):
        ask(Asked(f"{there}/large"), HERE)
    with pytest.raises(Unreachable):
        ask(Asked(f"{there}/short"), HERE)


def test_only_so_long(there: str) -> None:
    begun = time.monotonic()
    with pytest.raises(Unreachable, match=r"in time|timed out"):
        ask(Asked(f"{there}/slow"), Limits(seconds=0.3, private=True))
    assert time.monotonic() - begun < 2


def test_only_as_many_redirects_as_allowed(there: str) -> None:
    with pytest.raises(Unreachable, match="too many redirects"):
        ask(Asked(f"{there}/there"), HERE)
    assert ask(Asked(f"{there}/there"), Limits(redirects=1, private=True)) == b"hello"
    with pytest.raises(Unreachable, match="too many redirects"):
        ask(Asked(f"{there}/round"), Limits(redirects=3, private=True))


def test_anything_but_200_is_no_answer(there: str) -> None:
    with pytest.raises(Unreachable, match="status 404"):
        ask(Asked(f"{there}/nowhere"), HERE)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/plain",
        "http://localhost:{port}/plain",
        "http://[::1]:{port}/plain",
        "http://[::ffff:127.0.0.1]:{port}/plain",
        "http://0.0.0.0:{port}/plain",
        "http://2130706433:{port}/plain",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.1/",
        "http://[fe80::1]/",
        "http://[64:ff9b::a00:1]/",
        "http://224.0.0.1/",
    ],
)
def test_our_own_network_is_never_asked(there: str, address: str) -> None:
    with pytest.raises(Unreachable, match=r"our own network|gaierror"):
        ask(Asked(address.format(port=there.rpartition(":")[2])))


def test_a_name_that_leads_home_is_noticed(there: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(there.rpartition(":")[2])
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: inside)
    with pytest.raises(Unreachable, match="our own network"):
        ask(Asked("http://ocsp.example/"))


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://x/y", "ldap://x", "http://a:b@example.org/", "", "x"]
)
def test_other_kinds_of_address_are_not_asked(address: str) -> None:
    with pytest.raises(Unreachable, match="not an address"):
        ask(Asked(address))
