"""The room of printed papers."""

from collections.abc import Sequence

from assessor_app.desktop.papers import papers
from assessor_app.desktop.rooms import Frame, Parts, Room
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.printing.ports import CollectedRow, CopyRow, UnclaimedRow
from assessor_app.services.stock.keep import Stock
from assessor_app.services.stock.ports import StockLine
from assessor_app.ui.pressroom.page import PressPage
from assessor_app.ui.pressroom.parts import Drawing, PressParts
from assessor_app.ui.pressroom.presenter import PressPresenter


def build_press(parts: Parts, frame: Frame) -> None:
    """Papers to hand out, security paper, replacements."""
    device = parts.device
    page = PressPage(parts.window.look)
    presenter = PressPresenter(
        PressParts(
            page=page,
            tasks=parts.tasks,
            session=parts.session,
            desk=device.press,
            papers=papers(page, parts),
            drawing=_drawing(parts),
            people=device.tables.staff.all,
            today=lambda: device.clock.now().date(),
        )
    )
    presenter.back.connect(lambda: frame.open("certificates"))
    presenter.changed.connect(frame.refresh)

    def show(which: str) -> None:
        if which:
            presenter.show_list(which)
        else:
            presenter.show()

    frame.add("press", page, Room(show=show, rail="certificates"))


def _drawing(parts: Parts) -> Drawing:
    """The libraries that draw come in with the first paper, not with the room."""
    centre, clock = parts.device.tables.settings.centre, parts.device.clock

    def today() -> str:
        return clock.now().date().isoformat()

    def unclaimed(rows: Sequence[UnclaimedRow]) -> PaperFile:
        from assessor_app.documents.press_lists import draw_unclaimed

        return draw_unclaimed(rows, centre(), on=today())

    def handed(rows: Sequence[CollectedRow]) -> PaperFile:
        from assessor_app.documents.press_lists import draw_handed

        return draw_handed(rows, centre(), on=today())

    def copies(rows: Sequence[CopyRow]) -> PaperFile:
        from assessor_app.documents.press_lists import draw_copies

        return draw_copies(rows, centre(), on=today())

    def stock(found: Stock, lines: Sequence[StockLine]) -> PaperFile:
        from assessor_app.documents.press_lists import draw_stock

        return draw_stock(found, lines, centre(), on=today())

    def table(found: Stock, lines: Sequence[StockLine], suffix: str) -> bytes:
        from assessor_app.exchange.stock import as_table

        return as_table(found, lines, suffix)

    return Drawing(unclaimed=unclaimed, handed=handed, copies=copies, stock=stock, table=table)
