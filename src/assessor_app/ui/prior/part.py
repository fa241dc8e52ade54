"""One part of the dialog of prior learning: what is kept of it, and the fields for more."""

from assessor_app.ui.drafts import Typed
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.fields import Field, Select, Tick, typed_before
from assessor_app.ui.kit.layout import Card, clear, column, holding, nest
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look


class Part(Card):
    """A list of what is kept, what is asked for more, and a sentence where that is refused.

    `about` tells drafts of one part from those of another.
    """

    about = ""

    def __init__(self, look: Look, title: str, nothing: str, keep: PlainButton) -> None:
        self.box = column(gap=1.5)
        super().__init__(holding(self.box))
        self.look = look
        self._nothing = nothing
        self._lines = column(gap=0.5)
        self.wrong = Text(look, tone="danger")
        self.wrong.hide()
        self.keep = keep
        self.again = typed_before(look)
        self.fields: dict[str, Field] = {}
        self.choices: dict[str, Select] = {}
        self.ticked: dict[str, Tick] = {}
        self.box.addWidget(Text(look, title, bold=True))
        nest(self.box, self._lines)
        self.box.addWidget(self.again)

    def typed(self) -> Typed | None:
        """What stands here and was not kept; None where nothing was typed or ticked."""
        words = {name: field.text() for name, field in self.fields.items()}
        ticked = {f"tick {key}": "1" for key, tick in self.ticked.items() if tick.isChecked()}
        if not any(words.values()) and not ticked:
            return None
        return Typed(fields={**words, **ticked, **{name: box.key() for name, box in self.choices.items()}})

    def put_back(self, typed: Typed) -> None:
        """Shows again what was typed before, and says that nobody kept it."""
        for name, field in self.fields.items():
            field.write(typed.fields.get(name, ""))
        for key, tick in self.ticked.items():
            tick.setChecked(f"tick {key}" in typed.fields)
        for name, box in self.choices.items():
            box.choose(typed.fields.get(name, ""))
        self.again.show()

    def clear(self) -> None:
        """Empties what was typed."""
        for field in self.fields.values():
            field.write("")
        for tick in self.ticked.values():
            tick.setChecked(False)
        self.again.hide()

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Shows these lines; the fields are free for the next one."""
        clear(self._lines)
        for line in lines:
            self._lines.addWidget(Text(self.look, line))
        if not lines:
            self._lines.addWidget(Text(self.look, self._nothing, tone="muted"))
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Says why it was not kept."""
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))
        self.keep.setEnabled(True)
