"""Centres and their devices."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from assessor_app.domain.centre import SAMPLE_MARK
from assessor_app.issuer.store.bodies import centre
from assessor_app.issuer.store.bodies import device as device_table
from assessor_app.issuer.store.metadata import moment

_MOST_NAME = 300


@dataclass(frozen=True, kw_only=True)
class Centre:
    """A centre; `policy` is its own award policy, None where the issuer's holds.

    `country` is ISO 3166-1 alpha-2, or a name; empty where nobody said. `sample` marks invented data: its name then begins with `SAMPLE_MARK`, so that whoever is told the name is told that.
    """

    id: str
    name: str
    approval_number: str = ""
    phone: str = ""
    policy: str | None = None
    sample: bool = False
    country: str = ""


@dataclass(frozen=True, kw_only=True)
class Device:
    """An enrolled device. `id` is that of its chain (32 hex), `public` and `box` its Ed25519 and X25519 keys in hex.

    `scope` are the prefixes that it may certify, comma between them; `days` how long each delegation lasts. `received` and `sent` are the highest counters of envelopes either way,
    `heartbeat` its own last word on itself as JSON.
    """

    centre: str
    id: str
    public: str
    box: str
    name: str
    scope: str
    days: int
    delegation: bytes
    delegated_from: str
    delegated_until: str
    enrolled_at: str
    last_contact: str | None = None
    heartbeat: str | None = None
    retired_at: str | None = None
    received: int = 0
    sent: int = 0


_OF_DEVICE = [device_table.c[name] for name in Device.__dataclass_fields__]
_OF_CENTRE = [centre.c[name] for name in Centre.__dataclass_fields__]


def add_centre(connection: Connection, new: Centre, *, at: datetime) -> None:
    connection.execute(
        insert(centre).values(
            id=new.id,
            name=new.name,
            approval_number=new.approval_number,
            phone=new.phone,
            policy=new.policy,
            sample=new.sample,
            country=new.country,
            added_at=moment(at),
        )
    )


def change_centre(connection: Connection, new: Centre) -> None:
    """Everything of the centre with this id but the id."""
    values = {name: getattr(new, name) for name in Centre.__dataclass_fields__ if name != "id"}
    connection.execute(update(centre).where(centre.c.id == new.id).values(**values))


def as_sample(found: Centre) -> Centre:
    """The same centre, marked."""
    name = found.name if found.name.startswith(SAMPLE_MARK) else f"{SAMPLE_MARK}{found.name}"
    return replace(found, name=name[:_MOST_NAME], sample=True)


def is_named(connection: Connection, centre_id: str) -> bool:
    """Whether this centre is known, and by more than its id."""
    known = find_centre(connection, centre_id)
    return known is not None and known.name != known.id


def is_sample(connection: Connection, centre_id: str | None) -> bool:
    """Whether this is a centre of invented data; False for one that is not known."""
    chosen = select(centre.c.sample).where(centre.c.id == centre_id)
    return bool(connection.execute(chosen).scalar_one_or_none())


def find_centre(connection: Connection, centre_id: str) -> Centre | None:
    row = connection.execute(select(*_OF_CENTRE).where(centre.c.id == centre_id)).mappings().one_or_none()
    return Centre(**row) if row else None


def all_centres(connection: Connection) -> tuple[Centre, ...]:
    """Every centre, by its id."""
    found = connection.execute(select(*_OF_CENTRE).order_by(centre.c.id))
    return tuple(Centre(**row) for row in found.mappings())


def add_device(connection: Connection, new: Device) -> None:
    values = {name: getattr(new, name) for name in Device.__dataclass_fields__}
    connection.execute(insert(device_table).values(**values, next_position=1))


def find_device(connection: Connection, device_id: str) -> Device | None:
    row = (
        connection.execute(select(*_OF_DEVICE).where(device_table.c.id == device_id)).mappings().one_or_none()
    )
    return Device(**row) if row else None


def has_public(connection: Connection, public: str) -> bool:
    """Whether a device with this key was ever enrolled."""
    return (
        connection.execute(select(device_table.c.id).where(device_table.c.public == public)).first()
        is not None
    )


def answer_to(connection: Connection, *, device: str, public: str, request: str) -> str | None:
    """The answer that this very request was given before: it may have been lost on its way."""
    found: str | None = connection.execute(
        select(device_table.c.answer).where(
            device_table.c.id == device,
            device_table.c.public == public,
            device_table.c.request == request,
        )
    ).scalar_one_or_none()
    return found


def keep_answer(connection: Connection, this: Device, *, request: str, answer: str) -> None:
    connection.execute(
        update(device_table)
        .where(device_table.c.centre == this.centre, device_table.c.id == this.id)
        .values(request=request, answer=answer)
    )


def lock_devices(connection: Connection, centre_id: str) -> None:
    """Holds the rows of a centre's devices, always in the same order, for this transaction.

    Whoever tells several devices something holds them all first: two that take them one by one, each beginning with
    its own, would wait for each other for ever.
    """
    connection.execute(
        select(device_table.c.id)
        .where(device_table.c.centre == centre_id)
        .order_by(device_table.c.id)
        .with_for_update()
    ).all()


def others_of(connection: Connection, this: Device) -> tuple[Device, ...]:
    """The other devices of its centre that are in use."""
    found = devices_of(connection, this.centre)
    return tuple(row for row in found if row.id != this.id and row.retired_at is None)


def devices_of(connection: Connection, centre_id: str | None = None) -> tuple[Device, ...]:
    """The devices of a centre, or all of them, by centre and then by id."""
    chosen = select(*_OF_DEVICE).order_by(device_table.c.centre, device_table.c.id)
    if centre_id is not None:
        chosen = chosen.where(device_table.c.centre == centre_id)
    return tuple(Device(**row) for row in connection.execute(chosen).mappings())
