"""The child's side: one order after the other from standard input, within limits it sets on itself."""

from __future__ import annotations

import base64
import gc
import json
import os
import resource
import struct
import sys
from typing import Any, BinaryIO, Final

from app.esign.issued import Issued
from app.esign.trust import Trust
from app.esign.verify import verify

MEMORY: Final = 512 * 1024 * 1024
LARGE: Final = 1024 * 1024
LENGTH = struct.Struct(">Q")


def _exactly(source: BinaryIO, size: int) -> bytes:
    read = source.read(size)
    if len(read) < size:
        raise EOFError
    return read


def _part(source: BinaryIO) -> bytes:
    (size,) = LENGTH.unpack(_exactly(source, LENGTH.size))
    return _exactly(source, size)


def _bound() -> None:
    """Memory once for all; no files, no core."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: float) -> None:
    """So much more processor time; the kernel ends the process that takes longer."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1, hard))


def answer(order: dict[str, Any], data: bytes, trust: Trust) -> bytes:
    """The report as JSON."""
    told = order["issued"]
    issued = Issued(told["sha256"], told["size"], told["name"], tuple(told["older"])) if told else None
    ocsp = {key: [base64.b64decode(one) for one in each] for key, each in order["ocsp"].items()}
    return json.dumps(verify(data, order["name"], trust, issued=issued, ocsp=ocsp).to_json()).encode()


def main() -> None:
    """Until the portal closes the pipe."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    _bound()
    trust = Trust(())
    while True:
        try:
            order = json.loads(_part(source))
            data = _part(source)
        except EOFError:
            return
        _allow(order["cpu"])
        if order["trust"]:
            trust = Trust.from_bytes(base64.b64decode(order["trust"]))
        told = answer(order, data, trust)
        large, data = len(data) > LARGE, b""  # not kept while the next one comes
        sink.write(LENGTH.pack(len(told)) + told)
        sink.flush()  # the portal waits for it
        if large:
            gc.collect()  # what was read of a PDF points at itself in circles


if __name__ == "__main__":
    main()
