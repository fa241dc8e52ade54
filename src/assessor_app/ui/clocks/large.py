"""The clocks of a sitting over the whole window: for people at their benches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from assessor_app.ui.clocks.digits import paint_clock
from assessor_app.ui.clocks.view import ClockView
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.cut import tell_cut
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown
from assessor_app.ui.theme.lettering import Role
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_CARD_MM = (52, 27)
_ROOM_SHARE = 0.45
_GAP_MM = 3
_WORDS_SHARE = 0.6
"""Of a card's height, for whose it is, at most."""
ROUNDS = ("bench", "task", "again")
"""How everybody goes on: as `domain.stations.Round`, or each stays and the room's clock begins anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedClock:
    """A clock with whose it is and what for: nobody's and nothing for the room's. `lit` for a flash."""

    entry: str = ""
    task: str = ""
    whose: str = ""
    about: str = ""
    clock: ClockView
    lit: bool = False


class _Card(QAbstractButton):
    """One clock, with whose it is over it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.shown: NamedClock | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_clock(self, named: NamedClock) -> None:
        """Shows a clock as it stands; paints only when it differs."""
        if named != self.shown:
            self.shown = named
            self.setAccessibleName(shown(named.whose) or _("Clock of the room"))
            said = (named.clock.words, named.clock.reason, named.about)
            self.setAccessibleDescription(shown(" · ".join(part for part in said if part)))
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics
        return QSize(metrics.mm(_CARD_MM[0]), metrics.mm(_CARD_MM[1]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        named = self.shown
        if named is None:
            return
        tokens, step = self._look.tokens, self._look.metrics.step
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = named.lit and named.clock.over
        edge = tokens.accent if self.hasFocus() else tokens.edge
        width = float(tokens.ring + 2) if self.hasFocus() else float(tokens.stroke)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(tokens.danger if lit else tokens.surface))
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, tokens.corner, tokens.corner)
        inner = box.adjusted(step(1), step(0.5), -step(1), -step(0.5))
        words = " · ".join(part for part in (named.whose, named.about, named.clock.reason) if part)
        if words:
            painter.setPen(QColor(tokens.on_mark if lit else tokens.ink))
            taken = self._paint_words(painter, mirrored(self, inner), shown(words))
            inner = inner.adjusted(0, taken, 0, 0)
        paint_clock(painter, self._look, inner, named.clock, lit=lit)
        painter.end()

    def _paint_words(self, painter: QPainter, room: QRectF, words: str) -> float:
        """Whose it is, whole: smaller, then in more lines where it is long, and the digits have the rest; returns how high."""
        most = room.height() * _WORDS_SHARE
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        roles: tuple[Role, ...] = ("row", "body", "small")
        for role in roles:
            painter.setFont(self._look.font(role, bold=True))
            needed = painter.boundingRect(QRectF(0, 0, room.width(), 10_000), flags, words)
            if needed.height() <= most and needed.width() <= room.width():
                break
        high = min(needed.height(), most)
        tell_cut(self, words, whole=needed.height() <= most)
        painter.save()
        painter.setClipRect(QRectF(room.left(), room.top(), room.width(), high))
        painter.drawText(room, flags, words)
        painter.restore()
        return high


class _Face(QWidget):
    """The room's clock above, as large as fits, and those of tasks beneath, as many as there is room for.

    Signals:
        touched(str, str): a clock, by its entry and task; both empty for the room's.
    """

    touched = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._room = _Card(look, self)
        self._room.clicked.connect(lambda: self.touched.emit("", ""))
        self._tasks: list[_Card] = []
        self._shown: tuple[NamedClock, ...] = ()
        self._has_room = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_clocks(self, room: NamedClock | None, tasks: Sequence[NamedClock]) -> None:
        """Shows them as they stand. Nobody's clock changes its place by running on."""
        self._has_room = room is not None
        if room is not None:
            self._room.show_clock(room)
        moved = [(one.entry, one.task) for one in tasks] != [(one.entry, one.task) for one in self._shown]
        self._shown = tuple(tasks)
        while len(self._tasks) < len(tasks):
            card = _Card(self._look, self)
            card.clicked.connect(lambda _checked=False, card=card: self._touch(card))
            self._tasks.append(card)
        for card, named in zip(self._tasks, tasks, strict=False):
            card.show_clock(named)
        if moved or self._room.isHidden() is self._has_room or not tasks:
            self._place()

    def minimumSizeHint(self) -> QSize:
        return self._room.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _touch(self, card: _Card) -> None:
        if card.shown is not None:
            self.touched.emit(card.shown.entry, card.shown.task)

    def _place(self) -> None:
        count, gap = len(self._shown), self._look.metrics.mm(_GAP_MM)
        wide, high = self.width(), self.height()
        above = 0
        self._room.setVisible(self._has_room)
        if self._has_room:
            above = high if not count else round(high * _ROOM_SHARE)
            self._room.setGeometry(mirrored(self, QRectF(0, 0, wide, above)).toRect())
        top = above + gap if self._has_room else 0
        columns = _columns(count, wide, high - top, gap, self._room.sizeHint())
        lines = -(-count // columns) if count else 1
        cell = QSize((wide - (columns - 1) * gap) // columns, (high - top - (lines - 1) * gap) // lines)
        for at, card in enumerate(self._tasks):
            down, across = divmod(at, columns)
            place = QRectF(across * (cell.width() + gap), top + down * (cell.height() + gap), 0, 0)
            place.setSize(cell.toSizeF())
            card.setGeometry(mirrored(self, place).toRect())
            card.setVisible(at < count)


def _columns(count: int, wide: int, high: int, gap: int, least: QSize) -> int:
    """In how many columns so many cards are largest, by the side that is scarcer."""

    def growth(columns: int) -> float:
        lines = -(-count // columns)
        across = (wide - (columns - 1) * gap) / columns / least.width()
        down = (high - (lines - 1) * gap) / lines / least.height()
        return min(across, down)

    return max(range(1, max(count, 1) + 1), key=growth) if count else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """What stands there: the room's clock, those of tasks, whether there is no sound.

    `rounds` are how everybody can go on, once the room's time is over: pairs of key and words.
    """

    room: NamedClock | None
    tasks: tuple[NamedClock, ...] = ()
    muted: bool = False
    rounds: tuple[tuple[str, str], ...] = ()


class LargeClocks(Dialog):
    """The room's clock and those of tasks, over the whole window.

    Signals:
        clock_asked(str, str): what can be done with a clock, by entry and task; of the room with neither.
        mute_asked(bool): no sound from now on, or one again.
        round_asked(str): everybody goes on, by the key of how.
    """

    clock_asked = Signal(str, str)
    mute_asked = Signal(bool)
    round_asked = Signal(str)

    def __init__(self, look: Look, read: Callable[[], Clocks], *, parent: QWidget | None) -> None:
        """`read` is what stands there now."""
        super().__init__(look, _("Clocks"), parent=parent)
        self._read = read
        self.face = _Face(look)
        self.face.touched.connect(self.clock_asked)
        self.body.addWidget(self.face, 1)
        self.mute = PlainButton(look, "", icon="bell-off")
        self.mute.clicked.connect(lambda: self.mute_asked.emit(not self._read().muted))
        self.room_clock = PlainButton(look, _("Clock of the room …"), icon="timer")
        self.room_clock.clicked.connect(lambda: self.clock_asked.emit("", ""))
        self.rounds = {key: PrimaryButton(look, "", icon="refresh-cw") for key in ROUNDS}
        for key, button in self.rounds.items():
            button.clicked.connect(lambda _checked=False, key=key: self.round_asked.emit(key))
            button.hide()
        self.foot(self.mute, self.room_clock, *self.rounds.values(), self.cancel_button(_("Close")))
        self.refresh()

    def refresh(self) -> None:
        """Shows what stands there now."""
        found = self._read()
        self.mute.say(
            _("Turn the sound on") if found.muted else _("Turn the sound off"),
            name=_("Sound when the time is over"),
        )
        for key, button in self.rounds.items():
            words = dict(found.rounds).get(key, "")
            button.say(words)
            button.setVisible(bool(words))
        self.face.show_clocks(found.room, found.tasks)

    def grow(self, room: QSize) -> None:
        """Takes the whole of the window that it stands over."""
        parent = self.parentWidget()
        if parent is not None:
            self.move(parent.window().mapToGlobal(QPoint(0, 0)))
        self.resize(parent.window().size() if parent is not None else room)
