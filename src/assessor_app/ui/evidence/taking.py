"""The ways in which evidence is added: a camera, a microphone, files, a witness."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence, Kind, most_seconds, require_may_capture, require_place
from assessor_app.domain.form import Location
from assessor_app.domain.marks import How, Mark
from assessor_app.services.assessing.mark import mark
from assessor_app.services.clock import stamp
from assessor_app.services.evidence.capture import capture
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.witness import Statement, take_statement
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.presenter import Shown
from assessor_app.ui.evidence.limits import place_words
from assessor_app.ui.evidence.opening import jpeg_of
from assessor_app.ui.evidence.photo import PhotoDialog
from assessor_app.ui.evidence.roll_presenter import ReadRoll, RollReading
from assessor_app.ui.kit.dialogs import Question, put_away, still_open
from assessor_app.ui.scanning.source import Source
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


def ask_evidence(parent: QWidget) -> tuple[Path, ...]:
    """Asks for files with the system's dialog; none when the person thought better of it."""
    chosen, _kind = QFileDialog.getOpenFileNames(parent, _("Add evidence"))
    return tuple(Path(name) for name in chosen)


@dataclass(frozen=True, kw_only=True)
class Ways:
    """How evidence comes in: the cameras of this computer, its dialog for files, and whoever reads a phone's photos."""

    cameras: Callable[[QObject], Source]
    files: Callable[[QWidget], tuple[Path, ...]] = ask_evidence
    read_roll: ReadRoll | None = None


class Taking(QObject):
    """Adds evidence for the learner who is on the page when a way is chosen, whoever is there when it is kept.

    Capturing runs beside taps and pages, on the thread for long work: cleaning a photo or encrypting a film takes its
    time, and holds the database only for the moment in which it is named.

    Signals:
        changed(): a piece was kept.
        under_way(str, int): for this criterion, so many pieces more (or fewer) are on their way to the disk.
    """

    changed = Signal()
    under_way = Signal(str, int)

    def __init__(
        self,
        page: AssessPage,
        desk: EvidenceDesk,
        *,
        here: Callable[[], Shown | None],
        there: Callable[[str], int],
        ways: Ways,
        tasks: Tasks,
        session: Session,
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._here = page, desk, here
        self._there = there
        self._ways, self._tasks, self._session = ways, tasks, session

    def take_photo(self, criterion: str) -> None:
        """A photo by the camera, or one that is a file already."""
        shown = self._here()
        if shown is None or not self._may(shown, Kind.PHOTO, criterion):
            return
        kept = place_words() if shown.subject.form.evidence.location is Location.KEEP else ""
        about = " · ".join(part for part in (self._about(criterion), kept) if part)
        source = self._ways.cameras(self)
        dialog = PhotoDialog(self._page.look, source, about=about, parent=self._page.window())
        dialog.kept.connect(lambda picture: self._keep_photo(shown, criterion, picture))
        dialog.file_asked.connect(lambda: self._ask_files(shown, criterion, photo=True))
        if isinstance(source, QObject):
            dialog.finished.connect(source.deleteLater)
        dialog.open()

    def _keep_photo(self, shown: Shown, criterion: str, picture: QImage) -> None:
        taken_at = stamp(self._desk.desk.clock.now())
        self._keep(shown, criterion, lambda: io.BytesIO(jpeg_of(picture)), taken_at=taken_at)

    def choose(self, criterion: str) -> None:
        """Anything else: asks what."""
        from assessor_app.ui.evidence.choose import ChooseDialog
        from assessor_app.ui.evidence.offers import offers

        shown = self._here()
        if shown is None:
            return
        ways: dict[str, Callable[[str], None]] = {
            "file": lambda about: self._ask_files(shown, about),
            "sound": lambda about: self._record(about, "sound"),
            "film": lambda about: self._record(about, "film"),
            "witness": self._ask_witness,
            "phone": lambda _about: self._read_roll(shown),
        }
        offered = offers(phone=self._ways.read_roll is not None)
        dialog = ChooseDialog(
            self._page.look, offered, rules=shown.subject.form.evidence, parent=self._page.window()
        )
        dialog.chosen.connect(lambda key: ways[key](criterion))
        dialog.open()

    def _read_roll(self, shown: Shown) -> None:
        """A whole sitting's photos: whose each is, its badges say."""
        read, window = self._ways.read_roll, self._page.window()
        files = self._ways.files(window)
        if read is not None and files:
            reading = RollReading(self._desk, read, by=self._session.by, tasks=self._tasks, parent=self)
            reading.kept.connect(self.changed)
            reading.start(self._page.look, window, shown.sitting, files)

    def _record(self, criterion: str, kind: str) -> None:
        from assessor_app.ui.evidence.recorder import Recorder
        from assessor_app.ui.evidence.recording import RecordDialog

        shown, of = self._here(), Kind.AUDIO if kind == "sound" else Kind.VIDEO
        if shown is None or not self._may(shown, of, criterion):
            return
        seconds = most_seconds(of, shown.subject.form.evidence)
        recorder = Recorder(kind, self, seconds=seconds)
        dialog = RecordDialog(
            self._page.look, recorder, about=self._about(criterion), parent=self._page.window()
        )
        taken_at = stamp(self._desk.desk.clock.now())
        dialog.finished.connect(recorder.deleteLater)
        dialog.kept.connect(
            lambda made: self._keep(shown, criterion, lambda: io.BytesIO(made), taken_at=taken_at)
        )
        dialog.open()

    def _ask_witness(self, criterion: str) -> None:
        from assessor_app.ui.evidence.statement import StatementDialog

        shown, by, desk = self._here(), self._session.by, self._desk
        if shown is None:
            return
        dialog = StatementDialog(self._page.look, about=self._about(criterion), parent=self._page.window())

        def keep(said: Statement) -> None:
            def op() -> Evidence:
                return take_statement(
                    desk,
                    by=by,
                    assessment=shown.assessment,
                    occasion=shown.at.occasion,
                    statement=said,
                    criterion=criterion,
                )

            self._tasks.run(op, done=kept, failed=refused)

        def refused(error: KnownError) -> None:
            # The window's own bar is behind the dialog, and would stay after what was wrong is right.
            if still_open(dialog):
                dialog.refuse(sentence(error))

        def kept(_made: Evidence) -> None:
            put_away(dialog)
            self.changed.emit()
            self._offer_the_word(shown, criterion)

        dialog.kept_asked.connect(keep)
        dialog.open()

    def _offer_the_word(self, shown: Shown, criterion: str) -> None:
        """What nobody here has marked may be met on a witness's word; a critical criterion never on it alone."""
        occasion, by, desk = shown.at.occasion, self._session.by, self._desk.desk
        marked = shown.at.work.judgements.get((occasion, criterion))
        if not criterion or (marked is not None and marked.mark is not Mark.NOT_SEEN):
            return
        critical = shown.subject.form.criterion(criterion).critical
        told = (
            _("It is critical: an assessor must see it too before the learner can be competent.")
            if critical
            else _("The mark says that a witness saw it, and not an assessor.")
        )
        question = Question(
            self._page.look,
            _("{criterion}: met, on the witness's word?").format(criterion=criterion),
            sentence=told,
            yes=_("Met, by the witness"),
            no=_("Leave it unmarked"),
            parent=self._page.window(),
        )

        def op() -> object:
            return mark(
                desk,
                by=by,
                assessment=shown.assessment,
                occasion=occasion,
                criterion=criterion,
                mark=Mark.MET,
                how=How.WITNESS,
            )

        question.answered.connect(lambda: self._tasks.run(op, done=lambda _made: self.changed.emit()))
        question.open()

    def _ask_files(self, shown: Shown, criterion: str, *, photo: bool = False) -> None:
        for path in self._ways.files(self._page.window()):
            self._keep(shown, criterion, partial(_open_file, path), name=path.name, photo=photo)

    def add_files(self, criterion: str, paths: Sequence[Path]) -> None:
        """Files, each a piece of its own."""
        shown = self._here()
        if shown is not None:
            for path in paths:
                self._keep(shown, criterion, partial(_open_file, path), name=path.name)

    def _keep(
        self,
        shown: Shown,
        criterion: str,
        opened: Callable[[], BinaryIO],
        *,
        name: str = "",
        taken_at: str = "",
        photo: bool = False,
    ) -> None:
        by, desk = self._session.by, self._desk

        def op() -> Evidence:
            with opened() as source:
                return capture(
                    desk,
                    by=by,
                    assessment=shown.assessment,
                    occasion=shown.at.occasion,
                    criterion=criterion,
                    source=source,
                    name=name,
                    taken_at=taken_at,
                    photo=photo,
                )

        def kept(_made: Evidence) -> None:
            self.under_way.emit(criterion, -1)
            self.changed.emit()

        def refused(error: KnownError) -> None:
            self.under_way.emit(criterion, -1)
            self._tasks.trouble.emit(error)

        self.under_way.emit(criterion, 1)
        self._tasks.soon(op, done=kept, failed=refused)

    def _may(self, shown: Shown, kind: Kind, criterion: str) -> bool:
        """Says before a camera opens that this learner may not be seen by it, or that the form takes no more."""
        rules = shown.subject.form.evidence
        try:
            require_place(rules, criterion=criterion, there=self._there(criterion))
            require_may_capture(shown.subject.learner, kind, self._desk.desk.clock.now().date())
        except KnownError as error:
            self._tasks.trouble.emit(error)
            return False
        return True

    def _about(self, criterion: str) -> str:
        shown = self._here()
        name = shown.view.name if shown else ""
        return f"{name} · {criterion}" if criterion else name


def _open_file(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise KnownError("evidence-unopenable", name=path.name, detail=error.strerror or "") from error
