"""A logo drawn as SVG, made a picture: nothing in it is fetched or run."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from assessor_app.domain.errors import KnownError

_SIDE = 640
_MOST_BYTES = 2 * 1024 * 1024
_OUTSIDE = (b"<image", b"<script", b"<foreignobject", b"<!entity", b'<use href="http', b"@import")


def is_svg(data: bytes) -> bool:
    return b"<svg" in data[:4096].lower()


def as_png(data: bytes) -> bytes:
    """KnownError `photo-unreadable` for what is no drawing alone."""
    if len(data) > _MOST_BYTES or any(word in data.lower() for word in _OUTSIDE):
        raise KnownError("photo-unreadable")
    renderer = QSvgRenderer(QByteArray(data))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        raise KnownError("photo-unreadable")
    scaled = size.scaled(QSize(_SIDE, _SIDE), Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(scaled.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
