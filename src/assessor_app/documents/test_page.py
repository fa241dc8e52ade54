"""A page to measure and to scan: whether this printer prints at full size, how far out, and finely enough for a code."""

from assessor_app.documents.pen import Pen
from assessor_app.documents.plain.papers import A4_MM, Paper, open_plain
from assessor_app.documents.plain.pieces import POINTS_PER_MM, Setter, draw_column
from assessor_app.documents.qr import QrSegment, qr_matrix
from assessor_app.domain.centre import Centre
from assessor_app.services.papers.file import PaperFile
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words

BAR_MM = 100.0
QR_MM = 38.0
_EDGES_MM = (3, 4, 5, 6, 8, 10)
_LETTERS = 750
"""As many as a certificate's code holds, so that the squares are as fine as there (version 15)."""
_MARGIN_MM = 22.0
_INK = "#000000"


def draw_test_page(centre: Centre, *, on: str) -> PaperFile:
    """One A4 page: bars of 100 mm across and down, frames near the edge, a code. `on` is the day (ISO)."""
    design = open_plain()
    title = _("Test page of the printer")
    paper = Paper(design, title)
    pen = paper.pen()
    setter = Setter(design=design, width=_mm(A4_MM[0] - 2 * _MARGIN_MM))
    _frames(pen)
    words = [
        setter.fit(title, "title"),
        *setter.text(f"{centre.name} · {day_words(on)}", after=10),
        *setter.text(
            _(
                "1. Measure both bars: each is 100 mm long. If one is shorter, the printer or its settings shrink pages: look for “fit to page” or “scale”, set 100 %, and print this page again."
            ),
            after=6,
        ),
        *setter.text(
            _(
                "2. Read the code with a telephone: it says ASSESSOR TEST PAGE. Its squares are as fine as those of a certificate, and it is 38 mm wide. If it is not read, clean the printer or change its toner."
            ),
            after=6,
        ),
        *setter.text(
            _(
                "3. Look at the frames along the edge, at 3, 4, 5, 6, 8 and 10 mm: the outermost that is whole on all sides is how far out this printer prints. A certificate's frame begins 5 mm from the edge."
            ),
            after=6,
        ),
    ]
    left = _mm(_MARGIN_MM)
    top = draw_column(pen, words, x=left, top=_mm(_MARGIN_MM)) + 26
    _bar(pen, setter, left, top)
    _upright(pen, left, top + 34)
    code = left + _mm(45)
    matrix = qr_matrix([QrSegment(_text(), "alnum")])
    pen.modules(matrix, (code, top + 40), side=_mm(QR_MM), colour=_INK)
    small = Setter(design=design, width=_mm(QR_MM) * 2)
    draw_column(pen, [small.fit(_("38 mm"), "small")], x=code, top=top + 40 + _mm(QR_MM) + 8)
    paper.add(pen)
    return paper.file()


def _text() -> str:
    words = "ASSESSOR TEST PAGE "
    return (words * (_LETTERS // len(words) + 1))[:_LETTERS]


def _bar(pen: Pen, setter: Setter, left: float, top: float) -> None:
    """A bar of 100 mm with a mark each 10."""
    pen.rule((left, top), (left + _mm(BAR_MM), top), weight=1.2, colour=_INK)
    for at in range(11):
        x = left + _mm(at * 10)
        high = 12 if at in {0, 10} else 6
        pen.rule((x, top - high), (x, top), weight=0.6, colour=_INK)
    draw_column(pen, [setter.fit(_("100 mm"), "small")], x=left, top=top + 4)


def _upright(pen: Pen, left: float, top: float) -> None:
    pen.rule((left, top), (left, top + _mm(BAR_MM)), weight=1.2, colour=_INK)
    for at in range(11):
        y = top + _mm(at * 10)
        wide = 12 if at in {0, 10} else 6
        pen.rule((left, y), (left + wide, y), weight=0.6, colour=_INK)


def _frames(pen: Pen) -> None:
    for edge in _EDGES_MM:
        near = _mm(edge)
        pen.outline((near, near), (pen.width - 2 * near, pen.height - 2 * near), weight=0.4, colour=_INK)


def _mm(length: float) -> float:
    return length * POINTS_PER_MM
