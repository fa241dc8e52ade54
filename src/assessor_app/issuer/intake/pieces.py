"""Where pieces of evidence lie: an object store, each piece an object of its own."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, from_url

from assessor_app.domain.errors import KnownError
from assessor_app.formats.sync_limits import MOST_PIECES, PIECE_BYTES
from assessor_app.issuer.intake import manifests
from assessor_app.issuer.store import settings
from assessor_app.issuer.store.engine import Store

FOLDER = "evidence"
# A device waits for the answer, and tries again by itself: left alone, the library would try for three minutes.
_TRIES: Any = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}
_HASH_LENGTH = 64
_HEX = frozenset("0123456789abcdef")


class Pieces:
    """Pieces by their address and place."""

    def __init__(self, objects: Any) -> None:
        self._objects = objects

    def put(self, address: str, number: int, piece: bytes) -> None:
        """Twice is once. Raises KnownError("evidence-store-away")."""
        try:
            obstore.put(self._objects, piece_path(address, number), piece)
        except (BaseError, OSError) as error:
            raise KnownError("evidence-store-away") from error

    def remove(self, address: str, number: int) -> None:
        """Twice is once. Raises KnownError("evidence-store-away")."""
        try:
            obstore.delete(self._objects, piece_path(address, number))
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise KnownError("evidence-store-away") from error


def open_pieces(store: Store, folder: Path | None) -> Pieces | None:
    """The object store of the settings, else a folder in the data folder; None where there is neither."""
    with store.read() as connection:
        url = settings.needed(connection, "evidence")
    if url:
        return Pieces(_objects(url))
    if folder is None:
        return None
    return Pieces(LocalStore(folder / FOLDER, mkdir=True, automatic_cleanup=True))


def read_place(text: str) -> str:
    """Where evidence is to be kept, as somebody typed it: a folder, made whole, or the URL of an object store.

    Raises KnownError("evidence-store-unknown").
    """
    place = text if "://" in text or not text else str(Path(text).absolute())
    if place:
        try:
            _objects(place)
        except (BaseError, OSError, ValueError) as error:
            raise KnownError("evidence-store-unknown") from error
    return place


def _objects(place: str) -> Any:
    if place.startswith("file://"):
        return LocalStore.from_url(place, mkdir=True, automatic_cleanup=True)
    if "://" not in place:
        return LocalStore(place, mkdir=True, automatic_cleanup=True)
    # No `client_options`: with any of them the library no longer reads what the environment says (AWS_ALLOW_HTTP).
    return from_url(place, retry_config=_TRIES)


def piece_path(address: str, number: int) -> str:
    return f"{address[:2]}/{address}/{number:05d}"


def take_piece(
    store: Store, pieces: Pieces, *, address: str, number: int, piece: bytes, now: datetime
) -> None:
    """Keeps a piece that a manifest named, with the hash that it named; one that was erased meanwhile is passed over.

    Raises KnownError: "evidence-no-such-piece", "evidence-piece-differs", "evidence-store-away".
    """
    if len(address) != _HASH_LENGTH or set(address) - _HEX or not 0 <= number < MOST_PIECES:
        raise KnownError("evidence-no-such-piece", place=number)
    if len(piece) > PIECE_BYTES:
        raise KnownError("evidence-piece-differs", place=number)
    digest = sha256(piece).hexdigest()
    with store.read() as connection:
        wanted = manifests.wanted_by(connection, address=address, number=number, digest=digest)
    if not wanted:
        return
    # The object first: a row says that it is there.
    pieces.put(address, number, piece)
    with store.write() as connection:
        for centre in wanted:
            manifests.note_piece(
                connection, centre_id=centre, address=address, number=number, size=len(piece), now=now
            )
