"""The pad for a PIN: big digits, the keyboard as well, and the wait after a wrong one."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.layout import column, holding, nest
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

SHORTEST, LONGEST = 4, 12
_GROWS = QSizePolicy.Policy.Expanding


def wait_of(error: KnownError) -> int:
    """For how many seconds no other PIN is heard after this one was refused."""
    found = error.details.get("wait", error.details.get("seconds", 0))
    return found if isinstance(found, int) else 0


class _Mask(QWidget):
    """One filled circle for each digit typed; never the digits."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._count = 0
        self.setFixedHeight(look.metrics.text(48))
        self.setAccessibleName(_("no digits typed"))

    def show_count(self, count: int) -> None:
        self._count = count
        said = ngettext("{count} digit typed", "{count} digits typed", count).format(count=count)
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.metrics.text(280), self._look.metrics.text(48))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, places = self._look.metrics.text(14), max(SHORTEST, self._count)
        pitch = min(side * 2.2, (self.width() - side) / places)
        left = (self.width() - pitch * places + (pitch - side)) / 2
        for place in range(places):
            dot = QRectF(left + place * pitch, (self.height() - side) / 2, side, side)
            filled = place < self._count
            painter.setPen(QPen(self._look.colour("ink" if filled else "edge"), 2))
            painter.setBrush(self._look.colour("ink") if filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot)


class PinPad(Dialog):
    """Asks for a PIN. It stays open until the presenter accepts it: `accept()`, or `refuse(…)`.

    Signals:
        entered(str): the digits.
    """

    entered = Signal(str)

    def __init__(
        self,
        look: Look,
        title: str,
        *,
        who: str,
        sentence: str = "",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`who` is the person whose PIN is asked for; `action` names what it does, as "Sign"."""
        super().__init__(look, title, sentence=sentence, parent=parent)
        self._digits = ""
        self._wait = 0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self._mask = _Mask(look)
        self._trouble = Text(look, tone="danger")
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        # Room for a sentence from the beginning: else the keys move under the finger, and the lowest is cut.
        self._trouble.setMinimumHeight(2 * self._trouble.fontMetrics().lineSpacing())
        self.go = PrimaryButton(look, action or _("Sign"))
        self.go.clicked.connect(self._enter)
        self._keys = self._make_keys()
        told = column(Text(look, who, role="row"), self._mask, self._trouble, None, gap=2)
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(look.metrics.step(2))
        nest(self._sides, told, 1)
        self._sides.addWidget(self._keys, 1)
        nest(self.body, self._sides)
        self.foot(self.cancel_button(), self.go)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self._refresh()

    def refuse(self, sentence: str, *, wait_seconds: int = 0) -> None:
        """Says why the PIN was not taken, and holds the pad for as long as it must."""
        self._digits = ""
        self._reason = sentence
        self._wait = max(wait_seconds, 0)
        self._trouble.say(sentence)
        if self._wait:
            self._clock.start()
        self._refresh()

    def grow(self, room: QSize) -> None:
        """Every key is to be seen: on a low screen they stand beside the words."""
        least = self.look.metrics.text(440)
        if self.height_for(self.width()) > room.height() and room.width() >= least:
            self._sides.setDirection(QBoxLayout.Direction.LeftToRight)
            self.resize(max(self.width(), least), 0)
        super().grow(room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdecimal() and event.text().isascii():
            self._press(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._rub_out()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        else:
            super().keyPressEvent(event)

    def _make_keys(self) -> QWidget:
        grid = QGridLayout()
        grid.setSpacing(self.look.metrics.gap)
        for index, digit in enumerate("123456789"):
            grid.addWidget(self._digit(digit), index // 3, index % 3)
        grid.addWidget(self._digit("0"), 3, 1)
        back = PlainButton(self.look, "⌫", name=_("Rub out the last digit"))
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.setMinimumHeight(self.look.metrics.mm(14))
        back.setSizePolicy(_GROWS, _GROWS)
        back.clicked.connect(self._rub_out)
        grid.addWidget(back, 3, 2)
        return holding(grid)

    def _digit(self, digit: str) -> PlainButton:
        button = PlainButton(self.look, digit)
        button.setFont(self.look.font("row", bold=True))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumHeight(self.look.metrics.mm(14))
        button.setSizePolicy(_GROWS, _GROWS)
        button.clicked.connect(lambda: self._press(digit))
        return button

    def _press(self, digit: str) -> None:
        if not self._wait and len(self._digits) < LONGEST:
            self._digits += digit
            self._trouble.say("")
            self._refresh()

    def _rub_out(self) -> None:
        self._digits = self._digits[:-1]
        self._refresh()

    def _enter(self) -> None:
        if self._wait or len(self._digits) < SHORTEST:
            return
        digits, self._digits = self._digits, ""
        self._refresh()
        self.entered.emit(digits)

    def _tick(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._clock.stop()
            self._trouble.say("")
        self._refresh()

    def _refresh(self) -> None:
        if self._wait:
            left = ngettext("Wait {seconds} second.", "Wait {seconds} seconds.", self._wait)
            self._trouble.say(f"{self._reason} {left.format(seconds=self._wait)}")
        self._mask.show_count(len(self._digits))
        self._keys.setEnabled(not self._wait)
        self.go.setEnabled(not self._wait and len(self._digits) >= SHORTEST)
