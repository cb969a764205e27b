"""Files from strangers are read in child processes, which may crash, hang or swell and harm nobody."""

from __future__ import annotations

import atexit
import base64
import contextlib
import hashlib
import json
import os
import queue
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Final

from app.esign.codes import Code
from app.esign.issued import Issued
from app.esign.report import Finding, Report
from app.esign.trust import Trust
from app.kit.clock import now

ROOT: Final = Path(__file__).resolve().parents[2]
LENGTH = struct.Struct(">Q")
PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "SYSTEMROOT")
CPU_SECONDS: Final = 10
WALL_SECONDS: Final = 60
CHECKS: Final = 1000  # then a fresh child, against whatever a library keeps
OUT_OF_BOUNDS: Final = {signal.SIGXCPU, signal.SIGKILL}


class Died(Exception):
    """The child is gone, or had to be sent away; the code says why."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code


class Child:
    """One process and what it knows; used by one thread at a time."""

    def __init__(self, cpu: float, wall: float) -> None:
        self.cpu, self.wall = cpu, wall
        self.process: subprocess.Popen[bytes] | None = None
        self.trusts = ""
        self.done = 0

    def ask(self, order: dict[str, Any], data: bytes, trust: Trust) -> dict[str, Any]:
        """One file; raises `Died`."""
        process = self._alive()
        known = self.trusts == trust.fingerprint
        order |= {"cpu": self.cpu, "trust": "" if known else base64.b64encode(trust.to_bytes()).decode()}
        told = json.dumps(order).encode()
        try:
            assert process.stdin is not None
            for part in (LENGTH.pack(len(told)), told, LENGTH.pack(len(data)), data):
                process.stdin.write(part)
            process.stdin.flush()  # the child waits for it
            answer = self._heard(process)
        except (OSError, EOFError) as gone:
            raise Died(self.close()) from gone
        self.trusts = trust.fingerprint
        self.done += 1
        if self.done >= CHECKS:
            self.close()
        read: dict[str, Any] = json.loads(answer)
        return read

    def _alive(self) -> subprocess.Popen[bytes]:
        if self.process is not None and self.process.poll() is not None:
            self.close()  # it died while nobody was looking: no fault of this file
        if self.process is None:
            environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app.esign.inside"],
                cwd=ROOT,
                env=environment | {"PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self.trusts, self.done = "", 0
        return self.process

    def _heard(self, process: subprocess.Popen[bytes]) -> bytes:
        until = time.monotonic() + self.wall
        (size,) = LENGTH.unpack(self._exactly(process, LENGTH.size, until))
        return self._exactly(process, size, until)

    def _exactly(self, process: subprocess.Popen[bytes], size: int, until: float) -> bytes:
        assert process.stdout is not None
        pipe, heard, waiting = process.stdout.fileno(), b"", select.poll()
        waiting.register(pipe, select.POLLIN)
        while len(heard) < size:
            ready = waiting.poll(max(0.0, until - time.monotonic()) * 1000)
            if not ready:
                process.kill()
                raise EOFError
            piece = os.read(pipe, size - len(heard))
            if not piece:
                raise EOFError
            heard += piece
        return heard

    def close(self) -> Code:
        """Ends the process; says what its end means for the file it was reading."""
        process, self.process = self.process, None
        if process is None:
            return Code.DAMAGED
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                assert pipe is not None
                pipe.close()
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        return Code.TOO_LONG if -process.returncode in OUT_OF_BOUNDS else Code.DAMAGED


class Checker:
    """A few warm children, started when first needed and again when they die."""

    def __init__(self, children: int = 2, cpu: float = CPU_SECONDS, wall: float = WALL_SECONDS) -> None:
        self._free: queue.LifoQueue[Child] = queue.LifoQueue()
        self._all = [Child(cpu, wall) for _number in range(children)]
        for child in self._all:
            self._free.put(child)
        atexit.register(self.close)

    def check(
        self,
        data: bytes,
        name: str,
        trust: Trust,
        *,
        issued: Issued | None = None,
        ocsp: Mapping[str, Sequence[bytes]] | None = None,
    ) -> Report:
        """As `verify`, elsewhere; whatever happens there, a report comes back."""
        order = {
            "name": name,
            "issued": asdict(issued) if issued else None,
            "ocsp": {key: [base64.b64encode(a).decode() for a in each] for key, each in (ocsp or {}).items()},
        }
        child = self._free.get()
        try:
            return Report.from_json(child.ask(order, data, trust))
        except Died as died:
            report = Report(name, hashlib.sha256(data).hexdigest(), len(data))
            report.checked_at = now().isoformat()
            report.findings.append(Finding(died.code))
            return report
        finally:
            self._free.put(child)

    @property
    def first(self) -> Child:
        """The one that works when only one is needed."""
        return self._all[-1]

    def close(self) -> None:
        """Ends the children that are there."""
        atexit.unregister(self.close)
        for child in self._all:
            child.close()


_one = threading.Lock()


@cache
def _shared() -> Checker:
    return Checker()


def checker() -> Checker:
    """The one of this process."""
    with _one:
        return _shared()
