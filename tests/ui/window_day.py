"""The steps of a day in the window, each as a person takes it."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from assessor_app.ui.assess.decide import DecidePage
from assessor_app.ui.assess.handover import HandoverPage
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.certificates.page import CertificatesPage
from assessor_app.ui.lock.page import LockPage
from assessor_app.ui.printing.came_out import CameOutDialog
from assessor_app.ui.printing.printer import new_printer
from assessor_app.ui.signin.page import SignInPage
from assessor_app.ui.sittings.opening import OpeningDialog
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.verify.page import VerifyPage
from story import ASSESSOR, ASSURER, PASSPHRASE, PINS
from window_hand import Hand


@dataclass
class Papers:
    """What a person would choose in the system's dialogs."""

    folder: Path
    chosen: list[str] = field(default_factory=list)

    def save_as(self, _parent: QWidget, suggested: str) -> Path:
        self.chosen.append(suggested)
        return self.folder / f"{len(self.chosen)}.pdf"

    def printer(self, _parent: QWidget) -> QPrinter:
        """A real printer of Qt's own, which prints to a file."""
        printer = new_printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / "printed.pdf"))
        return printer


def sign_in(hand: Hand) -> None:
    """Ada, the administrator, opens the device."""
    hand.of(SignInPage)
    hand.press("ada")
    hand.write("Passphrase", "wrong horse battery")
    hand.press("Open")
    assert hand.window.here() == ""
    hand.write("Passphrase", PASSPHRASE)
    hand.key(Qt.Key.Key_Return)
    assert hand.window.here() == "today"


def take_over(hand: Hand, name: str, person: str) -> None:
    """Another member of staff goes on at the same screen, by their PIN."""
    hand.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = hand.of(LockPage)
    hand.press(next(words for words in hand.buttons(page) if name in words))
    hand.pin(PINS[person])
    assert hand.window.here() == "today"


def start_sitting(hand: Hand) -> SittingPage:
    """Everybody is listed, two come, the third comes and leaves; somebody nobody knew walks in."""
    hand.press("Start a sitting")
    dialog = hand.of(OpeningDialog) if not isinstance(hand.front(), OpeningDialog) else hand.front()
    assert isinstance(dialog, OpeningDialog)
    dialog.form.setFocus()
    QTest.keyClicks(dialog.form, "CUL")
    hand.write("Place", "Kitchen 2")
    for name in ("Amina", "Bo", "Chen"):
        hand.write("Add a learner", name)
        hand.press(next(words for words in hand.buttons() if words.startswith(name)))
    hand.press("Start the sitting")
    page = hand.of(SittingPage)
    assert [row.entry.name for row in page.list.rows.values()] == ["Amina Belo", "Bo Lindqvist", "Chen Wei"]
    hand.press("Present: 1 Amina Belo")
    hand.press("identity document")
    for _row in range(2):
        hand.key(Qt.Key.Key_Down)
        hand.key(Qt.Key.Key_Plus)
    hand.press("Tick the briefing for 3")
    hand.press("Walk-in")
    hand.write("Name, as on the certificate", "Dara O'Neill")
    hand.press("vouched for")
    hand.press("Add, present")
    assert [row.entry.attendance for row in page.list.rows.values()] == ["present"] * 4
    return page


def mark_everything(hand: Hand) -> None:
    """Amina shows everything: the first criterion by a slip that is undone, then by keys, one by a tap."""
    page = hand.of(AssessPage)
    first = next(iter(page.sheet.rows))
    hand.press(f"{first}: not met today")
    assert page.mark_shown(first) == "not-met"
    hand.press(page.panel.undo.accessibleName())
    assert page.mark_shown(first) == "not-seen"
    hand.press(f"{first}: met")
    page.sheet.focus_next_unmarked()
    for _criterion in range(len(page.sheet.rows) - 1):
        hand.key(Qt.Key.Key_Plus)
    assert {row.criterion.mark for row in page.sheet.rows.values()} == {"met"}
    for question, row in page.sheet.questions.items():
        for point in row.points:
            QTest.mouseClick(point, Qt.MouseButton.LeftButton)
        hand.press(f"{question}: met")


def decide_competent(hand: Hand) -> None:
    """What paperwork is missing gets a reason, so the certificate waits for release."""
    hand.press("Decide")
    page = hand.of(DecidePage)
    assert page.reasons, "readings and notes were not taken"
    hand.press("Competent")
    assert hand.window.here() == "decide", "a reason is missing"
    for reason in page.reasons.values():
        QTest.keyClicks(reason.edit, "The probe was broken; seen by eye")
    hand.write("Feedback to the learner", "A calm, clean bench.")
    hand.press("Competent")
    hand.press("Cancel")  # the pad: both are signed later, by one PIN
    hand.of(SittingPage)


def decide_not_yet(hand: Hand) -> None:
    """Bo is not there yet: one criterion is marked so, and the feedback says why."""
    page = hand.of(AssessPage)
    hand.press(f"{next(iter(page.sheet.rows))}: not met today")
    hand.press("Decide")
    hand.write("Feedback to the learner", "Wash your hands between the bird and the salad.")
    hand.press("Not yet competent")
    hand.press("Cancel")
    hand.of(SittingPage)


def leave_early(hand: Hand, page: SittingPage) -> None:
    """Chen has to go home before anything was seen."""
    row = next(row for row in page.list.rows.values() if row.entry.name == "Chen Wei")
    row.setFocus()
    hand.key(Qt.Key.Key_F2)
    dialog = hand.front()
    dialog.attendance.setFocus()  # type: ignore[attr-defined]  # the dialog behind a row
    QTest.keyClicks(dialog.attendance, "left")  # type: ignore[attr-defined]  # the same
    hand.write("Note", "called home")
    hand.press("Keep")
    assert row.entry.attendance == "left"


def sign_both(hand: Hand) -> None:
    """One PIN signs both decisions; a wrong one costs nothing but another try."""
    hand.press("Sign 2 decisions")
    hand.pin("9999")
    assert isinstance(hand.front(), QDialog)
    hand.pin(PINS[ASSESSOR])
    assert not isinstance(hand.front(), QDialog)


def acknowledge(hand: Hand) -> None:
    """Amina signs on the pad, Bo will not; the room opens by the assessor's PIN alone."""
    hand.press(
        next(words for words in hand.buttons() if words.endswith("1 Amina Belo") and "More" not in words)
    )
    page = hand.of(HandoverPage)
    assert hand.says("Amina Belo")
    hand.press("I have had the result and the feedback")
    assert hand.says("Sign on the line"), "nothing was signed yet"
    hand.draw(page.pad)
    hand.press("I have had the result and the feedback")
    assert hand.says("Bo Lindqvist"), "the next one's result comes up"
    assert not page.pad.strokes()
    hand.press("I do not sign")
    hand.write("Why not, in the learner's own words", "The tomatoes were rotten")
    hand.press("Keep this")
    hand.pin(PINS[ASSESSOR])
    assert hand.window.here() == "sitting"


def release(hand: Hand) -> None:
    """Chidi looks inside and releases."""
    hand.press("Quality")
    hand.key(Qt.Key.Key_Return)
    hand.press("I looked at this work")
    hand.press("Release it with the others")
    hand.press("Release 1…")
    hand.write("Note", "All marks read")
    hand.press("Go on to my PIN")
    hand.pin(PINS[ASSURER])
    assert hand.says("Nothing waits for release")


def make_and_save(hand: Hand, papers: Papers) -> Path:
    """The office makes the certificate and saves it."""
    hand.press("Certificates")
    page = hand.of(CertificatesPage)
    assert page.header.action is not None
    hand.press(page.header.action.accessibleName())
    assert hand.says("Amina Belo"), hand.reads()
    hand.press("Save as PDF", within=page.panels)
    assert papers.chosen[-1].startswith("Amina Belo")
    return papers.folder / f"{len(papers.chosen)}.pdf"


def drop(hand: Hand, paper: Path) -> None:
    """Drops a file on the page that checks papers."""
    hand.press("Verify")
    page = hand.of(VerifyPage)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper))])
    middle, copy = page.rect().center(), Qt.DropAction.CopyAction
    no_button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(middle, copy, data, no_button, no_key)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(middle), copy, data, no_button, no_key))
    hand.settle()


def correct_name(hand: Hand) -> None:
    """Belo is Bello: a new certificate, printed; the printer spoils nothing."""
    hand.press("Certificates")
    hand.press("Correct the name")
    hand.write("The right name, as on the identity document", "Amina Bello")
    hand.write("Reason", "misspelt")
    hand.write("Identity document seen", "passport")
    hand.press("Given back")
    hand.press("Make the new certificate")
    assert hand.says("Amina Bello")
    hand.press("Print", within=hand.of(CertificatesPage).panels)
    assert isinstance(hand.front(), CameOutDialog)
    hand.press("It came out")
