"""The recovery key, shown once: it is on paper before anybody goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit

from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.fields import Field, Tick
from assessor_app.ui.kit.layout import Frame, column
from assessor_app.ui.kit.text import Text
from assessor_app.ui.signin.room import Step
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_PROVED = 2
"""So many of the last groups are typed back: the very last is a single check character."""
_A_LINE = 3


class RecoveryStep(Step):
    """Shows the key, and lets go once it was written down.

    Signals:
        written(): the person has it on paper and typed its end.
    """

    written = Signal()

    def __init__(self, look: Look, recovery: str) -> None:
        about = _(
            "Write it on paper, large and clear, and lay it where you keep the centre's approval. It opens this device "
            "when every passphrase is lost, and it is the only thing that opens a copy on a stick. It is shown "
            "this one time and kept nowhere."
        )
        super().__init__(look, _("The recovery key"), about=about, icon="key-round")
        self._end = "".join(recovery.split("-")[-_PROVED:])
        key = Text(look, _in_lines(recovery), role="name", wrap=False)
        font = key.font()
        font.setFamilies(["Noto Sans Mono", "Noto Sans"])
        font.setWeight(QFont.Weight.Medium)
        font.setPixelSize(look.metrics.text(30))
        key.setFont(font)
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        key.setAccessibleName(" ".join(recovery.replace("-", ",")))
        key.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.add(Frame("notice", column(key, margin=3)))
        self.add(
            Text(
                look,
                _("Whoever holds it can read everything: no photo of it, no e-mail with it."),
                tone="muted",
            )
        )
        self._tick = Tick(look, _("I have written it down"))
        hint = _("as {example}").format(example="7K2M-4")
        self._typed = Field(look, _("Type its last two groups, from your paper"), hint=hint)
        self._typed.changed.connect(self._look_again)
        self._tick.toggled.connect(self._look_again)
        self.add(self._tick, self._typed)
        self.go = PrimaryButton(look, _("Go on"))
        self.go.clicked.connect(self.written)
        if isinstance(self._typed.edit, QLineEdit):
            # A button that is off is not clicked: Enter goes on only when both answers are right.
            self._typed.edit.returnPressed.connect(self.go.click)
        self.foot(None, self.go)
        self.first_focus = self._tick
        self._look_again()

    def _look_again(self, *_anything: object) -> None:
        typed = "".join(sign for sign in self._typed.text().upper() if sign.isalnum() or sign in "*$=~")
        right = typed.translate(_ALIKE) == self._end.translate(_ALIKE)
        differs = len(typed) >= len(self._end) and not right
        self._typed.show_error(
            _("These are not its last two groups: look at the paper again.") if differs else ""
        )
        self.go.setEnabled(right and self._tick.isChecked())


# As when the key is used: nobody can tell these apart on paper.
_ALIKE = str.maketrans("OIL", "011")


def _in_lines(recovery: str) -> str:
    groups = recovery.split("-")
    lines = [groups[start : start + _A_LINE] for start in range(0, len(groups), _A_LINE)]
    return "\n".join("-".join(line) for line in lines)
