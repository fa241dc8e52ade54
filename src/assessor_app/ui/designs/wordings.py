"""A design's own words, in one language at a time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.design import CertificateDesign
from assessor_app.ui.designs.edits import wording_of
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.text import Text
from assessor_app.ui.settings.words import language_word
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import spoken, words


class Wordings(QWidget):
    """Three lines of a certificate in the design's own words; empty ones are the program's.

    Signals:
        written(str, str, str, str): the language, and heading, certify and found as they stand now.
    """

    written = Signal(str, str, str, str)

    def __init__(self, look: Look, languages: tuple[str, ...]) -> None:
        super().__init__()
        self._design: CertificateDesign | None = None
        self.language = Select(
            look, _("Language of the words"), [(one, language_word(one)) for one in languages]
        )
        self.language.choose(spoken())
        self.heading = Field(look, _("What the paper is called"))
        self.certify = Field(look, _("Before the name"))
        self.found = Field(look, _("Before the award"))
        self.language.activated.connect(lambda _index: self._show())
        for field in (self.heading, self.certify, self.found):
            field.changed.connect(lambda _text: self._tell())
        over = Text(look, _("Own words; where there are none, the program's stand"), role="small", bold=True)
        self.setLayout(column(over, self.language, self.heading, self.certify, self.found, gap=1))

    def show_design(self, design: CertificateDesign) -> None:
        self._design = design
        self._show()

    def _show(self) -> None:
        if self._design is None:
            return
        own, told = wording_of(self._design, self.language.key()), words(self.language.key()).gettext
        program = {
            self.heading: (own.heading, told("Certificate of Competence")),
            self.certify: (own.certify, told("This is to certify that")),
            self.found: (own.found, told("has been assessed and found competent in")),
        }
        for field, (text, hint) in program.items():
            field.blockSignals(True)
            field.write(text)
            field.blockSignals(False)
            if hasattr(field.edit, "setPlaceholderText"):
                field.edit.setPlaceholderText(hint)

    def _tell(self) -> None:
        self.written.emit(self.language.key(), self.heading.text(), self.certify.text(), self.found.text())
