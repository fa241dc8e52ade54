"""What the keyboard reaches: Tab walks through everything that can be used, Shift+Tab walks back, nothing holds it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import getCppPointer

from walks import name_of

MOST_STEPS = 400

# What Tab passes by, and how the keyboard does the same. Whatever else it passes by is a mistake.
OTHER_WAYS = {
    "CriterionRow": "the row itself: Enter opens what stands behind it",
    "EntryRow": "the row itself: Enter takes the step, F2 opens more",
    "_MarkButton": "+ − 0 mark the row or tile that has the focus, or choose the brush",
    "LockButton": "Ctrl+L locks",
    "PinPad": "the digits of the keyboard; Backspace rubs out",
    "TroubleBanner": "Escape says that it is read",
}


def usable(front: QWidget) -> list[QWidget]:
    """What somebody could use now, and Tab should reach."""
    return [one for one in front.findChildren(QWidget) if _stands(one) and _takes_tab(one)]


def passed_by(front: QWidget) -> Iterator[str]:
    """Buttons that Tab does not reach and nothing else does."""
    for one in front.findChildren(QAbstractButton):
        if not _stands(one) or _takes_tab(one) or _chosen_by_arrows(one):
            continue
        around = {type(part).__name__ for part in _upwards(one)}
        if not around & set(OTHER_WAYS):
            yield f"Tab passes by {_told(one)}"


def wrong_by_tab(application: QApplication, front: QWidget) -> list[str]:
    """Goes through with Tab until it is where it began, and back with Shift+Tab; says what is not reached."""
    first = next(iter(usable(front)), None)
    if first is None:
        return []
    front.activateWindow()
    QApplication.processEvents()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    forth = _round(application, front, Qt.Key.Key_Tab)
    back = _round(application, front, Qt.Key.Key_Backtab)
    # Once more: the way through may have brought more to light, as a row that opens its panel.
    forth |= _round(application, front, Qt.Key.Key_Tab)
    back |= _round(application, front, Qt.Key.Key_Backtab)
    # What went away meanwhile, or came, is no mistake: only what stands now is looked for.
    wanted = [one for one in usable(front) if not _chosen_by_arrows(one)]
    wanted += [_reached_of(group, forth) for group in _groups(front)]
    found = [f"not reached by Tab: {_told(one)}" for one in wanted if _key(one) not in forth]
    found += [f"not reached by Shift+Tab: {_told(one)}" for one in wanted if _key(one) not in back]
    if max(len(forth), len(back)) >= MOST_STEPS:
        found.append("Tab does not come round")
    return found + list(passed_by(front))


def _round(application: QApplication, front: QWidget, key: Qt.Key) -> set[int]:
    """Where each press leads, until it has been there. Widgets are not held: some go while others are walked to."""
    seen: set[int] = set()
    here = application.focusWidget() or front
    while _key(here) not in seen and len(seen) < MOST_STEPS:
        seen.add(_key(here))
        QTest.keyClick(here, key)
        here = application.focusWidget() or front
    return seen


def _key(widget: QWidget) -> int:
    return int(getCppPointer(widget)[0])


def _stands(widget: QWidget) -> bool:
    inner = widget.objectName().startswith("qt_")
    return widget.isVisible() and widget.isEnabled() and not inner and not widget.size().isEmpty()


def _takes_tab(widget: QWidget) -> bool:
    if widget.focusProxy() is not None:
        return False
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)


def _chosen_by_arrows(button: QWidget) -> bool:
    """One of several exclusive ones: Tab reaches the chosen one, arrows the others."""
    if not isinstance(button, QAbstractButton):
        return False
    group = button.group()
    return button.isCheckable() and (button.autoExclusive() or (group is not None and group.exclusive()))


def _groups(front: QWidget) -> Iterator[list[QAbstractButton]]:
    """The exclusive buttons that belong together."""
    found: dict[object, list[QAbstractButton]] = {}
    for one in front.findChildren(QAbstractButton):
        if _stands(one) and _chosen_by_arrows(one):
            found.setdefault(one.group() or one.parentWidget(), []).append(one)
    yield from found.values()


def _reached_of(group: list[QAbstractButton], reached: set[int]) -> QAbstractButton:
    """Tab leads to one of them: to the chosen one once somebody has been there."""
    return next((one for one in group if _key(one) in reached), group[0])


def _upwards(widget: QWidget) -> Iterator[QWidget]:
    here: QWidget | None = widget
    while here is not None:
        yield here
        here = here.parentWidget()


def _told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {name_of(widget)[:60]!r}"
