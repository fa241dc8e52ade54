"""The command line as somebody at a terminal or a script meets it, held to bounds of time and memory."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEMORY = 2 * 1024**3


@dataclass(frozen=True, kw_only=True)
class Told:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def require_sentence(self, status: int = 2) -> str:
        """The one plain sentence (or two) that a person gets, with this exit status; nothing technical."""
        assert self.status == status, (self.status, self.out, self.err)
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        assert "This did not work" not in self.err
        assert "…)" not in self.err
        assert lines[0].endswith(".")
        assert lines[0].isprintable()
        return lines[0]


def environment(state: Path, passphrase: str = "sample") -> dict[str, str]:
    return {
        **os.environ,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "LANG": "C.UTF-8",
        "ASSESSOR_STATE": str(state),
        "ASSESSOR_PASSPHRASE": passphrase,
        "XDG_DATA_HOME": str(state / "no-data-here"),
    }


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def tell(*arguments: str | Path, state: Path, timeout: float = 60, passphrase: str = "sample") -> Told:
    """Runs `assessor-app` with these arguments, in 2 GiB and so many seconds at most."""
    done = subprocess.run(
        [sys.executable, "-m", "assessor_app", *map(str, arguments)],
        env=environment(state, passphrase),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=timeout,
        check=False,
        preexec_fn=_bound,
    )
    return Told(status=done.returncode, out=done.stdout, err=done.stderr)
