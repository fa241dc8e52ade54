"""The checks that the page asks for, each run off the GUI thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from assessor_app.domain.credential_answer import JudgedCredential
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Staff
from assessor_app.services.checking.check import check_number, check_text, log_enquiry, own_trust_file
from assessor_app.services.checking.desk import CheckDesk
from assessor_app.services.packs.check import ATTACHED, PDF_BEGINS, Part, PartChecks, check_parts
from assessor_app.services.packs.parts import File, files_in, is_several, require_few
from assessor_app.trust.anchors import AnchorList, read_anchor_list
from assessor_app.trust.judge import Judged
from assessor_app.ui.verify.carried import Carried, Several

MOST_TRUST_BYTES = 256 * 1024 * 1024
MOST_FILE_BYTES = 64 * 1024 * 1024
_BEGINNING = 1024

CodesIn = Callable[[Path | bytes], list[str]]
"""Reads the texts of the QR codes in a picture or a PDF (a path, or its bytes)."""

AttachedTo = Callable[[bytes], Mapping[str, bytes]]
"""Takes out what a PDF carries, by name."""


class CredentialReader(Protocol):
    """Whoever reads credentials of anybody."""

    def looks_like_one(self, content: bytes) -> bool: ...
    def judge(self, content: bytes) -> JudgedCredential:
        """Raises KnownError `credential-…` for what has no answer."""


@dataclass(frozen=True, kw_only=True)
class Reads:
    """Whoever reads files of anybody, and the desk that judges what they find."""

    desk: CheckDesk
    codes_in: CodesIn
    credentials: CredentialReader
    attached_to: AttachedTo


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A folder or an archive, taken apart."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class LookedUp:
    """A number that was asked about, and what was found: None where this device does not hold it."""

    number: str
    judged: Judged | None


def png_of(image: QImage) -> bytes:
    """A picture as a file; packing a large one takes seconds."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only bytes here
    return bytes(kept.data())


Found = list[Judged] | JudgedCredential | Pack | Carried | Several


def judge_files(reads: Reads, paths: Sequence[Path]) -> Several:
    """Each file with its parts; a folder or an archive among them as the files that it holds.

    Raises KnownError `pack-too-large`, and what reading an archive raises.
    """
    require_few(len(paths))
    checks = _part_checks(reads)
    files = []
    for path in paths:
        inside = files_in(path) if is_several(path) else (_file(path),)
        files += [(one.name, tuple(check_parts(checks, [one]))) for one in inside]
    require_few(len(files))
    return Several(files=tuple(files))


def _file(path: Path) -> File:
    try:
        return File(name=path.name, content=_read(path))
    except KnownError:
        return File(name=path.name, content=None)


def _part_checks(reads: Reads) -> PartChecks:
    return PartChecks(
        codes_in=reads.codes_in,
        judge_code=lambda text: check_text(reads.desk, text),
        looks_like_credential=reads.credentials.looks_like_one,
        judge_credential=reads.credentials.judge,
        attached_to=reads.attached_to,
    )


def judge_source(reads: Reads, source: Path | bytes) -> Found:
    """The credential in a file, every paper whose code stands in it, each part of a folder, an archive, or a PDF that has more.

    Raises what the first code raises when none is one of ours, `file-unreadable`, `file-too-large`, `pack-too-large`.
    """
    desk, credentials = reads.desk, reads.credentials
    if isinstance(source, Path) and is_several(source):
        return Pack(parts=tuple(check_parts(_part_checks(reads), files_in(source))))
    content = source if isinstance(source, bytes) else _read(source)
    if credentials.looks_like_one(content):
        return credentials.judge(content)
    if PDF_BEGINS in content[:_BEGINNING]:
        name = source.name if isinstance(source, Path) else ""
        parts = tuple(check_parts(_part_checks(reads), [File(name=name, content=content)]))
        if any(ATTACHED in part.name for part in parts):
            return Carried(parts=parts)
    found: list[Judged] = []
    first: KnownError | None = None
    for text in reads.codes_in(content):
        try:
            found.append(check_text(desk, text))
        except KnownError as error:
            first = first or error
    if not found and first is not None:
        raise first
    return found


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise KnownError("file-unreadable") from error
    if len(data) > MOST_FILE_BYTES:
        raise KnownError("file-too-large")
    return data


def look_up(desk: CheckDesk, *, by: Staff, caller: str, number: str) -> LookedUp:
    """Judges the paper with this number, and keeps who asked and what they were told."""
    try:
        judged = check_number(desk, number)
    except KnownError as error:
        if error.code != "no-such-certificate":
            raise
        judged = None
    log_enquiry(desk, by=by, caller=caller, number=number, judged=judged)
    return LookedUp(number=number, judged=judged)


def read_trust_file(path: Path) -> AnchorList | bytes:
    """An anchor list, or the bytes of what may be a register.

    Raises KnownError `trust-file-unreadable`, `trust-file-too-large`, and what `read_anchor_list` raises.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_TRUST_BYTES + 1)
    except OSError as error:
        raise KnownError("trust-file-unreadable") from error
    if len(data) > MOST_TRUST_BYTES:
        raise KnownError("trust-file-too-large")
    # A compact JWS begins with the base64 of `{"`; a register is CBOR.
    if data.lstrip().startswith(b"eyJ"):
        try:
            return read_anchor_list(data.decode("ascii"))
        except UnicodeDecodeError as error:
            raise KnownError("trust-file-unreadable") from error
    return data


def save_own_list(desk: CheckDesk, path: Path) -> Path:
    """Writes this centre's anchor list, to hand to others. Raises KnownError `no-own-root`, `file-not-written`."""
    text = own_trust_file(desk)
    try:
        path.write_text(text + "\n", encoding="ascii")
    except OSError as error:
        raise KnownError("file-not-written", path=str(path), why=error.strerror or str(error)) from error
    return path
