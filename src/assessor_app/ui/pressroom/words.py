"""Services' answers about printed papers, turned into what the page shows."""

from collections.abc import Sequence

from assessor_app.domain.certificate import Target
from assessor_app.domain.handing import Collector
from assessor_app.domain.stock import StockKind
from assessor_app.services.printing.ports import CollectedRow, CopyRow, UnclaimedRow
from assessor_app.services.stock.keep import Delivery, Stock
from assessor_app.services.stock.ports import StockLine
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.rows import Row, Status
from assessor_app.ui.pressroom.view import COPIES, HAND_OUT, HANDED, STOCK, PressView
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.certificates import outcome_word
from assessor_app.wording.days import day_words, moment_words
from assessor_app.wording.press import balance_sentence, collected_words, kind_word

_SHAPES = {
    StockKind.SENT: Shape.WAITING,
    StockKind.ISSUED: Shape.MET,
    StockKind.BACK: Shape.NOT_SEEN,
    StockKind.FOUND: Shape.NOT_SEEN,
    StockKind.SPOILED: Shape.NOT_APPLICABLE,
    StockKind.MISSING: Shape.DANGER,
    StockKind.DESTROYED: Shape.NOT_APPLICABLE,
}


def press_view(
    unclaimed: Sequence[UnclaimedRow],
    handed: Sequence[CollectedRow],
    stock: Stock,
    lines: Sequence[StockLine],
    copies: Sequence[CopyRow],
    *,
    keeps: bool,
) -> PressView:
    """Everything at once: none of these lists is long."""
    return PressView(
        choices=(
            (HAND_OUT, _("To hand out ({count})").format(count=len(unclaimed))),
            (HANDED, _("Handed out")),
            (STOCK, _("Security paper")),
            (COPIES, _("Copies ({count})").format(count=len(copies))),
        ),
        unclaimed=[(str(row.sheet), _unclaimed(row)) for row in unclaimed],
        handed=[(str(row.collection.sheet), _handed(row)) for row in handed],
        stock=[(line.serial, _line(line)) for line in lines],
        copies=[(str(at), _copy(row)) for at, row in enumerate(copies)],
        count=balance_sentence(stock.total)
        if stock.deliveries
        else _("No security paper has been received."),
        piles="\n".join(_pile(one) for one in stock.deliveries),
        spoiled=stock.total.spoiled,
        keeps=keeps,
    )


def _unclaimed(row: UnclaimedRow) -> Row:
    on = _("on {stock}").format(stock=row.stock) if row.stock else ""
    under = f"{row.number}\n{on}" if on else row.number
    group = row.group or row.learner_number or " "
    return f"{row.holder}\n{row.title}", under, f"{day_words(row.printed_at)}\n{group}"


def _handed(row: CollectedRow) -> Row:
    taken = row.collection
    kinds = {
        Collector.HOLDER: _("the holder"),
        Collector.OTHER: taken.who,
        Collector.POSTED: _("posted: {where}").format(where=taken.who),
    }
    who = kinds.get(taken.kind, "")
    return (
        f"{row.holder}\n{row.number}",
        f"{who}\n{collected_words(taken, row.witness)}",
        f"{moment_words(taken.at)}\n{row.by}",
    )


def _line(line: StockLine) -> Row:
    first = f"{line.holder}\n{line.number}" if line.number else line.reason
    told = _("{day}, {who}").format(day=day_words(line.at), who=line.by)
    if line.witness:
        told = _("{told} before {witness}").format(told=told, witness=line.witness)
    return first, f"{line.serial}\n{told}", Status(_SHAPES[line.kind], kind_word(line.kind))


def _copy(row: CopyRow) -> Row:
    which = _("Replacement {copy}: {reason}").format(copy=row.copy, reason=row.reason)
    out = outcome_word(row.outcome, Target.PRINTER)
    told = _("{out}, on {stock}").format(out=out, stock=row.stock) if row.stock else out
    return f"{row.holder}\n{row.number}", f"{which}\n{told}", f"{moment_words(row.at)}\n{row.by}"


def _pile(one: Delivery) -> str:
    batch = one.batch
    told = _("{first} to {last}, received {day}").format(
        first=batch.serial(batch.first).text,
        last=batch.serial(batch.last).text,
        day=day_words(batch.received_on),
    )
    if batch.note:
        told = _("{told} ({note})").format(told=told, note=batch.note)
    if one.next:
        return _("{told}: next is {next}").format(told=told, next=one.next)
    return _("{told}: used up").format(told=told)
