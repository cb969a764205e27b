"""As much of an IMAP server as it takes to read a mailbox: a login, unseen letters, and marking them."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

USER, PASSWORD = "bounces", "s3cret word"


@dataclass
class Box:
    """Its address, and the letters in it with whether they have been seen."""

    port: int = 0
    letters: list[bytes] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"imap://{USER}:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{self.port}/INBOX"


class Talk(socketserver.StreamRequestHandler):
    """One line after another."""

    server: "Serving"

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _space, asked = line.partition(" ")
            self.say(f"{tag} {self.answer(asked)}")
            if asked == "LOGOUT":
                return

    def answer(self, asked: str) -> str:
        box = self.server.box
        if asked == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif asked.startswith("LOGIN"):
            return "OK in" if asked == f'LOGIN {USER} "{PASSWORD}"' else "NO wrong"
        elif asked.startswith("SELECT"):
            self.say(f"* {len(box.letters)} EXISTS")
        elif asked.startswith("UID SEARCH UNSEEN"):
            unseen = [str(n) for n in range(1, len(box.letters) + 1) if n not in box.seen]
            self.say(f"* SEARCH {' '.join(unseen)}")
        elif found := re.match(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.\d+>\)", asked):
            data = box.letters[int(found[1]) - 1]
            self.wfile.write(f"* {found[1]} FETCH (UID {found[1]} BODY[]<0> {{{len(data)}}}\r\n".encode())
            self.wfile.write(data + b")\r\n")
        elif found := re.match(r"UID STORE ([\d,]+) \+FLAGS \(\\Seen\)", asked):
            box.seen |= {int(n) for n in found[1].split(",")}
        return "OK done"


class Serving(socketserver.ThreadingTCPServer):
    """Each line of a program in its own thread."""

    daemon_threads = True

    def __init__(self, box: Box) -> None:
        self.box = box
        super().__init__(("127.0.0.1", 0), Talk)


@contextmanager
def imap_server() -> Iterator[Box]:
    """Serves on a free port until the block ends."""
    box = Box()
    with Serving(box) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield box
        server.shutdown()
        thread.join()
