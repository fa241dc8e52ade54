"""Two processes of one issuer on one PostgreSQL; one of them, at random, is killed (-9) and started again."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from assessor_app.issuer.store import facts
from assessor_app.issuer.store.engine import open_store, read_url

PASSPHRASE = "sesame"
_PATIENCE_SECONDS = 90.0


@dataclass
class Issuers:
    """`database` is a SQLAlchemy URL; `folder` keeps evidence, the root's key and the logs."""

    database: str
    folder: Path
    seed: int
    killed: int = 0
    _processes: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    _ports: dict[int, int] = field(default_factory=dict)
    _over: threading.Event = field(default_factory=threading.Event)
    _killer: threading.Thread | None = None

    def begin(self) -> None:
        """Makes the issuer and starts both processes."""
        self.ask(
            "init",
            "--host",
            "issuer.example",
            "--name",
            "Example Awarding",
            "--evidence",
            str(self.folder / "evidence"),
            "--root-out",
            str(self.folder / "root.json"),
        )
        self.ask("policy", "--evidence", "all")
        for place in (0, 1):
            self._start(place)

    def ask(self, command: str, *arguments: str) -> dict[str, Any]:
        """One command of the issuer's command line, and its JSON."""
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "assessor_app.cli.main",
                "issuer",
                command,
                *arguments,
                "--database",
                self.database,
                "--json",
            ],
            check=False,
            capture_output=True,
            text=True,
            env=self._environment(),
        )
        assert done.returncode == 0, f"issuer {command}: {done.returncode} {done.stdout} {done.stderr}"
        found = json.loads(done.stdout)
        assert isinstance(found, dict)
        return found

    def contents(self) -> dict[str, int | str]:
        """What is stored and judged: how many rows each table of facts has, and a hash over all that is in them."""
        store = open_store(read_url(self.database))
        found: dict[str, int | str] = {}
        try:
            with store.read() as connection:
                for table in (
                    facts.record,
                    facts.personal,
                    facts.receipt,
                    facts.verdict,
                    facts.stands,
                    facts.unjudged,
                    facts.early,
                ):
                    rows = sorted(repr(tuple(row)) for row in connection.execute(select(table)))
                    found[table.name] = len(rows)
                    found[f"{table.name} sha256"] = sha256("\n".join(rows).encode()).hexdigest()
        finally:
            store.close()
        return found

    def ports(self) -> list[int]:
        """Where somebody may be listening now: both, one of them perhaps dead."""
        return list(self._ports.values())

    def kill_at_random(self) -> None:
        self._killer = threading.Thread(target=self._kill, daemon=True)
        self._killer.start()

    def leave_alone(self) -> None:
        """No more kills; both run when this returns."""
        self._over.set()
        if self._killer is not None:
            self._killer.join()

    def end(self) -> None:
        self.leave_alone()
        for process in self._processes.values():
            process.send_signal(signal.SIGTERM)
            process.wait(_PATIENCE_SECONDS)

    def _kill(self) -> None:
        dice = random.Random(self.seed)  # noqa: S311 - to be repeatable
        while not self._over.wait(dice.uniform(2.0, 8.0)):
            place = dice.choice((0, 1))
            self._processes[place].kill()
            self._processes[place].wait()
            self.killed += 1
            self._start(place)

    def _start(self, place: int) -> None:
        ready = self.folder / f"ready-{place}"
        ready.unlink(missing_ok=True)
        command = [
            "-m",
            "assessor_app.cli.main",
            "issuer",
            "serve",
            "--database",
            self.database,
            "--port",
            "0",
        ]
        with (self.folder / f"log-{place}").open("ab") as told:
            self._processes[place] = subprocess.Popen(
                [sys.executable, *command, "--ready-file", str(ready)],
                stdout=told,
                stderr=told,
                cwd=self.folder,
                env=self._environment(),
            )
        until = time.monotonic() + _PATIENCE_SECONDS
        while not ready.exists():
            assert self._processes[place].poll() is None, (self.folder / f"log-{place}").read_text(
                encoding="utf-8"
            )
            assert time.monotonic() < until, "the issuer did not start"
            time.sleep(0.05)
        port = urlsplit(ready.read_text(encoding="ascii").strip()).port
        assert port is not None
        self._ports[place] = port

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "ASSESSOR_PASSPHRASE": PASSPHRASE}
