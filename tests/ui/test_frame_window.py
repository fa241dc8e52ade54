from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.frame.state import PAGES, FrameState, Wide
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog, KeysDialog
from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.page import Keys, Page, PageHeader
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from assessor_app.ui.theme.tokens import CONTRAST
from walks import every_focusable_has_a_name

STATE = FrameState(
    centre="Kisumu Training Centre",
    state="Offline · 12 waiting · all saved here",
    person="Grace Otieno",
    role="assessor",
    sample=True,
    battery="Battery 64 %",
)


class Plain(Page):
    def __init__(self, look: Look, title: str) -> None:
        super().__init__(look, title)
        self.button = PrimaryButton(look, "Go")
        self.setLayout(column(PageHeader(look, title), self.button))

    def keys(self) -> Keys:
        return [("+", "met")]


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> MainWindow:
    made = MainWindow(look)
    qtbot.addWidget(made)
    for name in ("today", "learners"):
        made.add_page(name, Plain(look, name.title()))
    made.show_state(STATE)
    made.show_page("today")
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_frame_has_names_and_fits_every_size(every_look: Look, qtbot: QtBot) -> None:
    window = MainWindow(every_look)
    qtbot.addWidget(window)
    window.show_state(STATE)
    for size in (QSize(1366, 768), QSize(1920, 1080), QSize(800, 1280)):
        window.resize(size)
        window.show()
        QApplication.processEvents()
        assert window.size() == size
    every_focusable_has_a_name(window)


def test_large_text_still_fits_a_small_screen(large_look: Look, qtbot: QtBot) -> None:
    window = MainWindow(large_look)
    qtbot.addWidget(window)
    window.show_state(STATE)
    window.resize(1366, 768)
    window.show()
    QApplication.processEvents()
    assert window.width() == 1366


def test_keys_ask_for_pages_that_this_person_may_open(window: MainWindow) -> None:
    asked: list[str] = []
    window.page_requested.connect(asked.append)
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    assert asked == ["learners"]
    window.show_state(FrameState(pages=PAGES))
    QTest.keyClick(window, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    assert asked == ["learners", "settings"]


def test_keys_count_the_pages_that_are_shown(window: MainWindow) -> None:
    asked: list[str] = []
    window.page_requested.connect(asked.append)
    window.show_state(FrameState(pages=tuple(name for name in PAGES if name not in {"assess", "quality"})))
    for key in (Qt.Key.Key_2, Qt.Key.Key_6, Qt.Key.Key_7):
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
    assert asked == ["learners", "settings"]
    told = window.keys()
    assert ("Alt+1 … Alt+6", "the pages of the rail, from the top") in told


def test_search_lock_and_switch_are_asked(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.lock_requested):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.bar.search
    with qtbot.waitSignal(window.search_requested) as said:
        QTest.keyClicks(window.bar.search, " ami\r")
    assert said.args == ["ami"]
    assert window.bar.search.text() == ""


def test_f1_shows_the_keys_of_the_page(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.findChild(KeysDialog) is not None
    assert window.keys()[0] == ("+", "met")


def test_a_closed_room_has_no_rail_and_no_way_out(window: MainWindow, look: Look) -> None:
    page = Plain(look, "Sign in")
    window.show_closed(page)
    assert not window.rail.isVisible()
    assert window.here() == ""
    asked: list[str] = []
    window.page_requested.connect(asked.append)
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert asked == []
    window.show_page("today")
    assert window.rail.isVisible()
    assert window.here() == "today"


@pytest.mark.parametrize(
    ("size", "scale", "whole"),
    [
        (QSize(1366, 768), 1.0, False),
        (QSize(800, 1280), 1.0, False),
        (QSize(1024, 768), 1.0, False),
        (QSize(800, 1280), 2.0, True),
        (QSize(1024, 768), 2.0, True),
    ],
)
def test_a_page_that_asks_for_it_has_all_of_a_small_window(
    qtbot: QtBot, size: QSize, scale: float, whole: bool
) -> None:
    look = Look(metrics=Metrics(text_scale=scale))
    window = MainWindow(look)
    qtbot.addWidget(window)
    page = Plain(look, "Assess")
    page.never_covered = page.button
    window.add_page("assess", page)
    window.show_state(STATE)
    window.show_page("assess", wide=Wide.WHERE_SMALL)
    window.resize(size)
    window.show()
    QApplication.processEvents()
    assert (window.rail.isVisible(), window.bar.isVisible()) == (not whole, not whole)
    window.show_trouble("The stick is full.")
    QApplication.processEvents()
    assert not place_of(window.trouble).intersects(place_of(page.button))
    # Turned, or with another size, it is asked anew.
    window.resize(3000, 2000)
    assert window.rail.isVisible()
    window.resize(size)
    window.show_page("assess")
    assert window.rail.isVisible()


def test_the_search_says_its_keys_where_there_is_room_and_never_half(window: MainWindow) -> None:
    search, said = window.bar.search, []
    for width in (1366, 1430, 1900):
        window.resize(width, 768)
        QApplication.processEvents()
        said.append(search.placeholderText())
        assert search.fontMetrics().horizontalAdvance(said[-1]) <= search.width() - 40
    assert said == [
        "Search   Ctrl+K",
        "Learner, form, certificate number",
        "Learner, form, certificate number   Ctrl+K",
    ]


def test_trouble_stays_until_somebody_has_read_it(window: MainWindow, qtbot: QtBot) -> None:
    window.show_trouble("The stick is full.")
    assert window.trouble.isVisible()
    with qtbot.waitSignal(window.trouble.dismissed):
        window.trouble.findChildren(type(window.trouble._button))[0].click()
    assert not window.trouble.isVisible()


LONG = (
    "This file is too large to look at (at most 64 MiB and 100 megapixels). Scan the certificate again at 300 dpi "
    "and save it as PNG, JPEG or PDF. Then drop it here once more; nothing that was on this page has been lost."
)


def place_of(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1024, 768)], ids=str)
@pytest.mark.parametrize("sentence", ["The stick is full.", LONG], ids=["short", "long"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_trouble_lies_over_the_bar_and_moves_nothing(
    qtbot: QtBot, size: QSize, sentence: str, scale: float
) -> None:
    look = Look(tokens=CONTRAST, metrics=Metrics(text_scale=scale))
    window = MainWindow(look)
    qtbot.addWidget(window)
    page = Plain(look, "Today")
    window.add_page("today", page)
    window.show_state(STATE)
    window.show_page("today")
    window.resize(size)
    window.show()
    for _pass in range(2):  # on a low screen the rail makes room for its bar once its height stands
        QApplication.processEvents()
    before = [place_of(widget) for widget in (page, page.button, window.rail)]
    window.show_trouble(sentence)
    QApplication.processEvents()
    assert [place_of(widget) for widget in (page, page.button, window.rail)] == before
    assert place_of(window.trouble) == place_of(window.bar)
    words, button = window.trouble._words, window.trouble._button
    assert words.heightForWidth(words.width()) <= words.height(), "no line is cut"
    assert place_of(window.trouble).contains(place_of(button))
    assert window.trouble.accessibleName() == sentence
    every_focusable_has_a_name(window)


def test_a_sentence_too_long_for_its_place_is_opened_whole_before_it_goes(
    large_look: Look, qtbot: QtBot
) -> None:
    window = MainWindow(large_look)
    qtbot.addWidget(window)
    window.resize(1024, 768)
    window.show()
    window.show_trouble(LONG)
    QApplication.processEvents()
    assert window.trouble._words.text().endswith(" …")
    assert window.trouble.text() == LONG
    window.trouble._button.click()
    (whole,) = window.findChildren(Dialog)
    assert LONG in [label.text() for label in whole.findChildren(QLabel)]
    assert window.trouble.isVisible()
    with qtbot.waitSignal(window.trouble.dismissed):
        whole.findChildren(PrimaryButton)[0].click()
    assert not window.trouble.isVisible()


def test_trouble_grows_and_shrinks_with_the_window_in_a_closed_room_too(
    window: MainWindow, look: Look
) -> None:
    window.show_closed(Plain(look, "Sign in"))
    window.show_trouble("The stick is full.")
    for width in (1366, 1024, 800):
        window.resize(width, 768)
        QApplication.processEvents()
        assert window.trouble.width() == width
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.trouble.isVisible()


def test_escape_and_a_touch_take_trouble_away_and_leave_the_focus_where_it_was(window: MainWindow) -> None:
    page = window.page("today")
    assert isinstance(page, Plain)
    page.button.setFocus()
    window.show_trouble("The stick is full.")
    assert window.keys()[-1] == ("Esc", "the message at the top: I have read it")
    QTest.keyClick(page.button, Qt.Key.Key_Escape)
    assert not window.trouble.isVisible()
    window.show_trouble("The stick is full.")
    QTest.mouseClick(window.trouble._button, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is page.button
    window.show_trouble("The stick is full.")
    window.trouble._button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.trouble._button, Qt.Key.Key_Space)
    assert window.focusWidget() is page.button


def test_what_is_covered_takes_no_keys_and_the_search_goes_on_afterwards(window: MainWindow) -> None:
    search = window.bar.search
    search.setFocus()
    QTest.keyClicks(search, "Ami")
    window.show_trouble("The stick is full.")
    QTest.keyClicks(window.focusWidget(), "na Bello")
    assert window.trouble.isVisible(), "what is typed on presses nothing"
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not search.hasFocus()
    window.trouble._button.click()
    assert window.focusWidget() is search
    assert search.text() == "Ami"


def test_a_long_name_pushes_the_state_out_of_no_bar(window: MainWindow) -> None:
    person = "Maria Aurora Josephine van den Bergh-Castellanos y Montenegro " * 3
    window.show_state(replace(STATE, person=person, battery=""))
    QApplication.processEvents()
    bar = window.bar
    assert bar._person.accessibleName().startswith(person.strip())
    assert bar._person.text().endswith("…")
    assert bar._person.width() >= bar._person.sizeHint().width()
    state = bar._state
    assert state.fontMetrics().horizontalAdvance(state.text()) <= state.width(), "the state can be read whole"


def test_a_long_state_leaves_the_centre_its_name_in_two_lines(window: MainWindow) -> None:
    said = "Online · all handed over · nothing can be signed: see Sync"
    window.show_state(replace(STATE, centre="Harbour Street Training Centre", state=said))
    window.resize(1280, 800)
    QApplication.processEvents()
    centre = window.bar._centre
    assert centre.heightForWidth(centre.width()) <= 2.5 * centre.fontMetrics().lineSpacing()
