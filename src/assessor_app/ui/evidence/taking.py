"""The ways in which evidence is added: a camera, a microphone, files, a witness, a note."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import (
    PICTURES,
    Evidence,
    Kind,
    asks_work_only,
    most_seconds,
    require_may_capture,
    require_place,
)
from assessor_app.domain.form import Location
from assessor_app.services.clock import stamp
from assessor_app.services.evidence.capture import capture, room_for
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.note import ProductNote, SimulationNote
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.presenter import Shown
from assessor_app.ui.evidence.age_unsaid import UNSAID, AgeUnsaid
from assessor_app.ui.evidence.limits import place_words
from assessor_app.ui.evidence.noting import Noting
from assessor_app.ui.evidence.opening import jpeg_of
from assessor_app.ui.evidence.photo import PhotoDialog
from assessor_app.ui.evidence.roll_presenter import ReadRoll, RollReading
from assessor_app.ui.evidence.witnessing import Witnessing
from assessor_app.ui.evidence.work_only import REFUSED, WorkOnly, refused_words
from assessor_app.ui.kit.files import ask_for_several
from assessor_app.ui.scanning.source import Source
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _


def ask_evidence(parent: QWidget) -> tuple[Path, ...]:
    """Asks for files; none when the person thought better of it."""
    return tuple(Path(name) for name in ask_for_several(parent, _("Add evidence")))


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
        learner_asked(str): lead to this learner's page: their age is not said there.
        paper_asked(): what was written on a paper sheet is to be copied.
    """

    changed = Signal()
    under_way = Signal(str, int)
    learner_asked = Signal(str)
    paper_asked = Signal()

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
        self._work_only = WorkOnly(page, page.look)
        self._age_unsaid = AgeUnsaid(page, page.look)
        self._age_unsaid.page_asked.connect(self.learner_asked)
        self._witnessing = Witnessing(page, desk, tasks=tasks, session=session)
        self._witnessing.changed.connect(self.changed)
        self._noting = Noting(page, desk, tasks=tasks, session=session)
        self._noting.changed.connect(self.changed)

    def take_photo(self, criterion: str) -> None:
        """A photo by the camera, or one that is a file already."""
        shown = self._here()
        if shown is None or not self._room(shown, Kind.PHOTO, criterion):
            return
        kept = place_words() if shown.subject.form.evidence.location is Location.KEEP else ""
        about = " · ".join(part for part in (self._about(criterion, Kind.PHOTO), kept) if part)
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
            "witness": lambda about: self._witnessing.ask(shown, about, about=self._about(about)),
            "product": lambda about: self._noting.ask(shown, about, ProductNote, about=self._about(about)),
            "simulation": lambda about: self._noting.ask(
                shown, about, SimulationNote, about=self._about(about)
            ),
            "phone": lambda _about: self._read_roll(shown),
            "paper": lambda _about: self.paper_asked.emit(),
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
        if shown is None or not (most := self._room(shown, of, criterion)):
            return
        seconds = most_seconds(of, shown.subject.form.evidence)
        recorder = Recorder(kind, self, seconds=seconds, most=most)
        dialog = RecordDialog(
            self._page.look, recorder, about=self._about(criterion, of), parent=self._page.window()
        )
        taken_at = stamp(self._desk.desk.clock.now())
        # Under a lock a film comes a moment later: it is of whoever filmed it, whoever is at the screen by then.
        by = self._session.by
        dialog.kept.connect(
            lambda made: self._keep(shown, criterion, lambda: io.BytesIO(made), taken_at=taken_at, by=by)
        )
        dialog.open()

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
        work_only: bool = False,
        by: str = "",
    ) -> None:
        by, desk = by or self._session.by, self._desk

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
                    work_only=work_only,
                )

        def kept(_made: Evidence) -> None:
            self.under_way.emit(criterion, -1)
            self.changed.emit()

        def refused(error: KnownError) -> None:
            self.under_way.emit(criterion, -1)
            if error.code != REFUSED or self._session.staff is None or self._session.by != by:
                self._tell(error, shown)
                return
            again = partial(
                self._keep,
                shown,
                criterion,
                opened,
                name=name,
                taken_at=taken_at,
                photo=photo,
                work_only=True,
            )
            self._work_only.ask(shown.subject.learner.name, again)

        self.under_way.emit(criterion, 1)
        self._tasks.soon(op, done=kept, failed=refused)

    def _room(self, shown: Shown, kind: Kind, criterion: str) -> int:
        """How many bytes may be captured; 0 where none may, and why is said before a camera opens."""
        rules = shown.subject.form.evidence
        try:
            require_place(rules, criterion=criterion, there=self._there(criterion))
            # That the work alone is seen is said of the picture, once there is one.
            today = self._desk.desk.clock.now().date()
            require_may_capture(shown.subject.learner, kind, today, work_only=True)
            return room_for(self._desk, kind, rules)
        except KnownError as error:
            self._tell(error, shown)
            return 0

    def _tell(self, error: KnownError, shown: Shown) -> None:
        """What can be mended on the learner's page leads there."""
        if error.code == UNSAID and self._session.staff is not None:
            self._age_unsaid.ask(error, shown.subject.learner.id)
        else:
            self._tasks.trouble.emit(error)

    def _about(self, criterion: str, kind: Kind | None = None) -> str:
        shown = self._here()
        if shown is None:
            return ""
        refused = kind in PICTURES and asks_work_only(shown.subject.learner)
        parts = (shown.view.name, criterion, refused_words() if refused else "")
        return " · ".join(part for part in parts if part)


def _open_file(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise KnownError("evidence-unopenable", name=path.name, detail=error.strerror or "") from error
