"""Keys of a centre that stands alone, and whom this device trusts."""

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine.store import Store


class TrustTable:
    """Issuing keys, anchor lists and registers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def issuing_seed(self, use: str) -> bytes:
        """The private seed (32 bytes) of the centre's own `root` or `on-line` key; KnownError `no-own-root`."""
        row = self._store.raw().execute("SELECT private FROM issuing_key WHERE use = ?", (use,)).fetchone()
        if row is None:
            raise KnownError("no-own-root")
        return bytes(row[0])

    def put_issuing_key(self, use: str, *, public: bytes, seed: bytes, at: str) -> None:
        self._store.raw().execute(
            "INSERT INTO issuing_key (use, public, private, made_at) VALUES (?, ?, ?, ?)",
            (use, public, seed, at),
        )

    def anchor_lists(self) -> tuple[str, ...]:
        """Texts of the anchor lists, in the order in which they were added."""
        rows = self._store.raw().execute("SELECT text FROM anchor ORDER BY rowid").fetchall()
        return tuple(row[0] for row in rows)

    def own_anchors(self) -> str:
        """The anchor list of this centre as its own root; empty where it has none."""
        row = self._store.raw().execute("SELECT text FROM anchor WHERE own = 1").fetchone()
        return "" if row is None else str(row[0])

    def put_anchors(self, issuer: str, text: str, *, own: bool, at: str, by: str | None) -> None:
        """Adds or renews an issuer's anchor list."""
        sql = """
            INSERT INTO anchor (issuer, text, own, added_at, added_by) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (issuer) DO UPDATE SET text = excluded.text, added_at = excluded.added_at,
              added_by = excluded.added_by
        """
        self._store.raw().execute(sql, (issuer, text, int(own), at, by))

    def registers(self) -> tuple[bytes, ...]:
        rows = self._store.raw().execute("SELECT content FROM register ORDER BY rowid").fetchall()
        return tuple(bytes(row[0]) for row in rows)

    def register_as_of(self, issuer: str) -> str:
        """When this issuer's register that is held was made (ISO 8601); empty where none is."""
        row = self._store.raw().execute("SELECT as_of FROM register WHERE issuer = ?", (issuer,)).fetchone()
        return "" if row is None else str(row[0])

    def put_register(self, issuer: str, content: bytes, *, as_of: str, at: str, by: str | None) -> None:
        """Adds or renews an issuer's register; an older one than is held changes nothing."""
        sql = """
            INSERT INTO register (issuer, content, as_of, added_at, added_by) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (issuer) DO UPDATE SET content = excluded.content, as_of = excluded.as_of,
              added_at = excluded.added_at, added_by = excluded.added_by
            WHERE datetime(excluded.as_of) > datetime(register.as_of)
        """
        self._store.raw().execute(sql, (issuer, content, as_of, at, by))

    def log_enquiry(self, *, at: str, by: str, caller: str, number: str, answer: str, reason: str) -> None:
        """Keeps who called about which number, and what was said."""
        self._store.raw().execute(
            "INSERT INTO enquiry (at, by, caller, number, answer, reason) VALUES (?, ?, ?, ?, ?, ?)",
            (at, by, caller, number, answer, reason),
        )
