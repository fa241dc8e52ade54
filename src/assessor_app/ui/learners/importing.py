"""Bringing in a roster: choose the file, read the report, accept or leave it."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.services.people.import_learners import (
    Imported,
    ImportPlan,
    RosterRow,
    accept_import,
    plan_import,
)
from assessor_app.services.people.learners import LearnerDesk
from assessor_app.ui.kit import folders
from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.files import ask_to_open
from assessor_app.ui.kit.rows import Row
from assessor_app.ui.learners import roster_words
from assessor_app.ui.learners.columns import ColumnsDialog
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.learners.view import RosterView
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_MOST_BYTES = 64 * 1024 * 1024
_AT_HAND = 256
_LINES_NAMED = 5

AskFile = Callable[[QWidget], Path | None]
"""Asks a person which file; None when they thought better of it."""


class RosterFile(Protocol):
    """A roster as the reader gives it; `exchange.rosters.Roster` is one."""

    @property
    def filename(self) -> str: ...
    @property
    def encoding(self) -> str: ...
    @property
    def encoding_guessed(self) -> bool: ...
    @property
    def ragged(self) -> Sequence[int]: ...
    @property
    def header(self) -> Sequence[str]: ...
    @property
    def cells(self) -> Sequence[tuple[int, Sequence[str]]]: ...
    @property
    def columns(self) -> Any: ...
    @property
    def width(self) -> int: ...


class RosterReader(Protocol):
    """Reads files that other programs wrote; the module `exchange.rosters` is one."""

    def read_roster(self, data: bytes, filename: str) -> RosterFile: ...
    def with_columns(self, roster: Any, columns: Any) -> RosterFile: ...
    def rows(self, roster: Any) -> Sequence[RosterRow]: ...


def ask_roster(parent: QWidget) -> Path | None:
    """Asks for a file."""
    kinds = _("Lists (*.csv *.xlsx *.txt *.tsv)")
    chosen = ask_to_open(parent, _("Import a list"), kinds)
    if not chosen:
        return None
    folders.used(Path(chosen))
    return Path(chosen)


@dataclass(frozen=True)
class _Judged:
    """The plan, with what is counted over all of its rows: that is long work where there are a hundred thousand."""

    plan: ImportPlan
    counts: tuple[tuple[str, str], ...]
    accept: str


class RosterImport(QObject):
    """Leads from a file to learners; nothing is kept before the report is accepted.

    Signals:
        imported(str): what was kept, in words.
        left(): nothing was.
    """

    imported = Signal(str)
    left = Signal()

    def __init__(
        self,
        page: LearnersPage,
        *,
        tasks: Tasks,
        session: Session,
        desk: LearnerDesk,
        reader: RosterReader,
        ask_file: AskFile = ask_roster,
    ) -> None:
        super().__init__(page)
        self._page, self._tasks, self._session, self._desk = page, tasks, session, desk
        self._reader, self._ask_file = reader, ask_file
        self._roster: RosterFile | None = None
        self._plan = ImportPlan(rows=())
        self._judged = _Judged(self._plan, (), "")
        self._keys: array[int] = array("q")
        self._work = LongWork(self._tasks)
        report = page.report
        report.kind_chosen.connect(self._show)
        report.rows_wanted.connect(self._bring)
        report.accepted.connect(self._accept)
        report.left.connect(self.left)
        report.columns_asked.connect(self._ask_columns)
        for progress in (page.progress, report.progress):
            progress.cancelled.connect(self._cancel)

    def start(self) -> None:
        """Asks for a file and reads it."""
        path = self._ask_file(self._page.window())
        if path is None:
            return
        self._page.progress.show_progress(_("Reading {file} …").format(file=path.name), 0, 0)
        self._tasks.aside(
            lambda: self._reader.read_roster(_content(path), path.name), done=self._known, failed=self._failed
        )

    def _known(self, roster: RosterFile) -> None:
        self._roster = roster
        if roster.columns.has_name:
            self._judge(roster)
        else:
            self._page.progress.hide()
            self._ask_columns()

    def _ask_columns(self) -> None:
        roster = self._roster
        if roster is None:
            return
        sample = roster.cells[0][1] if roster.cells else ()
        dialog = ColumnsDialog(
            self._page.look,
            header=roster.header,
            sample=sample,
            width=roster.width,
            current={part: getattr(roster.columns, part) for part in ("name", "number", "group")},
            parent=self._page.window(),
        )
        dialog.chosen.connect(self._choose)
        dialog.open()

    def _choose(self, columns: dict[str, int | None]) -> None:
        roster = self._roster
        if roster is not None:
            chosen = replace(roster.columns, first=None, last=None, **columns)
            self._known(self._reader.with_columns(roster, chosen))

    def _judge(self, roster: RosterFile) -> None:
        by = self._session.by
        work = self._begin(self._page.progress, _("Comparing with the learners here …"))

        def plan() -> _Judged:
            rows = self._reader.rows(roster)
            made = plan_import(self._desk, by=by, rows=rows, progress=work.tell)
            return _Judged(made, roster_words.kinds(made), roster_words.accept_word(made))

        self._tasks.aside(plan, done=self._planned, failed=self._failed)

    def _planned(self, judged: _Judged) -> None:
        self._plan, self._judged = judged.plan, judged
        self._page.progress.hide()
        self._show("")
        self._page.show_report(shown=True)

    def _show(self, kind: str) -> None:
        roster = self._roster
        if roster is None:
            return
        self._keys = roster_words.keys_of(self._plan, kind)
        view = RosterView(
            filename=roster.filename,
            notes=_notes(roster),
            counts=self._judged.counts,
            kind=kind,
            keys=self._keys,
            first=self._rows(0, _AT_HAND),
            accept=self._judged.accept,
        )
        self._page.report.show_report(view)

    def _bring(self, offset: int, limit: int) -> None:
        self._page.report.put_rows(offset, self._rows(offset, limit))

    def _rows(self, offset: int, limit: int) -> list[Row]:
        return [roster_words.cells(self._plan.rows[key]) for key in self._keys[offset : offset + limit]]

    def _accept(self) -> None:
        by, plan = self._session.by, self._plan
        self._page.report.set_busy(busy=True)
        work = self._begin(self._page.report.progress, _("Importing …"))
        self._tasks.run(
            lambda: accept_import(self._desk, by=by, plan=plan, progress=work.tell),
            done=self._done,
            failed=self._failed,
        )

    def _done(self, imported: Imported) -> None:
        self._page.report.set_busy(busy=False)
        self._plan, self._roster = ImportPlan(rows=()), None
        self.imported.emit(_imported_words(imported))

    def _failed(self, error: KnownError) -> None:
        self._page.progress.hide()
        self._page.report.set_busy(busy=False)
        if error.code != "cancelled":
            self._tasks.trouble.emit(error)

    def _begin(self, bar: Progress, words: str) -> LongWork:
        work = self._work = LongWork(self._tasks)
        bar.show_progress(words, 0, 0)
        work.show_on(bar, partial(bar.show_progress, words))
        return work

    def _cancel(self) -> None:
        self._work.cancel()


def _imported_words(imported: Imported) -> str:
    if imported.added and imported.changed:
        return _("added: {added}, changed: {changed}").format(added=imported.added, changed=imported.changed)
    if imported.changed:
        words = ngettext("{count} changed", "{count} changed", imported.changed)
        return words.format(count=imported.changed)
    return ngettext("{count} added", "{count} added", imported.added).format(count=imported.added)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise KnownError("roster-not-opened", file=path.name, detail=error.strerror or "") from error


def _notes(roster: RosterFile) -> tuple[str, ...]:
    notes = []
    if roster.encoding_guessed:
        notes.append(
            _(
                "The file does not say how its letters are written; they were read as {encoding}. Look at the names "
                "with accents: if they are wrong, save the file as UTF-8 and import it again."
            ).format(encoding=roster.encoding)
        )
    if roster.ragged:
        lines = ", ".join(str(line) for line in roster.ragged[:_LINES_NAMED])
        more = len(roster.ragged) - _LINES_NAMED
        if more > 0:
            lines = _("{lines} and {count} more").format(lines=lines, count=more)
        notes.append(
            _("Rows with more or fewer columns than the others: {lines}. Look at them.").format(lines=lines)
        )
    return tuple(notes)
