"""Leads from a phone's photos to evidence: read, looked at, kept learner by learner."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from assessor_app.domain.errors import KnownError
from assessor_app.domain.roll import LONGEST_PAUSE, Doubt
from assessor_app.services.evidence.capture import rules_of
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.roll import Tell, keep_given
from assessor_app.services.evidence.roll_parts import Given, Part, Roll, Taker
from assessor_app.ui.evidence.roll import RollDialog
from assessor_app.ui.evidence.roll_pictures import SIDE
from assessor_app.ui.evidence.roll_sheet import NOBODY, GivenView, PartView, PictureView, TakerView
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import short_day
from assessor_app.wording.errors import sentence

ReadRoll = Callable[[str, str, Sequence[Path], Tell], Roll]
"""Reads a roll: sitting, by whom, files, how far (`services.evidence.roll.read_roll` with its desks)."""


class RollReading(QObject):
    """One roll. It lives as long as its dialog is open, or its photos are being kept.

    Signals:
        kept(): photos of a learner were kept.
    """

    kept = Signal()

    def __init__(self, desk: EvidenceDesk, read: ReadRoll, *, by: str, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._read, self._by, self._tasks = desk, read, by, tasks

    def start(self, look: Look, window: QWidget, sitting: str, files: Sequence[Path]) -> RollDialog:
        """Opens the dialog, and reads."""
        dialog = RollDialog(look, parent=window)
        work = LongWork(self._tasks)
        work.show_on(dialog, dialog.show_progress)
        dialog.stopped.connect(work.cancel)
        dialog.show_progress(0, len(files))
        dialog.open()
        desk, read, by, tell = self._desk, self._read, self._by, work.tell

        def op() -> tuple[Roll, tuple[TakerView, ...]]:
            roll = read(sitting, by, files, tell)
            return roll, tuple(taker_view(desk, taker) for taker in roll.takers if not taker.why_not)

        def arrived(found: tuple[Roll, tuple[TakerView, ...]]) -> None:
            if isValid(dialog):
                roll, takers = found
                dialog.keep_asked.connect(lambda given: self._keep(roll, given))
                dialog.picture_wanted.connect(lambda key: self._show(dialog, roll, key))
                dialog.show_parts(part_views(roll), roll.unreadable, takers, timed=roll.timed, kept=roll.kept)

        def refused(error: KnownError) -> None:
            if isValid(dialog):
                dialog.show_sentence(sentence(error))

        self._tasks.aside(op, done=arrived, failed=refused)
        return dialog

    def _show(self, dialog: RollDialog, roll: Roll, key: str) -> None:
        """A picture that comes into sight is read then, and no other."""

        def arrived(image: QImage) -> None:
            if isValid(dialog):
                dialog.show_picture(key, image)

        def read() -> QImage:
            # Who closed the dialog wants no more of them.
            try:
                return small(roll.files[key].read_bytes()) if isValid(dialog) else QImage()
            except OSError:
                return QImage()  # the phone is gone: what it is kept from says so

        self._tasks.aside(read, done=arrived, failed=lambda _error: None)

    def _keep(self, roll: Roll, given: Sequence[GivenView]) -> None:
        for one in given:
            what = Given(
                learner=one.taker,
                photos=one.pictures,
                criterion=one.criterion,
                work_only=one.work_only,
            )
            keep = partial(keep_given, self._desk, roll, what, by=self._by)
            self._tasks.soon(keep, done=lambda _kept: self.kept.emit())


def part_views(roll: Roll) -> tuple[PartView, ...]:
    """The parts of a roll, ready to look at."""
    place, found = 0, []
    for part in roll.parts:
        pictures = tuple(
            PictureView(key=photo.name, when=_when(photo.taken_at, part), place=place + at)
            for at, photo in enumerate(part.stretch.photos)
        )
        place += len(pictures)
        sure = part.sure
        found.append(
            PartView(pictures=pictures, taker=sure.learner.id if sure else NOBODY, why=why_words(part))
        )
    return tuple(found)


def _when(taken_at: str, part: Part) -> str:
    """The time; with its day where that is not the sitting's."""
    time = taken_at[11:16]
    return f"{short_day(taken_at)} {time}" if part.stretch.doubt is Doubt.OTHER_DAY else time


def why_words(part: Part) -> str:
    """Why it is not sure whose a part is, or why nobody of that badge gets it; empty where it is sure."""
    before = _name(part.taker) if part.taker else ""
    said = []
    if part.stretch.doubt is not None:
        said.append(_doubts()[part.stretch.doubt].format(minutes=LONGEST_PAUSE.seconds // 60))
        if before and not part.why_not:
            said.append(
                _("The badge before was of {learner}. Look, and say whose these are.").format(learner=before)
            )
    if part.why_not:
        said.append(sentence(KnownError(part.why_not, learner=before or _("Nobody's"))))
    return " ".join(said)


def _doubts() -> dict[Doubt, str]:
    return {
        Doubt.CODE_UNREAD: _(
            "The first of these shows a code that could not be read: it may be another badge."
        ),
        Doubt.BLURRED: _("The first of these is blurred: it may be another badge."),
        Doubt.OTHER_BADGES: _("The first of these shows several badges, or one that is not a learner's."),
        Doubt.PAUSE: _("More than {minutes} minutes lie before these: a badge may be missing."),
        Doubt.OTHER_DAY: _("These were taken on another day than this sitting."),
    }


def taker_view(desk: EvidenceDesk, taker: Taker) -> TakerView:
    """Somebody who may get pictures, ready to choose."""
    return TakerView(
        key=taker.learner.id,
        words=_name(taker),
        asks_work_only=taker.asks_work_only,
        choices=_choices(desk, taker),
        places=_places(desk, taker),
    )


def _name(taker: Taker) -> str:
    return f"{taker.learner.name} {taker.learner.number}".strip()


def _choices(desk: EvidenceDesk, taker: Taker) -> tuple[tuple[str, str], ...]:
    if taker.assessment is None:
        return ()
    form = desk.desk.forms.get(taker.assessment.form_code, taker.assessment.form_version)
    asked = [(item.id, f"{item.id} {item.text}") for item in form.criteria() if item.photo]
    return (("", _("the whole work")), *asked)


def _places(desk: EvidenceDesk, taker: Taker) -> dict[str, int]:
    """How many pieces more the form takes, by criterion; nothing where it sets no limit."""
    if taker.assessment is None or (most := rules_of(desk, taker.assessment).pieces) is None:
        return {}
    there = Counter(
        piece.criterion for piece in desk.table.of_assessment(taker.assessment.id) if piece.counts
    )
    asked = [criterion for criterion, _words in _choices(desk, taker) if criterion]
    return {criterion: max(most - there[criterion], 0) for criterion in asked}


def small(content: bytes) -> QImage:
    """A small picture, unpacked no larger than it is shown, and upright."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        longest = max(size.width(), size.height(), 1)
        reader.setScaledSize(size * min(2 * SIDE / longest, 1.0))
    return reader.read()
