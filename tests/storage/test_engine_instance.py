"""One instance writes to a folder; a killed one leaves no lock behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine.instance import only_one

HOLDER = """
import sys, time
from pathlib import Path
from assessor_app.storage.engine.instance import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def refused(folder: Path) -> bool:
    try:
        with only_one(folder):
            return False
    except KnownError as error:
        return error.code == "already-open"


def test_a_second_instance_is_refused_in_the_same_process(tmp_path: Path) -> None:
    with only_one(tmp_path):
        assert refused(tmp_path)
    assert not refused(tmp_path)


def test_an_error_inside_gives_the_lock_back(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), only_one(tmp_path):
        raise ZeroDivisionError
    assert not refused(tmp_path)


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        assert refused(tmp_path)
        holder.kill()
        holder.wait()
    assert not refused(tmp_path)
