"""Acts that sign: run on the writer thread, and asked again with a person's word when the clock is in doubt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.tasks import Done, Failed, Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

Signing = Callable[[bool], Any]
"""An operation that signs; it is given whether a person confirmed the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """What is to be signed, and who hears of it."""

    op: Signing
    done: Done | None
    failed: Failed | None
    put_off: Callable[[], None] | None
    once: str


class Acts:
    """Runs signing operations for the presenters of one window."""

    def __init__(self, tasks: Tasks, look: Look, window: Callable[[], QWidget | None]) -> None:
        self._tasks = tasks
        self._look = look
        self._window = window
        self._under_way: set[str] = set()

    def sign(
        self,
        op: Signing,
        *,
        done: Done | None = None,
        failed: Failed | None = None,
        put_off: Callable[[], None] | None = None,
        once: str = "",
    ) -> None:
        """Runs `op(False)`; when the clock must be confirmed, asks a person and runs `op(True)`.

        `put_off` follows when they would not confirm it: nothing was signed. `once` names an act of which a second
        press, while the first is under way, is no second act.
        """
        if once and once in self._under_way:
            return
        self._under_way.add(once)
        act = _Act(op=op, done=done, failed=failed, put_off=put_off, once=once)
        self._tasks.run(
            lambda: op(False), done=partial(self._signed, act), failed=partial(self._doubted, act)
        )

    def tell(self, error: KnownError) -> None:
        """Says in the window what a dialog would have said that is closed by now."""
        self._tasks.trouble.emit(error)

    def _signed(self, act: _Act, result: Any) -> None:
        self._under_way.discard(act.once)
        if act.done is not None:
            act.done(result)

    def _refused(self, act: _Act, error: KnownError) -> None:
        self._under_way.discard(act.once)
        (act.failed or self.tell)(error)

    def _left(self, act: _Act) -> None:
        self._under_way.discard(act.once)
        if act.put_off is not None:
            act.put_off()

    def _doubted(self, act: _Act, error: KnownError) -> None:
        if error.code != "clock-question":
            self._refused(act, error)
            return
        question = Question(
            self._look,
            _("Is this today?"),
            sentence=sentence(error),
            yes=_("Yes, the clock is right"),
            parent=self._window(),
        )
        question.answered.connect(
            lambda: self._tasks.run(
                lambda: act.op(True), done=partial(self._signed, act), failed=partial(self._refused, act)
            )
        )
        question.rejected.connect(lambda: self._left(act))
        question.open()
