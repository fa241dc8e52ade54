"""Every page in a language whose words are 40 % longer: nothing is cut off, and nothing lies over anything else."""

import gettext
import re
import string
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QHeaderView, QLabel, QLineEdit, QWidget

from assessor_app.desktop.tour import View, walk
from assessor_app.desktop.tour_places import places
from assessor_app.ui.kit.fields import Tick
from assessor_app.wording import catalogue

SIZE = QSize(1366, 768)
LONGER = 0.4
ACCENTS = str.maketrans("aeiouncAEIOUNC", "áéîöüñçÁÉÎÖÜÑÇ")
TAIL = "ølåmestißwæ" * 4
SLACK = 2


class Stretched(gettext.NullTranslations):
    """Answers in English with accents, each word longer by 40 %."""

    def gettext(self, message: str) -> str:
        return stretched(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return stretched(msgid1 if n == 1 else msgid2)

    def pgettext(self, _context: str, message: str) -> str:
        return stretched(message)


def stretched(message: str) -> str:
    """The message with longer words; its fields stay."""
    told = []
    for words, field, form, conversion in string.Formatter().parse(message):
        told.append(re.sub(r"[^\W\d_]{2,}", _longer, words).translate(ACCENTS))
        if field is not None:
            told.append(f"{{{field}{'!' + conversion if conversion else ''}{':' + form if form else ''}}}")
    return "".join(told)


def _longer(word: re.Match[str]) -> str:
    return word[0] + TAIL[: round(len(word[0]) * LONGER)]


@pytest.fixture(autouse=True)
def _other_words() -> Iterator[None]:
    before = catalogue._spoken.words
    yield
    catalogue._spoken.words = before


def texts_in(front: QWidget) -> Iterator[QLabel | QAbstractButton]:
    for widget in front.findChildren(QWidget):
        seen = not widget.visibleRegion().isEmpty()
        if isinstance(widget, QLabel | QAbstractButton) and seen and widget.text():
            yield widget


def cut(widget: QLabel | QAbstractButton) -> bool:
    """Whether its words need more room than they have, and no tooltip tells them whole."""
    if widget.toolTip():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        letters = widget.fontMetrics()
        longest = max(letters.horizontalAdvance(word) for word in re.split(r"[\s-]+", widget.text()))
        too_low = widget.heightForWidth(widget.width()) > widget.height() + SLACK
        return too_low or longest > widget.width() + SLACK
    if isinstance(widget, Tick):  # its words stand in as many lines as they need
        return widget.heightForWidth(widget.width()) > widget.height() + SLACK
    return widget.sizeHint().width() > widget.width() + SLACK


def wrong_in(front: QWidget) -> Iterator[str]:
    """What a person would see cut off, outside the window, or under something else."""
    shown = list(texts_in(front))
    for widget in shown:
        told = repr(widget.text()[:60])
        if cut(widget):
            yield f"cut: {told}"
        if widget.mapTo(front, QPoint(widget.width(), 0)).x() > front.width() + SLACK:
            yield f"outside: {told}"
    for one, other in combinations(shown, 2):
        if one.parentWidget() is other.parentWidget():
            common = one.geometry().intersected(other.geometry())
            if common.width() > SLACK and common.height() > SLACK:
                yield f"over each other: {one.text()[:40]!r} and {other.text()[:40]!r}"
    yield from _headings_cut(front)
    yield from _hints_cut(front)


def _headings_cut(front: QWidget) -> Iterator[str]:
    for header in front.findChildren(QHeaderView):
        if header.isVisible():
            for at in range(header.count()):
                if header.sectionSizeHint(at) > header.sectionSize(at) + SLACK:
                    yield f"heading cut: {header.model().headerData(at, header.orientation())!r}"


def _hints_cut(front: QWidget) -> Iterator[str]:
    for field in front.findChildren(QLineEdit):
        room = field.width() - field.textMargins().left() - field.textMargins().right()
        wanted = field.fontMetrics().horizontalAdvance(field.placeholderText())
        if field.isVisible() and not field.text() and not field.toolTip() and wanted > room:
            yield f"hint cut: {field.placeholderText()!r}"


def test_the_stretched_language_keeps_fields() -> None:
    assert stretched("{count} of {all:+d} notes!") == "{count} öfø {all:+d} ñötésøl!"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["stretched", "de"])
def test_longer_words_find_room_on_every_page(qapp: QApplication, tmp_path: Path, language: str) -> None:
    catalogue._spoken.words = Stretched() if language == "stretched" else catalogue.words(language)
    found = []
    with places(None) as made:
        for stop, front in walk(qapp, made, View(theme="light", size=SIZE), out=tmp_path):
            found += [f"{stop.name}: {told}" for told in wrong_in(front)]
    assert found == []
