"""The files of a folder or a ZIP file that anybody may have made: bounded in number and size, opened one at a time."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assessor_app.domain.errors import KnownError

MOST_FILES = 2_000
MOST_EACH = 64 * 1024 * 1024
MOST_TOGETHER = 1024 * 1024 * 1024
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, kw_only=True)
class File:
    """A file under its path inside the pack; `content` is None for one that is too large or cannot be read."""

    name: str
    content: bytes | None = field(repr=False)


def is_several(path: Path) -> bool:
    """Whether this is a folder or a ZIP file."""
    try:
        if path.is_dir():
            return True
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except (OSError, ValueError):
        return False


def files_in(path: Path) -> Iterator[File]:
    """Every file, by name. Raises KnownError `file-unreadable`, `pack-too-large`."""
    return _in_folder(path) if path.is_dir() else _in_zip(path)


def _in_folder(path: Path) -> Iterator[File]:
    try:
        found = []
        for one in path.rglob("*"):
            if one.is_file() and not one.is_symlink() and not one.name.startswith("."):
                found.append(one)
            require_few(len(found))
    except OSError as error:
        raise KnownError("file-unreadable") from error
    for one in sorted(found):
        yield File(name=_shown(one.relative_to(path).as_posix()), content=_read(one))


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_EACH + 1)
    except OSError:
        return None
    return data if len(data) <= MOST_EACH else None


def _in_zip(path: Path) -> Iterator[File]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            require_few(len(entries))
            together = 0
            for one in sorted(entries, key=lambda entry: entry.filename):
                content = _unpacked(archive, one)
                together += len(content or b"")
                if together > MOST_TOGETHER:
                    raise KnownError("pack-too-large")
                yield File(name=_shown(one.filename), content=content)
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise KnownError("file-unreadable") from error


def _unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes | None:
    """What it really holds, whatever it says of its size."""
    try:
        with archive.open(one) as file:
            data = file.read(MOST_EACH + 1)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return None
    return data if len(data) <= MOST_EACH else None


def _shown(name: str) -> str:
    """The name on one line: whoever made the archive chose it."""
    return "".join(letter if letter.isprintable() else "�" for letter in name)


def require_few(count: int) -> None:
    """Raises KnownError `pack-too-large` for more files than are looked at together."""
    if count > MOST_FILES:
        raise KnownError("pack-too-large")
