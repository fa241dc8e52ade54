"""Receiving an envelope: checked, its records stored and receipted in one transaction, answered by one envelope."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from assessor_app.domain.errors import KnownError
from assessor_app.formats.body import pack
from assessor_app.formats.evidence_manifest import EvidenceManifest
from assessor_app.formats.feed import ForkItem, RefusedItem
from assessor_app.formats.heartbeat import Ask, Heartbeat
from assessor_app.formats.items import Known, UnknownItem
from assessor_app.formats.receipt import ReceiptItem
from assessor_app.formats.record_item import RecordItem
from assessor_app.issuer.intake import manifests
from assessor_app.issuer.intake.records import take
from assessor_app.issuer.intake.said import heartbeat_json
from assessor_app.issuer.keys.online import KeyUse, signing_key
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import centres, chains, settings
from assessor_app.issuer.store.bodies import device as device_table
from assessor_app.issuer.store.bodies import envelope
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.store.metadata import moment
from assessor_app.issuer.telling.page import page_items, share
from assessor_app.trust import envelopes
from assessor_app.trust.batch import Arrived, Judged, arrived
from assessor_app.trust.envelopes import Opened, Route, Turn


@dataclass
class Unpacked:
    """What is in an envelope, by what is done with it. Records by the chain that their sender says they are of."""

    records: dict[str, list[Arrived]] = field(default_factory=dict)
    manifests: list[EvidenceManifest] = field(default_factory=list)
    heartbeat: Heartbeat | None = None
    ask: Ask | None = None
    passed_over: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Received:
    """The answer (an envelope) to this device, and how many records were new."""

    answer: bytes
    device: Device
    stored: int


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
        answer = _Answer(connection, device, issuer=issuer, vault=vault, now=now)
        answer.take_records(unpacked.records)
        answer.take_manifests(unpacked.manifests)
        answer.pass_over(unpacked.passed_over)
        if turn is Turn.NEXT:
            answer.hear(unpacked.heartbeat)
        ask = unpacked.ask if turn is Turn.NEXT else None
        if meanwhile is None:
            return answer.finished(ask, answers=opened.hash)
    meanwhile()
    with store.write() as connection:
        answer.go_on(connection, _locked(connection, opened.head.sender))
        return answer.finished(ask, answers=opened.hash)


def unpack(opened: Opened) -> Unpacked:
    """Raises KnownError("envelope-unreadable") or ("envelope-altered")."""
    found = Unpacked()
    for item in opened.items():
        if isinstance(item, RecordItem):
            found.records.setdefault(item.chain, []).append(arrived(item))
        elif isinstance(item, EvidenceManifest):
            found.manifests.append(item)
        elif isinstance(item, Heartbeat):
            found.heartbeat = item
        elif isinstance(item, Ask):
            found.ask = item
        elif isinstance(item, UnknownItem):
            found.passed_over.append(item.kind)
    return found


def _public(connection: Connection, sender: str, *, issuer: str, realm: str) -> bytes | None:
    device = centres.find_device(connection, sender)
    return bytes.fromhex(device.public) if device is not None and realm == issuer else None


def _locked(connection: Connection, sender: str) -> Device:
    """One envelope of a device at a time: its feed, its counters and its chains change under this lock."""
    connection.execute(select(device_table.c.id).where(device_table.c.id == sender).with_for_update())
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


class _Answer:
    """Takes what came, and gathers what is said of it."""

    def __init__(
        self, connection: Connection, device: Device, *, issuer: str, vault: Vault, now: datetime
    ) -> None:
        self._connection = connection
        self._device = device
        self._issuer = issuer
        self._vault = vault
        self._now = now
        self._key = signing_key(connection, KeyUse.RECEIPTS, vault=vault)
        self._items: list[Known] = []
        self.stored = 0

    def take_records(self, by_chain: dict[str, list[Arrived]]) -> None:
        for chain_id, found in by_chain.items():
            chain = chains.find(self._connection, chain_id, locked=True)
            if chain is None or chain.device != self._device.id:
                self._items.append(RefusedItem(code="chain-not-yours", chain=chain_id))
                continue
            taken = take(self._connection, chain, found, issuer=self._issuer, key=self._key, now=self._now)
            self.stored += len(taken.judged.stored)
            if taken.receipt is not None:
                self._items.append(ReceiptItem(jws=taken.receipt))
            self._items += refusals(taken.judged)
            share(self._connection, self._device, taken.judged, at=self._now)

    def take_manifests(self, found: Iterable[EvidenceManifest]) -> None:
        for manifest in found:
            self._items.append(manifests.take(self._connection, self._device, manifest, now=self._now))

    def pass_over(self, kinds: Iterable[str]) -> None:
        self._items += [RefusedItem(code="item-unknown", sentence=kind) for kind in dict.fromkeys(kinds)]

    def hear(self, heartbeat: Heartbeat | None) -> None:
        if heartbeat is None:
            return
        values = {"heartbeat": json.dumps(heartbeat_json(heartbeat), sort_keys=True)}
        if heartbeat.box is not None:
            values["box"] = heartbeat.box
        self._connection.execute(
            update(device_table)
            .where(device_table.c.centre == self._device.centre, device_table.c.id == self._device.id)
            .values(**values)
        )

    def tell(self, ask: Ask | None) -> None:
        if ask is not None:
            self._items += page_items(self._connection, self._device, ask, vault=self._vault, now=self._now)

    def go_on(self, connection: Connection, device: Device) -> None:
        """In another transaction than the one that stored."""
        self._connection, self._device = connection, device

    def finished(self, ask: Ask | None, *, answers: str) -> Received:
        """With the page that was asked for."""
        self.tell(ask)
        return Received(answer=self._sealed(answers=answers), device=self._device, stored=self.stored)

    def _sealed(self, *, answers: str) -> bytes:
        counter = self._device.sent + 1
        self._connection.execute(
            update(device_table)
            .where(device_table.c.centre == self._device.centre, device_table.c.id == self._device.id)
            .values(sent=counter)
        )
        return envelopes.seal(
            pack(self._items),
            Route(issuer=self._issuer, sender=self._issuer, receiver=self._device.id),
            counter=counter,
            at=self._now,
            key=self._key,
            answers=answers,
        )


def refusals(judged: Judged) -> list[Known]:
    """What was not stored of a chain, and from where on to send again."""
    found: list[Known] = []
    if judged.fork is not None:
        found.append(ForkItem(chain=judged.chain, seq=judged.fork.seq, hash=judged.fork.here))
    found += [RefusedItem(code="record-refused", chain=judged.chain, seq=seq) for seq in judged.refused[:100]]
    if judged.missing is not None:
        found.append(RefusedItem(code="records-missing", chain=judged.chain, first_missing=judged.missing))
    return found
