"""The head of a task: its title and progress; the one passed last stays in view."""

from PySide6.QtWidgets import QScrollArea

from assessor_app.ui.assess.view import TaskView
from assessor_app.ui.kit.layout import Frame, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_LEAST_ROOM = 240


class TaskHead(Frame):
    """A title on the left, progress in words on the right."""

    def __init__(self, look: Look, title: str = "", progress: str = "") -> None:
        super().__init__("bar")
        self.title = Text(look, title, bold=True)
        self.progress = Text(look, progress, tone="muted", wrap=False)
        words = row(self.title, self.progress, gap=2)
        words.setStretch(0, 1)
        words.setContentsMargins(look.metrics.step(2), 16, look.metrics.step(2), 8)
        self.setLayout(words)


def head_of(look: Look, task: TaskView) -> TaskHead:
    """The head of a task."""
    title = f"{task.id}  {task.title}"
    if task.context:
        title = _("{title} · {context}").format(title=title, context=task.context)
    return TaskHead(look, title, task.progress)


class PinnedHead(TaskHead):
    """Lies over the top of a scroll and repeats the head that was passed last."""

    def __init__(self, look: Look, scroll: QScrollArea) -> None:
        super().__init__(look)
        self.setParent(scroll.viewport())
        self._scroll = scroll
        self._least_room = look.metrics.text(_LEAST_ROOM)
        self.heads: list[TaskHead] = []
        scroll.verticalScrollBar().valueChanged.connect(lambda _value: self.follow())
        self.hide()

    def follow(self) -> None:
        """Shows the right head for where the scroll stands; none where room is scarce."""
        top = self._scroll.verticalScrollBar().value()
        passed = [head for head in self.heads if head.y() < top]
        viewport = self._scroll.viewport()
        self.setVisible(bool(passed) and viewport.height() > self._least_room)
        if passed:
            self.title.say(passed[-1].title.text())
            self.progress.say(passed[-1].progress.text())
            self.setGeometry(0, 0, viewport.width(), passed[-1].height())
            self.raise_()
