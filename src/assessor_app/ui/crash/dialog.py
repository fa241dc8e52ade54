"""The dialog for our own bugs."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.text import Text
from assessor_app.ui.kit.writing import Writing
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class CrashDialog(Dialog):
    """Says what happened, that the work is safe, and where the report lies."""

    def __init__(self, look: Look, *, report: str, path: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(
            look,
            _("The program made a mistake"),
            sentence=_(
                "The last step may not have been done; everything before it is saved. Look, and go on."
            ),
            parent=parent,
        )
        self._report = report
        self.setMinimumWidth(min(look.metrics.text(600), 920, self.room().width()))
        self.body.addWidget(Text(look, _where(path), role="small"))
        text = Writing(look, high=look.metrics.text(80), role="small", text=report)
        text.setReadOnly(True)
        text.setAccessibleName(_("The report"))
        self.body.addWidget(text)
        self._copy = PlainButton(look, _("Copy the report"), icon="copy")
        self._copy.clicked.connect(self._to_clipboard)
        go_on = PrimaryButton(look, _("Go on"))
        go_on.clicked.connect(self.accept)
        self.foot(self._copy, go_on)
        go_on.setFocus()

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.say(_("Copied"))


def _where(path: Path | None) -> str:
    if path is None:
        return _("No report could be written to the disk: copy it from here and send it to us.")
    return _(
        "A report without names or other data of people lies at {path}. Send it to us with what you were doing."
    ).format(path=path)
