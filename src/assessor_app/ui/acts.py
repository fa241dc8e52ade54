"""Acts that sign: run on the writer thread, and asked again with a person's word when the clock is in doubt."""

from collections.abc import Callable
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


class Acts:
    """Runs signing operations for the presenters of one window."""

    def __init__(self, tasks: Tasks, look: Look, window: Callable[[], QWidget | None]) -> None:
        self._tasks = tasks
        self._look = look
        self._window = window

    def sign(self, op: Signing, *, done: Done | None = None, failed: Failed | None = None) -> None:
        """Runs `op(False)`; when the clock must be confirmed, asks a person and runs `op(True)`."""

        def refused(error: KnownError) -> None:
            if error.code == "clock-question":
                self._ask(error, lambda: self._tasks.run(lambda: op(True), done=done, failed=failed))
            elif failed is not None:
                failed(error)
            else:
                self._tasks.trouble.emit(error)

        self._tasks.run(lambda: op(False), done=done, failed=refused)

    def _ask(self, error: KnownError, go_on: Callable[[], None]) -> None:
        question = Question(
            self._look,
            _("Is this today?"),
            sentence=sentence(error),
            yes=_("Yes, the clock is right"),
            parent=self._window(),
        )
        question.answered.connect(go_on)
        question.open()
