"""What evidence needs: its table, its encrypted files, and somebody who cleans photos."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

from assessor_app.domain.evidence import Evidence
from assessor_app.trust.hpke_box import StreamReader


class EvidenceStore(Protocol):
    """What each piece is; every change writes its row of history."""

    def add(self, evidence: Evidence) -> None: ...
    def get(self, evidence_id: str) -> Evidence:
        """Raises KnownError `no-such-evidence`."""

    def of_assessment(self, assessment: str) -> tuple[Evidence, ...]:
        """In the order in which it came, with what was taken out."""

    def everything(self) -> tuple[Evidence, ...]:
        """All that still counts and can be read."""

    def signed_hashes(self) -> dict[str, tuple[str, ...]]:
        """By finalised assessment: the hashes of what counts there, sorted."""

    def take_out(self, evidence_id: str, *, at: str, by: str) -> None: ...
    def put_back(self, evidence_id: str, *, at: str, by: str) -> None: ...
    def put_caption(self, evidence_id: str, caption: str) -> None: ...
    def forget_removed(self, assessment: str) -> tuple[str, ...]:
        """Takes away the keys of what was taken out; the names of the files, which are noise from now on."""

    def forget_discarded(self) -> None:
        """Takes away the keys of what was taken out of work that was then set aside."""

    def files_in_use(self) -> set[str]: ...


class SealedFile(Protocol):
    """A file as it was sealed: its name, the plaintext's size, SHA-256 (hex) of salt ‖ plaintext, salt and key."""

    @property
    def file(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...
    @property
    def salt(self) -> bytes: ...
    @property
    def key(self) -> bytes: ...


class EvidenceFiles(Protocol):
    """Encrypted files that are whole before anything names them."""

    def free(self) -> int:
        """Bytes that are free on the disk."""

    def sealing(self, source: BinaryIO, *, most: int) -> AbstractContextManager[SealedFile]:
        """The block names the file in a committed transaction; when it fails, the file is gone."""

    def open(self, file: str, key: bytes) -> StreamReader:
        """Raises KnownError `evidence-missing`, `box-damaged`, `box-unreadable`."""

    def digest(self, file: str, key: bytes, salt: bytes) -> str: ...
    def remove(self, file: str) -> None: ...
    def sweep(self, named: Callable[[], set[str]]) -> int:
        """Deletes what is neither named nor under way; returns how many files."""


class Cleaned(Protocol):
    """A photo without metadata but what was asked for; `taken_at` as the camera wrote it (ISO 8601, perhaps without offset), or empty."""

    @property
    def jpeg(self) -> bytes: ...
    @property
    def taken_at(self) -> str: ...


class PhotoCleaner(Protocol):
    def __call__(self, data: bytes, /, *, keep_place: bool = False) -> Cleaned:
        """With `keep_place`, the place, time and device that the camera wrote stay. Raises KnownError `photo-unreadable`, `photo-too-large`, `photo-heic`."""
