"""The battery is nearly empty: everything is saved, and whoever wants may close the program."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.page import Keys, Page
from assessor_app.ui.kit.text import Text
from assessor_app.ui.signin.room import Room, Step
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class LowBatteryPage(Page):
    """Shows how full the battery is; it stops nobody from going on.

    Signals:
        go_on_asked(), close_asked().
    """

    go_on_asked = Signal()
    close_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("The battery is nearly empty"))
        room = Room(look, name=self.title)
        step = Step(look, self.title, icon="battery-low")
        self._battery = Text(look, role="row")
        step.add(
            self._battery,
            Text(look, _("All saved. You may close.")),
            Text(
                look,
                _(
                    "Every mark is on the disk the moment it is made, and so is everything that was signed. After the "
                    "laptop is plugged in, work goes on where it was."
                ),
                tone="muted",
            ),
        )
        self.go_on = PlainButton(look, _("Go on working"))
        self.close_program = PrimaryButton(look, _("Close the program"))
        self.go_on.clicked.connect(self.go_on_asked)
        self.close_program.clicked.connect(self.close_asked)
        step.foot(self.go_on, None, self.close_program)
        room.put(step)
        self.setLayout(column(room, gap=0))

    def first_focus(self) -> QWidget:
        return self.go_on

    def keys(self) -> Keys:
        return [(_("Tab"), _("the other answer")), (_("Enter"), _("that answer"))]

    def show_data(self, data: object) -> None:
        """Shows the battery in words."""
        if not isinstance(data, str):
            raise TypeError(type(data).__name__)
        self._battery.say(data)
