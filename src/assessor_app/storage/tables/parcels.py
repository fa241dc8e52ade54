"""Sealed parcels: those that are to go, and those that came and wait for somebody."""

from collections.abc import Iterable
from hashlib import sha256

from assessor_app.services.bundles.desk import InParcel
from assessor_app.services.syncing.desk import OutParcel
from assessor_app.storage.engine.store import Store


class ParcelTable:
    """Parcels by their SHA-256: the same one twice is one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put_out(self, content: bytes, *, to: str, at: str) -> None:
        self._put(content, way="out", device=to, at=at)

    def came(self, content: bytes, *, at: str) -> None:
        self._put(content, way="in", device="", at=at)

    def _put(self, content: bytes, *, way: str, device: str, at: str) -> None:
        sql = """
            INSERT INTO parcel (sha256, way, device, content, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """
        self._store.raw().execute(sql, (sha256(content).hexdigest(), way, device, content, at))

    def outgoing(self) -> tuple[OutParcel, ...]:
        sql = "SELECT sha256, device FROM parcel WHERE way = 'out' ORDER BY at, sha256"
        return tuple(OutParcel(sha256=row[0], to=row[1]) for row in self._store.raw().execute(sql).fetchall())

    def content(self, sha256: str) -> bytes | None:
        row = self._store.raw().execute("SELECT content FROM parcel WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else bytes(row[0])

    def carry(self, parcels: Iterable[str], *, envelope: str) -> None:
        sql = "UPDATE parcel SET sent_in = ? WHERE sha256 = ? AND way = 'out'"
        self._store.raw().executemany(sql, [(envelope, one) for one in parcels])

    def arrived(self, envelope: str) -> None:
        self._store.raw().execute("DELETE FROM parcel WHERE way = 'out' AND sent_in = ?", (envelope,))

    def incoming(self) -> tuple[InParcel, ...]:
        sql = "SELECT sha256, content, at FROM parcel WHERE way = 'in' ORDER BY at, sha256"
        rows = self._store.raw().execute(sql).fetchall()
        return tuple(InParcel(sha256=row[0], content=bytes(row[1]), at=row[2]) for row in rows)

    def drop(self, sha256: str) -> None:
        self._store.raw().execute("DELETE FROM parcel WHERE sha256 = ? AND way = 'in'", (sha256,))
