"""Copy to a stick, and back: one laptop is one copy, and laptops fall."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from assessor_app.domain.centre import Centre
from assessor_app.domain.count import Count
from assessor_app.domain.errors import KnownError
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.people.learners import require_reader
from assessor_app.services.people.ports import StaffLookup
from assessor_app.services.transactions import Transactions

COPIES_TO = "copies-to"
"""Setting: the public half (hex) to which copies are sealed; the recovery key opens them."""
LAST_COPY = "last-copy"
"""Setting: what `LastCopy` says, as JSON."""
INSIDE = (Path("assets"), Path("evidence"), Path("sample.json"))
"""What of the data folder goes along with the database and its keys; the last says of a sample that it is one."""

Progress = Callable[[int, int], None]
"""`progress(bytes done, bytes in all)`; it may raise to cancel, and then nothing is left behind."""


class Made(Protocol):
    """A finished copy that was read back."""

    @property
    def path(self) -> Path: ...
    @property
    def size(self) -> int: ...


class CopyMaker(Protocol):
    """Whoever writes and reads back a copy of the open store (`storage.engine.stick.make_copy` bound to it)."""

    def __call__(
        self,
        stick: Path,
        *,
        receiver: bytes,
        centre: str,
        now: datetime,
        extras: Sequence[Path],
        about: Mapping[str, Any],
        progress: Progress | None,
    ) -> Made: ...


class Restorer(Protocol):
    """Whoever unpacks a copy (`storage.engine.stick.restore`); returns its manifest."""

    def __call__(
        self, copy: Path, typed: str, *, into: Path, progress: Progress | None
    ) -> dict[str, Any]: ...


class SettingStore(Protocol):
    def get(self, name: str, default: str = "") -> str: ...
    def put(self, name: str, value: str) -> None: ...
    def centre(self) -> Centre: ...


class Counts(Protocol):
    def count(self) -> Count: ...


class OpenCounts(Protocol):
    def open_work(self) -> Sequence[object]: ...


class Uncopied(Protocol):
    """What no copy holds as it is now."""

    def open_work(self, *, since: str) -> int:
        """Open assessments that changed at `since` (ISO 8601) or after it; all of them where it is empty."""


@dataclass(frozen=True, kw_only=True)
class CopyDesk:
    """The parts that copying is built from."""

    transactions: Transactions
    settings: SettingStore
    records: Counts
    work: OpenCounts
    make: CopyMaker
    staff: StaffLookup
    clock: Clock


@dataclass(frozen=True, kw_only=True)
class LastCopy:
    """The newest copy: when (ISO 8601), by whom (id), its file, bytes, and the records and open assessments in it."""

    at: str
    by: str
    file: str
    size: int
    records: int
    open: int


def copy_to_stick(desk: CopyDesk, *, by: str, stick: Path, progress: Progress | None = None) -> LastCopy:
    """Writes everything into one file in this folder, reads it back and compares; then remembers that it did.

    Raises KnownError: `not-allowed` for somebody who left, `no-recovery-key`, `stick-…`, `copy-differs`, `disk-…`, and
    what `progress` raises.
    """
    require_reader(desk.staff, by)
    receiver = desk.settings.get(COPIES_TO)
    if not receiver:
        raise KnownError("no-recovery-key")
    now = desk.clock.now()
    counted = {"records": desk.records.count().captured, "open": len(desk.work.open_work())}
    made = desk.make(
        stick,
        receiver=bytes.fromhex(receiver),
        centre=desk.settings.centre().name,
        now=now,
        extras=INSIDE,
        about=counted,
        progress=progress,
    )
    last = LastCopy(at=stamp(now), by=by, file=made.path.name, size=made.size, **counted)
    with desk.transactions.atomic():
        desk.settings.put(LAST_COPY, json.dumps(asdict(last), ensure_ascii=False))
    return last


def last_copy(settings: SettingStore) -> LastCopy | None:
    """The newest copy that was made of this folder; None where there is none."""
    text = settings.get(LAST_COPY)
    return LastCopy(**json.loads(text)) if text else None


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What a copy held: of which centre, as of when (ISO 8601), how many records and open assessments."""

    centre: str
    at: str
    records: int
    open: int


def restore(
    restorer: Restorer, *, copy: Path, recovery_key: str, into: Path, progress: Progress | None = None
) -> Restored:
    """Unpacks a copy into an empty or new folder, whole or not at all. Its chain may not go on: it must be restarted.

    Raises KnownError: `folder-not-empty`, `copy-…`, `recovery-key-unreadable`, `stick-gone`, `disk-…`.
    """
    manifest = restorer(copy, recovery_key, into=into, progress=progress)
    return Restored(
        centre=str(manifest.get("centre", "")),
        at=str(manifest.get("at", "")),
        records=_number(manifest.get("records")),
        open=_number(manifest.get("open")),
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
