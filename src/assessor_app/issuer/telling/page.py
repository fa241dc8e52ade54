"""A page of a device's feed: what changed since its cursor, as the items of the envelope that goes down."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, func, select

from assessor_app.formats.feed import Page
from assessor_app.formats.heartbeat import Ask, OwnRecords
from assessor_app.formats.items import Known, line_of
from assessor_app.issuer.enrolling.delegate import is_renewable, renew
from assessor_app.issuer.intake import manifests
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import centres, chains, feed, records, suspensions
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.facts import chain, stands
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.suspensions import Kind, Subject
from assessor_app.issuer.telling.items import items_of, record_items
from assessor_app.trust.batch import Judged

MOST_PAGE_BYTES = 8 * 1024 * 1024
MOST_PLACES = 5_000
RANGE = 100
"""Records of another device that one place of the feed stands for: a page is made of whole places."""


def page_items(
    connection: Connection, device: Device, ask: Ask, *, vault: Vault, now: datetime
) -> list[Known]:
    """The page and what it brings, in the order in which it is to be applied."""
    if _is_due(connection, device, ask, now=now):
        renew(connection, device, vault=vault, now=now)
        device = centres.find_device(connection, device.id) or device
    most = min(ask.most, MOST_PLACES)
    placed = feed.after(connection, centre=device.centre, to=device.id, position=ask.after, most=most + 1)
    found: list[Known] = []
    size, through = 0, ask.after
    for one in placed[:most]:
        made = [] if _unwanted(one.item, ask) else items_of(connection, device, one.item)
        bytes_made = sum(len(line_of(item)) for item in made)
        if found and (len(found) + len(made) > most or size + bytes_made > MOST_PAGE_BYTES):
            break
        found += made
        size += bytes_made
        through = one.position
    more = bool(placed) and through < placed[-1].position
    found += _asked_for(connection, device, ask, room=MOST_PAGE_BYTES - size)
    return [_page(connection, device, after=ask.after, through=through, more=more), *found]


def share(connection: Connection, device: Device, judged: Judged, *, at: datetime) -> None:
    """Tells the centre's other devices of records that were stored just now."""
    if judged.advances:
        items = list(range_items(judged.chain, judged.first, judged.last))
        for other in centres.devices_of(connection, device.centre):
            if other.id != device.id and other.retired_at is None:
                feed.append(connection, centre=device.centre, to=other.id, items=items, at=at)


def range_items(chain_id: str, first: int, last: int) -> Iterator[Item]:
    """Feed items for records `first` to `last` of a chain."""
    for start in range(first, last + 1, RANGE):
        end = min(start + RANGE - 1, last)
        yield Item(kind="records", ref={"chain": chain_id, "first": start, "last": end})


def _is_due(connection: Connection, device: Device, ask: Ask, *, now: datetime) -> bool:
    subjects = (
        Subject(centre=device.centre, kind=Kind.DEVICE, id=device.id),
        Subject(centre=device.centre, kind=Kind.CENTRE, id=device.centre),
    )
    if any(suspensions.is_suspended(connection, subject) for subject in subjects):
        return False
    return (ask.renew or is_renewable(device, now=now)) and device.retired_at is None


def _unwanted(item: Item, ask: Ask) -> bool:
    return item.kind == "records" and not ask.others


def _asked_for(connection: Connection, device: Device, ask: Ask, *, room: int) -> list[Known]:
    found: list[Known] = [
        manifests.state(connection, centre_id=device.centre, address=address) for address in ask.evidence
    ]
    for own in ask.own:
        found += _own_records(connection, device, own, room=room)
    return found


def _own_records(connection: Connection, device: Device, own: OwnRecords, *, room: int) -> list[Known]:
    known = chains.find(connection, own.chain)
    if known is None or known.device != device.id:
        return []
    found: list[Known] = []
    kept = records.between(
        connection, centre=device.centre, chain=own.chain, first=own.first, last=own.first + 10 * RANGE - 1
    )
    for item in record_items(kept):
        room -= len(line_of(item))
        if room < 0 and found:
            break
        found.append(item)
    return found


def _page(connection: Connection, device: Device, *, after: int, through: int, more: bool) -> Page:
    counts = {
        row.outcome: row.number
        for row in connection.execute(
            select(stands.c.outcome, func.count().label("number"))
            .select_from(
                stands.join(chain, (chain.c.centre == stands.c.centre) & (chain.c.id == stands.c.chain))
            )
            .where(chain.c.centre == device.centre, chain.c.device == device.id)
            .group_by(stands.c.outcome)
        )
    }
    return Page(
        after=after,
        through=through,
        more=more,
        received=sum(counts.values()),
        accepted=counts.get("accepted", 0),
        held=counts.get("held", 0),
        rejected=counts.get("rejected", 0),
    )
