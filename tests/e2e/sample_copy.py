"""The sample, made once in each process of the tests and copied: every making founds a centre and draws its papers.

What it is opened with costs hardly anything to try, here and in every program that a test starts on a copy: what a try
costs stands in the folder. That the program itself makes one is tested in `test_abuse_folder`.
"""

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from assessor_app.cli.commands import root


def sample_at(data: Path, state: Path) -> Any:
    """Puts a sample there, with the marks of its chain; what `demo --json` said of it when it was made."""
    made, told = _made()
    shutil.copytree(made / "data", data)
    shutil.copytree(made / "state", state, dirs_exist_ok=True)
    return {**told, "data": str(data)}


@cache
def _made() -> tuple[Path, Any]:
    folder = Path(tempfile.mkdtemp(prefix="assessor-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    runner = CliRunner(env={"ASSESSOR_STATE": str(folder / "state")})
    done = runner.invoke(root, ["demo", "--data", str(folder / "data"), "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return folder, json.loads(done.stdout)
