"""Frozen pages of certificates, and the fonts and drawings that they name."""

import json
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import PagesKept
from assessor_app.formats.piece import Piece, data_of, joined
from assessor_app.issuer.store import settings
from assessor_app.issuer.store.between import asset_piece, paper_page
from assessor_app.issuer.store.metadata import moment

ASSET = "asset"
PAGES = "pages-kept"
"""Setting: a `PagesKept`."""


def pages_kept(connection: Connection) -> str:
    """Whose pages are kept here: what a person chose, else those that another device may print."""
    return settings.get(connection, PAGES) or PagesKept.SHARED.value


@dataclass(frozen=True, kw_only=True)
class Page:
    """A certificate's page by the place of its record: the text of its code, the page, and what it names, by SHA-256.

    `sound` says whether its code says what the record says; one that does not is kept for people and given to nobody.
    """

    centre: str
    chain: str
    seq: int
    number: str
    qr: str
    page: bytes = field(repr=False)
    assets: tuple[str, ...]
    sound: bool = True


def add(connection: Connection, page: Page, *, at: datetime) -> None:
    values = {name: getattr(page, name) for name in ("centre", "chain", "seq", "number", "qr", "page")}
    told = {"assets": json.dumps(list(page.assets)), "sound": int(page.sound), "at": moment(at)}
    connection.execute(insert(paper_page).values(**values, **told))


def find(connection: Connection, *, centre: str, chain: str, seq: int) -> Page | None:
    row = connection.execute(
        select(paper_page).where(
            paper_page.c.centre == centre, paper_page.c.chain == chain, paper_page.c.seq == seq
        )
    ).one_or_none()
    if row is None:
        return None
    return Page(
        centre=centre,
        chain=chain,
        seq=seq,
        number=row.number,
        qr=row.qr,
        page=row.page,
        assets=tuple(json.loads(row.assets)),
        sound=bool(row.sound),
    )


def places(connection: Connection, centre: str) -> tuple[tuple[str, int], ...]:
    """(chain, seq) of every sound page of a centre, in the order of their chains."""
    found = connection.execute(
        select(paper_page.c.chain, paper_page.c.seq)
        .where(paper_page.c.centre == centre, paper_page.c.sound == 1)
        .order_by(paper_page.c.chain, paper_page.c.seq)
    )
    return tuple((row.chain, row.seq) for row in found)


def missing(connection: Connection, assets: Iterable[str]) -> tuple[str, ...]:
    """Those of these fonts and drawings that are not here whole."""
    wanted = list(dict.fromkeys(assets))
    here = set(
        connection.execute(
            select(asset_piece.c.sha256).where(asset_piece.c.sha256.in_(wanted), asset_piece.c.whole == 1)
        ).scalars()
    )
    return tuple(one for one in wanted if one not in here)


def keep_piece(connection: Connection, piece: Piece) -> bool:
    """Keeps a piece of a font or drawing, twice is once; whether all of it is here now.

    Pieces that together are not the thing are forgotten: it is asked for again. Raises KnownError("envelope-unreadable").
    """
    this = asset_piece.c.sha256 == piece.sha256
    known = connection.execute(select(asset_piece.c.n).where(this, asset_piece.c.n == piece.n)).first()
    if known is None:
        connection.execute(
            insert(asset_piece).values(
                sha256=piece.sha256, n=piece.n, pieces=piece.count, content=data_of(piece), whole=0
            )
        )
    found = asset_pieces(connection, piece.sha256)
    if len(found) < piece.count:
        return False
    if _is_whole(found):
        connection.execute(update(asset_piece).where(this).values(whole=1))
        return True
    connection.execute(delete(asset_piece).where(this))
    return False


def asset_pieces(connection: Connection, digest: str) -> tuple[Piece, ...]:
    """The pieces of a font or drawing that are here, in order."""
    found = connection.execute(
        select(asset_piece).where(asset_piece.c.sha256 == digest).order_by(asset_piece.c.n)
    )
    return tuple(
        Piece(
            what=ASSET,
            sha256=digest,
            n=row.n,
            count=row.pieces,
            data=b64encode(row.content).decode("ascii"),
        )
        for row in found
    )


def _is_whole(found: tuple[Piece, ...]) -> bool:
    try:
        return joined(found) is not None
    except KnownError:
        return False
