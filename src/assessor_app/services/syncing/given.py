"""What goes beside the records: what the issuer asked for, and sealed parcels for other devices of the centre.

Asked for is a record's personal part, the page of its paper, a font or a drawing on that page.
"""

from dataclasses import dataclass, field

from assessor_app.domain.errors import KnownError
from assessor_app.formats import piece
from assessor_app.formats.centre_bundle import paper_item
from assessor_app.formats.items import Known, line_of
from assessor_app.formats.record_item import record_item
from assessor_app.formats.sync_limits import MIB
from assessor_app.services.syncing.desk import SyncDesk
from assessor_app.services.syncing.ports import Wanted

_KINDS = ("personal", "page", "asset")
_MOST_BYTES = 2 * MIB


@dataclass(frozen=True, kw_only=True)
class Given:
    """What goes into the next envelope for what was asked; `more` where some is left for the one after it."""

    wanted: tuple[Wanted, ...] = ()
    items: list[Known] = field(default_factory=list)
    more: bool = False


def asked(desk: SyncDesk) -> tuple[Wanted, ...]:
    """What waits for an envelope; evidence goes by itself."""
    parcels = [
        Wanted(chain=one.to, seq=0, what=piece.PARCEL, detail=one.sha256) for one in desk.parcels.outgoing()
    ]
    return (*(wanted for kind in _KINDS for wanted in desk.told.wanted(kind)), *parcels)


def carry(desk: SyncDesk, given: Given, *, envelope: str) -> None:
    """Notes which envelope has it, in the caller's transaction."""
    desk.told.carry(given.wanted, envelope=envelope)
    desk.parcels.carry((one.detail for one in given.wanted if one.what == piece.PARCEL), envelope=envelope)


def give(desk: SyncDesk, *, besides: frozenset[Wanted]) -> Given:
    """The answers to what was asked, as much as goes into one envelope, at least one; `besides` was given just now.

    What is not here any more is answered with nothing: it is asked for again where somebody wants it still.
    """
    todo = [wanted for wanted in asked(desk) if wanted not in besides]
    items: list[Known] = []
    size = 0
    for place, wanted in enumerate(todo):
        made = _items(desk, wanted)
        size += sum(len(line_of(item)) for item in made)
        if items and size > _MOST_BYTES:
            return Given(wanted=tuple(todo[:place]), items=items, more=True)
        items += made
    return Given(wanted=tuple(todo), items=items)


def page_items(desk: SyncDesk, chain: str, seq: int) -> list[Known]:
    """The frozen page of the paper that this record issued; nothing where it is not here."""
    made = desk.elsewhere.own_page(chain, seq)
    if made is None:
        return []
    item = paper_item(
        number=made.number.replace("-", ""),
        chain=chain,
        seq=seq,
        qr=made.qr,
        page=made.page,
        assets=list(desk.assets.named(made.page)),
    )
    return [item]


def _items(desk: SyncDesk, wanted: Wanted) -> list[Known]:
    if wanted.what == "page":
        return page_items(desk, wanted.chain, wanted.seq)
    if wanted.what == "asset":
        return _asset(desk, wanted.detail)
    if wanted.what == piece.PARCEL:
        content = desk.parcels.content(wanted.detail)
        return [] if content is None else list(piece.cut(content, what=piece.PARCEL, to=wanted.chain))
    record = desk.states.one(wanted.chain, wanted.seq)
    if record is None:
        return []
    return [record_item(record.jws, chain=record.chain, seq=record.seq, personal=record.personal)]


def _asset(desk: SyncDesk, digest: str) -> list[Known]:
    try:
        return list(piece.cut(desk.assets.get(digest), what="asset"))
    except KnownError as error:
        if error.code not in {"asset-missing", "asset-damaged"}:
            raise
        return []
