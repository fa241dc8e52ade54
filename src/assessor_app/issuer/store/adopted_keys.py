"""The keys by which centres that stood alone delegated to themselves, kept when they were adopted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from assessor_app.issuer.store.bodies import adopted_key
from assessor_app.issuer.store.metadata import moment


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """A centre's own on-line key, its days as its own list has them; `public` is hex, `kid` the id of it."""

    kid: str
    public: str
    centre: str
    from_day: str
    until_day: str


_COLUMNS = [adopted_key.c[name] for name in Adopted.__dataclass_fields__]


def keep(connection: Connection, new: Adopted, *, at: datetime) -> None:
    """Once for ever; asked again by the same centre, its days only grow. The centre that was first keeps a key."""
    held = _find(connection, new.kid)
    values = {name: getattr(new, name) for name in Adopted.__dataclass_fields__}
    if held is None:
        connection.execute(insert(adopted_key).values(**values, at=moment(at)))
    elif (held.public, held.centre) == (new.public, new.centre):
        days = {
            "from_day": min(held.from_day, new.from_day),
            "until_day": max(held.until_day, new.until_day),
        }
        connection.execute(update(adopted_key).where(adopted_key.c.kid == new.kid).values(**days))


def all_adopted(connection: Connection) -> tuple[Adopted, ...]:
    """Every key, by its id."""
    found = connection.execute(select(*_COLUMNS).order_by(adopted_key.c.kid))
    return tuple(Adopted(**row) for row in found.mappings())


def _find(connection: Connection, kid: str) -> Adopted | None:
    row = connection.execute(select(*_COLUMNS).where(adopted_key.c.kid == kid)).mappings().one_or_none()
    return Adopted(**row) if row else None
