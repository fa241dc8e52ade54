"""What a device that was retired may still hear: what became of what it handed over, and nothing else of its centre."""

from sqlalchemy import Connection

from assessor_app.issuer.register import entries
from assessor_app.issuer.store import chains
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.feed import Item

_OF_ITS_RECORDS = frozenset({"verdict", "verdicts", "stranded", "wanted", "evidence", "anchors"})
"""Places of a feed that are about the device's own records; and the issuer's keys, by which it believes the rest."""


def concerns_its_past(connection: Connection, device: Device, item: Item) -> bool:
    """Whether it is about a record or a paper that this device signed."""
    if item.kind in _OF_ITS_RECORDS:
        return True
    if item.kind == "paper":
        paper = entries.by_number(connection, device.centre, item.ref["number"])
    elif item.kind == "credential":
        paper = entries.by_digest(connection, item.ref["digest"])
    else:
        return False
    own = chains.of_device(connection, centre=device.centre, device=device.id)
    return paper is not None and paper.chain in {chain.id for chain in own}
