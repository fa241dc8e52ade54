"""Certificates' pages as devices hand them over: kept where the record names them, given to the centre's other devices."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, select

from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats import compact, signed_record
from assessor_app.formats.centre_bundle import PaperItem, page_of
from assessor_app.formats.feed import RefusedItem
from assessor_app.formats.piece import Piece
from assessor_app.issuer.judging.codes import says_the_same
from assessor_app.issuer.store import audit, chains, erasures, pages, wants
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.facts import record
from assessor_app.issuer.store.pages import Page
from assessor_app.issuer.store.records import Kept, between
from assessor_app.issuer.store.wants import Want
from assessor_app.issuer.telling.sharing import share_page


def take_paper(
    connection: Connection, device: Device, paper: PaperItem, *, now: datetime
) -> RefusedItem | None:
    """Keeps the page of a certificate of this device whose record is here; what was refused of it.

    Page and code are those whose hashes are in the record, and the code says what the record says: one that says
    otherwise is kept for people, and is given to nobody.
    """
    refused = RefusedItem(code="paper-not-the-record", chain=paper.chain, seq=paper.seq)
    chain = chains.find(connection, paper.chain)
    if chain is None or chain.device != device.id:
        return RefusedItem(code="chain-not-yours", chain=paper.chain)
    kept = _issued(connection, device.centre, paper)
    page = _named_page(kept, paper)
    if kept is None or page is None:
        return refused
    if erasures.is_erased(connection, centre=kept.centre, subject=erasures.of_personal(kept.chain, kept.seq)):
        return None
    known = pages.find(connection, centre=kept.centre, chain=kept.chain, seq=kept.seq)
    if known is None:
        known = Page(
            centre=kept.centre,
            chain=kept.chain,
            seq=kept.seq,
            number=paper.number,
            qr=paper.qr,
            page=page,
            assets=tuple(dict.fromkeys(paper.assets)),
            sound=says_the_same(paper.qr, kept, public=bytes.fromhex(chain.public)),
        )
        pages.add(connection, known, at=now)
        if known.sound:
            share_page(connection, device, chain=kept.chain, seq=kept.seq, at=now)
        else:
            audit.note(connection, "paper-says-otherwise", by=device.id, subject=paper.number, at=now)
    wants.settle(connection, _of(kept, wants.PAGE))
    for digest in pages.missing(connection, known.assets):
        wants.ask(connection, _of(kept, wants.ASSET, digest), of=device.id, at=now)
    return None if known.sound else refused


def take_asset(connection: Connection, device: Device, piece: Piece) -> RefusedItem | None:
    """Keeps a piece of a font or drawing that was asked for in this centre; what was refused of it."""
    if piece.what != pages.ASSET or not wants.asset_wanted(connection, device.centre, piece.sha256):
        return RefusedItem(code="asset-unknown")
    if pages.keep_piece(connection, piece):
        wants.asset_is_here(connection, piece.sha256)
    return None


def ask_for_pages(connection: Connection, device: Device, others: Iterable[Device], *, now: datetime) -> None:
    """Asks the others of a centre that `device` joined for the pages that they made while they were alone."""
    owners = {other.id for other in others}
    for chain in chains.of_centre(connection, device.centre):
        if chain.device not in owners:
            continue
        chosen = select(record.c.seq).where(
            record.c.centre == chain.centre,
            record.c.chain == chain.id,
            record.c.type == RecordType.CERTIFICATE_ISSUED.value,
        )
        for seq in connection.execute(chosen.order_by(record.c.seq)).scalars().all():
            subject = erasures.of_personal(chain.id, seq)
            gone = erasures.is_erased(connection, centre=chain.centre, subject=subject)
            if not gone and pages.find(connection, centre=chain.centre, chain=chain.id, seq=seq) is None:
                want = Want(centre=chain.centre, chain=chain.id, seq=seq, what=wants.PAGE)
                wants.ask(connection, want, of=chain.device, at=now)


def _of(kept: Kept, what: str, digest: str = "") -> Want:
    return Want(centre=kept.centre, chain=kept.chain, seq=kept.seq, what=what, digest=digest)


def _issued(connection: Connection, centre: str, paper: PaperItem) -> Kept | None:
    """The record on this chain that issued the certificate with this number."""
    if paper.seq is not None:
        found = between(connection, centre=centre, chain=paper.chain, first=paper.seq, last=paper.seq)
        return next((kept for kept in found if _number_in(kept) == paper.number), None)
    chosen = select(record.c.seq).where(
        record.c.centre == centre,
        record.c.chain == paper.chain,
        record.c.type == RecordType.CERTIFICATE_ISSUED.value,
    )
    for seq in connection.execute(chosen).scalars().all():
        (kept,) = between(connection, centre=centre, chain=paper.chain, first=seq, last=seq)
        if _number_in(kept) == paper.number:
            return kept
    return None


def _number_in(kept: Kept) -> str | None:
    if kept.type != RecordType.CERTIFICATE_ISSUED:
        return None
    number = signed_record.decode(compact.split(kept.jws).payload).body.get("number")
    return number.replace("-", "") if isinstance(number, str) else None


def _named_page(kept: Kept | None, paper: PaperItem) -> bytes | None:
    """The page's bytes, where the record has the hashes of both parts."""
    if kept is None:
        return None
    try:
        page = page_of(paper)
    except KnownError:
        return None
    body = signed_record.decode(compact.split(kept.jws).payload).body
    digests = (sha256(page).hexdigest(), sha256(paper.qr.encode("utf-8")).hexdigest())
    return page if digests == (body.get("page"), body.get("qr")) else None
