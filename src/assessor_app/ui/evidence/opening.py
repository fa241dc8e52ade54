"""Opening a piece of evidence: decrypted off the GUI thread, shown as what it is."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import WRITTEN, Evidence, Kind
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.look import Tell, open_evidence
from assessor_app.services.evidence.note import ProductNote, SimulationNote, read_note
from assessor_app.services.evidence.remove import put_back, remove, say_of
from assessor_app.services.evidence.witness import Statement, read_statement
from assessor_app.trust.hpke_box import StreamReader
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.evidence.copying import Copying, Outside
from assessor_app.ui.evidence.view import PieceView
from assessor_app.ui.evidence.viewer import ViewerDialog
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

THUMBNAIL = QSize(224, 224)
_JPEG_QUALITY = 92
_PLAYED = frozenset({Kind.AUDIO, Kind.VIDEO})


class Opening(QObject):
    """Opens pieces for a page.

    Signals:
        changed(): a piece was taken out, put back, or said of.
    """

    changed = Signal()

    def __init__(
        self, page: AssessPage, desk: EvidenceDesk, *, outside: Outside, tasks: Tasks, session: Session
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._tasks, self._session = page, desk, tasks, session
        self._outside = outside

    def open(self, piece: PieceView, *, can_change: bool) -> None:
        """Shows a piece in a dialog of its own."""
        dialog = ViewerDialog(self._page.look, piece, can_change=can_change, parent=self._page.window())
        by, desk = self._session.by, self._desk
        dialog.remove_asked.connect(lambda: self._act(lambda: remove(desk, by=by, evidence=piece.id)))
        dialog.put_back_asked.connect(lambda: self._act(lambda: put_back(desk, by=by, evidence=piece.id)))
        dialog.caption_asked.connect(
            lambda words: self._act(lambda: say_of(desk, by=by, evidence=piece.id, caption=words))
        )
        Copying(dialog, desk, outside=self._outside, tasks=self._tasks, session=self._session)
        dialog.open()
        work = LongWork(self._tasks)
        dialog.finished.connect(work.cancel)
        # What weighs hundreds of MiB takes seconds to decrypt, and no page waits behind it.
        begin = self._tasks.soon if piece.kind in _PLAYED else self._tasks.read
        begin(
            lambda: _content(desk, by, piece, work.tell),
            done=lambda content: self._show(dialog, content) if _waits(dialog, work) else None,
            failed=lambda error: dialog.show_words(sentence(error)) if _waits(dialog, work) else None,
        )

    def _show(self, dialog: ViewerDialog, content: object) -> None:
        if isinstance(content, QImage):
            dialog.show_picture(content)
        elif isinstance(content, Statement):
            dialog.show_statement(content)
        elif isinstance(content, ProductNote | SimulationNote):
            dialog.show_note(content)
        elif isinstance(content, QByteArray):
            self._play(dialog, content)
        else:
            words = _(
                "There is nothing to look at here: the file is kept as it is. A copy opens with its own program."
            )
            dialog.show_words(words)

    def _play(self, dialog: ViewerDialog, content: QByteArray) -> None:
        from assessor_app.ui.evidence.player import PlayerView

        film = dialog.piece.kind is Kind.VIDEO
        player = PlayerView(self._page.look, content, film=film)
        player.playing.connect(dialog.tell_playing)
        dialog.show_player(player)
        dialog.finished.connect(lambda _result: player.stop())

    def _act(self, act: Callable[[], Evidence]) -> None:
        self._tasks.run(act, done=lambda _made: self.changed.emit())


def _waits(dialog: ViewerDialog, work: LongWork) -> bool:
    """Whether nobody closed it before its content was decrypted; beneath a locked screen it waits unseen."""
    return isValid(dialog) and not work.cancelled()


def _content(desk: EvidenceDesk, by: str, piece: PieceView, tell: Tell) -> object:
    """A picture, a statement, a note, a sound or film as it was kept, or nothing. Raises KnownError `evidence-…`, `cancelled`."""
    if piece.kind is Kind.FILE:
        return None
    try:
        with open_evidence(desk, by=by, evidence=piece.id) as stream:
            content = whole(stream, tell) if piece.kind in _PLAYED else stream.readall()
    except KnownError as error:
        if error.code in {"box-damaged", "box-unreadable"}:
            raise KnownError("evidence-differs", name=piece.file_name or piece.title) from error
        raise
    if isinstance(content, QByteArray):
        return content
    if piece.kind is Kind.WITNESS:
        return read_statement(content)
    if piece.kind in WRITTEN:
        return read_note(piece.kind, content)
    picture = QImage.fromData(content)
    if picture.isNull():
        raise KnownError("evidence-unreadable")
    return picture


def whole(stream: StreamReader, tell: Tell) -> QByteArray:
    """All of it, once in memory and a chunk beside it; each chunk is checked, and one that was changed gives nothing of any.

    Raises what reading raises, and what `tell(done, of in all)` raises to stop it.
    """
    content = QByteArray()
    content.reserve(stream.size)
    while chunk := stream.read():
        content.append(chunk)
        tell(content.size(), stream.size)
    return content


def thumbnail(desk: EvidenceDesk, item: Evidence) -> QImage:
    """A small picture of a photo; an empty one where its file is not as it should be."""
    if item.key is None:
        return QImage()
    try:
        with desk.files.open(item.file, item.key) as stream:
            picture = QImage.fromData(stream.readall())
    except KnownError:
        return QImage()  # opening it says what is wrong
    if picture.isNull():
        return picture
    return picture.scaled(
        THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def jpeg_of(picture: QImage) -> bytes:
    """A picture of the camera as a file, which goes the way of every other."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "JPEG", _JPEG_QUALITY):  # type: ignore[call-overload]  # the stubs know only bytes here
        raise RuntimeError("a picture of the camera cannot be written")
    return bytes(kept.data())
