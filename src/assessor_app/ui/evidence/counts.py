"""How much evidence there is of each kind: an icon and a number, with the words for whoever hears them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from assessor_app.domain.evidence import Kind
from assessor_app.ui.evidence.view import ICONS
from assessor_app.ui.kit.layout import row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.evidence_kinds import count_words

_SIDE = 18


class EvidenceCounts(QWidget):
    """One icon and number for each kind of which there is any; nothing where there is none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[tuple[str, int], ...] = ()
        # Made as they are wanted: a form has many rows, and few of them have evidence.
        self._parts: dict[Kind, tuple[QWidget, Text]] = {}
        self._box = row(gap=1)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._box)
        # Where nothing stands beside it, it is no wider for that.
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """(kind, how many) of each kind that there is."""
        if (shown := tuple(counts)) == self._shown:
            return
        self._shown = shown
        found = {Kind(kind): count for kind, count in shown}
        for kind in Kind:
            if kind not in found and kind not in self._parts:
                continue
            part, number = self._part(kind)
            count = found.get(kind, 0)
            part.setVisible(bool(count))
            number.say(str(count) if count else "")
            part.setAccessibleName(count_words(kind, count) if count else "")
            part.setToolTip(part.accessibleName())
        self.setVisible(bool(found))

    def words(self) -> str:
        """The same in words."""
        return ", ".join(count_words(Kind(kind), count) for kind, count in self._shown)

    def _part(self, kind: Kind) -> tuple[QWidget, Text]:
        if kind not in self._parts:
            icon, number = QLabel(), Text(self._look, role="small", wrap=False)
            icon.setPixmap(self._look.pixmap(ICONS[kind], self._look.tokens.ink, _SIDE))
            line = row(icon, number, gap=0.5)
            line.setContentsMargins(0, 0, 0, 0)
            part = QWidget()
            part.setLayout(line)
            self._box.addWidget(part)
            self._parts[kind] = (part, number)
        return self._parts[kind]
