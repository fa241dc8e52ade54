"""Notes on a finished piece and on a simulation: written in their dialog, counted on the row, read in the viewer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assessor_app.domain.evidence import Kind
from assessor_app.ui.evidence.choose import ChooseDialog
from assessor_app.ui.evidence.note import NoteDialog
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.theme.look import Look
from floor import open_floor
from test_evidence_page import Room

SIMULATED = {
    "simulated": "A burning pan",
    "means": "smoke machine",
    "differs": "No heat.",
    "seen": "Lid on, gas off.\nIn that order.",
}
MADE = {"piece": "Chopping board", "mark": "CB 14", "found": "Edges broken all round."}


@pytest.fixture
def room(tmp_path: Path, look: Look, qtbot: QtBot) -> Iterator[Room]:
    floor = open_floor(tmp_path, look)
    yield Room(floor, qtbot)
    floor.close()


def ask(room: Room, kind: str) -> NoteDialog:
    room.strip().other.click()
    chosen = [made for made in room.page.findChildren(ChooseDialog) if made.isVisible()]
    chosen[-1].buttons[kind].click()
    return room.dialog(NoteDialog)


def write(dialog: NoteDialog, words: dict[str, str]) -> None:
    for name, said in words.items():
        dialog.fields[name].write(said)


def words_of(dialog: Dialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


@pytest.mark.parametrize(
    ("kind", "said", "counted", "title"),
    [
        ("product", MADE, "1 product note", "Chopping board, CB 14"),
        ("simulation", SIMULATED, "1 simulation note", "A burning pan, smoke machine"),
    ],
)
def test_a_note_is_written_counted_read_and_taken_out(
    room: Room, kind: str, said: dict[str, str], counted: str, title: str
) -> None:
    dialog = ask(room, kind)
    write(dialog, said)
    dialog.keep.setFocus()
    QTest.keyClick(dialog.keep, Qt.Key.Key_Return)
    room.settle()
    (piece,) = room.kept()
    assert (piece.kind, piece.criterion) == (Kind(kind), room.criterion)
    row = room.page.sheet.rows[room.criterion]
    assert row.evidence.words() == counted
    assert counted in row.accessibleDescription()
    line = room.strip().lines[piece.id]
    assert title in line.accessibleName()
    QTest.keyClick(line, Qt.Key.Key_Space)
    room.settle()
    viewer = room.viewer()
    shown = words_of(viewer)
    assert all(part in shown for part in said.values())
    assert not viewer.caption.isVisible(), "what it is called is in the note"
    assert not viewer.save.isVisible(), "no other program opens it"
    viewer.remove.click()
    room.settle()
    assert [item.counts for item in room.kept()] == [False]
    assert room.page.sheet.rows[room.criterion].evidence.words() == ""


def test_what_is_not_written_is_said_in_the_dialog_and_nothing_is_lost(room: Room) -> None:
    dialog = ask(room, "simulation")
    write(dialog, {**SIMULATED, "differs": "", "means": " "})
    dialog.keep.click()
    room.settle()
    assert "what it was simulated with, how it differed from real work" in dialog.wrong.text()
    assert dialog.isVisible()
    assert dialog.fields["seen"].text() == SIMULATED["seen"]
    assert room.kept() == ()
    write(dialog, SIMULATED)
    dialog.keep.click()
    room.settle()
    assert len(room.kept()) == 1


def test_a_dialog_that_was_closed_comes_back_with_its_words_and_each_kind_with_its_own(room: Room) -> None:
    dialog = ask(room, "product")
    write(dialog, {"piece": "Chopping board"})
    dialog.reject()
    room.settle()
    other = ask(room, "simulation")
    assert [field.text() for field in other.fields.values()] == [""] * 4
    other.reject()
    again = ask(room, "product")
    assert again.fields["piece"].text() == "Chopping board"
    assert "not kept yet" in words_of(again)
    write(again, MADE)
    again.keep.click()
    room.settle()
    assert [field.text() for field in ask(room, "product").fields.values()] == ["", "", ""]
