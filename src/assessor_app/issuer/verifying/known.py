"""What this issuer judges by: its own list of keys, its register, and what its host serves."""

import json
import threading
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from assessor_app.issuer.keys import anchors
from assessor_app.issuer.register.published import published, published_at
from assessor_app.issuer.register.static import URLS_NAME, did_file, status_files
from assessor_app.issuer.store import settings
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.register import Register, read_register


@dataclass(frozen=True)
class Known:
    """The keys and the register that anybody who checks is told to go by."""

    trust: TrustStore
    register: Register


class Knowledge:
    """Holds the newest of both in the memory of one process: read and checked once for each publication."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: tuple[object, str] | None = None
        self._known: Known | None = None

    def newest(self, connection: Connection) -> Known:
        """As it is published now."""
        text = anchors.newest_text(connection)
        now = (published_at(connection), text)
        with self._lock:
            if self._known is None or self._of != now:
                trust = TrustStore.of([read_anchor_list(text)])
                register = read_register(published(connection).content, trust=trust)
                self._known, self._of = Known(trust, register), now
            return self._known


def write_served(connection: Connection, folder: Path) -> None:
    """Writes what a credential is checked by, as the host serves it: the did document and the lists of withdrawals."""
    host = settings.needed(connection, "host").lower()
    files = (did_file(connection), *status_files(connection))
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    urls = {f"https://{host}/{file.path}": file.path for file in files}
    (folder / URLS_NAME).write_text(json.dumps(urls), encoding="ascii")
