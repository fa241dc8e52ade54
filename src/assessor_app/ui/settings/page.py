"""The settings page: sections at the side, or in a list above where the window is narrow."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from assessor_app.services.settings.table import SETTINGS
from assessor_app.ui.designs.section import DesignsSection
from assessor_app.ui.endorsements.card import EndorsementsCard
from assessor_app.ui.firstrun.recovery import RecoveryStep
from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.layout import Card, Scroll, column, holding, row
from assessor_app.ui.kit.page import Page, PageHeader
from assessor_app.ui.settings.cards import (
    AboutCard,
    FormsCard,
    MyCard,
    PlacesCard,
    PrintingCard,
    WaysInCard,
    section,
)
from assessor_app.ui.settings.seal import SealCard
from assessor_app.ui.settings.simple import SimpleSettings
from assessor_app.ui.settings.staff_form import StaffForm
from assessor_app.ui.settings.staff_list import StaffList
from assessor_app.ui.settings.view import SettingsView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_BESIDE_FROM = 760
_OVER = 110
_ICONS = {
    "window": "monitor",
    "me": "user-round",
    "staff": "users",
    "ways": "key-round",
    "printing": "printer",
    "data": "folder",
    "forms": "file-text",
    "badges": "palette",
    "designs": "award",
    "about": "info",
}
_ADMINISTRATORS = frozenset({"staff", "ways", "badges", "designs"})


def section_word(name: str) -> str:
    """What a section is called."""
    return {
        "window": _("Window"),
        "me": _("Me"),
        "staff": _("Staff"),
        "ways": _("Keys"),
        "printing": _("Printing"),
        "data": _("Data and log"),
        "forms": _("Forms"),
        "badges": _("Badges"),
        "designs": _("Certificates"),
        "about": _("About"),
    }[name]


class SettingsPage(Page):
    """Settings.

    Signals:
        changed(str, str): a simple setting: key, value.
        own_pin_requested(), own_passphrase_requested(): change one's own.
        keyring_requested(bool), recovery_requested(): see WaysInCard.
        test_page_requested(): print a page to measure.
        staff_form_shown(object): a StaffForm came up; wire it. seal_shown(object): so a SealCard.
        badges_asked(object): a QWidget with a column, into which the designer of badges is to be put.
        staff_form_shown(object): a StaffForm came up; wire it.
        designs_shown(object): the section of designs came up, a DesignsSection; wire it. endorsements_shown(object): so an
            EndorsementsCard.
    """

    changed = Signal(str, str)
    own_pin_requested = Signal()
    own_passphrase_requested = Signal()
    keyring_requested = Signal(bool)
    recovery_requested = Signal()
    test_page_requested = Signal()
    staff_form_shown = Signal(object)
    seal_shown = Signal(object)
    badges_asked = Signal(object)
    designs_shown = Signal(object)
    endorsements_shown = Signal(object)

    def __init__(self, look: Look, *, today: Callable[[], date]) -> None:
        super().__init__(look, _("Settings"))
        self._today = today
        self.view: SettingsView | None = None
        self._here = "window"
        self._group = QButtonGroup(self)
        self._list: dict[str, PlainButton] = {}
        self._choice = Select(look, _("Section of the settings"))
        self._choice.activated.connect(lambda _index: self.open_section(self._choice.key()))
        self._side = column()
        self._side.setSpacing(look.metrics.apart(4))
        self._side_box = holding(self._side)
        self._scroll = Scroll(QWidget(), name=_("Settings"))
        inside = row(self._side_box, self._scroll, gap=3)
        inside.setStretch(1, 1)
        self.lay(PageHeader(look, _("Settings")), self._choice, holding(inside))
        for name in _ICONS:
            self._add_to_side(name)
        self._side.addStretch(1)

    def show_data(self, data: object) -> None:
        """Shows a SettingsView, at the section that was open."""
        if not isinstance(data, SettingsView):
            raise TypeError(type(data).__name__)
        self.view = data
        shown = [name for name in _ICONS if data.administrator or name not in _ADMINISTRATORS]
        for name, button in self._list.items():
            button.setVisible(name in shown)
        self._choice.offer([(name, section_word(name)) for name in shown])
        if self._scroll.findChildren(RecoveryStep):
            # It is shown once: a screen that locked meanwhile must not take it away unwritten.
            self._mark("ways")
            return
        self.open_section(self._here if self._here in shown else "window")

    def clear(self) -> None:
        """Somebody else is at the screen: what stood here, a recovery key perhaps, is not for them."""
        self.view = None
        self._put(QWidget())

    def open_section(self, name: str) -> None:
        """Shows one section from its beginning."""
        if self.view is None:
            return
        self._mark(name)
        makers: dict[str, Callable[[SettingsView], QWidget]] = {
            "window": self._window,
            "me": self._me,
            "staff": self._staff,
            "ways": self._ways,
            "printing": lambda _view: _printing(self),
            "data": lambda view: PlacesCard(self.look, view.places),
            "badges": lambda _view: _badges(self),
            "forms": lambda view: _forms(self, view),
            "designs": lambda _view: DesignsSection(self.look),
            "about": lambda _view: AboutCard(self.look),
        }
        made = makers[name](self.view)
        self._put(made)
        if isinstance(made, DesignsSection):
            self.designs_shown.emit(made)

    def show_member(self, member_id: str) -> None:
        """One member's form; an empty id for a new one."""
        if self.view is None:
            return
        self._mark("staff")
        form = StaffForm(self.look, self.view.member(member_id), self.view.scopes)
        form.back_requested.connect(lambda: self.open_section("staff"))
        self._put(form)
        self.staff_form_shown.emit(form)

    def show_recovery(self, recovery: str) -> None:
        """A new recovery key, once."""
        step = RecoveryStep(self.look, recovery)
        step.written.connect(lambda: self.open_section("ways"))
        self._put(Card(step))

    def content(self) -> QWidget | None:
        """What the open section shows."""
        return self._scroll.widget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size()
        beside = room.width() >= self.look.metrics.text(_BESIDE_FROM)
        beside = beside and self._side.minimumSize().height() <= room.height() - self.look.metrics.text(_OVER)
        self._side_box.setVisible(beside)
        self._choice.setVisible(not beside)

    def _mark(self, name: str) -> None:
        self._here = name
        self._list[name].setChecked(True)
        self._choice.choose(name)

    def _add_to_side(self, name: str) -> None:
        button = QuietButton(self.look, section_word(name), icon=_ICONS[name])
        button.setCheckable(True)
        button.setStyleSheet("QPushButton { text-align: left; }")
        button.clicked.connect(lambda: self.open_section(name))
        self._group.addButton(button)
        self._list[name] = button
        self._side.addWidget(button)

    def _put(self, content: QWidget) -> None:
        old = self._scroll.takeWidget()
        if old is not None:
            # It may be its own button that asked for this.
            old.hide()
            old.deleteLater()
        self._scroll.setWidget(section(content))

    def _window(self, view: SettingsView) -> QWidget:
        card = SimpleSettings(self.look, SETTINGS, languages=view.languages)
        card.show_values(view.values)
        card.changed.connect(self.changed)
        return card

    def _me(self, view: SettingsView) -> QWidget:
        card = MyCard(self.look, view.me)
        card.pin_requested.connect(self.own_pin_requested)
        card.passphrase_requested.connect(self.own_passphrase_requested)
        return card

    def _staff(self, view: SettingsView) -> QWidget:
        staff = StaffList(self.look)
        staff.show_members(view.members, self._today())
        staff.member_opened.connect(self.show_member)
        staff.add_requested.connect(lambda: self.show_member(""))
        return staff

    def _ways(self, view: SettingsView) -> QWidget:
        card = WaysInCard(self.look, keyring=view.keyring)
        card.keyring_requested.connect(self.keyring_requested)
        card.recovery_requested.connect(self.recovery_requested)
        seal = SealCard(self.look, view.seal, self._today())
        self.seal_shown.emit(seal)
        return holding(column(card, seal, gap=2))


def _printing(page: SettingsPage) -> PrintingCard:
    card = PrintingCard(page.look)
    card.test_page_requested.connect(page.test_page_requested)
    return card


def _forms(page: SettingsPage, view: SettingsView) -> QWidget:
    """The forms; for administrators, who take them, the endorsements of forms above."""
    forms = FormsCard(page.look, view.forms)
    if not view.administrator:
        return forms
    endorsements = EndorsementsCard(page.look)
    page.endorsements_shown.emit(endorsements)
    return holding(column(endorsements, forms, gap=2))


def _badges(page: SettingsPage) -> QWidget:
    """Room for the designer: what can be chosen in it is read first."""
    made = QWidget()
    made.setLayout(column())
    page.badges_asked.emit(made)
    return made
