"""One outline family (Lucide), its stroke recoloured to the ink at hand."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from assessor_app.resources import icons_folder

_RATIOS = (1, 2, 3)


class Icons:
    """Icons by Lucide's names. A name without a file is our bug and raises."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or icons_folder()
        self._drawn: dict[tuple[str, str, int], QIcon] = {}

    def icon(self, name: str, colour: str, size: int = 24) -> QIcon:
        """An icon of `size` device-independent pixels, sharp up to three times the density."""
        key = (name, colour, size)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size)
        return self._drawn[key]

    def _draw(self, name: str, colour: str, size: int) -> QIcon:
        svg = (self._folder / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        made = QIcon()
        for ratio in _RATIOS:
            pixmap = QPixmap(size * ratio, size * ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            made.addPixmap(pixmap)
        return made
