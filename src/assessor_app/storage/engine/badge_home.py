"""What this computer keeps for each staff badge: its half of the key, and how often a PIN was wrong.

It lies in the user's state folder, not in the data folder: whoever copies the data folder has neither the half of the
key nor the count. Before the folder is open there is no database to count in. See docs/decisions/0007-staff-badges.md.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.services.people.pin import delay_after
from assessor_app.storage.engine import files

MOST_TRIES = 10
"""Wrong PINs in a row after which this computer forgets its half: the badge opens nothing any more."""
HALF_BYTES = 32
_SLOT = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Kept:
    """This computer's half (hex, empty once forgotten), wrong tries in a row, and the moment before which none counts."""

    half: str = field(repr=False)
    failures: int = 0
    wait_until: str = ""


def badges_folder(state: Path) -> Path:
    """Where badges' halves lie: beside the marks of chains (`highwater.state_folder`)."""
    return state.with_name("badges")


class BadgeHome:
    """One file a badge, named by its slot."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, slot: str, half: bytes) -> None:
        """A new badge; the file is durable on return. Raises KnownError disk-…."""
        with files.translated(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._write(slot, Kept(half=half.hex()))

    def forget(self, slot: str) -> None:
        """The badge was taken back."""
        with files.translated(self._folder):
            self._path(slot).unlink(missing_ok=True)

    def try_now(self, slot: str, now: datetime) -> bytes:
        """This computer's half, for one try, which is counted as wrong before it is made.

        Cutting the power in the middle of it wins nothing. Raises KnownError: badge-elsewhere (no half here),
        badge-spent, badge-wait (`seconds` left; this try does not count).
        """
        kept = self._read(slot)
        if seconds := _seconds_left(kept, now):
            raise KnownError("badge-wait", seconds=seconds)
        failures = kept.failures + 1
        wait = delay_after(failures)
        until = (now + timedelta(seconds=wait)).isoformat(timespec="seconds") if wait else ""
        half = "" if failures >= MOST_TRIES else kept.half
        self._write(slot, Kept(half=half, failures=failures, wait_until=until))
        return bytes.fromhex(kept.half)

    def right(self, slot: str, half: bytes) -> None:
        """The PIN was right: the count begins anew."""
        self._write(slot, Kept(half=half.hex()))

    def wrong(self, slot: str) -> KnownError:
        """What to tell of a try that was wrong: badge-pin-wrong (`tries`, `left`, `wait` seconds), or badge-spent."""
        failures = min(self._read(slot, spent=True).failures, MOST_TRIES)
        if failures == MOST_TRIES:
            return KnownError("badge-spent")
        return KnownError(
            "badge-pin-wrong", tries=failures, left=MOST_TRIES - failures, wait=delay_after(failures)
        )

    def _read(self, slot: str, *, spent: bool = False) -> Kept:
        try:
            found = json.loads(self._path(slot).read_text("utf-8"))
            kept = replace(Kept(half=""), **found)
            whole = len(bytes.fromhex(kept.half)) in {0, HALF_BYTES} and isinstance(kept.failures, int)
        except (OSError, ValueError, TypeError) as error:
            raise KnownError("badge-elsewhere") from error
        if not whole or kept.failures < 0:
            raise KnownError("badge-elsewhere")
        if not kept.half and not spent:
            raise KnownError("badge-spent")
        return kept

    def _write(self, slot: str, kept: Kept) -> None:
        files.write_whole(self._path(slot), json.dumps(asdict(kept)).encode())

    def _path(self, slot: str) -> Path:
        if not _SLOT.fullmatch(slot):
            raise KnownError("badge-elsewhere")
        return self._folder / f"{slot}.json"


def _seconds_left(kept: Kept, now: datetime) -> int:
    """Never more than the delay itself: a clock that was set back must not lock a person out for years."""
    try:
        left = ceil((datetime.fromisoformat(kept.wait_until) - now).total_seconds())
    except (ValueError, TypeError):
        return 0
    return max(0, min(left, delay_after(kept.failures)))
