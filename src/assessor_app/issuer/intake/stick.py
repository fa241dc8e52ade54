"""What devices put on a stick: taken as if it had come by wire, and answered beside it, verdicts and all."""

import contextlib
import os
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.formats import enrolment, stick_names
from assessor_app.formats.sync_limits import MOST_ENVELOPE_BYTES, PIECE_BYTES
from assessor_app.issuer.enrolling.enrol import enrol
from assessor_app.issuer.intake.pieces import Pieces, take_piece
from assessor_app.issuer.intake.receiving import receive
from assessor_app.issuer.keys.online import exchange_keys
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store.engine import Store
from assessor_app.trust import envelopes
from assessor_app.trust.enrolling import read_request

_PIECE = re.compile(r"[0-9a-f]{2}/([0-9a-f]{64})/([0-9]{5})\.piece")
_MOST_BYTES = MOST_ENVELOPE_BYTES + 1024 * 1024
# Files of ours that are for somebody else: our own answers, and what one device of a centre gives another.
_NOT_FOR_US = frozenset({"sync-file-other-receiver", "envelope-other-receiver"})


@dataclass
class Imported:
    """How many of each were taken, and the files that were not, by name, with the code of why.

    `unwritten` are answers that could not be put on the stick, by name, with the system's word of why: what they answer was
    taken, and is answered anew when the same files are brought again.
    """

    enrolments: int = 0
    envelopes: int = 0
    records: int = 0
    pieces: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    unwritten: dict[str, str] = field(default_factory=dict)


class Stick:
    """A folder that devices wrote to. Files twice, in any order, cut off or of somebody else do no harm."""

    def __init__(
        self, store: Store, folder: Path, *, vault: Vault, pieces: Pieces | None, now: datetime
    ) -> None:
        self._store = store
        self._folder = folder
        self._vault = vault
        self._pieces = pieces
        self._now = now
        self._done = Imported()
        self._taken: set[Path] = set()

    def take(self, judge: Callable[[], None]) -> Imported:
        """Takes everything, enrolments first; `judge` is done before an envelope is answered.

        Raises KnownError("stick-missing") where there is no such folder.
        """
        if not self._folder.is_dir():
            raise KnownError("stick-missing", path=str(self._folder))
        for path in self._files(f"*{stick_names.ENROL}"):
            self._tried(path, self._enrol)
        for path in self._files(f"*{stick_names.SYNC}"):
            self._tried(path, lambda data: self._receive(data, judge))
        for path, address, number in self._named_pieces():
            self._tried(path, lambda _data, p=path, a=address, n=number: self._take_piece(p, a, n))  # type: ignore[misc]
        return self._done

    def _meanwhile(self, judge: Callable[[], None]) -> None:
        """Before an envelope is answered: the answer says what of its evidence is here, and what was decided."""
        for path, address, number in self._named_pieces():
            with contextlib.suppress(KnownError):  # it may be named by an envelope that is still to come
                self._take_piece(path, address, number)
        judge()

    def _tried(self, path: Path, act: Callable[[bytes], None]) -> None:
        """One file that cannot be taken keeps no other from it."""
        try:
            act(_read(path))
        except KnownError as error:
            # What is named as for an issuer and is for another one: whoever brought it is told.
            if error.code not in _NOT_FOR_US or path.name.startswith(stick_names.TO_ISSUER):
                self._done.refused[path.name] = error.code

    def _enrol(self, data: bytes) -> None:
        if data.startswith(enrolment.ANSWER_MAGIC):
            return
        text = enrolment.read_request(data)
        with self._store.write() as connection:
            answer = enrol(connection, text, vault=self._vault, now=self._now)
        request = read_request(text)
        self._answer(
            stick_names.enrolment_answer(request.centre, request.chain), enrolment.write_answer(answer)
        )
        self._done.enrolments += 1

    def _receive(self, data: bytes, judge: Callable[[], None]) -> None:
        envelope = self._opened(data)
        received = receive(
            self._store,
            envelope,
            vault=self._vault,
            now=self._now,
            meanwhile=lambda: self._meanwhile(judge),
        )
        device = received.device
        sealed = envelopes.to_file(received.answer, box=bytes.fromhex(device.box))
        counter = envelopes.peek(received.answer).counter
        self._answer(stick_names.for_device(device.centre, device.id, counter), sealed)
        self._done.envelopes += 1
        self._done.records += received.stored

    def _opened(self, data: bytes) -> bytes:
        """By the newest key, or one that was changed while the stick was on its way."""
        with self._store.read() as connection:
            keys = exchange_keys(connection, vault=self._vault)
        for private in keys[:-1]:
            try:
                return envelopes.from_file(data, private=private)
            except KnownError as error:
                if error.code != "sync-file-other-receiver":
                    raise
        return envelopes.from_file(data, private=keys[-1])

    def _take_piece(self, path: Path, address: str, number: int) -> None:
        if self._pieces is None or path in self._taken:
            return
        piece = _read(path)
        take_piece(self._store, self._pieces, address=address, number=number, piece=piece, now=self._now)
        self._taken.add(path)
        self._done.pieces += 1

    def _files(self, pattern: str) -> Iterator[Path]:
        """In the order of their names, which have the counter in them; never what a link leads to."""
        yield from sorted(
            path for path in self._folder.glob(pattern) if path.is_file() and not path.is_symlink()
        )

    def _named_pieces(self) -> Iterator[tuple[Path, str, int]]:
        top = self._folder / stick_names.EVIDENCE
        for path in sorted(top.glob(f"*/*/*{stick_names.PIECE}")):
            found = _PIECE.fullmatch(path.relative_to(top).as_posix())
            if found and path.is_file() and not path.is_symlink():
                yield path, found[1], int(found[2])

    def _answer(self, name: str, content: bytes) -> None:
        """One that cannot be written keeps no other file from being taken: the stick may be full, or be locked."""
        try:
            self._write(name, content)
        except KnownError as error:
            self._done.unwritten[name] = str(error.details.get("why", ""))

    def _write(self, name: str, content: bytes) -> None:
        """Whole or not at all, and read back: a stick may lie. Raises KnownError("file-not-written")."""
        target = self._folder / name
        aside = self._folder / f".{name}.{secrets.token_hex(4)}"
        try:
            try:
                with aside.open("xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                aside.replace(target)
            except OSError:
                with contextlib.suppress(OSError):
                    aside.unlink(missing_ok=True)
                raise
            same = target.read_bytes() == content
        except OSError as error:
            raise KnownError("file-not-written", path=str(target), why=error.strerror or "") from error
        if not same:
            raise KnownError("file-not-written", path=str(target), why="")


def _read(path: Path) -> bytes:
    """Raises KnownError("sync-file-unreadable") for what is too large for any file of ours, or cannot be read."""
    most = PIECE_BYTES if path.suffix == stick_names.PIECE else _MOST_BYTES
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise KnownError("sync-file-unreadable") from error
    if len(data) > most:
        raise KnownError("sync-file-unreadable")
    return data
