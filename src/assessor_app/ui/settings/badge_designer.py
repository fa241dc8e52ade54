"""The badge designer: every choice is a picture, the badge beside it changes with each touch, and nobody has to draw."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QSizePolicy, QWidget

from assessor_app.domain.badge_design import RIMS, BadgeDesign, contrast, tinted
from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton, QuietButton
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Card, column, holding, nest
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.badge_designs import palette_word, rim_word, shape_word, sign_word
from assessor_app.wording.catalogue import gettext as _

_BESIDE_FROM = 640
_PREVIEW, _PICTURE = 300, 52


@dataclass(frozen=True, kw_only=True)
class PaletteView:
    """Colours that go together, by a name of `wording.badge_designs`."""

    name: str
    colour: str
    accent: str
    paper: str


@dataclass(frozen=True, kw_only=True)
class DesignerView:
    """What can be chosen, for what (key, word), and the design that is shown; `about` says since when and by whom."""

    targets: tuple[tuple[str, str], ...]
    target: str
    shapes: tuple[str, ...]
    signs: tuple[str, ...]
    palettes: tuple[PaletteView, ...]
    design: BadgeDesign
    about: str


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """The badge as it would be, and what each shape and sign would make of it: SVG."""

    badge: str
    shapes: dict[str, str]
    signs: dict[str, str]


class BadgePreview(QWidget):
    """Shows an SVG as large as there is room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._renderer: QSvgRenderer | None = None
        self.setAccessibleName(_("The badge as it would be"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_svg(self, svg: str) -> None:
        self._renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
        self.update()

    def sizeHint(self) -> QSize:
        side = self._look.metrics.text(_PREVIEW)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.metrics.text(160), self._look.metrics.text(_PREVIEW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._renderer is None:
            return
        side = min(self.width(), self.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        self._renderer.render(painter, QRectF(left, top, side, side))


class Pick(QPushButton):
    """A choice that is a picture, with its word for who does not see it."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        side = max(look.metrics.target, look.metrics.text(_PICTURE))
        self.setProperty("kind", "quiet")
        self.setCheckable(True)
        self.setFixedSize(side, side)
        self.setIconSize(QSize(side - 14, side - 14))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._look = look

    def sizeHint(self) -> QSize:
        """As large as it is: a picture needs none of the white that words have around them."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Which one is chosen is said by a frame and a tick, not by a colour alone."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, side = self._look.colour("accent"), self.width() / 3.2
        painter.setPen(QPen(accent, 3))
        painter.drawRoundedRect(QRectF(2, 2, self.width() - 4, self.height() - 4), 8, 8)
        tick = QRectF(self.width() - side - 1, 1, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(tick)
        painter.setPen(QPen(self._look.colour("on_accent"), 2))
        points = [(0.28, 0.52), (0.45, 0.68), (0.74, 0.34)]
        painter.drawPolyline([QPointF(tick.x() + x * side, tick.y() + y * side) for x, y in points])

    def show_svg(self, svg: str) -> None:
        picture = QPixmap(self.iconSize() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(0, 0, self.iconSize().width(), self.iconSize().height())
        QSvgRenderer(QByteArray(svg.encode("utf-8"))).render(painter, inside)
        painter.end()
        self.setIcon(QIcon(picture))


class BadgeDesigner(Card):
    """Shows a `DesignerView`.

    Signals:
        target_chosen(str): the badge of another sector or form.
        touched(object): a BadgeDesign that was put together: draw it.
        saved(object): from now on it looks so: a BadgeDesign, or None for the one that ships.
    """

    target_chosen = Signal(str)
    touched = Signal(object)
    saved = Signal(object)

    def __init__(self, look: Look, view: DesignerView) -> None:
        super().__init__(gap=2)
        self._look, self._view, self.design = look, view, view.design
        self.preview = BadgePreview(look)
        self.contrast = Text(look, "", role="small", tone="muted")
        self.target = Select(look, _("Badge of"), view.targets)
        self.target.choose(view.target)
        self.target.activated.connect(lambda _index: self.target_chosen.emit(self.target.key()))
        self.shapes = self._picks(view.shapes, shape_word, lambda name: replace(self.design, shape=name))
        self.signs = self._picks(view.signs, sign_word, lambda name: replace(self.design, sign=name))
        names = [one.name for one in view.palettes]
        self.palettes = self._picks(names, palette_word, self._in_palette)
        self.rim = Choice(look, _("Line inside the rim"), [(name, rim_word(name)) for name in RIMS])
        self.rim.chosen.connect(lambda name: self._touch(replace(self.design, rim=name)))
        self.own = Field(look, _("A colour of your own"), hint="#1E3A5F")
        self.own.changed.connect(lambda _text: self._own_colour())
        self.text = Field(look, _("A word above the title"))
        self.text.changed.connect(lambda text: self._touch(replace(self.design, text=text.strip())))
        self.surprise = PlainButton(look, _("Surprise me"), icon="sparkles")
        self.surprise.clicked.connect(self._surprise)
        self.keep = PrimaryButton(look, _("Use from now on"), icon="check")
        self.keep.clicked.connect(lambda: self.saved.emit(self.design))
        self.shipped = QuietButton(look, _("As it ships"), icon="undo-2")
        self.shipped.clicked.connect(lambda: self.saved.emit(None))
        self.about = Text(look, view.about, role="small", tone="muted")
        self._lay()
        self._write()

    def show_pictures(self, pictures: Pictures) -> None:
        """Draws the badge and every choice in it."""
        self.preview.show_svg(pictures.badge)
        for buttons, drawn in ((self.shapes, pictures.shapes), (self.signs, pictures.signs)):
            for name, button in buttons.items():
                button.show_svg(drawn[name])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= self._look.metrics.text(_BESIDE_FROM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != way:
            self._both.setDirection(way)

    def _lay(self) -> None:
        look = self._look
        said = Text(look, _("What was issued keeps its badge; new credentials take this one."), tone="muted")
        choices = column(gap=1.5)
        for title, group in (
            (_("Shape"), self.shapes),
            (_("Sign"), self.signs),
            (_("Colours"), self.palettes),
        ):
            choices.addWidget(Text(look, title, bold=True))
            choices.addWidget(holding(Flow(*group.values(), gap=look.metrics.apart(6))))
        for widget in (self.own, self.rim, self.text):
            choices.addWidget(widget)
        acts = Flow(self.keep, self.surprise, self.shipped, gap=look.metrics.apart(8))
        seen = column(self.preview, self.contrast, self.about, holding(acts), None, gap=1.5)
        # What the eye should find first stands first where there is one column.
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(look.metrics.text(24))
        self._both.addWidget(holding(seen), 2)
        self._both.addWidget(holding(choices), 3)
        box = self.layout()
        if not isinstance(box, QBoxLayout):
            raise TypeError("a card is a column")
        box.addWidget(said)
        box.addWidget(self.target)
        nest(box, self._both)

    def _picks(
        self, names: Sequence[str], word: Callable[[str], str], make: Callable[[str], BadgeDesign]
    ) -> dict[str, Pick]:
        group = QButtonGroup(self)
        found = {}
        for name in names:
            button = Pick(self._look, word(name))
            button.clicked.connect(lambda _checked=False, name=name: self._touch(make(name)))
            group.addButton(button)
            found[name] = button
        return found

    def _in_palette(self, name: str) -> BadgeDesign:
        (palette,) = (one for one in self._view.palettes if one.name == name)
        return replace(self.design, colour=palette.colour, accent=palette.accent, paper=palette.paper)

    def _own_colour(self) -> None:
        """Whatever colour somebody types, words and lines on it are chosen so that they can be read."""
        typed = self.own.text().strip().upper()
        colour = typed if typed.startswith("#") else f"#{typed}"
        if len(colour) != len("#RRGGBB") or any(one not in "0123456789ABCDEF" for one in colour[1:]):
            return
        accent, paper = tinted(colour)
        self._touch(replace(self.design, colour=colour, accent=accent, paper=paper))

    def _surprise(self) -> None:
        """Another badge out of the box, never the one that is shown."""
        view = self._view
        shape = secrets.choice([one for one in view.shapes if one != self.design.shape])
        sign = secrets.choice([one for one in view.signs if one != self.design.sign])
        palette = secrets.choice(view.palettes)
        rim = secrets.choice(RIMS)
        made = replace(self._in_palette(palette.name), shape=shape, sign=sign, rim=rim)
        self._touch(made)

    def _touch(self, design: BadgeDesign) -> None:
        if design != self.design:
            self.design = design
            self._write()
            self.touched.emit(design)

    def _write(self) -> None:
        """The controls say what the badge is; the fields keep what somebody is typing."""
        design = self.design
        self.shapes[design.shape].setChecked(True)
        self.signs[design.sign].setChecked(True)
        self.rim.choose(design.rim)
        for palette in self._view.palettes:
            button = self.palettes[palette.name]
            button.show_svg(_swatch(palette))
            same = (palette.colour, palette.accent) == (design.colour, design.accent)
            group = button.group()
            group.setExclusive(False)
            button.setChecked(same)
            group.setExclusive(True)
        if not self.text.text().strip() and design.text:
            self.text.write(design.text)
        ratio = min(contrast(design.paper, design.colour), contrast(design.accent, design.colour))
        self.contrast.say(_("Contrast {ratio} : 1 (at least 4.5)").format(ratio=f"{ratio:.1f}"))


def _swatch(palette: PaletteView) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">'
        f'<circle cx="20" cy="20" r="18" fill="{palette.colour}"/>'
        f'<circle cx="20" cy="20" r="14.5" fill="none" stroke="{palette.accent}" stroke-width="2"/>'
        f'<circle cx="20" cy="20" r="5" fill="{palette.paper}"/></svg>'
    )
