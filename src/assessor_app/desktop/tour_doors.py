"""The stops before anybody is in, and those that show when something is wrong."""

from collections.abc import Iterator
from functools import partial

from assessor_app.desktop.doors import beginnings, entrance
from assessor_app.desktop.tour_steps import Guide, Stop, lock, on, room, shown
from assessor_app.ui.battery.page import LowBatteryPage
from assessor_app.ui.battery.reading import Battery
from assessor_app.ui.crash.dialog import CrashDialog
from assessor_app.ui.firstrun.page import FirstRunPage
from assessor_app.ui.firstrun.presenter import FirstRunPresenter
from assessor_app.ui.firstrun.questions import sheets
from assessor_app.ui.frame.state import FrameState
from assessor_app.ui.lock.page import LockPage
from assessor_app.ui.signin.page import SignInPage
from assessor_app.ui.signin.presenter import SignInPresenter
from assessor_app.ui.signin.tiles import Tiles

_KEY = "K7QM-4T2X-9RFD-HW3C-VB8N-6YJP-2GSE-XT5K-M4RA"
_REPORT = "ZeroDivisionError: division by zero\n  assessor_app/ui/today/page.py, line 131\n"


def before_anybody() -> Iterator[Stop]:
    """The first run, and signing in."""
    yield Stop(name="first-run", steps=(_first_run,))
    for number in range(len(sheets())):
        step = on(FirstRunPage, partial(FirstRunPage.show_sheet, number=number))
        yield Stop(name=f"first-run-{number + 1}", steps=(step,))
    yield Stop(name="recovery-key", steps=(on(FirstRunPage, lambda page: page.show_recovery(_KEY)),))
    yield Stop(name="sign-in", steps=(sign_in_page,))
    yield Stop(name="sign-in-passphrase", steps=(_pick_a_name,))
    yield Stop(name="sign-in-lost", steps=(on(SignInPage, lambda page: page.show_lost()),))


def locked() -> Iterator[Stop]:
    """The locked screen, and the pad on it."""
    yield Stop(name="locked", steps=(lock,))
    yield Stop(name="locked-pin", steps=(_ask_for_a_pin,))


def low_battery() -> Iterator[Stop]:
    """The battery is nearly empty; the page opens by itself, and stops nobody."""
    yield Stop(name="low-battery", steps=(room("today"), _nearly_empty))
    yield Stop(name="low-battery-on", steps=(on(LowBatteryPage, lambda page: page.go_on.click()), _charged))


def mistaken() -> Iterator[Stop]:
    """The program made a mistake."""
    yield Stop(name="a-mistake", steps=(_crash,))


def _first_run(guide: Guide) -> None:
    page = FirstRunPage(guide.window.look)
    presenter = FirstRunPresenter(page, guide.tasks, beginnings(guide.folder / "new"), parent=page)
    _at_the_door(guide)
    guide.window.show_closed(page)
    presenter.show()


def sign_in_page(guide: Guide) -> None:
    """The door, as in a window where nobody has been: that shows no band of its own."""
    guide.window.show_state(FrameState())
    page = SignInPage(guide.window.look)
    presenter = SignInPresenter(page, guide.tasks, entrance(guide.folder), parent=page)
    _at_the_door(guide)
    guide.window.show_closed(page)
    presenter.show(by_itself=False)


def _at_the_door(guide: Guide) -> None:
    """The window knows of no house yet; whether this is a sample, the page itself says."""
    guide.window.show_state(FrameState())


def _pick_a_name(_guide: Guide) -> None:
    first = shown(Tiles).first()
    if first is not None:
        first.click()


def _ask_for_a_pin(_guide: Guide) -> None:
    first = shown(LockPage).first_focus()
    if first is not None:
        first.click()  # type: ignore[attr-defined]  # a tile, or the button beneath them


def _nearly_empty(guide: Guide) -> None:
    guide.battery.reading = Battery(percent=6, on_mains=False)
    # What stands around the page is read again, as it is every few seconds.
    guide.house.session.changed.emit()


def _charged(guide: Guide) -> None:
    guide.battery.reading = None
    guide.house.session.changed.emit()


def _crash(guide: Guide) -> None:
    path = guide.folder / "report-20261122-140311.txt"
    CrashDialog(guide.window.look, report=_REPORT, path=path, parent=guide.window).open()
