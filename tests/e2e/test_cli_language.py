"""The command line speaks the language that the environment asks for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("de_DE.UTF-8", "Die Schlüsseldatei ({path}) fehlt"),
        ("de_AT.UTF-8", "Die Schlüsseldatei ({path}) fehlt"),
        ("C.UTF-8", "The file of keys ({path}) is missing"),
    ],
)
def test_an_error_is_told_in_the_language_asked_for(tmp_path: Path, locale: str, told: str) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "assessor.db").touch()
    environment = {name: value for name, value in os.environ.items() if name not in {"LANGUAGE", "LC_ALL"}}
    environment |= {"LANG": locale, "LC_MESSAGES": locale, "ASSESSOR_PASSPHRASE": "sample"}
    done = subprocess.run(
        [sys.executable, "-m", "assessor_app", "status", "--data", str(tmp_path / "none")],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.stderr.startswith(told.format(path=tmp_path / "none" / "keys.json")), done.stderr
