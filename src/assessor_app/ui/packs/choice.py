"""How a pack is handed over, and in which language its README and result slips speak."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.text import Text
from assessor_app.ui.papers.choice import Choosable, PaperChoice
from assessor_app.ui.settings.words import language_word
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class PackChoice(PaperChoice):
    """Asks how, with the language above; untouched, each pack speaks that of its learner's papers."""

    def __init__(
        self,
        look: Look,
        title: str,
        ways: Sequence[Choosable],
        languages: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, title, ways, parent)
        name = _("Language of README and result slips")
        offered = [("", _("As on the learner's papers")), *((one, language_word(one)) for one in languages)]
        self.language = Select(look, name, offered)
        self.body.insertWidget(0, Text(look, name, bold=True, parent=self))
        self.body.insertWidget(1, self.language)
        self.body.insertSpacing(2, look.metrics.step(1))
        # Two touches are enough for a pack: the language is there for whoever needs another.
        next(iter(self.buttons.values())).setFocus()
