"""`issuer serve` as a process, and what is asked of it."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from made import PASSPHRASE


@dataclass
class Running:
    """A process of the issuer; `log` is what it wrote to stderr, once it has ended."""

    process: "subprocess.Popen[str]"
    url: str
    log: Path

    def ask(self, path: str, *, method: str = "GET", body: bytes | None = None) -> tuple[int, bytes]:
        answer, content = self.heads(path, method=method, body=body)
        return answer.status, content

    def heads(
        self, path: str, *, method: str, body: bytes | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """The answer with its headers, and its body."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
        try:
            connection.request(method, path, body=body)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    @property
    def processor_seconds(self) -> float:
        """What it used of processors so far, by all its threads."""
        return processor_seconds(self.process.pid)

    @property
    def resident_bytes(self) -> int:
        """The memory that the process has now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024


def processor_seconds(process: int) -> float:
    """What a process used of processors so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(database: str, folder: Path) -> Iterator[Running]:
    ready, log = folder / "ready", folder / "log"
    command = ["-m", "assessor_app.cli.main", "issuer", "serve", "--database", database, "--port", "0"]
    with log.open("w", encoding="utf-8") as told:
        process = subprocess.Popen(
            [sys.executable, *command, "--ready-file", str(ready)],
            stderr=told,
            text=True,
            env={**os.environ, "ASSESSOR_PASSPHRASE": PASSPHRASE},
        )
    try:
        until = time.monotonic() + 60
        while not ready.exists():
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until, "not ready"
            time.sleep(0.05)
        yield Running(process=process, url=ready.read_text(encoding="ascii").strip(), log=log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
