import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis.strategies import text
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.credentials.checking import CredentialChecks
from assessor_app.documents.attached import attached_to
from assessor_app.documents.page import decode
from assessor_app.documents.press import preview_of
from assessor_app.documents.reading import codes_in
from assessor_app.documents.sheets import Sheet, write_pdf
from assessor_app.domain.certificate import Target
from assessor_app.formats.anchor_list import Anchors
from assessor_app.formats.credential import encode
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.sheets import send_sheets
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.checking.check import add_anchors
from assessor_app.services.credentials.export import export
from assessor_app.services.credentials.transcript import transcript
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.packs.make import make_packs
from assessor_app.trust import keys
from assessor_app.trust.anchors import read_anchor_list, sign_anchor_list
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.ui.verify.dialogs import CallerDialog
from assessor_app.ui.verify.page import VerifyPage
from assessor_app.ui.verify.presenter import VerifyPresenter
from assessor_app.ui.verify.recognise import Typed, recognise
from credential_samples import signed_sample
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin
from walks import every_focusable_has_a_name


def certify(story: Story) -> str:
    sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    return number


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Story, str]]:
    folder = tmp_path_factory.mktemp("verify")
    story = begin(folder / "data", folder / "state")
    story.add_learner("Amina Bello", "2031")
    number = certify(story)
    yield story, number
    story.device.close()


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("verify-other")
    story = begin(folder / "data", folder / "state", name="Hill School", id="hill")
    yield story
    story.device.close()


class Screen:
    """A page on the real services of one device."""

    def __init__(self, look: Look, story: Story, qtbot: QtBot, *, by: str = ASSESSOR) -> None:
        self.qtbot = qtbot
        self.tasks = Tasks()
        self.let_go = threading.Event()
        self.let_go.set()
        session = Session()
        session.sign_in(story.device.tables.staff.get(by))
        self.page = VerifyPage(look)
        look.dress(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1240, 650)
        self.page.show()
        self.presenter = VerifyPresenter(
            self.page,
            desk=story.device.checks,
            tasks=self.tasks,
            session=session,
            codes_in=self._codes_in,
            credentials=CredentialChecks(desk=story.device.checks),
            attached_to=attached_to,
        )
        self.presenter.show()
        self.settle()

    def _codes_in(self, source: Path | bytes) -> list[str]:
        """The real reader, which may be held up as by a heavy file."""
        self.let_go.wait(10)
        return codes_in(source)

    def settle(self) -> None:
        # Files of anybody are read in processes of their own, which a busy machine starts slowly.
        self.qtbot.waitUntil(self.tasks.idle, timeout=60_000)

    def scan(self, text: str) -> None:
        """What a hand scanner does: types, and presses Enter."""
        self.page.field.edit.setFocus()
        self.page.field.write(text)
        QTest.keyClick(self.page.field.edit, Qt.Key.Key_Return)
        self.settle()

    def answer(self) -> str:
        """What is said in the answer; empty while none is shown."""
        return self.page.stage.answer.accessibleName() if self.page.stage.currentIndex() == 1 else ""

    def unread(self) -> str:
        return self.page.stage.unread.accessibleName() if self.page.stage.currentIndex() == 2 else ""

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """The newest dialog of a kind that is open."""
        return next(found for found in reversed(self.page.window().findChildren(kind)) if found.isVisible())

    def say_caller(self, caller: str) -> None:
        dialog = self.dialog(CallerDialog)
        assert isinstance(dialog, CallerDialog)
        dialog.caller.write(caller)
        dialog.go.click()
        self.settle()


@pytest.fixture
def screen(look: Look, told: tuple[Story, str], qtbot: QtBot) -> Iterator[Screen]:
    made = Screen(look, told[0], qtbot)
    yield made
    made.tasks.shutdown()


def enquiries(story: Story) -> list[tuple[str, str, str, str]]:
    rows = story.device.store.raw().execute("SELECT by, caller, number, answer FROM enquiry ORDER BY id")
    return [tuple(row) for row in rows.fetchall()]


def test_one_field_tells_a_code_a_number_and_a_name_apart() -> None:
    assert recognise("HTTPS://CHECK.EXAMPLE.ORG/#ABCDEF") is Typed.CODE
    assert recognise(" assessor:\nabc2 ") is Typed.CODE
    assert recognise("k4t9-2m7q 0012-5") is Typed.NUMBER
    assert recognise("Amina O'Neil-Bello") is Typed.NAME
    assert recognise("محمد") is Typed.NAME
    assert recognise("  \n") is Typed.NOTHING


def test_a_scanned_code_is_answered_with_what_the_paper_must_say(
    screen: Screen, told: tuple[Story, str]
) -> None:
    story, number = told
    screen.scan(story.device.tables.certificates.get(number).qr)
    assert screen.answer().startswith("Valid.")
    assert "Harbour Training Centre" in screen.answer()
    assert "Amina Bello" in screen.answer()
    assert number in screen.answer()
    assert screen.page.field.text() == ""
    every_focusable_has_a_name(screen.page)
    QTest.keyClick(screen.page, Qt.Key.Key_Escape)
    assert screen.answer() == ""


def test_a_changed_character_is_never_valid_and_never_a_stack_of_code(
    screen: Screen, told: tuple[Story, str]
) -> None:
    story, number = told
    text = story.device.tables.certificates.get(number).qr
    start = text.index("#") + 1
    for place in (start + 3, start + 40, (start + len(text)) // 2, len(text) - 2):
        letter = "A" if text[place] != "A" else "B"
        screen.scan(text[:place] + letter + text[place + 1 :])
        said = screen.answer() or screen.unread()
        assert said
        assert not said.startswith("Valid")
        assert "Traceback" not in said
    screen.scan(text[:-20])
    assert screen.unread()
    assert not screen.answer()


def test_whoever_is_no_administrator_is_told_before_anything_is_asked(
    look: Look, told: tuple[Story, str], qtbot: QtBot, tmp_path: Path
) -> None:
    story = begin(tmp_path / "data", tmp_path / "state", name="Dale School", id="dale")
    here = Screen(look, story, qtbot)
    file = tmp_path / "harbour.anchors"
    file.write_text(told[0].device.tables.trust.own_anchors())
    with qtbot.waitSignal(here.tasks.trouble) as said:
        here.page.trust.trust_file_given.emit(file)
    assert said.args
    assert said.args[0].code == "not-allowed"
    here.settle()
    assert not here.page.window().findChildren(Question)
    here.tasks.shutdown()
    story.device.close()


def test_another_centre_cannot_tell_until_it_is_given_the_list(
    look: Look, told: tuple[Story, str], other: Story, qtbot: QtBot, tmp_path: Path
) -> None:
    story, number = told
    text = story.device.tables.certificates.get(number).qr
    here = Screen(look, story, qtbot)
    here.page.trust.own_list_wanted.emit(tmp_path / "harbour.anchors")
    here.settle()
    assert any(label.text() == "Saved as harbour.anchors." for label in here.page.trust.findChildren(QLabel))
    here.tasks.shutdown()
    there = Screen(look, other, qtbot, by=ADMIN)
    there.scan(text)
    assert there.answer().startswith("Cannot tell.")
    assert "forgery" in there.answer()
    assert "Harbour" not in there.answer()
    there.page.trust.trust_file_given.emit(tmp_path / "harbour.anchors")
    there.settle()
    question = there.dialog(Question)
    assert isinstance(question, Question)
    question.yes.click()
    there.settle()
    there.scan(text)
    assert "Signed by Harbour Training Centre" in there.answer()
    assert "cannot be seen without a network" in there.answer()
    there.tasks.shutdown()


def test_a_number_by_telephone_is_looked_up_for_a_caller_who_is_kept(
    screen: Screen, told: tuple[Story, str]
) -> None:
    story, number = told
    before = len(enquiries(story))
    screen.scan(number.lower().replace("-", " "))
    assert screen.answer() == ""
    dialog = screen.dialog(CallerDialog)
    assert isinstance(dialog, CallerDialog)
    dialog.go.click()
    assert dialog.isVisible()
    screen.say_caller("Quay Electric, 555 0199")
    assert screen.answer().startswith("Valid.")
    assert enquiries(story)[before:] == [(ASSESSOR, "Quay Electric, 555 0199", number, "valid")]


def test_a_number_that_is_wrong_or_not_known_here_is_said_in_words(
    screen: Screen, told: tuple[Story, str]
) -> None:
    story, number = told
    screen.scan(number[:-1] + ("0" if number[-1] != "0" else "1"))
    assert "last character" in screen.page.field.edit.accessibleDescription()
    screen.scan("K4T9-2M7Q-0012-K")
    if screen.page.field.edit.accessibleDescription():
        from assessor_app.domain.number import check_character

        screen.scan("K4T92M7Q0012" + check_character("K4T92M7Q0012"))
    screen.say_caller("Somebody")
    assert screen.answer().startswith("Cannot tell. This device holds no certificate")
    assert enquiries(story)[-1][1:] == (
        "Somebody",
        "K4T9-2M7Q-0012-" + enquiries(story)[-1][2][-1],
        "cannot-tell",
    )


def test_a_name_offers_the_certificates_to_choose_from(screen: Screen, told: tuple[Story, str]) -> None:
    _story, number = told
    screen.scan("amina")
    assert screen.page.matches.isVisible()
    screen.page.matches.table.opened.emit(number)
    screen.say_caller("Quay Electric")
    assert "Amina Bello" in screen.answer()
    screen.scan("nobody here")
    assert not screen.page.matches.table.isVisible()


def test_a_printed_pdf_is_dropped_and_a_photo_of_nothing_is_said(
    screen: Screen, told: tuple[Story, str], tmp_path: Path
) -> None:
    story, number = told
    (sheet,) = send_sheets(story.device.awards, by=ASSESSOR, numbers=[number], target=Target.FILE)
    out = io.BytesIO()
    write_pdf([Sheet(decode(sheet.page), None)], out, story.device.assets)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(out.getvalue())
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(paper))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    screen.page.dropEvent(event)
    screen.settle()
    assert screen.answer().startswith("Valid.")
    paper.write_bytes(b"not a picture")
    screen.page.files_given.emit([paper])
    screen.settle()
    assert screen.unread()


def test_a_replaced_paper_names_the_one_that_counts(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    story = begin(tmp_path / "data", tmp_path / "state")
    story.add_learner("Amina Bello", "2031")
    number = certify(story)
    correction = Correction(name="Amina Belló", reason="misspelt", identity_seen="passport", surrendered=True)
    new = correct_name(story.device.awards, by=ASSESSOR, number=number, correction=correction)
    screen = Screen(look, story, qtbot)
    screen.scan(story.device.tables.certificates.get(number).qr)
    assert screen.answer().startswith("Not valid.")
    assert new in screen.answer()
    screen.tasks.shutdown()
    story.device.close()


def test_pasting_into_the_page_checks_at_once(screen: Screen, told: tuple[Story, str]) -> None:
    story, number = told
    QGuiApplication.clipboard().setText(story.device.tables.certificates.get(number).qr)
    screen.page.setFocus()
    QTest.keyClick(screen.page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    screen.settle()
    assert screen.answer().startswith("Valid.")


def test_a_pasted_picture_is_packed_and_read_aside(screen: Screen, told: tuple[Story, str]) -> None:
    story, number = told
    device = story.device
    paper = preview_of(device.tables.certificates.get(number).page, device.assets, 200)
    QGuiApplication.clipboard().setImage(QImage.fromData(paper))
    screen.page.setFocus()
    QTest.keyClick(screen.page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    screen.settle()
    assert screen.answer().startswith("Valid.")


def test_a_scanner_that_types_while_nothing_has_the_focus_still_fills_the_field(screen: Screen) -> None:
    screen.page.setFocus()
    QTest.keyClicks(screen.page, "amina")
    assert screen.page.field.text() == "amina"
    assert screen.page.field.edit.hasFocus() or not screen.page.isActiveWindow()


@given(text())
def test_whatever_is_typed_is_one_of_four_things(typed: str) -> None:
    assert (recognise(typed) is Typed.NOTHING) == (not "".join(typed.split()))


def test_everything_is_named_and_painted_in_every_look(
    every_look: Look, told: tuple[Story, str], qtbot: QtBot
) -> None:
    screen = Screen(every_look, told[0], qtbot)
    every_focusable_has_a_name(screen.page)
    assert not screen.page.grab().isNull()
    screen.tasks.shutdown()


def test_an_answer_that_another_question_overtook_is_not_shown(
    screen: Screen, told: tuple[Story, str], tmp_path: Path
) -> None:
    heavy = tmp_path / "heavy.pdf"
    heavy.write_bytes(b"%PDF-1.7 nothing in it")
    screen.let_go.clear()
    screen.page.files_given.emit([heavy])
    assert screen.page.stage.reading.isVisible(), "what is being done, and a way to stop it"
    screen.page.field.write(told[1])
    screen.page.check.click()
    dialog = screen.dialog(CallerDialog)
    assert isinstance(dialog, CallerDialog)
    dialog.caller.write("Site office")
    dialog.go.click()
    screen.qtbot.waitUntil(lambda: bool(screen.answer()))
    screen.let_go.set()
    screen.settle()
    assert screen.answer().startswith("Valid.")
    assert screen.unread() == ""


def test_reading_a_file_can_be_stopped(screen: Screen, tmp_path: Path) -> None:
    heavy = tmp_path / "heavy.pdf"
    heavy.write_bytes(b"%PDF-1.7 nothing in it")
    screen.let_go.clear()
    screen.page.files_given.emit([heavy])
    cancel = next(one for one in screen.page.stage.reading.findChildren(PlainButton))
    cancel.click()
    assert screen.page.stage.drop.isVisible()
    screen.let_go.set()
    screen.settle()
    assert (screen.answer(), screen.unread()) == ("", "")


@pytest.fixture(scope="module")
def handed_out(told: tuple[Story, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of a credential of this centre, by kind."""
    folder = tmp_path_factory.mktemp("credential")
    (found,) = export(told[0].device.credentials, by=ADMIN, numbers=[told[1]], folder=folder)
    return {path.suffix[1:]: path for path in found.files}


@pytest.mark.parametrize("kind", ["json", "png", "svg"])
def test_a_credential_of_ours_is_valid_and_each_check_is_named(
    screen: Screen, handed_out: dict[str, Path], kind: str
) -> None:
    screen.page.files_given.emit([handed_out[kind]])
    screen.settle()
    assert screen.answer().startswith("Valid.")
    assert "Amina Bello" in screen.answer()
    sheet = screen.page.stage.answer
    words = _said_in(sheet)
    assert {"Signature", "Issuer's key on a list held here", "Within its dates", "good"} <= words
    assert "This is what the file says. Ask for an identity document." in words


def test_the_parts_of_a_transcript_are_listed_each_with_its_own_standing(
    screen: Screen, told: tuple[Story, str], tmp_path: Path
) -> None:
    story, number = told
    learner = story.device.tables.certificates.get(number).learner
    (path,) = transcript(
        story.device.credentials, by=ADMIN, learner=learner, name="Transcript of records", folder=tmp_path
    )
    screen.page.files_given.emit([path])
    screen.qtbot.waitUntil(screen.tasks.idle, timeout=60_000)
    assert screen.answer().startswith("Valid.")
    words = _said_in(screen.page.stage.answer.inside)
    assert {"1 credential inside", "Valid"} <= words
    assert any(line.startswith(f"{number} · issued on ") for line in words)
    screen.scan(story.device.tables.certificates.get(number).qr)
    assert screen.page.stage.answer.inside.isHidden()


def test_a_stranger_s_credential_cannot_be_told(screen: Screen, tmp_path: Path) -> None:
    file = tmp_path / "stranger.json"
    file.write_bytes(encode(signed_sample()))
    screen.page.files_given.emit([file])
    screen.settle()
    marked = "SAMPLE: nobody has earned this certificate."
    assert screen.answer().startswith(f"Cannot tell. {marked} Nobody here vouches for its issuer.")


def test_a_changed_one_is_not_valid_and_a_broken_one_is_told_plainly(
    screen: Screen, handed_out: dict[str, Path], tmp_path: Path
) -> None:
    text = handed_out["json"].read_text(encoding="utf-8")
    changed = tmp_path / "changed.json"
    changed.write_text(text.replace("Amina Bello", "Somebody Else"), encoding="utf-8")
    screen.page.files_given.emit([changed])
    screen.settle()
    assert screen.answer().startswith("Not valid. Its signature is not that of the issuer")
    broken = tmp_path / "broken.json"
    broken.write_text(text[:500], encoding="utf-8")
    screen.page.files_given.emit([broken])
    screen.settle()
    assert screen.unread().startswith("This file cannot be read as a credential")


def test_the_text_of_a_credential_can_be_pasted(screen: Screen) -> None:
    assert recognise('{"@context": []}') is Typed.CREDENTIAL
    assert recognise("eyJhbGciOiJFUzI1NiIsImtpZCI6.eyJpc3MiOiJkaWQ6a2V5OnoxMjM0.abc") is Typed.CREDENTIAL
    screen.scan('{"@context": "nothing that anybody signed"}')
    assert screen.unread().startswith("Nobody has signed this file")


def test_a_new_root_takes_the_place_of_the_old_one_only_after_somebody_compared(
    look: Look, told: tuple[Story, str], qtbot: QtBot, tmp_path: Path
) -> None:
    desk, at = told[0].device.checks, "2026-11-21T09:00:00+00:00"
    old, new = (
        sign_anchor_list(
            Anchors(issuer="did:web:body.example", root=root.public.hex(), name="Example Body", issued_at=at),
            root=root,
        )
        for root in (keys.generate(), keys.generate())
    )
    add_anchors(desk, old, by=ADMIN)
    here = Screen(look, told[0], qtbot, by=ADMIN)
    file = tmp_path / "anchors"
    file.write_text(new)
    here.page.trust.trust_file_given.emit(file)
    here.settle()
    question = here.dialog(Question)
    assert isinstance(question, Question)
    said = " ".join(label.text() for label in question.findChildren(QLabel))
    assert "another root key" in said
    assert keys.fingerprint(read_anchor_list(new).root) in said
    assert old in desk.trust.anchor_lists()
    question.yes.click()
    here.settle()
    assert new in desk.trust.anchor_lists()
    assert old not in desk.trust.anchor_lists()
    here.tasks.shutdown()


def test_what_a_pdf_carries_is_checked_and_files_dropped_together_are_listed(
    screen: Screen, told: tuple[Story, str], handed_out: dict[str, Path], tmp_path: Path
) -> None:
    """The learner's PDF has proof and credential attached; one with a changed credential is not valid, whatever its page says."""
    number, pdf = told[1], handed_out["pdf"]
    screen.page.files_given.emit([pdf])
    screen.qtbot.waitUntil(screen.tasks.idle, timeout=60_000)
    assert screen.answer().startswith("Valid.")
    assert number in screen.answer()
    assert {"The code on the page", "proof.cose", "credential.json"} <= _said_in(
        screen.page.stage.answer.inside
    )
    forged, stray = tmp_path / "forged.pdf", tmp_path / "stray.txt"
    with pikepdf.open(pdf) as document:
        file = document.attachments["credential.json"].get_file()
        changed = file.read_bytes().replace(b"Amina Bello", b"Anyone Else")
        document.attachments["credential.json"] = pikepdf.AttachedFileSpec(
            document,
            changed,
            description="",
            filename="credential.json",
            mime_type="application/ld+json",
            creation_date="",
            mod_date="",
        )
        document.save(forged)
    stray.write_text("a note", encoding="utf-8")
    screen.page.files_given.emit([pdf, forged, stray, tmp_path / "gone.pdf"])
    screen.qtbot.waitUntil(screen.tasks.idle, timeout=60_000)
    assert screen.answer().startswith("Not valid.")
    rows = screen.page.matches.table.rows
    words = [str(rows.data(rows.index(row, 0))).partition("\n")[0] for row in range(rows.rowCount())]
    assert words == [pdf.name, "forged.pdf", "stray.txt", "gone.pdf"]
    screen.page.match_chosen.emit("file:0")
    assert screen.answer().startswith("Valid.")
    assert screen.page.matches.isVisible(), "the others can be opened after it"
    screen.page.match_chosen.emit("file:1")
    assert screen.answer().startswith("Not valid.")
    screen.page.match_chosen.emit("file:3")
    assert screen.answer().startswith("Could not be read.")


@pytest.mark.parametrize("zipped", [False, True])
def test_a_pack_is_checked_part_by_part(
    look: Look, told: tuple[Story, str], qtbot: QtBot, tmp_path: Path, *, zipped: bool
) -> None:
    story, number = told
    (packed,) = make_packs(story.device.packs, by=ASSESSOR, numbers=[number], into=tmp_path, zipped=zipped)
    screen = Screen(look, story, qtbot)
    try:
        screen.page.files_given.emit([packed.path])
        qtbot.waitUntil(screen.tasks.idle, timeout=60_000)
        assert screen.answer().startswith("Valid")
        assert number in screen.answer()
        assert "Amina Bello" in screen.answer()
        shown = _said_in(screen.page.stage.answer)
        assert f"{number}.pdf → credential.json" in shown
        assert "Not signed" in shown
    finally:
        screen.tasks.shutdown()


def _said_in(place: QWidget) -> set[str]:
    """Every line and text that stands there."""
    labels: list[Text | Line] = [*place.findChildren(Text), *place.findChildren(Line)]
    return {label.text() for label in labels}
