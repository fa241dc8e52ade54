"""Codes in what a camera sees."""

from PySide6.QtGui import QImage

_MOST_SIDE = 1_600


def codes_seen(picture: QImage) -> tuple[str, ...]:
    """The texts of the QR codes in a picture, in no order. May take some 20 ms: not on the GUI thread."""
    import zxingcpp

    longest = max(picture.width(), picture.height())
    if longest > _MOST_SIDE:
        picture = picture.scaledToWidth(max(picture.width() * _MOST_SIDE // longest, 1))
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return tuple(code.text for code in found)
