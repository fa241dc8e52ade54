"""What a sample folder tells everybody: who may open it, and with what. No real centre has such a file."""

import json
from pathlib import Path
from typing import Any

from assessor_app.sample import SAMPLE_FILE
from assessor_app.storage.engine.files import write_whole


def told(folder: Path) -> dict[str, Any]:
    """`passphrase`, `recovery`, and `members` with `label`, `role` and `pin`; nothing where it is no sample."""
    try:
        found = json.loads((folder / SAMPLE_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def tell(folder: Path, what: dict[str, Any]) -> None:
    """Writes it, in place of what it told before."""
    text = json.dumps(what, ensure_ascii=False, indent=2)
    write_whole(folder / SAMPLE_FILE, f"{text}\n".encode())


def tell_recovery(folder: Path, recovery: str) -> None:
    """A new recovery key takes the place of the one told; where it is no sample, nothing is told."""
    if found := told(folder):
        tell(folder, {**found, "recovery": recovery})
