"""The page of the closed count."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.services.records.waiting import Only
from assessor_app.ui.bundles.card import BundleCard
from assessor_app.ui.joining.card import JoinCard
from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.folding import FoldingButton, FoldingPrimary
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, Frame, Scroll, column, holding, row
from assessor_app.ui.kit.page import EmptyState, Keys, Page, PageHeader
from assessor_app.ui.kit.rows import Row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sync.beside import STEP_BESIDE_FROM, BesideOrBelow
from assessor_app.ui.sync.contact import ContactCard
from assessor_app.ui.sync.count import ClosedCount
from assessor_app.ui.sync.stick import StickCard
from assessor_app.ui.sync.view import RowsView, SyncView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_NOTICE_FROM = 640
_BESIDE_FROM = 900


class SyncPage(Page):
    """Shows a `SyncView` and, by `show_rows`, what waits; nothing is red for being offline.

    Signals:
        check_asked(): check every record. restart_asked(): start a new chain of records.
        only_chosen(str): which of what waits is shown: a value of `Only`.
    """

    check_asked = Signal()
    restart_asked = Signal()
    only_chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Sync"))
        self.count, self.stick, self.joining = ClosedCount(look), StickCard(look), JoinCard(look)
        self.contact, self.bundles = ContactCard(look), BundleCard(look)
        self.contact.hide()
        self.here = PlainButton(look, "", icon="circle-alert")
        self.here.clicked.connect(lambda: self._choose(Only.HERE))
        self.only = Select(look, _("Show"), _narrowings(0))
        columns = [_("State"), _("What, since when"), _("Whose"), _("What happens next")]
        self.table = DataTable(look, _("What waits here"), columns, stretch=3, two_lines=True)
        self.table.set_widths(look, {0: 120, 1: 250, 2: 220}, least={0: 112, 1: 168, 2: 120})
        self.check = PlainButton(look, _("Check all records"), icon="list-checks")
        self.checking = Progress(look)
        self._checked = Text(look)
        self._sound, self._wrong = Glyph(look, Shape.MET), Glyph(look, Shape.DANGER)
        self._why = Text(look)
        self._restart, self.came = self._restart_notice(look), self._came_notice(look)
        self.bundles.waits.connect(lambda words: self.came.setVisible(bool(words)))
        self._build(look)
        self.check.clicked.connect(self.check_asked)
        self.only.activated.connect(lambda _place: self._choose(Only(self.only.key())))
        self.show_data(SyncView())
        self.show_rows(RowsView(total=0, first=()), lambda _offset, _limit: ())

    def keys(self) -> Keys:
        return [(_("Up, Down"), _("go through what waits")), (_("Enter"), _("open a record"))]

    def first_focus(self) -> QWidget:
        return self.table

    def show_data(self, data: object) -> None:
        assert isinstance(data, SyncView)  # noqa: S101 - a page is only ever shown its own view
        self.count.show_count(data.count)
        self.count.show_lines(
            awards=data.awards, evidence=data.evidence, only_here=data.only_here, alone=data.alone
        )
        self.only.offer(_narrowings(data.here))
        words = ngettext("{count} needs somebody", "{count} need somebody", data.here)
        self.here.say(words.format(count=data.here))
        self.here.setVisible(bool(data.here))
        self.stick.show_words(data.copied, data.behind)
        if data.restart and self._restart.isHidden():
            self._scroll.verticalScrollBar().setValue(
                0
            )  # it stands above everything, and nothing is signed until it is read
        self._restart.setVisible(bool(data.restart))
        self._why.say(data.restart)
        self._checked.say(data.checked)
        self._sound.setVisible(bool(data.checked) and data.sound)
        self._wrong.setVisible(bool(data.checked) and not data.sound)

    def show_rows(self, rows: RowsView, fetch: Callable[[int, int], Sequence[Row] | None]) -> None:
        """Shows what waits; rows beyond the first page come by `table.rows.page_wanted` and `put_page`."""
        ids = [str(place) for place in range(rows.total)]
        self.table.rows.load(ids, fetch)
        if rows.first:
            self.table.rows.put_page(0, rows.first)
        self.table.setVisible(bool(rows.total))
        self._empty.setVisible(not rows.total)

    def show_checking(self, done: int, of: int) -> None:
        """How far the check of all records is; `of` = 0 where nobody knows, and -1 done when none is under way."""
        self.check.setEnabled(done < 0)
        if done < 0:
            self.checking.hide()
        else:
            self.checking.show_progress(_("Checking…"), done, of)

    def _choose(self, only: Only) -> None:
        self.only.choose(only.value)
        self.only_chosen.emit(only.value)
        self._scroll.ensureWidgetVisible(self.table)

    def _restart_notice(self, look: Look) -> Frame:
        button = FoldingPrimary(look, _("Start a new chain of records…"))
        button.clicked.connect(self.restart_asked)
        words = column(
            Text(look, _("Nothing can be signed in this folder"), role="row", bold=True), self._why
        )
        step = holding(row(button, None))
        beside = BesideOrBelow(look, holding(words), step, from_width=_NOTICE_FROM, parts=(1, 0))
        line = row(Glyph(look, Shape.HELD, size=28), beside, gap=2, margin=2)
        line.setStretch(1, 1)
        return Frame("notice", line)

    def _came_notice(self, look: Look) -> Frame:
        """What waits to be taken stands at the foot of the page, where nobody looks by themselves."""
        words = _("Something came from another computer of the centre, and waits for you to take it.")
        self.show_came = FoldingButton(look, _("Show it"), icon="download")
        self.show_came.clicked.connect(lambda: self._scroll.ensureWidgetVisible(self.bundles.came))
        step = holding(row(self.show_came, None))
        told = holding(column(Text(look, words, bold=True)))
        beside = BesideOrBelow(look, told, step, from_width=_NOTICE_FROM, parts=(1, 0))
        line = row(Glyph(look, Shape.WAITING, size=28), beside, gap=2, margin=2)
        line.setStretch(1, 1)
        made = Frame("card", line)
        made.hide()
        return made

    def _build(self, look: Look) -> None:
        told = holding(row(self._sound, self._wrong, self._checked, gap=1))
        words = column(
            Text(look, _("All records"), role="row", bold=True),
            Text(look, _("Reads every signature here again; it changes nothing."), tone="muted"),
            told,
            self.checking,
            None,
        )
        step = holding(column(row(self.check, None), None))
        line = BesideOrBelow(look, holding(words), step, from_width=STEP_BESIDE_FROM, parts=(1, 0))
        self._empty = EmptyState(
            look,
            icon="circle-check-big",
            sentence=_("Nothing waits here"),
            what_now=_("Records appear here as soon as somebody signs."),
        )
        self.table.setMinimumHeight(look.metrics.text(280))
        self._empty.setMinimumHeight(look.metrics.text(200))
        tools = Flow(self.here, self.only, gap=look.metrics.apart(16), trailing=True)
        head = row(Text(look, _("What waits"), role="row", bold=True), holding(tools), gap=2)
        head.setStretch(1, 1)
        # What is done often stands over what waits; what is done once or twice in a device's life under it.
        often = BesideOrBelow(look, self.contact, self.stick, from_width=_BESIDE_FROM, parts=(3, 2))
        seldom = BesideOrBelow(
            look, Card(line, margin=2), self.joining, from_width=_BESIDE_FROM, parts=(2, 3)
        )
        body = column(
            self._restart,
            self.came,
            self.count,
            often,
            head,
            self.table,
            self._empty,
            seldom,
            self.bundles,
            gap=2,
        )
        body.setStretch(5, 1)
        about = _("Everything is saved on this device. Here is what exists nowhere else yet.")
        self._scroll = Scroll(holding(body), name=self.title)
        self.lay(PageHeader(look, self.title, about=about), self._scroll)


def _narrowings(here: int) -> list[tuple[str, str]]:
    """What may be shown, by values of `Only`; `here` is how many need somebody."""
    return [
        (Only.ALL.value, _("Everything that waits")),
        (Only.HERE.value, _("Needs somebody ({count})").format(count=here)),
        (Only.UNSENT.value, _("Unsent")),
        (Only.ASIDE.value, _("Set aside")),
        (Only.HELD.value, _("Held")),
        (Only.REJECTED.value, _("Rejected")),
    ]
