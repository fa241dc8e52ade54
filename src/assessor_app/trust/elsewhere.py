"""Work on a file that anybody may have made, in a process of its own that is killed when it hangs."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import assessor_app

MOST_MEMORY = 2 * 1024**3


def run_elsewhere(module: str, data: bytes, *, seconds: float, arguments: tuple[str, ...] = ()) -> bytes:
    """What a module writes to stdout when it is run with `data` on stdin; nothing when it fell over or was killed."""
    here = str(Path(assessor_app.__file__).parents[1])
    # -P: a module of the same name in the folder that happens to be current is not ours.
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([here, *_python_path()])},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with process:
        try:
            told, _ = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return b""
        except BaseException:
            process.kill()
            raise
    return told


def limit_myself(seconds: float, *, memory: int = MOST_MEMORY) -> None:
    """A bound on memory, and on time should nobody be left to kill this process (not on Windows, which has neither)."""
    if sys.platform == "win32":
        return
    import resource

    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a limit that is lower already stays
            resource.setrlimit(limit, (most, most))


def _python_path() -> list[str]:
    kept = os.environ.get("PYTHONPATH", "")
    return [kept] if kept else []
