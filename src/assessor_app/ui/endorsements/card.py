"""The endorsements that new credentials have inside, beside the forms that they are of."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Card, clear, column, holding, rule
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


@dataclass(frozen=True, kw_only=True)
class EndorsementLine:
    """An endorsement: who endorses, which form, their comment, and by which key, from when and until when, in words."""

    id: int
    name: str
    form: str
    comment: str
    signed: str


@dataclass(frozen=True, kw_only=True)
class EndorsementsView:
    """Those that there are; `elsewhere` says in a sentence why none is taken here, empty where they are."""

    lines: tuple[EndorsementLine, ...] = ()
    elsewhere: str = ""


class EndorsementsCard(Card):
    """What employers and authorities signed about the forms.

    Signals:
        request_asked(): somebody is to be asked for one.
        file_asked(): one is to be taken from a file; answer with `say_took` or `refuse`.
        end_asked(object): an EndorsementLine that is to be taken away.
    """

    request_asked = Signal()
    file_asked = Signal()
    end_asked = Signal(object)

    def __init__(self, look: Look) -> None:
        self.look = look
        self.take = PlainButton(
            look, _("Take a file…"), icon="file-up", name=_("Take an endorsement from a file…")
        )
        self.ask = PlainButton(look, _("Ask for one…"), icon="send", name=_("Ask for an endorsement…"))
        self.told = Text(look, "")
        self.told.hide()
        self._rows = column(gap=1.5)
        about = _(
            "The signed word of an employer or an authority on a form. It stands inside every credential of certificates that are"
            " issued afterwards, and whoever checks one reads it."
        )
        super().__init__(
            Text(look, _("Endorsements"), role="row", bold=True),
            Text(look, about, tone="muted"),
            holding(Flow(self.ask, self.take, gap=look.metrics.apart(8))),
            self.told,
            holding(self._rows),
            gap=1.5,
        )
        self.take.clicked.connect(self.file_asked)
        self.ask.clicked.connect(self.request_asked)

    def show_view(self, view: EndorsementsView) -> None:
        """Shows others."""
        clear(self._rows)
        for button in (self.ask, self.take):
            button.setVisible(not view.elsewhere)
        if not view.lines:
            words = view.elsewhere or _("None yet.")
            self._rows.addWidget(Text(self.look, words, tone="muted"))
        for place, line in enumerate(view.lines):
            if place:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._line(line))

    def say_took(self, words: str) -> None:
        """A file was taken, or a request written."""
        self._say(words, refused=False)

    def refuse(self, sentence: str) -> None:
        """Why a file was not taken."""
        self._say(sentence, refused=True)

    def _say(self, words: str, *, refused: bool) -> None:
        self.told.say_in(words, "danger" if refused else "met")
        self.told.show()

    def _line(self, line: EndorsementLine) -> QWidget:
        look = self.look
        away = QuietButton(
            look,
            _("Take it away…"),
            icon="trash-2",
            name=_("Take away the endorsement of {name}").format(name=line.name),
        )
        away.clicked.connect(lambda: self.end_asked.emit(line))
        return holding(
            column(
                Text(look, line.name, bold=True),
                Text(look, line.form),
                Text(look, _("“{words}”").format(words=line.comment)),
                Text(look, line.signed, role="small", tone="muted"),
                holding(Flow(away, gap=look.metrics.apart(8))),
                gap=0.5,
            )
        )
