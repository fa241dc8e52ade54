"""Which column of a file is which, where its header does not say."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.layout import column, nest
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_LONGEST = 40


class ColumnsDialog(Dialog):
    """Asks which columns hold name, number and group.

    Signals:
        chosen(dict): positions from 0 of `name`, `number`, `group`; None where the file has none.
    """

    chosen = Signal(dict)

    def __init__(
        self,
        look: Look,
        *,
        header: Sequence[str],
        sample: Sequence[str],
        width: int,
        current: Mapping[str, int | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            look,
            _("Which column holds what?"),
            sentence=_("Each column is shown with its heading and its first row."),
            parent=parent,
        )
        columns = [(str(index), _column_words(index, header, sample)) for index in range(width)]
        none = ("", _("not in this file"))
        labels = {"name": _("Full name"), "number": _("Number"), "group": _("Group")}
        self.parts: dict[str, Select] = {}
        for part, label in labels.items():
            items = columns if part == "name" else [none, *columns]
            select = self.parts[part] = Select(look, label, items)
            at = current.get(part)
            select.choose("" if at is None else str(at))
            nest(self.body, column(Text(look, label, role="small", bold=True), select, gap=0.5))
        go_on = PrimaryButton(look, _("Show the report"))
        go_on.clicked.connect(self._choose)
        self.foot(self.cancel_button(), go_on)

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit({part: _position(select.key()) for part, select in self.parts.items()})


def _position(key: str) -> int | None:
    return int(key) if key else None


def _column_words(index: int, header: Sequence[str], sample: Sequence[str]) -> str:
    head = header[index] if index < len(header) and header[index].strip() else ""
    first = sample[index] if index < len(sample) else ""
    title = head or _("Column {number}").format(number=index + 1)
    return _("{title}: {sample}").format(title=title[:_LONGEST], sample=first[:_LONGEST])
