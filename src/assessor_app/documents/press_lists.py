"""Lists of printed papers: to hand out, handed out, replacements, and the security paper that has to add up."""

from collections.abc import Sequence

from assessor_app.documents.plain.papers import Paper, open_plain
from assessor_app.documents.plain.pieces import Piece, Setter
from assessor_app.documents.plain.report import Report, add_report, report_setter
from assessor_app.documents.plain.tables import Columns
from assessor_app.domain.centre import Centre
from assessor_app.domain.certificate import Target
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.printing.ports import CollectedRow, CopyRow, UnclaimedRow
from assessor_app.services.stock.keep import Stock
from assessor_app.services.stock.ports import StockLine
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.certificates import outcome_word
from assessor_app.wording.days import day_words, moment_words
from assessor_app.wording.press import balance_sentence, collected_words, kind_word

_TO_SIGN = 30.0


def draw_unclaimed(rows: Sequence[UnclaimedRow], centre: Centre, *, on: str) -> PaperFile:
    """What lies here, with room to sign for each; `on` is the day (ISO) on which the list was true."""
    cells = [
        (row.holder, row.learner_number, row.group, row.title, _under(row.number, row.stock), "")
        for row in rows
    ]
    titles = (
        _("Holder"),
        _("Number"),
        _("Group"),
        _("Title"),
        _("Certificate"),
        _("Received (signature, date)"),
    )
    return _list(
        _("Papers to hand out"), titles, (3, 1.3, 1.6, 2.8, 2.4, 3.4), cells, centre, on=on, least=_TO_SIGN
    )


def draw_handed(rows: Sequence[CollectedRow], centre: Centre, *, on: str) -> PaperFile:
    """Who took which paper. Signatures stay on the device."""
    cells = [
        (
            row.holder,
            row.number,
            row.collection.who or _("the holder"),
            collected_words(row.collection, row.witness),
            moment_words(row.collection.at),
            row.by,
        )
        for row in rows
    ]
    titles = (_("Holder"), _("Certificate"), _("Who took it"), _("How"), _("When"), _("Handed out by"))
    return _list(_("Papers handed out"), titles, (3, 2.4, 2, 2.6, 2.2, 2), cells, centre, on=on)


def draw_copies(rows: Sequence[CopyRow], centre: Centre, *, on: str) -> PaperFile:
    """Every replacement, which copy it was, and why."""
    cells = [
        (
            row.holder,
            _under(row.number, row.stock),
            str(row.copy),
            row.reason,
            moment_words(row.at),
            row.by,
            outcome_word(row.outcome, Target.PRINTER),
        )
        for row in rows
    ]
    titles = (
        _("Holder"),
        _("Certificate"),
        _("Copy"),
        _("Reason"),
        _("When"),
        _("Printed by"),
        _("What came out"),
    )
    return _list(_("Log of replacements"), titles, (3, 2.4, 0.9, 3, 2.2, 2, 1.8), cells, centre, on=on)


def draw_stock(stock: Stock, lines: Sequence[StockLine], centre: Centre, *, on: str) -> PaperFile:
    """Each delivery with its balance, and each sheet to which anything happened; room for two signatures."""
    design = open_plain()
    title = _("Security paper: reconciliation")
    paper = Paper(design, title)
    setter = report_setter(design, lying=True)
    head = [
        *_head(setter, centre, title, day_words(on)),
        *setter.text(balance_sentence(stock.total), "strong", after=4),
    ]
    for one in stock.deliveries:
        batch = one.batch
        first, last = batch.serial(batch.first).text, batch.serial(batch.last).text
        told = _("{first} to {last}, received {day}").format(
            first=first, last=last, day=day_words(batch.received_on)
        )
        if batch.note:
            told = _("{told} ({note})").format(told=told, note=batch.note)
        head += [*setter.text(told, "strong"), *setter.text(balance_sentence(one.balance), after=4)]
    columns = Columns(
        setter=setter,
        titles=(
            _("Sheet"),
            _("State"),
            _("Certificate"),
            _("Holder"),
            _("When"),
            _("By"),
            _("Witness"),
            _("Reason"),
        ),
        shares=(1.8, 1.5, 2.2, 2.8, 1.8, 1.9, 1.9, 3),
    )
    body: list[Piece] = [
        columns.row(
            (
                line.serial,
                kind_word(line.kind),
                line.number,
                line.holder,
                day_words(line.at),
                line.by,
                line.witness,
                line.reason,
            )
        )
        for line in lines
    ]
    body += [
        setter.gap(26),
        *setter.text(
            _("Counted and found right: ______________________________     ______________________________")
        ),
    ]
    foot = f"{title} · {day_words(on)}"
    report = Report(head=[*head, columns.head()], again=[columns.head()], body=body, foot=foot)
    add_report(paper, setter, report, lying=True)
    return paper.file()


def _list(
    title: str,
    titles: tuple[str, ...],
    shares: tuple[float, ...],
    cells: Sequence[tuple[str, ...]],
    centre: Centre,
    *,
    on: str,
    least: float = 0,
) -> PaperFile:
    design = open_plain()
    paper = Paper(design, title)
    setter = report_setter(design, lying=True)
    columns = Columns(setter=setter, titles=titles, shares=shares)
    count = ngettext("{count} paper", "{count} papers", len(cells)).format(count=len(cells))
    head = [*_head(setter, centre, title, day_words(on)), *setter.text(count, after=4)]
    body: list[Piece] = [columns.row(row, least=least, box=bool(least)) for row in cells] or [setter.gap(1)]
    foot = f"{title} · {day_words(on)}"
    report = Report(head=[*head, columns.head()], again=[columns.head()], body=body, foot=foot)
    add_report(paper, setter, report, lying=True)
    return paper.file()


def _head(setter: Setter, centre: Centre, title: str, about: str) -> list[Piece]:
    band = [setter.band(_("SAMPLE: invented people and results"))] if centre.sample else []
    return [
        *band,
        *setter.text(centre.name, "strong"),
        setter.fit(title, "title"),
        *setter.text(about, "body", after=4),
    ]


def _under(number: str, stock: str) -> str:
    return f"{number}\n{stock}" if stock else number
