"""The history of syncs: when, how, what went and came, and how each ended."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from assessor_app.services.syncing.ports import SyncCarrier, SyncRun
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import hide_unless
from assessor_app.ui.kit.rows import Row, Status
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import moment_words
from assessor_app.wording.syncing import ended_word, run_counts, whole_words

# In pixels, whatever the lettering: a narrow window has no more for a table in a dialog.
_LEAST = 640


class RunsDialog(Dialog):
    """Newest first; nothing is taken out of it. The whole sentence of a row stands under the table."""

    def __init__(self, look: Look, runs: Sequence[SyncRun], *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("History of syncs"), parent=parent)
        heads = [_("How"), _("When"), _("What went and came, and how it ended")]
        self.table = DataTable(look, _("Syncs, newest first"), heads, stretch=2, two_lines=True)
        self.table.set_widths(look, {0: 150, 1: 210}, least={0: 112, 1: 150})
        self.table.rows.show_rows([(str(run.id), _row(run)) for run in runs])
        self.table.setMinimumHeight(look.metrics.text(240))
        self.table.setMinimumWidth(min(look.metrics.text(400), _LEAST))
        self._said = Text(look, tone="muted")
        self._runs = {str(run.id): run for run in runs}
        for widget in (self.table, self._said):
            self.body.addWidget(widget)
        self.table.chosen.connect(self._tell)
        self.foot(self.cancel_button(_("Close")))
        self._said.say("" if runs else _("Nothing was handed over from this device yet."))
        hide_unless(self._said, not runs)

    def grow(self, room: QSize) -> None:
        """The table has all the width that a window gives: its sentences are long."""
        self.resize(min(self.look.metrics.text(900), room.width()), self.height())
        super().grow(room)

    def _tell(self, run: object) -> None:
        self._said.say(whole_words(self._runs[str(run)]))
        self._said.show()


def _row(run: SyncRun) -> Row:
    stick = run.carrier is SyncCarrier.STICK
    well = bool(run.ended_at) and not run.code
    how = Status(Shape.MET if well else Shape.HELD, _("by stick") if stick else _("by network"))
    return (how, moment_words(run.started_at), f"{run_counts(run)}\n{ended_word(run)}")
