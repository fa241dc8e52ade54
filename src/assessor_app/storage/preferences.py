"""What this computer's user prefers before anybody signs in: language, theme, text size. Nothing about people."""

import json
from pathlib import Path

from assessor_app.storage.engine import files


class Preferences:
    """Named texts in one small file; a damaged one counts as empty, since nothing in it is worth a refusal."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str, default: str = "") -> str:
        return self._read().get(name, default)

    def put(self, name: str, value: str) -> None:
        """Keeps a value; raises KnownError disk-… when the file cannot be written."""
        kept = {**self._read(), name: value}
        with files.translated(self._path.parent):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        files.write_whole(self._path, json.dumps(kept, ensure_ascii=False, indent=2).encode())

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {name: value for name, value in found.items() if isinstance(value, str)}
