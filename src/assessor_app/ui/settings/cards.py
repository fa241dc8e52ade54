"""The other sections of settings: oneself, ways in, data, forms, about."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app import __version__
from assessor_app.resources import fonts_folder, icons_folder
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.folding import FoldingButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, column, nest, row
from assessor_app.ui.kit.rows import Status
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.kit.writing import Writing
from assessor_app.ui.settings.view import FormLine, MemberView, Places
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words
from assessor_app.wording.roles import role_words

_LICENCE = "LICENCE.txt"


class MyCard(Card):
    """One's own PIN and passphrase.

    Signals:
        pin_requested(), passphrase_requested(): change it.
    """

    pin_requested = Signal()
    passphrase_requested = Signal()

    def __init__(self, look: Look, me: MemberView) -> None:
        super().__init__(gap=2)
        pin = PlainButton(look, _("Change my PIN") if me.has_pin else _("Set my PIN"), icon="lock")
        pin.clicked.connect(self.pin_requested)
        lines: list[QWidget] = [
            Text(look, me.name, role="row", bold=True),
            Text(look, role_words(me.roles), tone="muted"),
            pin,
        ]
        if me.may_open:
            own = PlainButton(look, _("Change my passphrase"), icon="key-round")
            own.clicked.connect(self.passphrase_requested)
            lines.append(own)
        else:
            words = _("You have no passphrase of your own on this device: an administrator can give you one.")
            lines.append(Text(look, words, tone="muted"))
        fill(self, *lines)


class WaysInCard(Card):
    """The keyring and the recovery key; for administrators.

    Signals:
        keyring_requested(bool): whether this computer's keyring may open the data.
        recovery_requested(): make another recovery key.
    """

    keyring_requested = Signal(bool)
    recovery_requested = Signal()

    def __init__(self, look: Look, *, keyring: bool) -> None:
        super().__init__(gap=2)
        words = (
            _("Take the keyring's way in away") if keyring else _("Let this computer's keyring open the data")
        )
        ring = FoldingButton(look, words, icon="key-round")
        ring.clicked.connect(lambda: self.keyring_requested.emit(not keyring))
        about = _(
            "With the keyring, whoever is signed in to this computer opens the data without a passphrase. Choose it only "
            "where one person uses the computer."
        )
        recovery = PlainButton(look, _("Make a new recovery key…"), icon="life-buoy")
        recovery.clicked.connect(self.recovery_requested)
        lost = _(
            "When the paper is lost or was seen by others. The old key stops opening this device; copies made before it still take the old one."
        )
        fill(self, Text(look, about, tone="muted"), ring, Text(look, lost, tone="muted"), recovery)


class PlacesCard(Card):
    """Where the data and the log lie."""

    def __init__(self, look: Look, places: Places) -> None:
        super().__init__(gap=2)
        log = str(places.log) if places.log else _("The disk takes no log.")
        about = _(
            "Encrypted; to take it with you, copy it to a stick from Sync, never by copying this folder."
        )
        fill(
            self,
            Text(look, _("Data folder"), bold=True),
            Line(look, str(places.data)),
            Text(look, about, role="small", tone="muted"),
            _opener(look, _("Open the data folder"), places.data),
            Text(look, _("Log"), bold=True),
            Line(look, log),
            Text(
                look,
                _("Says what the program did, without names or other data of people."),
                role="small",
                tone="muted",
            ),
        )
        if places.log is not None:
            fill(self, _opener(look, _("Open the log's folder"), places.log.parent))


class PrintingCard(Card):
    """The printer is tried before certificates are.

    Signals:
        test_page_requested(): print the page to measure.
    """

    test_page_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(gap=2)
        about = _(
            "Printers and their settings shrink pages without saying so, and a code that shrank is not read. The test page has two "
            "bars to measure, a code to scan, and frames that show how near to the edge this printer prints."
        )
        test = PlainButton(look, _("Print a test page…"), icon="ruler")
        test.clicked.connect(self.test_page_requested)
        fill(self, Text(look, about, tone="muted"), test)


class FormsCard(Card):
    """The forms in use, and those that are offered."""

    def __init__(self, look: Look, forms: tuple[FormLine, ...]) -> None:
        super().__init__(gap=2)
        table = DataTable(look, _("Forms"), (_("Form"), _("In use since")), two_lines=True)
        table.set_widths(look, {1: 240})
        table.setMinimumHeight(look.metrics.text(480))
        table.rows.show_rows([(f"{one.code} {one.version}", _cells(one)) for one in forms])
        about = _("A version in use is kept as it was; a changed form is a new version.")
        fill(self, Text(look, about, tone="muted"), table)


class AboutCard(Card):
    """The program's version, and whose fonts and icons it shows."""

    def __init__(self, look: Look) -> None:
        super().__init__(gap=2)
        fill(self, Text(look, _("Assessor {version}").format(version=__version__), role="row", bold=True))
        for title, folder in (
            (_("Licence of the fonts"), fonts_folder()),
            (_("Licence of the icons"), icons_folder()),
        ):
            written = _text_of(folder / _LICENCE)
            text = Writing(look, high=look.metrics.text(180), role="small", text=written)
            text.setReadOnly(True)
            text.setAccessibleName(title)
            fill(self, Text(look, title, bold=True), text)


def fill(card: Card, *widgets: QWidget) -> None:
    """Adds to a card."""
    box = card.layout()
    if not isinstance(box, QVBoxLayout):
        raise TypeError("a card is a column")
    for widget in widgets:
        if isinstance(widget, PlainButton):
            nest(box, row(widget, None))
        else:
            box.addWidget(widget)


def _cells(form: FormLine) -> tuple[str, Status]:
    who = _("{title}\n{code}, version {version}").format(
        title=form.title, code=form.code, version=form.version
    )
    if form.since:
        return who, Status(Shape.MET, day_words(form.since))
    return who, Status(Shape.NOT_SEEN, _("offered"))


def _opener(look: Look, word: str, folder: Path) -> PlainButton:
    button = PlainButton(look, word, icon="folder-open")
    button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    return button


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return _("The licence stands in {path}, which cannot be read.").format(path=path)


def section(*widgets: QWidget) -> QWidget:
    """The content of one section."""
    made = QWidget()
    made.setLayout(column(*widgets, None, gap=2))
    return made
