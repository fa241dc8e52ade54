"""Receiving an envelope: checked, its records stored and receipted in one transaction, answered by one envelope."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.intake.answering import Answering, Received
from assessor_app.issuer.intake.unpacking import unpack
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import centres, settings
from assessor_app.issuer.store.bodies import device as device_table
from assessor_app.issuer.store.bodies import envelope
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.store.metadata import moment
from assessor_app.trust import envelopes
from assessor_app.trust.envelopes import Opened, Turn


def receive(
    store: Store, data: bytes, *, vault: Vault, now: datetime, meanwhile: Callable[[], None] | None = None
) -> Received:
    """Stores what is in an envelope in one transaction, with its answer in the same one.

    `meanwhile` is done between the two where the answer may wait for it: a stick comes back with verdicts on it.
    Raises what opening an envelope raises, and KnownError("envelope-clash"): then nothing of it was stored.
    """
    with store.read() as connection:
        issuer = settings.needed(connection, "issuer")
        opened = envelopes.open_envelope(
            data,
            receiver=issuer,
            public_of=lambda head, _kid: _public(connection, head.sender, issuer=issuer, realm=head.issuer),
        )
    unpacked = unpack(opened)
    with store.write() as connection:
        device = _locked(connection, opened.head.sender)
        turn = _note(connection, device, opened, now=now)
        answer = Answering(connection, device, issuer=issuer, vault=vault, now=now)
        answer.take(unpacked, first_time=turn is Turn.NEXT)
        ask = unpacked.ask if turn is Turn.NEXT else None
        answer.hear(ask)
        if meanwhile is None:
            return answer.finished(ask, answers=opened.hash, by_stick=False)
    meanwhile()
    with store.write() as connection:
        answer.go_on(connection, _locked(connection, opened.head.sender))
        return answer.finished(ask, answers=opened.hash, by_stick=True)


def _public(connection: Connection, sender: str, *, issuer: str, realm: str) -> bytes | None:
    device = centres.find_device(connection, sender)
    return bytes.fromhex(device.public) if device is not None and realm == issuer else None


def _locked(connection: Connection, sender: str) -> Device:
    """One envelope of a centre at a time: feeds, counters and chains of its devices change under this lock."""
    centre = connection.execute(
        select(device_table.c.centre).where(device_table.c.id == sender)
    ).scalar_one_or_none()
    if centre is not None:
        centres.lock_devices(connection, centre)
    device = centres.find_device(connection, sender)
    if device is None:
        raise KnownError("envelope-unknown-sender", sender=sender[:16])
    return device


def _note(connection: Connection, device: Device, opened: Opened, *, now: datetime) -> Turn:
    counter = opened.head.counter
    own = (envelope.c.centre == device.centre) & (envelope.c.device == device.id)

    def hash_at(place: int) -> str | None:
        found: str | None = connection.execute(
            select(envelope.c.hash).where(own, envelope.c.counter == place)
        ).scalar_one_or_none()
        return found

    turn = envelopes.turn(counter, opened.hash, last=device.received, hash_at=hash_at)
    if turn is Turn.CLASH:
        raise KnownError("envelope-clash")
    if turn is not Turn.REPEATED:
        values = {"centre": device.centre, "device": device.id, "counter": counter, "hash": opened.hash}
        connection.execute(insert(envelope).values(**values, at=moment(now)))
    connection.execute(
        update(device_table)
        .where(device_table.c.centre == device.centre, device_table.c.id == device.id)
        .values(last_contact=moment(now), received=max(counter, device.received))
    )
    return turn
