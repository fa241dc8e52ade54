from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from assessor_app.domain.people import Learner
from assessor_app.exchange import rosters
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.kit.rows import Status
from assessor_app.ui.learners.form import LearnerForm, NameCheckDialog
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.learners.presenter import LearnersPresenter
from assessor_app.ui.theme.look import Look
from office_story import NAMES, Kind, OfficeStory, office, the_dialog
from story import ASSURER
from walks import every_focusable_has_a_name


@dataclass
class Room:
    page: LearnersPage
    presenter: LearnersPresenter
    office: OfficeStory
    bot: QtBot
    path: Path

    def settle(self) -> None:
        self.bot.waitUntil(self.office.tasks.idle)
        QApplication.processEvents()

    def names(self) -> list[str]:
        rows = self.page.table.rows
        return [str(rows.cell(at, 0)).partition("\n")[0] for at in range(rows.rowCount())]

    def dialog(self, kind: type[Kind]) -> Kind:
        self.settle()
        return the_dialog(self.page, kind)


@pytest.fixture
def room(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    page = LearnersPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    path = tmp_path / "list.csv"
    with office(tmp_path, look, lambda: page) as made:
        presenter = LearnersPresenter(
            page,
            tasks=made.tasks,
            acts=made.acts,
            session=made.session,
            desk=made.story.device.learners,
            reads=made.reads,
            rosters=rosters,
            ask_file=lambda _parent: path,
        )
        page.resize(1200, 700)
        page.show()
        page.activateWindow()
        qtbot.waitActive(page)
        yield Room(page, presenter, made, qtbot, path)


@pytest.fixture
def forty(room: Room) -> Room:
    for index in range(40):
        name = NAMES[index] if index < len(NAMES) else f"Learner {index:03d}"
        room.office.add(name, str(2031 + index), "Autumn" if index % 2 else "")
    room.presenter.show()
    room.settle()
    return room


def test_an_empty_centre_says_what_to_do_next(room: Room) -> None:
    room.presenter.show()
    room.settle()
    assert room.page.bring_first.isVisible()
    assert not room.page.table.isVisible()
    every_focusable_has_a_name(room.page)


def test_everybody_is_listed_and_found_as_one_types(forty: Room) -> None:
    assert len(forty.names()) == 40
    assert set(NAMES) <= set(forty.names())
    forty.page.search.setFocus()
    for typed, expected in (("lukasz", "Łukasz Żółć"), ("محمد", NAMES[2]), ("2034", NAMES[3]), ("шаБ", None)):
        forty.page.search.setText(typed)
        forty.settle()
        assert forty.names() == ([expected] if expected else [])
    assert forty.page.first_focus() is forty.page.search
    every_focusable_has_a_name(forty.page)


def test_a_group_narrows_the_list_and_the_search(forty: Room) -> None:
    forty.page.group.choose("Autumn")
    forty.page.group.activated.emit(forty.page.group.currentIndex())
    forty.settle()
    assert len(forty.names()) == 20
    forty.page.search.setText("amina")
    forty.settle()
    assert forty.names() == []


def test_keys_lead_from_the_search_to_a_learner_and_back(forty: Room) -> None:
    forty.page.search.setFocus()
    QTest.keyClick(forty.page.search, Qt.Key.Key_Down)
    forty.settle()
    assert forty.page.table.hasFocus()
    view = forty.page.panel.view
    assert view is not None
    assert view.name == forty.names()[0]
    QTest.keyClick(forty.page.table, Qt.Key.Key_Down)
    forty.settle()
    assert forty.page.panel.view is not None
    assert forty.page.panel.view.name == forty.names()[1]
    QTest.keyClick(forty.page.table, Qt.Key.Key_Escape)
    assert forty.page.search.hasFocus()


def test_a_learner_is_added_and_what_is_wrong_stands_under_its_field(forty: Room) -> None:
    assert forty.page.header.action is not None
    forty.page.header.action.click()
    form = forty.dialog(LearnerForm)
    form.keep.click()
    forty.settle()
    assert form.isVisible()
    form.name.write("Zoë <b>Ünal</b>")
    form.number.write("2031")
    form.keep.click()
    forty.settle()
    assert form.number.edit.accessibleDescription()
    form.number.write("9001")
    form.birth_date.write("2010-13-01")
    form.keep.click()
    assert form.birth_date.edit.accessibleDescription()
    form.birth_date.write("2010-03-09")
    form.mark.choose("birth-date")
    form.keep.click()
    forty.settle()
    view = forty.page.panel.view
    assert view is not None
    assert view.name == "Zoë <b>Ünal</b>"
    assert "under 18" in dict(view.facts)["Age"]
    assert "Zoë <b>Ünal</b>" in forty.names()


def test_a_learner_is_changed(forty: Room) -> None:
    forty.presenter.open(forty.office.story.learners[0])
    forty.settle()
    forty.page.panel.edit.click()
    form = forty.dialog(LearnerForm)
    form.name.write("Amina Belló")
    form.keep.click()
    forty.settle()
    assert "Amina Belló" in forty.names()


def test_one_added_by_mistake_is_removed_but_nobody_with_work(forty: Room) -> None:
    forty.office.story.learners[:] = forty.office.story.learners[:1]
    forty.office.competent()
    gone = forty.office.story.device.tables.learners.by_number("2032")
    assert gone is not None
    forty.presenter.open(gone.id)
    forty.settle()
    forty.page.panel.remove.click()
    forty.dialog(Question).yes.click()
    forty.settle()
    assert gone.name not in forty.names()
    assert forty.page.panel.view is None
    forty.presenter.open(forty.office.story.learners[0])
    forty.settle()
    assert not forty.page.panel.remove.isVisible()


def test_a_name_is_checked_by_somebody(forty: Room) -> None:
    forty.presenter.open(forty.office.story.learners[0])
    forty.settle()
    forty.page.panel.check.click()
    forty.dialog(NameCheckDialog).buttons["document"].click()
    forty.settle()
    view = forty.page.panel.view
    assert view is not None
    assert view.checked
    assert "Bram Bakker" in view.check
    row = forty.names().index("Amina Bello")
    assert str(forty.page.table.rows.cell(row, 2)) == "Checked"
    assert isinstance(forty.page.table.rows.cell(row, 2), Status)


def test_history_tells_attempt_decision_and_papers(forty: Room) -> None:
    went: list[tuple[str, str]] = []
    forty.presenter.go.connect(lambda page, what: went.append((page, what)))
    forty.office.story.learners[:] = forty.office.story.learners[:1]
    (number,) = forty.office.issue(forty.office.competent())
    forty.presenter.open(forty.office.story.learners[0])
    forty.settle()
    view = forty.page.panel.view
    assert view is not None
    (past,) = view.history
    assert "attempt 1" in past.about
    assert past.result == "Competent"
    assert [paper.number for paper in past.papers] == [number]
    forty.page.panel.history.certificate_asked.emit(number)
    assert went == [("certificates", number)]


def test_a_quality_assurer_is_told_that_the_roster_is_for_others(forty: Room) -> None:
    forty.presenter.open(forty.office.story.learners[0])
    forty.settle()
    forty.office.be(ASSURER)
    forty.presenter.show()
    forty.settle()
    assert not forty.page.panel.edit.isVisible()
    assert not forty.page.bring.isVisible()
    assert forty.page.table.model().rowCount() == 0
    assert forty.page.panel.view is None
    words = " ".join(label.text() for label in forty.page.findChildren(QLabel) if label.isVisible())
    assert "may not see the learners of this centre" in words


def test_a_narrow_page_shows_the_list_or_the_learner(forty: Room) -> None:
    forty.page.resize(700, 900)
    QApplication.processEvents()
    assert not forty.page.panel.isVisible()
    forty.page.table.selectRow(2)
    QTest.keyClick(forty.page.table, Qt.Key.Key_Return)
    forty.settle()
    assert forty.page.panel.isVisible()
    assert not forty.page.table.isVisible()
    QTest.keyClick(forty.page, Qt.Key.Key_Escape)
    assert forty.page.table.isVisible()


def test_a_report_comes_before_anything_is_kept(forty: Room) -> None:
    forty.path.write_text(
        "number;name;group\n2031;Amina Belló;Autumn\n77;Zoë Ünal;Autumn\n78;;Autumn\n79;José;A\n79;Other;A\n80;Björn;A\n80;Björn;A\n",
        encoding="utf-8",
    )
    forty.page.bring.click()
    forty.settle()
    report = forty.page.report
    assert report.isVisible()
    every_focusable_has_a_name(forty.page)
    assert report.table.rows.rowCount() == 7
    report.kind.choose("refused")
    report.kind.activated.emit(report.kind.currentIndex())
    assert [str(report.table.rows.cell(at, 0)) for at in range(3)] == ["4", "5", "6"]
    assert forty.office.story.device.tables.learners.count() == 40
    assert report.accept is not None
    assert "3" in report.accept.text()
    report.accept.click()
    forty.settle()
    assert not report.isVisible()
    assert forty.office.story.device.tables.learners.count() == 42
    assert {"Amina Belló", "Zoë Ünal", "Björn"} <= set(forty.names())


def test_a_list_can_be_left_and_nothing_was_imported(forty: Room) -> None:
    forty.path.write_text("name\nZoë Ünal\n", encoding="utf-8")
    forty.page.bring.click()
    forty.settle()
    forty.page.report.leave.click()
    forty.settle()
    assert forty.page.table.isVisible()
    assert "Zoë Ünal" not in forty.names()


def test_a_file_without_a_header_is_asked_about(forty: Room) -> None:
    from assessor_app.ui.kit.buttons import PrimaryButton
    from assessor_app.ui.learners.columns import ColumnsDialog

    forty.path.write_text("Autumn,K1,Zoë Ünal\nAutumn,K2,Björn\n", encoding="utf-8")
    forty.page.bring.click()
    forty.settle()
    forty.page.report.columns.click()
    dialog = forty.dialog(ColumnsDialog)
    dialog.parts["name"].choose("2")
    dialog.parts["number"].choose("1")
    go_on = dialog.findChild(PrimaryButton)
    assert go_on is not None
    go_on.click()
    forty.settle()
    assert str(forty.page.report.table.rows.cell(0, 1)) == "Zoë Ünal"
    assert str(forty.page.report.table.rows.cell(1, 2)) == "K2"


def test_files_that_cannot_be_read_say_so(forty: Room) -> None:
    forty.page.bring.click()
    forty.settle()
    assert [error.code for error in forty.office.troubles] == ["roster-not-opened"]
    forty.path.write_bytes(b"")
    forty.page.bring.click()
    forty.settle()
    assert forty.office.troubles[-1].code == "roster-empty"
    assert forty.page.table.isVisible()


def test_a_cancelled_import_keeps_nothing(forty: Room) -> None:
    rows = "\n".join(f"K{n};Person {n}" for n in range(5000))
    forty.path.write_text(f"number;name\n{rows}", encoding="utf-8")
    forty.page.bring.click()
    forty.settle()
    forty.page.report.accepted.emit()
    forty.page.report.progress.cancelled.emit()
    forty.settle()
    assert forty.office.story.device.tables.learners.count() == 40
    assert forty.page.report.isVisible()
    assert not forty.office.troubles


def test_thousands_of_learners_come_in_pieces_and_the_last_is_there(room: Room) -> None:
    table = room.office.story.device.tables.learners
    with room.office.story.device.store.atomic():
        many = [Learner(id=f"{n:032x}", name=f"Person {n:05d}", number=str(n)) for n in range(3000)]
        table.put_many(many, at="2026-11-22T09:00:00+00:00", by=ASSURER)
    room.presenter.show()
    room.bot.waitUntil(lambda: room.page.table.rows.rowCount() > 0)
    assert str(room.page.table.rows.cell(0, 0)) == "Person 00000"
    room.bot.waitUntil(lambda: room.page.table.rows.rowCount() == 3000)
    room.page.table.scrollToBottom()
    room.bot.waitUntil(lambda: room.names()[-1] == "Person 02999")
