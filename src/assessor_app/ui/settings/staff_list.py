"""The members of staff as a list."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import column, row
from assessor_app.ui.kit.rows import Row, Status
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Text
from assessor_app.ui.settings.view import MemberView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import pgettext
from assessor_app.wording.days import day_words
from assessor_app.wording.roles import role_words


class StaffList(QWidget):
    """Everybody, those who left last.

    Signals:
        member_opened(str): the member's id.
        add_requested(): a new member.
    """

    member_opened = Signal(str)
    add_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        add = PrimaryButton(look, _("Add a member"), icon="user-plus")
        add.clicked.connect(self.add_requested)
        about = Text(
            look,
            _("Touch a name to change roles, give a passphrase or a PIN, or say that somebody left."),
            tone="muted",
        )
        head = row(about, add, gap=2)
        head.setStretch(0, 1)
        columns = (_("Name and roles"), _("Opens this device"), _("PIN"))
        self.table = DataTable(look, _("Staff"), columns, two_lines=True)
        self.table.set_widths(look, {1: 170, 2: 110})
        self.table.setMinimumHeight(look.metrics.text(420))
        self.table.opened.connect(lambda member: self.member_opened.emit(str(member)))
        self.setLayout(column(head, self.table, gap=2))

    def show_members(self, members: tuple[MemberView, ...], today: date) -> None:
        """Shows everybody."""
        self.table.rows.show_rows([(one.id, _cells(one, today)) for one in members])


def _cells(member: MemberView, today: date) -> Row:
    who = f"{member.name}\n{_about(member, today)}"
    if member.left:
        return (
            who,
            Status(Shape.NOT_SEEN, pgettext("member of staff", "left")),
            Status(Shape.NOT_SEEN, _("none")),
        )
    ways = [
        word for held, word in ((member.may_open, _("passphrase")), (member.has_badge, _("badge"))) if held
    ]
    opens = Status(Shape.MET, ", ".join(ways)) if ways else Status(Shape.NOT_SEEN, _("no"))
    pin = Status(Shape.MET, _("set")) if member.has_pin else Status(Shape.NOT_MET, _("not set"))
    return (who, opens, pin)


def _about(member: MemberView, today: date) -> str:
    parts = [role_words(member.roles)]
    if member.registration:
        parts.append(member.registration)
    if member.qualified_until is not None:
        words = _("expired {day}") if member.qualified_until < today else _("until {day}")
        parts.append(words.format(day=day_words(member.qualified_until.isoformat())))
    return " · ".join(parts)
