"""A PostgreSQL of the tests' own: its own folder, its own port, gone afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

_DEBIAN = Path("/usr/lib/postgresql")
_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Cluster:
    """A running server on 127.0.0.1, whose superuser is `assessor`; `process` is the one that all others of it come from."""

    port: int
    process: int

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://assessor@127.0.0.1:{self.port}/{name}"

    def create(self, name: str, *, like: str = "template1") -> str:
        """A new database, by its URL: empty, or a copy of one that nobody is connected to."""
        with psycopg.connect(self._admin(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        with psycopg.connect(self._admin(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    @property
    def processor_seconds(self) -> float:
        """What all its processes used of processors so far, those that have ended too."""
        first = Path(f"/proc/{self.process}")
        others = (first / "task" / str(self.process) / "children").read_text(encoding="ascii").split()
        return _used(first, ended=True) + sum(_used(Path(f"/proc/{other}")) for other in others)

    def _admin(self) -> str:
        return f"host=127.0.0.1 port={self.port} user=assessor dbname=postgres"


def _used(process: Path, *, ended: bool = False) -> float:
    try:
        fields = (process / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except FileNotFoundError:  # it ended meanwhile
        return 0
    return sum(int(field) for field in fields[11 : 15 if ended else 13]) / os.sysconf("SC_CLK_TCK")


def binary(name: str) -> str | None:
    """Where PostgreSQL's own programs are: in the path, or where Debian puts them."""
    found = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    return str(found[-1]) if found else shutil.which(name)


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A server for the length of the block, in a folder that whoever runs it can reach; `durable` waits for the disk."""
    with (
        tempfile.TemporaryDirectory(prefix="assessor-postgresql-") as folder,
        _running(Path(folder), durable=durable) as running,
    ):
        yield running


@contextmanager
def _running(folder: Path, *, durable: bool) -> Iterator[Cluster]:
    data = folder / "data"
    data.mkdir(mode=0o700)
    user = _unprivileged(folder)
    _run(
        [_needed("initdb"), "-D", str(data), "-U", "assessor", "-A", "trust", "-E", "UTF8", "--no-sync"], user
    )
    port = _free_port()
    options = [
        "-c",
        f"fsync={'on' if durable else 'off'}",
        "-c",
        "unix_socket_directories=",
        "-c",
        "listen_addresses=127.0.0.1",
    ]
    with (folder / "log").open("w") as log:
        command = [_needed("postgres"), "-D", str(data), "-p", str(port), *options]
        server = subprocess.Popen(_as(user, command), stdout=log, stderr=log, cwd=folder)
    try:
        _wait(port, server)
        yield Cluster(port, server.pid)
    finally:
        server.send_signal(signal.SIGINT)  # does not wait for whoever is still connected
        server.wait(_PATIENCE_SECONDS)


def _needed(name: str) -> str:
    found = binary(name)
    assert found, f"PostgreSQL's {name} is missing: `make setup` installs it on Debian"
    return found


def _unprivileged(folder: Path) -> str | None:
    """Whom to run it as: PostgreSQL refuses root."""
    if os.getuid() != 0:
        return None
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, "nobody")
    return "nobody"


def _as(user: str | None, command: Sequence[str]) -> list[str]:
    return ["setpriv", "--reuid", user, "--clear-groups", "--", *command] if user else [*command]


def _run(command: Sequence[str], user: str | None) -> None:
    subprocess.run(_as(user, command), check=True, stdout=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, "PostgreSQL did not start"
        try:
            psycopg.connect(
                f"host=127.0.0.1 port={port} user=assessor dbname=postgres", connect_timeout=2
            ).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("PostgreSQL did not answer")
