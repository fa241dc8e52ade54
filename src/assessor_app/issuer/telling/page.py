"""A page of a device's feed: what changed since its cursor, as the items of the envelope that goes down."""

from datetime import datetime

from sqlalchemy import Connection

from assessor_app.formats.feed import AnchorsItem, Page
from assessor_app.formats.heartbeat import Ask, OwnRecords
from assessor_app.formats.items import Known, line_of
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.alone import told
from assessor_app.issuer.enrolling.delegate import is_renewable, renew
from assessor_app.issuer.intake import manifests
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import (
    centres,
    chains,
    feed,
    pages,
    parcels,
    records,
    stranded,
    suspensions,
    tally,
)
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.suspensions import Kind, Subject
from assessor_app.issuer.telling.gone import concerns_its_past
from assessor_app.issuer.telling.items import items_of, page_of, record_items
from assessor_app.issuer.telling.register import moment_of, register_items

MOST_PAGE_BYTES = 8 * 1024 * 1024
MOST_STICK_BYTES = 24 * 1024 * 1024
"""By stick there is no next page the same day."""
MOST_PLACES = 5_000
MOST_OWN = 1_000
OF_OTHERS = frozenset({"records", "device", "chain", "page"})


def page_items(
    connection: Connection, device: Device, ask: Ask, *, vault: Vault, now: datetime, by_stick: bool = False
) -> list[Known]:
    """The page and what it brings, in the order in which it is to be applied.

    `by_stick` has the register come along, and as much as a stick's envelope may hold.
    """
    if _is_due(connection, device, ask, now=now):
        renew(connection, device, vault=vault, now=now)
        device = centres.find_device(connection, device.id) or device
    parcels.picked_up(connection, centre=device.centre, device=device.id, through=ask.after)
    most, room = min(ask.most, MOST_PLACES), MOST_STICK_BYTES if by_stick else MOST_PAGE_BYTES
    placed = feed.after(connection, centre=device.centre, to=device.id, position=ask.after, most=most + 1)
    gone = device.retired_at is not None
    found: list[Known] = []
    through = ask.after
    for one in placed[:most]:
        passed_over = _unwanted(one.item, ask) or (
            gone and not concerns_its_past(connection, device, one.item)
        )
        made = [] if passed_over else items_of(connection, device, one.item)
        bytes_made = sum(len(line_of(item)) for item in made)
        if found and (len(found) + len(made) > most or bytes_made > room):
            break
        found += made
        room -= bytes_made
        through = one.position
    more = bool(placed) and through < placed[-1].position
    found = [
        *_newer_list(connection, ask),
        *found,
    ]  # what follows may be signed by a key that only this list has
    found += _asked_for(connection, device, ask, room=room)
    if not more:
        found += register_items(connection, held=ask.register, whole=by_stick, room=room)
    return [_page(connection, device, after=ask.after, through=through, more=more), *found]


def _is_due(connection: Connection, device: Device, ask: Ask, *, now: datetime) -> bool:
    subjects = (
        Subject(centre=device.centre, kind=Kind.DEVICE, id=device.id),
        Subject(centre=device.centre, kind=Kind.CENTRE, id=device.centre),
    )
    if any(suspensions.is_suspended(connection, subject) for subject in subjects):
        return False
    return (ask.renew or is_renewable(device, now=now)) and device.retired_at is None


def _unwanted(item: Item, ask: Ask) -> bool:
    told_anyway = item.kind == "anchors" and ask.anchors is not None
    return told_anyway or (item.kind in OF_OTHERS and not ask.others)


def _newer_list(connection: Connection, ask: Ask) -> list[Known]:
    """The issuer's list of keys, where it was signed again since the one that the device holds."""
    held = None if ask.anchors is None else moment_of(ask.anchors)
    if held is None:
        return []
    text = anchors.newer_text(connection, than=held)
    return [] if text is None else [AnchorsItem(jws=text)]


def _asked_for(connection: Connection, device: Device, ask: Ask, *, room: int) -> list[Known]:
    found: list[Known] = [
        manifests.state(connection, centre_id=device.centre, address=address) for address in ask.evidence
    ]
    for own in ask.own:
        found += _own_records(connection, device, own, room=room)
    for digest in ask.assets:
        if not pages.missing(connection, [digest]):
            found += pages.asset_pieces(connection, digest)
    return [*found, *_credentials(connection, device, ask, room=room)]


def _credentials(connection: Connection, device: Device, ask: Ask, *, room: int) -> list[Known]:
    """Told of once more, with the JWT that is here now; as many as there is room for."""
    found: list[Known] = []
    for made in kept.of_numbers(connection, centre=device.centre, numbers=ask.credentials):
        item = told(connection, centre=device.centre, digest=made.digest)
        if not made.jwt or (
            device.retired_at is not None and not concerns_its_past(connection, device, item)
        ):
            continue
        again = items_of(connection, device, item)
        room -= sum(len(line_of(one)) for one in again)
        if room < 0:
            break
        found += again
    return found


def _own_records(connection: Connection, device: Device, own: OwnRecords, *, room: int) -> list[Known]:
    known = chains.find(connection, own.chain)
    if known is None or known.device != device.id:
        return []
    found: list[Known] = []
    its = records.between(
        connection, centre=device.centre, chain=own.chain, first=own.first, last=own.first + MOST_OWN - 1
    )
    for one in its:
        # With a certificate goes its page, where it is here: it can be printed again.
        made = [*record_items([one]), *page_of(connection, device, chain=one.chain, seq=one.seq)]
        room -= sum(len(line_of(item)) for item in made)
        if room < 0 and found:
            break
        found += made
    return found


def _page(connection: Connection, device: Device, *, after: int, through: int, more: bool) -> Page:
    counts = tally.of_device(connection, centre=device.centre, device=device.id)
    for (_device, outcome), number in stranded.counts(connection, device.id).items():
        counts[outcome] += number
    return Page(
        after=after,
        through=through,
        more=more,
        received=sum(counts.values()),
        accepted=counts["accepted"],
        held=counts["held"],
        rejected=counts["rejected"],
    )
