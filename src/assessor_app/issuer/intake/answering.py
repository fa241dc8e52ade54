"""The answer to an envelope: what was stored and refused of it, and the page that was asked for."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, update

from assessor_app.domain.errors import KnownError
from assessor_app.formats.body import pack
from assessor_app.formats.feed import ForkItem, RefusedItem
from assessor_app.formats.heartbeat import Ask, Heartbeat
from assessor_app.formats.items import EnrolmentItem, Known
from assessor_app.formats.piece import PARCEL, Piece
from assessor_app.formats.receipt import ReceiptItem
from assessor_app.issuer.enrolling.enrol import enrol
from assessor_app.issuer.intake import manifests
from assessor_app.issuer.intake.enclosed import keep_late_personal, take_enclosed
from assessor_app.issuer.intake.papers import take_asset, take_paper
from assessor_app.issuer.intake.parcels import take_parcel
from assessor_app.issuer.intake.records import Taken, take
from assessor_app.issuer.intake.said import hear_badges, heartbeat_json
from assessor_app.issuer.intake.unpacking import Unpacked
from assessor_app.issuer.keys.online import KeyUse, signing_key
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import chains, transcripts
from assessor_app.issuer.store.bodies import device as device_table
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.metadata import moment
from assessor_app.issuer.telling.page import page_items
from assessor_app.issuer.telling.sharing import share, tell_others
from assessor_app.trust import envelopes
from assessor_app.trust.arrived import Arrived
from assessor_app.trust.envelopes import Route


@dataclass(frozen=True, kw_only=True)
class Received:
    """The answer (an envelope) to this device, how many records were new, and how many transcripts are to be signed.

    `refused` has the codes of what was not taken, each once; "fork" where a chain has two continuations.
    """

    answer: bytes
    device: Device
    stored: int
    transcripts: int = 0
    refused: tuple[str, ...] = ()


class Answering:
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
        self._refused: tuple[str, ...] = ()
        self.stored = 0
        self._transcripts = 0

    def take(self, unpacked: Unpacked, *, first_time: bool) -> None:
        """Stores what is in an envelope; `first_time` is whether its word on the device itself counts."""
        for chain_id, arrived in unpacked.records.items():
            self._take_records(chain_id, arrived)
        self._say(take_paper(self._connection, self._device, one, now=self._now) for one in unpacked.papers)
        # Of a thing in many pieces that is refused, it is said once.
        self._say(dict.fromkeys(self._take_piece(one) for one in unpacked.pieces))
        self._say(
            manifests.take(self._connection, self._device, one, now=self._now) for one in unpacked.manifests
        )
        self._say(
            RefusedItem(code="item-unknown", sentence=kind) for kind in dict.fromkeys(unpacked.passed_over)
        )
        if first_time:
            self._hear(unpacked.heartbeat)
            self._say(self._enrolled(one) for one in unpacked.enrolments)
        self._refused = _codes(self._items)

    def _take_records(self, chain_id: str, arrived: list[Arrived]) -> None:
        chain = chains.find(self._connection, chain_id, locked=True)
        if chain is None or chain.device != self._device.id:
            self._items.append(RefusedItem(code="chain-not-yours", chain=chain_id))
            return
        by = {"issuer": self._issuer, "key": self._key, "now": self._now}
        taken = take(self._connection, chain, arrived, **by)  # type: ignore[arg-type]  # as named above
        self.stored += len(taken.judged.stored)
        self._tell_taken(taken)
        if taken.judged.refused:
            keep_late_personal(self._connection, chain, arrived)
        for enclosed in take_enclosed(self._connection, self._device, taken.judged.stored, **by):  # type: ignore[arg-type]  # as named above
            self.stored += len(enclosed.judged.stored)
            self._tell_taken(enclosed)

    def _take_piece(self, piece: Piece) -> RefusedItem | None:
        if piece.what == PARCEL:
            return take_parcel(self._connection, self._device, piece, now=self._now)
        return take_asset(self._connection, self._device, piece)

    def _tell_taken(self, taken: Taken) -> None:
        if taken.receipt is not None:
            self._items.append(ReceiptItem(jws=taken.receipt))
        self._items += refusals(taken)
        share(self._connection, self._device, taken.judged, late=taken.late, at=self._now)

    def _say(self, told: Iterable[Known | None]) -> None:
        self._items += [one for one in told if one is not None]

    def _enrolled(self, item: EnrolmentItem) -> Known:
        """A restart inside an envelope of the device that is given up."""
        try:
            return EnrolmentItem(jws=enrol(self._connection, item.jws, vault=self._vault, now=self._now))
        except KnownError as error:
            return RefusedItem(code=error.code)

    def _hear(self, heartbeat: Heartbeat | None) -> None:
        if heartbeat is None:
            return
        values = {"heartbeat": json.dumps(heartbeat_json(heartbeat), sort_keys=True)}
        if heartbeat.box is not None:
            values["box"] = heartbeat.box
        if heartbeat.retiring and not heartbeat.records.unsent and self._device.retired_at is None:
            values["retired_at"] = moment(self._now)
            self._device = replace(self._device, retired_at=moment(self._now))
        self._connection.execute(
            update(device_table)
            .where(device_table.c.centre == self._device.centre, device_table.c.id == self._device.id)
            .values(**values)
        )
        if heartbeat.badges:
            hear_badges(self._connection, self._device, heartbeat, now=self._now)
        if "retired_at" in values:
            told = [Item(kind="device", ref={"device": self._device.id})]
            tell_others(self._connection, self._device, told, at=self._now)

    def hear(self, ask: Ask | None) -> None:
        """What the device has by now is kept for it no longer; the transcripts that it asks for are signed by and by."""
        if ask is None:
            return
        where = {"centre": self._device.centre, "device": self._device.id}
        transcripts.picked_up(self._connection, **where, through=ask.after)
        if ask.transcripts and self._device.retired_at is None:
            self._transcripts = transcripts.ask(
                self._connection, **where, learners=ask.transcripts, at=self._now
            )

    def go_on(self, connection: Connection, device: Device) -> None:
        """In another transaction than the one that stored."""
        self._connection, self._device = connection, device

    def finished(self, ask: Ask | None, *, answers: str, by_stick: bool) -> Received:
        """With the page that was asked for."""
        if ask is not None:
            where = (self._connection, self._device, ask)
            self._items += page_items(*where, vault=self._vault, now=self._now, by_stick=by_stick)
        return Received(
            answer=self._sealed(answers=answers),
            device=self._device,
            stored=self.stored,
            transcripts=self._transcripts,
            refused=self._refused,
        )

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


def _codes(items: Iterable[Known]) -> tuple[str, ...]:
    found = (
        one.code if isinstance(one, RefusedItem) else "fork"
        for one in items
        if isinstance(one, RefusedItem | ForkItem)
    )
    return tuple(dict.fromkeys(found))


def refusals(taken: Taken) -> list[Known]:
    """What was not stored of a chain, and from where on to send again."""
    judged = taken.judged
    found: list[Known] = []
    if judged.fork is not None:
        found.append(ForkItem(chain=judged.chain, seq=judged.fork.seq, hash=judged.fork.here))
    found += [RefusedItem(code="record-refused", chain=judged.chain, seq=seq) for seq in judged.refused[:100]]
    if judged.missing is not None:
        found.append(RefusedItem(code="records-missing", chain=judged.chain, first_missing=judged.missing))
    if taken.beyond is not None:
        found.append(RefusedItem(code="chain-ended", chain=judged.chain, seq=taken.beyond))
    return found
