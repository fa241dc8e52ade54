"""A colour of a design: what it is for, how it looks, and a dialog to choose another."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QColorDialog

from assessor_app.ui.designs.words import colour_word
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_SWATCH = 18


class ColourButton(PlainButton):
    """Shows a colour of the palette and asks for another.

    Signals:
        picked(str, str): the name in the palette, and the colour as #RRGGBB.
    """

    picked = Signal(str, str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, colour_word(name))
        self._look_of, self._colour_name = look, name
        self._colour = QColor("#000000")
        self.clicked.connect(self._ask)

    def show_colour(self, colour: str) -> None:
        """A colour as #RRGGBB; a sector's is said in words, and cannot be chosen here."""
        own = colour.startswith("#")
        self._colour = QColor(colour if own else "#888888")
        told = colour if own else _("the sector's")
        self.setEnabled(own)
        self.setAccessibleName(
            _("{colour}: {value}").format(colour=colour_word(self._colour_name), value=told)
        )
        side = self._look_of.metrics.text(_SWATCH)
        swatch = QPixmap(side, side)
        swatch.fill(self._colour)
        painter = QPainter(swatch)
        painter.setPen(QPen(self._look_of.colour("line"), 1))
        painter.drawRect(0, 0, side - 1, side - 1)
        painter.end()
        self.setIcon(QIcon(swatch))
        self.setIconSize(QSize(side, side))

    def _ask(self) -> None:
        dialog = QColorDialog(self._colour, self)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setWindowTitle(colour_word(self._colour_name))
        dialog.colorSelected.connect(
            lambda colour: self.picked.emit(self._colour_name, colour.name().upper())
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
