"""Leads from a phone's photos to evidence: read, looked at, kept part by part."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from assessor_app.domain.errors import KnownError
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.roll import Part, Roll, Tell, keep_part
from assessor_app.ui.evidence.roll import MOST_SHOWN, SIDE, PartView, RollDialog
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence

ReadRoll = Callable[[str, str, Sequence[Path], Tell], Roll]
"""Reads a roll: sitting, by whom, files, how far (`services.evidence.roll.read_roll` with its desks)."""


class RollReading(QObject):
    """One roll. It lives as long as its dialog is open, or its photos are being kept.

    Signals:
        kept(): photos of a part were kept.
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

        def op() -> tuple[Roll, tuple[PartView, ...]]:
            roll = read(sitting, by, files, tell)
            return roll, tuple(part_view(desk, roll, part) for part in roll.parts)

        def arrived(found: tuple[Roll, tuple[PartView, ...]]) -> None:
            if isValid(dialog):
                roll, parts = found
                dialog.keep_asked.connect(lambda chosen: self._keep(roll, chosen))
                dialog.show_parts(parts, roll.unreadable)

        def refused(error: KnownError) -> None:
            if isValid(dialog):
                dialog.show_sentence(sentence(error))

        self._tasks.aside(op, done=arrived, failed=refused)
        return dialog

    def _keep(self, roll: Roll, chosen: Sequence[tuple[int, str, bool]]) -> None:
        for place, criterion, work_only in chosen:
            keep = partial(
                keep_part,
                self._desk,
                roll,
                roll.parts[place],
                by=self._by,
                criterion=criterion,
                work_only=work_only,
            )
            self._tasks.soon(keep, done=lambda _kept: self.kept.emit())


def part_view(desk: EvidenceDesk, roll: Roll, part: Part) -> PartView:
    """A part, ready to look at."""
    photos = part.stretch.photos
    count = ngettext("{count} photo", "{count} photos", len(photos)).format(count=len(photos))
    times = [photo.taken_at[11:16] for photo in photos if photo.taken_at]
    when = " – ".join(dict.fromkeys([times[0], times[-1]])) if times else ""
    whose = f"{part.learner.name} {part.learner.number}".strip() if part.learner else _("Nobody's")
    return PartView(
        title=" · ".join(text for text in (whose, count, when) if text),
        why_not=sentence(KnownError(part.why_not, learner=whose)) if part.why_not else "",
        asks_work_only=part.asks_work_only,
        choices=_choices(desk, part),
        pictures=tuple(small(roll.files[photo.name].read_bytes()) for photo in photos[:MOST_SHOWN]),
        count=len(photos),
    )


def _choices(desk: EvidenceDesk, part: Part) -> tuple[tuple[str, str], ...]:
    if part.assessment is None:
        return ()
    form = desk.desk.forms.get(part.assessment.form_code, part.assessment.form_version)
    asked = [(item.id, f"{item.id} {item.text}") for item in form.criteria() if item.photo]
    return (("", _("the whole work")), *asked)


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
