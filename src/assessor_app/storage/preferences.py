"""What this computer's user prefers, in a small file outside the data folder: known before anybody signs in."""

import json
from pathlib import Path

from assessor_app.storage.engine import files

_LARGEST = 100_000


class PreferencesFile:
    """Named texts in one JSON file. A file that cannot be read holds nothing: preferences are not worth a refusal."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str, default: str = "") -> str:
        return self._read().get(name, default)

    def put(self, name: str, value: str) -> None:
        """Raises KnownError `disk-…`."""
        kept = {**self._read(), name: value}
        with files.translated(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(kept, ensure_ascii=False, indent=2, sort_keys=True)
        files.write_whole(self._path, f"{text}\n".encode())

    def _read(self) -> dict[str, str]:
        try:
            with self._path.open("rb") as stream:
                found = json.loads(stream.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {name: value for name, value in found.items() if isinstance(value, str)}
