"""A report that goes over as many pages as it needs: its head and its table's head again on each, pages counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.documents.design import Design
from assessor_app.documents.plain.papers import A4_MM, Paper
from assessor_app.documents.plain.pieces import (
    POINTS_PER_MM,
    Piece,
    Setter,
    draw_column,
    height_of,
    pages_of,
)
from assessor_app.wording.catalogue import gettext as _

_FOOT = 20.0


@dataclass(frozen=True, kw_only=True)
class Report:
    """`head` stands on the first page, `again` on each later one; `foot` on each, beside the page's number."""

    head: Sequence[Piece]
    again: Sequence[Piece]
    body: Sequence[Piece]
    foot: str = ""


def report_setter(design: Design, *, lying: bool = False, margin_mm: float = 15.0) -> Setter:
    """Sets pieces as wide as a report's page."""
    return Setter(design=design, width=(_size(lying=lying)[0] - 2 * margin_mm) * POINTS_PER_MM)


def add_report(
    paper: Paper, setter: Setter, report: Report, *, lying: bool = False, margin_mm: float = 15.0
) -> None:
    """Draws a report at the end of a paper. No page holds fewer than its head and one piece."""
    margin = margin_mm * POINTS_PER_MM
    high = _size(lying=lying)[1] * POINTS_PER_MM - 2 * margin - _FOOT
    first, later = height_of(report.head), height_of(report.again)
    pages = _dealt(report.body, first=high - first, later=high - later)
    for number, pieces in enumerate(pages, start=1):
        pen = paper.pen(_size(lying=lying))
        top = draw_column(pen, report.head if number == 1 else report.again, x=margin, top=margin)
        draw_column(pen, pieces, x=margin, top=top)
        words = _("Page {page} of {pages}").format(page=number, pages=len(pages))
        told = f"{report.foot} · {words}" if report.foot else words
        draw_column(pen, [setter.fit(told, "small")], x=margin, top=pen.height - margin - _FOOT + 8)
        paper.add(pen)


def _dealt(body: Sequence[Piece], *, first: float, later: float) -> list[list[Piece]]:
    pages = pages_of(body, first)
    rest = [piece for page in pages[1:] for piece in page]
    return [pages[0], *(pages_of(rest, later) if rest else [])]


def _size(*, lying: bool) -> tuple[float, float]:
    return (A4_MM[1], A4_MM[0]) if lying else A4_MM
