"""Staff badges in Settings: printed once, for a PIN that their holder types, and taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Staff
from assessor_app.services.badges.ports import BadgeToPrint
from assessor_app.services.badges.staff import StaffBadgeDesk, check_pin, issue_staff, revoke_staff
from assessor_app.services.papers.file import PaperFile
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.papers.offer import Draw, Offer
from assessor_app.ui.papers.working import Papers
from assessor_app.ui.session import Session
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.settings.staff_form import StaffForm
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence
from assessor_app.wording.roles import role_words


@dataclass(frozen=True, kw_only=True)
class StaffBadgeParts:
    """What staff badges are made with; `draw` makes the sheet and takes long."""

    desk: StaffBadgeDesk
    draw: Callable[[Sequence[BadgeToPrint]], PaperFile]
    papers: Papers
    tasks: Tasks
    session: Session


class StaffBadges(QObject):
    """Badges on the forms of members.

    Signals:
        changed(): a member has a badge, or none any more.
    """

    changed = Signal()

    def __init__(self, page: SettingsPage, parts: StaffBadgeParts) -> None:
        super().__init__(page)
        self._page, self._parts = page, parts
        page.staff_form_shown.connect(self._wire)

    def _wire(self, form: StaffForm) -> None:
        form.badge_requested.connect(self._ask_pin)
        form.badge_taken.connect(self._take)

    def _ask_pin(self, member: str) -> None:
        parts, by = self._parts, self._parts.session.by
        person = parts.desk.staff.staff.get(member)
        pad = PinPad(
            self._page.look,
            _("The PIN for the badge"),
            who=person.name,
            sentence=_("Let them type it themselves: badge and PIN together open this device."),
            action=_("Go on"),
            parent=self._page.window(),
        )

        def entered(pin: str) -> None:
            def right(_person: object) -> None:
                put_away(pad)
                self._offer(person, pin)

            def refused(error: KnownError) -> None:
                if still_open(pad):
                    pad.refuse(sentence(error), wait_seconds=wait_of(error))

            parts.tasks.run(
                lambda: check_pin(parts.desk, by=by, staff_id=member, pin=pin), done=right, failed=refused
            )

        pad.entered.connect(entered)
        pad.open()

    def _offer(self, person: Staff, pin: str) -> None:
        parts, by = self._parts, self._parts.session.by

        def first(_way: str) -> Draw:
            made = issue_staff(parts.desk, by=by, staff_id=person.id, pin=pin)
            badge = replace(made, group=role_words(person.roles))
            return lambda: parts.draw([badge])

        dialog = parts.papers.offer(
            Offer(
                title=_("Staff badge"),
                sentence=_(
                    "What its code says is kept nowhere else, so it goes to the printer and never into a file. Each "
                    "printing makes another badge, and the one before opens nothing any more. When a badge is lost, "
                    "take it back here at once."
                ),
                name=_("Badge {name}").format(name=person.name),
                first=first,
            )
        )
        dialog.save.hide()
        dialog.finished.connect(lambda _result: self.changed.emit())

    def _take(self, member: str) -> None:
        parts, by = self._parts, self._parts.session.by
        parts.tasks.run(
            lambda: revoke_staff(parts.desk, by=by, staff_id=member),
            done=lambda _nothing: self.changed.emit(),
        )
