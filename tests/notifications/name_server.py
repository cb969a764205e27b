"""A name server for the tests: answers from a table, over UDP."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

Zone = dict[tuple[str, str], list[str]]


class Answering(socketserver.BaseRequestHandler):
    """One question."""

    server: "Serving"

    def handle(self) -> None:
        asked = dns.message.from_wire(self.request[0])
        if self.server.silent:
            return
        question = asked.question[0]
        name, kind = str(question.name).rstrip(".").casefold(), dns.rdatatype.to_text(question.rdtype)
        answer = dns.message.make_response(asked)
        answer.flags |= dns.flags.RA
        found = self.server.zone.get((name, kind))
        if found:
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *found))
        elif not any(known == name for known, _kind in self.server.zone):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        self.request[1].sendto(answer.to_wire(), self.client_address)


class Serving(socketserver.UDPServer):
    """Its zone may be changed at any time; silent it answers nothing."""

    zone: Zone
    silent: bool

    def __init__(self) -> None:
        self.zone, self.silent = {}, False
        super().__init__(("127.0.0.1", 0), Answering)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def says(self, name: str, kind: str, *values: str) -> None:
        texts = [" ".join(f'"{text[n : n + 250]}"' for n in range(0, len(text), 250)) for text in values]
        self.zone[name, kind] = texts if kind == "TXT" else list(values)


@contextmanager
def name_server() -> Iterator[Serving]:
    """Serves on a free port until the block ends."""
    with Serving() as server:
        options: dict[str, Any] = {"poll_interval": 0.02}
        thread = threading.Thread(target=server.serve_forever, kwargs=options)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
