"""Settings of the issuer, each a line of text under a name."""

from sqlalchemy import Connection, delete, insert, select

from assessor_app.issuer.store.bodies import setting


def get(connection: Connection, name: str) -> str | None:
    return connection.execute(select(setting.c.value).where(setting.c.name == name)).scalar_one_or_none()


def needed(connection: Connection, name: str) -> str:
    """A setting that set-up made; LookupError where it is missing."""
    found = get(connection, name)
    if found is None:
        raise LookupError(name)
    return found


def put(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(setting).where(setting.c.name == name))
    connection.execute(insert(setting).values(name=name, value=value))
