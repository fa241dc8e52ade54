"""A certificate's code, large enough for a phone's camera."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from assessor_app.services.packs.code import ShownCode
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_SIDE_MM = 62.0
_LEAST = 240
_OVER = 260
PIXELS = 4
"""A module's side in the picture that is handed over."""


class CodeDialog(Dialog):
    """The code, and what it does and does not."""

    def __init__(self, look: Look, code: ShownCode, parent: QWidget | None = None) -> None:
        title = _("For {holder}'s phone").format(holder=code.holder)
        super().__init__(look, title, parent=parent)
        self.code = QLabel()
        self.code.setPixmap(self._pixmap(look, code.picture))
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.code.setAccessibleName(_("Code of certificate {number}").format(number=code.number))
        told = _(
            "A phone's camera opens {host} with this certificate's proof in the address. The page shows it and checks it; nothing of it is kept there. Save the address, or take a picture of the screen."
        )
        self.body.addWidget(self.code)
        self.body.addWidget(Text(look, told.format(host=code.host), parent=self))
        self.foot(self.cancel_button(_("Close")))

    def _pixmap(self, look: Look, picture: bytes) -> QPixmap:
        """As large as there is room; the white around the code is part of it on a dark screen too."""
        room = min(look.metrics.mm(_SIDE_MM), max(self.room().height() - _OVER, _LEAST))
        image, ratio = QImage.fromData(picture), self.devicePixelRatioF()
        modules = image.width() // PIXELS
        # Whole pixels a module: uneven ones are what cameras stumble over.
        side = modules * max(2, round(room * ratio / modules))
        made = QPixmap.fromImage(image.scaledToWidth(side, Qt.TransformationMode.FastTransformation))
        made.setDevicePixelRatio(ratio)
        return made
