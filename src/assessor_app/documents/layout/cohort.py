"""Pages of a cohort: what all of them say is planned and drawn once; each adds its own holder, identity and code.

Where the pieces stand follows from the heights of those three, so that a page whose three are as high as another's
takes the rest of it as it is. The page is the same as one drawn alone (a test compares them).
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from operator import attrgetter

from assessor_app.documents.certificate_design import OpenDesign
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.layout.pieces import Ink, Logo, Piece, Placed, draw_placed
from assessor_app.documents.layout.plan import Planner, Wanted, plan_piece, planned
from assessor_app.documents.pen import Drawn
from assessor_app.documents.picture_pen import PicturePen

Heights = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What pages share: what is drawn already; pictures, which go among the assets each time; where the rest stands."""

    drawn: Drawn
    pictures: tuple[Placed, ...]
    places: tuple[Placed | None, ...]


@dataclass(slots=True)
class _Cohort:
    """What is known of certificates that differ in their holders alone."""

    wanted: tuple[Wanted, ...] = ()
    sheets: dict[Heights, _Sheet] = field(default_factory=dict)


def draw_page(ink: Ink, content: CertificateContent, design: OpenDesign) -> None:
    """Draws every piece of a certificate's page.

    KnownError `certificate-too-full`, `letters-missing`, `qr-too-large`.
    """
    cohort = design.shaper.once(("cohort", design, ink.pen.mirrored, _common(content)), _Cohort)
    own = [plan_piece(wanted, content, design) for wanted in cohort.wanted]
    sheet = cohort.sheets.get(_heights(own)) if own else None
    if sheet is None:
        planner, as_designed = planned(content, design)
        own = [piece for _, piece in planner.own]
        sheet = _sheet(ink, planner)
        if as_designed:
            cohort.wanted = tuple(wanted for wanted, _ in planner.own)
            cohort.sheets[_heights(own)] = sheet
    ink.pen.replay(sheet.drawn)
    draw_placed(ink, sheet.pictures)
    for place, piece in zip(sheet.places, own, strict=True):
        if place is not None and piece is not None:
            piece.draw(ink, x=place.x, top=place.top, width=place.width)


_SHARED = attrgetter(
    *sorted(
        {one.name for one in fields(CertificateContent)} - {"holder", "identity", "number", "qr", "beside"}
    )
)


def _common(content: CertificateContent) -> Hashable:
    """What every certificate of the same award and day says."""
    return _SHARED(content), content.beside and _common(content.beside)


def _heights(pieces: Sequence[Piece | None]) -> Heights:
    return tuple([None if piece is None else piece.height for piece in pieces])


def _sheet(ink: Ink, planner: Planner) -> _Sheet:
    own = {id(piece) for _, piece in planner.own}
    pictures = [one for one in planner.placed if isinstance(one.piece, Logo)]
    alike = [one for one in planner.placed if id(one.piece) not in own and one not in pictures]
    apart = Ink(PicturePen(width=ink.pen.width, height=ink.pen.height, mirrored=ink.pen.mirrored), ink.assets)
    places = {id(one.piece): one for one in planner.placed}
    return _Sheet(
        drawn=apart.pen.record(partial(draw_placed, apart, alike)),
        pictures=tuple(pictures),
        places=tuple(places.get(id(piece)) for _, piece in planner.own),
    )
