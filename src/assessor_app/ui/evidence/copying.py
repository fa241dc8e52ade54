"""A copy of a piece outside: asked for, since nothing keeps it there, and written whole or not at all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.look import copy_out
from assessor_app.ui.evidence.viewer import ViewerDialog
from assessor_app.ui.kit import folders
from assessor_app.ui.kit.dialogs import Question, still_open
from assessor_app.ui.kit.files import ask_to_save
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

Write = Callable[[Path, Iterable[bytes]], None]
"""Writes a file whole or not at all (`storage.engine.files.write_outside`)."""


def ask_copy(parent: QWidget, suggested: str) -> Path | None:
    """Asks for a file; None when the person thought better of it."""
    first = str(Path(folders.beginning()) / suggested)
    chosen = ask_to_save(parent, _("Save a copy"), first)
    if not chosen:
        return None
    folders.used(Path(chosen))
    return Path(chosen)


@dataclass(frozen=True, kw_only=True)
class Outside:
    """Where copies go: the dialog that asks, and whoever writes."""

    write: Write
    ask: Callable[[QWidget, str], Path | None] = ask_copy


class Copying(QObject):
    """Saves a copy of the piece that a viewer shows."""

    def __init__(
        self, dialog: ViewerDialog, desk: EvidenceDesk, *, outside: Outside, tasks: Tasks, session: Session
    ) -> None:
        super().__init__(dialog)
        self._dialog, self._desk, self._outside = dialog, desk, outside
        self._tasks, self._session = tasks, session
        dialog.save_asked.connect(self._ask)

    def _ask(self) -> None:
        question = Question(
            self._dialog.look,
            _("Save a copy outside this program?"),
            sentence=_("Here it is encrypted. The copy is not: whoever has the file can open it."),
            yes=_("Save a copy…"),
            parent=self._dialog,
        )
        question.answered.connect(self._save)
        question.open()

    def _save(self) -> None:
        dialog, piece = self._dialog, self._dialog.piece
        path = self._outside.ask(dialog, piece.file_name)
        if path is None:
            return
        words = _("Saving {file} …").format(file=path.name)
        work = LongWork(self._tasks)
        work.show_on(dialog, partial(dialog.show_saving, words))
        dialog.progress.cancelled.connect(work.cancel)
        dialog.finished.connect(work.cancel)
        dialog.show_saving(words, 0, 0)
        copy = partial(
            copy_out,
            self._desk,
            by=self._session.by,
            evidence=piece.id,
            write=partial(self._outside.write, path),
            tell=lambda done, of: work.tell(done * 1000 // max(of, 1), 1000),
        )
        self._tasks.aside(
            copy,
            done=lambda _done: _say(dialog, _("Saved as {file}.").format(file=path.name)),
            failed=lambda error: _refused(dialog, error),
        )


def _say(dialog: ViewerDialog, words: str) -> None:
    if still_open(dialog):
        dialog.show_saved(words)


def _refused(dialog: ViewerDialog, error: KnownError) -> None:
    _say(dialog, "" if error.code == "cancelled" else sentence(error))
