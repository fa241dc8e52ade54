"""What making credentials and making their JWTs have in common: one process at a time, and who is told."""

from datetime import datetime

from sqlalchemy import Connection, select

from assessor_app.issuer.credentials.kept import Made
from assessor_app.issuer.register import entries
from assessor_app.issuer.stacking import kept as stacked
from assessor_app.issuer.store import centres, feed
from assessor_app.issuer.store.bodies import setting
from assessor_app.issuer.store.feed import Item


def works_alone(connection: Connection) -> bool:
    """Holds the right to make credentials for this transaction; False where another process has it."""
    held = select(setting.c.name).where(setting.c.name == "issuer").with_for_update(skip_locked=True)
    return connection.execute(held).first() is not None


def told(connection: Connection, *, centre: str, digest: str) -> Item:
    """A place in a feed that stands for the credential of this paper or qualification, in every form that there is."""
    paper = entries.by_digest(connection, digest)
    one = paper or stacked.of_digest(connection, centre=centre, digest=digest)
    return Item(kind="credential", ref={"digest": digest, "award": one.award if one else digest[:32]})


def tell(connection: Connection, made: Made, *, now: datetime) -> None:
    """Every device of the centre, whose rows the caller holds."""
    item = told(connection, centre=made.centre, digest=made.digest)
    for device in centres.devices_of(connection, made.centre):
        feed.append(connection, centre=made.centre, to=device.id, items=[item], at=now)
