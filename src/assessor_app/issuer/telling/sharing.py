"""What devices of a centre hear of each other: who there is, every record that was stored, every page that came."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.alone import told as credential_told
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.store import centres, chains, feed, pages
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.feed import Item
from assessor_app.trust.batch import Judged

RANGE = 100
"""Records that one place of the feed stands for: a page is made of whole places."""


def share(
    connection: Connection, device: Device, judged: Judged, *, late: Iterable[int], at: datetime
) -> None:
    """Tells the centre's other devices of records that were stored just now, and again of those that got their personal part."""
    told = list(ranges("records", judged.chain, judged.first, judged.last)) if judged.advances else []
    for seq in late:
        told += ranges("records", judged.chain, seq, seq)
    if told:
        tell_others(connection, device, told, at=at)


def share_page(connection: Connection, device: Device, *, chain: str, seq: int, at: datetime) -> None:
    """Tells them of a certificate's page."""
    tell_others(connection, device, [Item(kind="page", ref={"chain": chain, "seq": seq})], at=at)


def tell_others(connection: Connection, device: Device, items: list[Item], *, at: datetime) -> None:
    for other in centres.others_of(connection, device):
        feed.append(connection, centre=device.centre, to=other.id, items=items, at=at)


def introduce(connection: Connection, device: Device, *, at: datetime) -> None:
    """The others hear of a device that joined, and it of them, of their records and pages, and of what it adopted itself."""
    told = [
        Item(kind="device", ref={"device": row.id})
        for row in centres.devices_of(connection, device.centre)
        if row.id != device.id
    ]
    known = {row.id for row in centres.devices_of(connection, device.centre)}
    foreign = [row for row in chains.of_centre(connection, device.centre) if row.device != device.id]
    told += [Item(kind="chain", ref={"chain": row.id}) for row in foreign if row.id not in known]
    for row in foreign:
        told += ranges("records", row.id, 1, row.head_seq)
    its = {row.id for row in foreign}
    told += [
        Item(kind="page", ref={"chain": chain, "seq": seq})
        for chain, seq in pages.places(connection, device.centre)
        if chain in its
    ]
    told += [paper_item(paper) for paper in entries.of_centre(connection, device.centre)]
    told += [
        credential_told(connection, centre=device.centre, digest=digest)
        for digest in kept.of_centre(connection, device.centre)
    ]
    feed.append(connection, centre=device.centre, to=device.id, items=told, at=at)
    own = [row.id for row in chains.of_centre(connection, device.centre) if row.device == device.id]
    said = [Item(kind="device", ref={"device": device.id})]
    for chain in own:
        if chain in known and chain != device.id:
            said.append(Item(kind="device", ref={"device": chain}))
        elif chain not in known:
            said.append(Item(kind="chain", ref={"chain": chain}))
    tell_others(connection, device, said, at=at)


def paper_item(paper: Paper, *, reason: str = "") -> Item:
    """How a paper stands in the register."""
    ref = {"number": paper.number, "state": paper.state, "on": paper.on_day, "successor": paper.successor}
    return Item(kind="paper", ref={**ref, "reason": reason})


def ranges(kind: str, chain_id: str, first: int, last: int) -> Iterator[Item]:
    """Feed items of this kind for the places `first` to `last` of a chain."""
    for start in range(first, last + 1, RANGE):
        end = min(start + RANGE - 1, last)
        yield Item(kind=kind, ref={"chain": chain_id, "first": start, "last": end})
