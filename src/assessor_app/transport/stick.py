"""A folder on a stick: what is written there lasts, what is read there may be anything.

Names are `formats.stick_names`'. A file is whole or not there; the same thing written twice is one file; what a pulled
stick left half written is passed over, and so is whatever else lies there.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.formats import stick_names
from assessor_app.formats.sync_limits import MOST_ANSWER_BYTES, MOST_ENVELOPE_BYTES, PIECE_BYTES

_OURS = re.compile(r"[a-z0-9-]{1,150}\.assessor-(sync|enrol)\Z")
_HALF = re.compile(r"\.[a-z0-9-]{1,150}\.(assessor-(sync|enrol)|piece)\.[0-9a-f]{8}\Z")
_SEALING_BYTES = 1024 * 1024
_MOST_BYTES = {
    stick_names.SYNC: MOST_ENVELOPE_BYTES + _SEALING_BYTES,
    stick_names.ENROL: MOST_ANSWER_BYTES * 2,
}


@dataclass(frozen=True, kw_only=True)
class StickFile:
    """A file that lies there, by its name; nothing of it was read yet."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def read(self) -> bytes:
        """All of it. Raises KnownError `sync-file-unreadable` for what is too large for any of ours, or cannot be read."""
        most = _MOST_BYTES.get(self.path.suffix, PIECE_BYTES)
        try:
            with self.path.open("rb") as file:
                data = file.read(most + 1)
        except OSError as error:
            raise KnownError("sync-file-unreadable") from error
        if len(data) > most:
            raise KnownError("sync-file-unreadable")
        return data


class Stick:
    """The stick, or a folder on it. Raises KnownError `stick-missing` where there is no such folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not folder.is_dir():
            raise KnownError("stick-missing", path=str(folder))

    def envelopes(self) -> Iterator[StickFile]:
        """Everything that is named as an envelope, in the order of the names."""
        yield from self._files(f"*{stick_names.SYNC}")

    def enrolments(self) -> Iterator[StickFile]:
        """Everything that is named as a request or an answer of an enrolment, in the order of the names."""
        yield from self._files(f"*{stick_names.ENROL}")

    def write(self, name: str, content: bytes) -> Path:
        """Writes a file whole or not at all, and reads it back: a stick may lie. Raises KnownError `file-not-written`."""
        if not _OURS.match(name):
            raise ValueError("a name that formats.stick_names did not make")
        return _written(self.folder, name, content)

    def write_piece(self, address: str, place: int, content: bytes) -> bool:
        """The same for a piece of evidence; False where it lies there already. Raises KnownError `file-not-written`."""
        *folders, name = stick_names.piece(address, place)
        folder = self.folder
        for part in folders:
            folder = _entered(folder / part)
        if _same(folder / name, content):
            return False
        _written(folder, name, content)
        return True

    def remove(self, name: str) -> None:
        """Takes away a file of ours that is no longer needed; nothing happens where it is not there."""
        if _OURS.match(name):
            with suppress(OSError):
                (self.folder / name).unlink(missing_ok=True)

    def evidence(self) -> Iterator[str]:
        """The addresses of evidence of which pieces lie there; never behind a link."""
        top = self.folder / stick_names.EVIDENCE
        with suppress(OSError):
            for folder in sorted(top.glob("??/*")):
                named = stick_names.is_evidence(folder.relative_to(top).parts)
                if named and not _leads_away(folder, self.folder):
                    yield folder.name

    def remove_evidence(self, address: str) -> None:
        """Takes away the pieces of an address, and the folders that nothing is left in; what cannot be taken away stays."""
        *folders, _name = stick_names.piece(address, 0)
        folder = self.folder.joinpath(*folders)
        if _leads_away(folder, self.folder):
            return
        with suppress(OSError):
            for path in folder.glob(f"*{stick_names.PIECE}"):
                path.unlink()
            folder.rmdir()
            folder.parent.rmdir()

    def sweep(self) -> int:
        """Takes away what was left half written here when the stick was pulled out; says how many files."""
        gone = 0
        for path in self._files(".*"):
            if _HALF.match(path.name):
                with suppress(OSError):
                    path.path.unlink()
                    gone += 1
        return gone

    def _files(self, pattern: str) -> Iterator[StickFile]:
        """Plain files in the folder itself, never what a link leads to. Raises KnownError `stick-missing`."""
        try:
            found = sorted(
                path for path in self.folder.glob(pattern) if path.is_file() and not path.is_symlink()
            )
        except OSError as error:
            raise KnownError("stick-missing", path=str(self.folder)) from error
        for path in found:
            yield StickFile(path=path)


def write_new(path: Path, content: bytes) -> None:
    """Writes a file of a person's own naming, whole or not at all; the same content again changes nothing.

    Raises KnownError: `file-there` where something else lies there, `file-not-written`.
    """
    if not _same(path, content) and (path.exists() or path.is_symlink()):
        raise KnownError("file-there", path=str(path))
    _written(path.parent, path.name, content)


def _leads_away(folder: Path, top: Path) -> bool:
    """Whether a link lies on the way from `top` to this folder."""
    between = [folder, *folder.parents]
    return any(path.is_symlink() for path in between[: between.index(top)])


def _entered(folder: Path) -> Path:
    """The folder, made where it is missing; a link leads somewhere else and is not followed."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise KnownError("file-not-written", path=str(folder), why=error.strerror or "") from error
    if folder.is_symlink():
        raise KnownError("file-not-written", path=str(folder), why="")
    return folder


def _written(folder: Path, name: str, content: bytes) -> Path:
    target = folder / name
    if _same(target, content):
        return target
    aside = folder / f".{name}.{secrets.token_hex(4)}"
    try:
        try:
            with aside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(target)
        except BaseException:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            raise
        _settle(folder)
        same = _same(target, content)
    except OSError as error:
        raise KnownError("file-not-written", path=str(target), why=error.strerror or "") from error
    if not same:
        raise KnownError("file-not-written", path=str(target), why="")
    return target


def _same(path: Path, content: bytes) -> bool:
    """Whether this very file lies there."""
    try:
        alike = path.is_file() and not path.is_symlink() and path.stat().st_size == len(content)
        return alike and path.read_bytes() == content
    except OSError:
        return False


def _settle(folder: Path) -> None:
    """The name lasts too, where the file system can say so: a stick's often cannot."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
