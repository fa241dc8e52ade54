"""The kinds of column that every table of the issuer uses.

Ids and hashes are text in hex, moments ISO 8601 in UTC with whole seconds (`moment`), so that they sort as they
stand; a key of a table that grows begins with the centre, by which a large store is cut into parts.
"""

from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import MetaData, String

metadata = MetaData(
    naming_convention={"pk": "%(table_name)s_key", "fk": "%(table_name)s_%(column_0_name)s_of"},
)

ID = String(32)
KID = String(16)
HASH = String(64)
NAME = String(300)
DAY = String(10)
MOMENT = String(25)


@lru_cache(maxsize=64)
def moment(at: datetime) -> str:
    """The moment (with its zone) as every table writes it."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
