"""The register's files in memory, taken apart once for each publication."""

import threading
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.issuer.register.files import StaticFile
from assessor_app.issuer.register.published import published, published_at
from assessor_app.issuer.register.static import register_files


class Shelf:
    """Holds the newest register of which this process was asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._as_of: datetime | None = None
        self._files: dict[str, StaticFile] = {}

    def file(self, connection: Connection, path: str) -> StaticFile | None:
        """None where the register has no such file."""
        newest = published_at(connection)
        with self._lock:
            if newest != self._as_of:
                found = published(connection)
                self._files = {file.path: file for file in register_files(found.content)}
                self._as_of = found.as_of
            return self._files.get(path)
