"""An issuer's store grown to any size by copying rows: other chains of the same centre, other ids, all else as it was judged."""

import secrets

from sqlalchemy import ColumnElement, Connection, Integer, cast, func, literal, select, text, update

from assessor_app.issuer.store.bodies import device
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.store.facts import chain, feed, personal, receipt, record, stands, tally, verdict

_COPIED = (chain, record, personal, receipt, stands, tally, verdict)
_AT_ONCE, _PLACES = 20, 1_000
_IN_HEX = {
    "sqlite": lambda number: func.printf("%016x", number),
    "postgresql": lambda number: func.lpad(func.to_hex(number), 16, "0"),
}


def grow(store: Store, pattern: str, number: int) -> int:
    """Copies a chain with all that is kept of its records until so many are stored; how many there are then."""
    with store.read() as connection:
        each = connection.execute(select(func.count()).where(record.c.chain == pattern)).scalar_one()
        stored = connection.execute(select(func.count()).select_from(record)).scalar_one()
    copies = -(-max(0, number - stored) // each)
    for start in range(0, copies, _AT_ONCE):
        with store.write() as connection:
            for _copy in range(min(_AT_ONCE, copies - start)):
                _copy_chain(connection, pattern, secrets.token_hex(16))
    with store.write() as connection:
        connection.execute(text("ANALYZE"))
    return int(stored + copies * each)


def _copy_chain(connection: Connection, pattern: str, new: str) -> None:
    # Random from chain to chain, rising in it: ids all at random would make the index of them in the slowest way.
    number = cast(record.c.seq, Integer)
    another: ColumnElement[str] = literal(new[:16]).concat(_IN_HEX[connection.dialect.name](number))
    for table in _COPIED:
        name = "id" if table is chain else "chain"
        put = {name: literal(new)} | ({"id": another} if table is record else {})
        columns = [put.get(column.name, column) for column in table.c]
        connection.execute(
            table.insert().from_select(
                [column.name for column in table.c],
                select(*columns).where(table.c[name] == pattern),
            )
        )
    _copy_places(connection)


def _copy_places(connection: Connection) -> None:
    """As many places in the feeds, behind those that are taken."""
    last = connection.execute(select(func.max(feed.c.position))).scalar_one()
    columns = [(column + last if column is feed.c.position else column) for column in feed.c]
    copied = select(*columns).where(feed.c.position <= _PLACES)
    connection.execute(feed.insert().from_select([column.name for column in feed.c], copied))
    connection.execute(update(device).values(next_position=last + _PLACES + last))
