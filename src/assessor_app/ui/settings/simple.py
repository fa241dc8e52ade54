"""Simple settings, made from the table: one line each."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from assessor_app.services.settings.table import Setting
from assessor_app.ui.kit.buttons import Choice
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.layout import Card, column, holding
from assessor_app.ui.kit.text import Text
from assessor_app.ui.settings.words import setting_note, setting_word, value_word
from assessor_app.ui.theme.look import Look

_BESIDE = 3
"""So many values stand beside each other; more are a list to choose from."""


class SimpleSettings(Card):
    """A card of settings.

    Signals:
        changed(str, str): key, value.
    """

    changed = Signal(str, str)

    def __init__(self, look: Look, settings: Iterable[Setting], *, languages: tuple[str, ...]) -> None:
        super().__init__(gap=3)
        self._look = look
        self.inputs: dict[str, Choice | Select] = {}
        box = self.layout()
        if not isinstance(box, QVBoxLayout):
            raise TypeError("a card is a column")
        for setting in settings:
            values = setting.allowed or languages
            line = column(Text(look, setting_word(setting), bold=True), gap=0.5)
            if note := setting_note(setting):
                line.addWidget(Text(look, note, role="small", tone="muted"))
            line.addSpacing(4)
            line.addWidget(self._input(setting, values))
            box.addWidget(holding(line))

    def show_values(self, values: dict[str, str]) -> None:
        """Shows the values that hold, by key."""
        for key, found in self.inputs.items():
            found.blockSignals(True)
            found.choose(values[key])
            found.blockSignals(False)

    def _input(self, setting: Setting, values: tuple[str, ...]) -> Choice | Select:
        name = setting_word(setting)
        words = [(value, value_word(setting, value)) for value in values]
        made: Choice | Select
        if len(values) <= _BESIDE and setting.allowed:
            made = Choice(self._look, name, words)
            made.chosen.connect(lambda value: self.changed.emit(setting.key, value))
        else:
            chosen = Select(self._look, name, words)
            chosen.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chosen.setMaximumWidth(self._look.metrics.text(320))
            chosen.activated.connect(lambda _index: self.changed.emit(setting.key, chosen.key()))
            made = chosen
        self.inputs[setting.key] = made
        return made
