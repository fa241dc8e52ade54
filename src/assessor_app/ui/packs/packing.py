"""Saving learners' packs, or credentials alone: where to, one after the other off the GUI thread, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from assessor_app.domain.errors import KnownError
from assessor_app.services.credentials.export import Exported, export
from assessor_app.services.packs.code import ShownCode, code_to_show
from assessor_app.services.packs.make import Packed, make_packs
from assessor_app.services.packs.ports import PackDesk
from assessor_app.services.packs.which import by_holder, may_be_handed_out, to_hand_out
from assessor_app.ui.kit import folders
from assessor_app.ui.kit.files import FileDialog
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.page import Page
from assessor_app.ui.packs.choice import PackChoice
from assessor_app.ui.packs.code import CodeDialog
from assessor_app.ui.packs.dialog import PackingDialog
from assessor_app.ui.papers.choice import Choosable
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext, paper_languages
from assessor_app.wording.errors import sentence

AskFolder = Callable[[QWidget, str], Path | None]
"""Asks a person for a folder, given the dialog's title; None when they thought better of it."""

FOLDER, ZIP, CODE = "folder", "zip", "code"


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder, on a stick where one is there."""
    dialog = FileDialog(parent, title, folders.beginning(stick=True))
    dialog.setFileMode(FileDialog.FileMode.Directory)
    dialog.setOption(FileDialog.Option.ShowDirsOnly)
    chosen = dialog.ask()
    dialog.deleteLater()
    if not chosen:
        return None
    folders.used(Path(chosen[0]))
    return Path(chosen[0])


@dataclass(slots=True, kw_only=True)
class _Run:
    """What is being saved: each step off the GUI thread, and what it brought."""

    into: Path
    steps: list[Callable[[], tuple[int, tuple[str, ...]]]]
    of: int
    dialog: PackingDialog
    done: int = 0
    others: list[str] = field(default_factory=list)
    cancelled: bool = False


class Packing(QObject):
    """Packs and credentials of the certificates that a page names.

    Signals:
        saved(): something is on the stick now, and written down as saved.
    """

    saved = Signal()

    def __init__(
        self, page: Page, *, desk: PackDesk, tasks: Tasks, session: Session, ask: AskFolder = ask_folder
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._tasks, self._session, self._ask = page, desk, tasks, session, ask

    def pack(self, numbers: Sequence[str], whose: str = "") -> None:
        """Asks folder or ZIP, the language, and where; `whose` is a name or a group, empty for several."""
        if not numbers:
            self._tasks.trouble.emit(KnownError("nothing-to-print"))
            return
        several = ngettext("{count} certificate", "{count} certificates", len(numbers))
        whose = whose or several.format(count=len(numbers))
        offered: tuple[Choosable, ...] = (
            Choosable(key=FOLDER, word=_("A folder for each, for a stick"), icon="folder"),
            Choosable(key=ZIP, word=_("One ZIP file for each, to send on"), icon="folder-archive"),
        )
        if len(numbers) == 1:
            code = Choosable(key=CODE, word=_("Its code on the screen, for a phone"), icon="qr-code")
            offered = (*offered, code)
        title = _("Pack: {whose}").format(whose=whose)
        dialog = PackChoice(self._page.look, title, offered, paper_languages(), self._page.window())
        dialog.chosen.connect(lambda kind: self._go_on(kind, tuple(numbers), language=dialog.language.key()))
        dialog.open()

    def pack_of(self, whose: str, *, group: str | None = None, learner: str | None = None) -> None:
        """The same of every certificate of a group or a learner that may be handed out."""
        awards = self._desk.credentials.awards
        self._tasks.read(
            lambda: to_hand_out(awards, group=group, learner=learner),
            done=lambda numbers: self.pack(numbers, whose),
        )

    def credentials(self, numbers: Sequence[str]) -> None:
        """Asks where, and saves the credential of each in every form."""
        into = self._ask(self._page.window(), _("Save the credential in this folder"))
        if into is None:
            return
        desk, by = self._desk.credentials, self._session.by

        def step(number: str) -> tuple[int, tuple[str, ...]]:
            (one,) = export(desk, by=by, numbers=[number], folder=into)
            return int(one.without is None), _of_export(one)

        self._begin(into, [partial(step, number) for number in numbers], _("Credentials"))

    def _go_on(self, kind: str, numbers: tuple[str, ...], *, language: str) -> None:
        if kind != CODE:
            self._choose_place(numbers, zipped=kind == ZIP, language=language)
            return
        desk, by = self._desk, self._session.by
        self._tasks.soon(lambda: code_to_show(desk, by=by, number=numbers[0]), done=self._show_code)

    def _show_code(self, code: ShownCode) -> None:
        CodeDialog(self._page.look, code, self._page.window()).open()

    def _choose_place(self, numbers: tuple[str, ...], *, zipped: bool, language: str) -> None:
        into = self._ask(self._page.window(), _("Save the packs in this folder"))
        if into is None:
            return
        desk, by = self._desk, self._session.by

        def read() -> list[tuple[str, ...]]:
            awards = desk.credentials.awards
            return list(by_holder(awards, [one for one in numbers if may_be_handed_out(awards, one)]))

        def step(some: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
            done = make_packs(desk, by=by, numbers=some, into=into, zipped=zipped, language=language)
            return len(done), tuple(line for one in done for line in _of_pack(one))

        def found(holders: list[tuple[str, ...]]) -> None:
            if not holders:
                self._tasks.trouble.emit(KnownError("nothing-to-print"))
                return
            self._begin(into, [partial(step, some) for some in holders], _("Packs"))

        self._tasks.read(read, done=found)

    def _begin(self, into: Path, steps: list[Callable[[], tuple[int, tuple[str, ...]]]], title: str) -> None:
        dialog = PackingDialog(self._page.look, title, self._page.window())
        run = _Run(into=into, steps=steps, of=len(steps), dialog=dialog)
        dialog.cancelled.connect(lambda: setattr(run, "cancelled", True))
        dialog.open()
        self._next(run)

    def _next(self, run: _Run) -> None:
        """The next one, once the last is done: whatever else is saved meanwhile comes between."""
        told = _("Saving in {folder} …").format(folder=run.into.name or str(run.into))
        if isValid(run.dialog):
            run.dialog.show_progress(told, run.of - len(run.steps), run.of)
        if run.cancelled or not run.steps:
            self._end(run, None)
            return
        step = run.steps.pop(0)
        self._tasks.soon(step, done=partial(self._stepped, run), failed=lambda error: self._end(run, error))

    def _stepped(self, run: _Run, told: tuple[int, tuple[str, ...]]) -> None:
        run.done += told[0]
        run.others += told[1]
        self._next(run)

    def _end(self, run: _Run, error: KnownError | None) -> None:
        if run.done:
            self.saved.emit()
        if not isValid(run.dialog):
            return
        count = ngettext("{count} saved in {folder}.", "{count} saved in {folder}.", run.done)
        words = count.format(count=run.done, folder=str(run.into))
        if run.cancelled:
            words = _("Stopped. {words}").format(words=words)
        if error is not None:
            run.others.insert(0, sentence(error))
        shape = Shape.MET if run.done and error is None else Shape.WAITING
        run.dialog.show_end(shape, words, run.others)


def _of_pack(packed: Packed) -> tuple[str, ...]:
    """What a person should know of a pack that was saved."""
    return tuple(
        _("{holder}: the pack holds no credential. {why}").format(
            holder=packed.holder, why=sentence(one.without)
        )
        for one in packed.certificates
        if one.without is not None
    )


def _of_export(one: Exported) -> tuple[str, ...]:
    return () if one.without is None else (sentence(one.without),)
