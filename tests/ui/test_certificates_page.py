from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from assessor_app.documents.raster import page_image, page_png
from assessor_app.documents.reading import codes_in
from assessor_app.domain.certificate import CameOut, Target
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.sheets import send_sheets
from assessor_app.services.printing.runs import open_runs, start
from assessor_app.services.stock.keep import receive, stock
from assessor_app.ui.certificates.dialogs import CorrectionDialog, ProblemsDialog, ReplacementDialog
from assessor_app.ui.certificates.page import CertificatesPage
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.certificates.presenter import CertificatesPresenter
from assessor_app.ui.certificates.runs import CohortDialog
from assessor_app.ui.certificates.saving import file_name
from assessor_app.ui.certificates.top_sheet import TopSheetDialog
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.kit.rows import RowsModel
from assessor_app.ui.printing.came_out import CameOutDialog
from assessor_app.ui.printing.choosing import Take, Wanted
from assessor_app.ui.printing.last_good import LastGoodDialog
from assessor_app.ui.printing.printer import lie_down, new_printer
from assessor_app.ui.theme.look import Look
from office_story import NAMES, SAFE, Kind, OfficeStory, office, press_of, the_dialog
from story import ADMIN, ASSESSOR, ASSURER
from walks import every_focusable_has_a_name


@dataclass
class Room:
    page: CertificatesPage
    presenter: CertificatesPresenter
    office: OfficeStory
    bot: QtBot
    folder: Path

    def settle(self) -> None:
        self.bot.waitUntil(self.office.tasks.idle, timeout=20_000)
        QApplication.processEvents()

    def dialog(self, kind: type[Kind]) -> Kind:
        self.settle()
        return the_dialog(self.page, kind)

    def show(self) -> None:
        self.presenter.show()
        self.settle()

    def open(self, number: str) -> None:
        self.presenter.open(number)
        self.settle()

    def outcomes(self, number: str) -> list[tuple[Target, CameOut, int]]:
        sheets = self.office.story.device.tables.sheets.of_certificate(number)
        return [(sheet.target, sheet.outcome, sheet.copy) for sheet in sheets]

    def to_print(self) -> int:
        return len(self.office.reads.certificate_keys("", unprinted=True))

    @property
    def printed(self) -> Path:
        return self.folder / "printed.pdf"

    @property
    def saved(self) -> Path:
        return self.folder / "saved.pdf"


@pytest.fixture
def room(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    page = CertificatesPage(look)
    qtbot.addWidget(page)
    look.dress(page)

    def printer(_parent: object, _wanted: Wanted, take: Take) -> None:
        made = new_printer()
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "printed.pdf"))
        made.setResolution(300)
        made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        lie_down(made)
        take(made)

    with office(tmp_path, look, lambda: page) as made:
        parts = Parts(
            page=page,
            tasks=made.tasks,
            acts=made.acts,
            session=made.session,
            desk=made.story.device.awards,
            reads=made.reads,
            press=press_of(made.story),
            runs=made.story.device.press,
            packs=made.story.device.packs,
        )
        presenter = CertificatesPresenter(
            parts,
            ask_printer=printer,
            ask_file=lambda _parent, _name: tmp_path / "saved.pdf",
            ask_place=lambda _parent, _title: _stick(tmp_path),
        )
        page.resize(1200, 700)
        page.show()
        yield Room(page, presenter, made, qtbot, tmp_path)


def _stick(folder: Path) -> Path:
    (folder / "stick").mkdir(exist_ok=True)
    return folder / "stick"


@pytest.fixture
def three(room: Room) -> tuple[Room, tuple[str, ...]]:
    """Three certificates: a Latin, a Polish and an Arabic name."""
    for index, name in enumerate(NAMES[:3]):
        room.office.add(name, str(2031 + index))
    numbers = room.office.issue(room.office.competent())
    room.show()
    return room, numbers


def shown(rows: RowsModel, column: int) -> list[str]:
    return [str(rows.cell(at, column)).partition("\n")[0] for at in range(rows.rowCount())]


def test_an_empty_office_says_how_certificates_come_about(room: Room) -> None:
    room.show()
    assert not room.page.table.isVisible()
    assert room.page.header.action is not None
    assert not room.page.header.action.isVisible()
    every_focusable_has_a_name(room.page)


def test_what_is_ready_is_made_and_what_waits_says_for_what(room: Room) -> None:
    for index, name in enumerate(NAMES[:3]):
        room.office.add(name, str(2031 + index))
    results = room.office.competent(SAFE)
    room.office.release(results[:2])
    room.show()
    assert room.page.header.action is not None
    assert "2" in room.page.header.action.text()
    room.page.list_changed.emit("without", "")
    room.settle()
    assert shown(room.page.waiting.rows, 2) == ["Ready", "Ready", "Waits for release"]
    room.page.header.action.click()
    room.settle()
    assert not room.page.findChildren(ProblemsDialog)
    assert len(room.office.story.device.tables.certificates.lines()) == 2
    assert shown(room.page.table.rows, 2) == ["Provisional", "Provisional"]
    assert "Print 2" in room.page.header.action.text()


def ready(room: Room, count: int) -> list[str]:
    """Results that wait for nothing."""
    for index, name in enumerate(NAMES[:count]):
        room.office.add(name, str(2031 + index))
    results = room.office.competent()
    room.office.release(results)
    room.show()
    return results


def test_who_takes_over_in_the_middle_of_a_batch_signs_none_of_it(room: Room) -> None:
    ready(room, 3)
    assert room.page.header.action is not None
    room.page.header.action.click()
    room.office.be(ADMIN)
    room.settle()
    certificates = room.office.story.device.tables.certificates
    made = [certificates.get(line.number).issued_by for line in certificates.lines()]
    assert made == [ASSESSOR] * 3


def test_a_clock_that_nobody_confirms_ends_the_batch_and_says_what_is_not_made(room: Room) -> None:
    ready(room, 2)
    room.office.story.clock.moment -= timedelta(days=3)
    assert room.page.header.action is not None
    room.page.header.action.click()
    room.dialog(Question).reject()
    room.settle()
    told = room.dialog(ProblemsDialog)
    assert "2 certificates" in told.windowTitle()
    assert room.office.story.device.tables.certificates.lines() == ()
    assert not room.page.progress.isVisible()
    told.accept()
    room.office.story.clock.moment += timedelta(days=3)
    room.show()
    room.page.header.action.click()
    room.settle()
    assert len(room.office.story.device.tables.certificates.lines()) == 2


def test_chosen_results_alone_are_made(room: Room) -> None:
    for index, name in enumerate(NAMES[:2]):
        room.office.add(name, str(2031 + index))
    room.office.release(room.office.competent(SAFE))
    room.show()
    room.page.list_changed.emit("without", "łuk")
    room.settle()
    room.page.waiting.selectRow(0)
    room.page.several.make_asked.emit()
    room.settle()
    assert [line.holder for line in room.office.story.device.tables.certificates.lines()] == [NAMES[1]]


def test_papers_are_found_by_holder_and_by_number(three: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = three
    for words, expected in (("محمد", numbers[2]), (numbers[0].replace("-", "").lower(), numbers[0])):
        room.page.search.setText(words)
        room.settle()
        assert shown(room.page.table.rows, 1) == [expected]
    every_focusable_has_a_name(room.page)


def test_the_preview_is_drawn_for_the_screen(three: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = three
    wanted: list[tuple[str, float]] = []
    preview = room.page.panels.certificate.preview
    preview.wanted.connect(lambda number, dots: wanted.append((number, dots)))
    room.open(numbers[2])
    room.bot.waitUntil(lambda: bool(wanted))
    room.settle()
    assert wanted[-1][0] == numbers[2]
    assert wanted[-1][1] == pytest.approx(preview.width() / 297 * 25.4, rel=0.05)


def test_a_printed_paper_reads_and_is_asked_about(three: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = three
    room.page.several.switch.click()
    room.page.table.selectAll()
    room.page.several.print.click()
    dialog = room.dialog(LastGoodDialog)
    assert [room.outcomes(number) for number in numbers] == [[(Target.PRINTER, CameOut.UNCONFIRMED, 1)]] * 3
    text = room.office.story.device.tables.certificates.get(numbers[0]).qr
    picture = page_image(room.printed.read_bytes(), 2, 300)
    assert (picture.width, picture.height) == pytest.approx((3508, 2480), abs=3)
    assert text in codes_in(page_png(room.printed.read_bytes(), 2, 300))
    dialog.keep.click()
    room.settle()
    assert [room.outcomes(number) for number in numbers] == [[(Target.PRINTER, CameOut.CAME_OUT, 1)]] * 3
    room.page.list_changed.emit("unprinted", "")
    room.settle()
    assert not room.page.table.isVisible()


def test_a_spoiled_sheet_needs_no_stamp_and_a_second_copy_does(three: tuple[Room, tuple[str, ...]]) -> None:
    room, (number, *_rest) = three
    room.open(number)
    room.page.panels.certificate.print.click()
    dialog = room.dialog(CameOutDialog)
    dialog.choices[1].choose(CameOut.SPOILED.value)
    dialog.choices[1].chosen.emit(CameOut.SPOILED.value)
    dialog.keep.click()
    room.settle()
    room.page.panels.certificate.print.click()
    room.dialog(CameOutDialog).all.click()
    room.settle()
    assert [copy for _target, _outcome, copy in room.outcomes(number)] == [1, 1]
    room.page.panels.certificate.print.click()
    why = room.dialog(ReplacementDialog)
    why.go_on.click()
    assert why.reason.edit.accessibleDescription()
    why.reason.write("lost in the post")
    why.go_on.click()
    room.dialog(CameOutDialog).all.click()
    room.settle()
    assert room.outcomes(number)[-1] == (Target.PRINTER, CameOut.CAME_OUT, 2)
    view = room.page.panels.certificate.view
    assert view is not None
    assert "lost in the post" in view.sheets[0].words


def test_of_several_sheets_one_is_spoiled_and_one_touch_says_that_the_others_came_out(
    three: tuple[Room, tuple[str, ...]],
) -> None:
    room, numbers = three
    send_sheets(room.office.story.device.awards, by=ASSESSOR, numbers=numbers, target=Target.PRINTER)
    room.presenter.ask_unanswered()
    dialog = room.dialog(CameOutDialog)
    spoiled = dialog.choices[2].findChildren(QAbstractButton)[1]
    spoiled.click()
    assert not dialog.all.isVisible()
    assert (dialog.others.text(), dialog.keep.isVisible()) == ("All the others came out", True)
    for sheet in (1, 3):
        dialog.choices[sheet].findChildren(QAbstractButton)[2].click()
    assert (dialog.others.text(), dialog.keep.isVisible()) == ("Keep my answers", False)
    dialog.reject()
    room.presenter.ask_unanswered()
    dialog = room.dialog(CameOutDialog)
    dialog.choices[2].findChildren(QAbstractButton)[1].click()
    dialog.others.click()
    room.settle()
    said = [room.outcomes(number)[0][1] for number in numbers]
    assert said == [CameOut.CAME_OUT, CameOut.SPOILED, CameOut.CAME_OUT]


def test_a_spoiled_sheet_is_to_be_printed_although_a_file_was_saved_and_the_frame_is_told(
    three: tuple[Room, tuple[str, ...]],
) -> None:
    room, (number, *_rest) = three
    told: list[bool] = []
    room.presenter.changed.connect(lambda: told.append(True))
    room.open(number)
    room.page.panels.certificate.save.click()
    room.settle()
    assert room.to_print() == 2
    assert told
    told.clear()
    room.page.panels.certificate.print.click()
    room.dialog(CameOutDialog).choices[2].findChildren(QAbstractButton)[1].click()
    room.dialog(CameOutDialog).keep.click()
    room.settle()
    assert room.to_print() == 3
    assert told


def test_what_a_power_cut_left_open_is_asked_at_the_next_start(three: tuple[Room, tuple[str, ...]]) -> None:
    room, (number, *_rest) = three
    send_sheets(room.office.story.device.awards, by=ASSESSOR, numbers=[number], target=Target.PRINTER)
    room.presenter.ask_unanswered()
    dialog = room.dialog(CameOutDialog)
    dialog.reject()
    room.show()
    assert room.page.answer.isVisible()
    room.page.answer.click()
    room.dialog(CameOutDialog).all.click()
    room.settle()
    assert not room.page.answer.isVisible()
    assert room.outcomes(number) == [(Target.PRINTER, CameOut.CAME_OUT, 1)]


def test_what_was_never_drawn_is_answered_for_by_who_printed_it(three: tuple[Room, tuple[str, ...]]) -> None:
    room, (number, *_rest) = three
    room.open(number)
    room.page.panels.certificate.print.click()
    room.bot.waitUntil(room.page.progress.isVisible, timeout=20_000)
    room.office.be(ASSURER)
    room.page.progress.cancelled.emit()
    room.settle()
    assert room.office.troubles == []
    assert not [one for one in room.page.findChildren(CameOutDialog) if one.isVisible()]
    assert room.outcomes(number)[0][1] in {CameOut.NOT_PRINTED, CameOut.UNCONFIRMED}


def test_a_list_of_sheets_that_cannot_be_read_is_asked_for_again(
    three: tuple[Room, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, (number, *_rest) = three
    awards = room.office.story.device.awards
    send_sheets(awards, by=ASSESSOR, numbers=[number], target=Target.PRINTER)

    def broken() -> tuple[()]:
        raise KnownError("disk-failed", detail="unplugged")

    with monkeypatch.context() as patch:
        patch.setattr(awards.sheets, "unconfirmed", broken)
        room.presenter.ask_unanswered()
        room.settle()
    assert [error.code for error in room.office.troubles] == ["disk-failed"]
    room.presenter.ask_unanswered()
    assert room.dialog(CameOutDialog)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_refuses_leaves_no_sheet_that_seems_printed(
    three: tuple[Room, tuple[str, ...]],
) -> None:
    room, (number, *_rest) = three
    room.printed.mkdir()
    room.open(number)
    room.page.panels.certificate.print.click()
    room.settle()
    assert [error.code for error in room.office.troubles] == ["printer-failed"]
    assert room.outcomes(number) == [(Target.PRINTER, CameOut.NOT_PRINTED, 1)]
    assert not [one for one in room.page.findChildren(CameOutDialog) if one.isVisible()]


def test_papers_are_saved_as_one_file(three: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = three
    room.page.several.switch.click()
    room.page.table.selectAll()
    room.page.several.save.click()
    room.settle()
    assert room.saved.read_bytes().startswith(b"%PDF")
    assert page_image(room.saved.read_bytes(), 2, 30).width > 0
    assert [room.outcomes(number) for number in numbers] == [[(Target.FILE, CameOut.CAME_OUT, 1)]] * 3


def test_a_file_that_cannot_be_written_says_so_and_nothing_is_left(
    three: tuple[Room, tuple[str, ...]],
) -> None:
    room, (number, *_rest) = three
    room.saved.mkdir()
    room.open(number)
    room.page.panels.certificate.save.click()
    room.settle()
    assert [error.code for error in room.office.troubles] == ["file-not-written"]
    assert room.outcomes(number) == [(Target.FILE, CameOut.NOT_PRINTED, 1)]
    assert not list(room.folder.glob(".saved*"))


def test_a_misspelt_name_is_corrected_and_both_papers_are_seen(three: tuple[Room, tuple[str, ...]]) -> None:
    room, (number, *_rest) = three
    room.open(number)
    room.page.panels.certificate.correct.click()
    dialog = room.dialog(CorrectionDialog)
    dialog.name.write("Amina Belló")
    dialog.go_on.click()
    assert dialog.reason.edit.accessibleDescription()
    assert dialog.isVisible()
    dialog.reason.write("misspelt")
    dialog.seen.write("passport")
    dialog.surrendered.choose("yes")
    dialog.go_on.click()
    room.settle()
    view = room.page.panels.certificate.view
    assert view is not None
    assert (view.holder, view.supersedes) == ("Amina Belló", number)
    assert "Superseded" in shown(room.page.table.rows, 2)
    room.page.panels.certificate.supersedes.click()
    room.settle()
    old = room.page.panels.certificate.view
    assert old is not None
    assert (old.number, old.successor, old.may_print) == (number, view.number, False)


def test_a_correction_whose_clock_nobody_confirms_can_be_given_again(
    three: tuple[Room, tuple[str, ...]],
) -> None:
    room, (number, *_rest) = three
    room.open(number)
    room.page.panels.certificate.correct.click()
    dialog = room.dialog(CorrectionDialog)
    dialog.name.write("Amina Belló")
    dialog.reason.write("misspelt")
    dialog.seen.write("passport")
    dialog.surrendered.choose("yes")
    room.office.story.clock.moment -= timedelta(days=3)
    dialog.go_on.click()
    assert not dialog.go_on.isEnabled()
    room.dialog(Question).reject()
    assert dialog.go_on.isEnabled()
    assert dialog.isVisible()


def test_a_quality_assurer_looks_and_prints_nothing(three: tuple[Room, tuple[str, ...]]) -> None:
    room, (number, *_rest) = three
    room.office.be(ASSURER)
    room.show()
    room.open(number)
    assert not room.page.panels.certificate.print.isVisible()
    assert not room.page.several.switch.isVisible()
    assert room.page.header.action is not None
    assert not room.page.header.action.isVisible()


def test_keys_print_what_is_chosen(three: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = three
    room.page.table.selectRow(0)
    room.settle()
    QTest.keyClick(room.page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    room.dialog(CameOutDialog).all.click()
    room.settle()
    assert [len(room.outcomes(number)) for number in numbers] == [0, 0, 1]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Amina Bello 8ZQX-0001-K", "Amina Bello 8ZQX-0001-K.pdf"),
        ("محمد عبد", "محمد عبد.pdf"),
        ("../../etc/passwd\x00 a:b", "etc passwd a b.pdf"),
        ("प्रिया" * 40, None),
    ],
)
def test_suggested_file_names_suit_every_system(words: str, name: str | None) -> None:
    made = file_name(words)
    assert made.endswith(".pdf")
    assert len(made) <= 84
    assert name is None or made == name


def print_all(room: Room) -> LastGoodDialog:
    room.page.several.switch.click()
    room.page.table.selectAll()
    room.page.several.print.click()
    return room.dialog(LastGoodDialog)


def test_a_run_that_jammed_goes_on_at_the_sheet_that_jammed(three: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = three
    dialog = print_all(room)
    dialog.table.selectRow(1)
    assert (dialog.keep.text(), dialog.spoiled.isVisible()) == ("1 good, 1 spoiled", True)
    dialog.keep.click()
    question = room.dialog(Question)
    said = sorted(room.outcomes(number)[0][1] for number in numbers)
    assert said == [CameOut.CAME_OUT, CameOut.NOT_PRINTED, CameOut.SPOILED]
    question.reject()
    room.settle()
    assert room.page.run_notice.isVisible()
    room.page.run_notice.go_on.click()
    again = room.dialog(LastGoodDialog)
    assert again.table.rows.rowCount() == 3
    again.keep.click()
    room.settle()
    assert not room.page.run_notice.isVisible()
    assert all(room.outcomes(number)[-1] == (Target.PRINTER, CameOut.CAME_OUT, 1) for number in numbers)


def test_a_run_is_answered_after_a_crash_or_sheet_by_sheet_and_can_be_ended(
    three: tuple[Room, tuple[str, ...]],
) -> None:
    room, numbers = three
    desk = room.office.story.device.press
    start(desk, by=ASSESSOR, numbers=numbers)
    room.presenter.ask_unanswered()
    room.dialog(LastGoodDialog).each.click()
    each = room.dialog(CameOutDialog)
    for choice in each.choices.values():
        choice.findChildren(QAbstractButton)[2].click()
    each.others.click()
    room.dialog(Question).reject()
    room.settle()
    assert room.page.run_notice.isVisible()
    room.page.run_notice.leave.click()
    room.settle()
    assert not room.page.run_notice.isVisible()
    assert open_runs(desk, by=ASSESSOR) == ()
    assert room.to_print() == 3


def test_a_cohort_is_printed_in_the_order_that_was_asked_for(three: tuple[Room, tuple[str, ...]]) -> None:
    room, _numbers = three
    room.page.many.click()
    dialog = room.dialog(CohortDialog)
    room.settle()
    assert dialog.count.text().startswith("3 papers, from Amina Bello")
    every_focusable_has_a_name(dialog)
    dialog.form.choose("CUL-KNI")
    dialog.order.findChildren(QAbstractButton)[1].click()
    room.settle()
    dialog.go_on.click()
    asked = room.dialog(LastGoodDialog)
    assert [str(asked.table.rows.cell(at, 0)) for at in range(1, 4)] == [
        f"{at}. {name}" for at, name in enumerate(NAMES[:3], start=1)
    ]


def test_the_number_on_the_top_sheet_is_the_next_or_those_before_it_are_accounted_for(
    three: tuple[Room, tuple[str, ...]],
) -> None:
    room, (number, *_rest) = three
    stock_desk = room.office.story.device.stock
    receive(stock_desk, by=ADMIN, first="A101", last="A120", received_on=date(2026, 11, 20))
    room.open(number)
    room.page.panels.certificate.print.click()
    dialog = room.dialog(TopSheetDialog)
    every_focusable_has_a_name(dialog)
    dialog.number.write("A103")
    dialog.go_on.click()
    room.settle()
    assert room.outcomes(number) == []
    assert "A101" in dialog.number.edit.accessibleDescription()
    dialog.kind.findChildren(QAbstractButton)[0].click()
    dialog.go_on.click()
    room.settle()
    assert dialog.reason.edit.accessibleDescription()
    dialog.reason.write("The box was open")
    dialog.go_on.click()
    room.dialog(CameOutDialog).all.click()
    room.settle()
    total = stock(stock_desk, by=ADMIN).total
    assert (total.missing, total.issued, total.blank) == (2, 1, 17)
