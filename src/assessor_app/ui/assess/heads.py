"""The head of a task: its title and progress; the one passed last stays in view."""

from PySide6.QtWidgets import QScrollArea

from assessor_app.ui.assess.view import TaskView
from assessor_app.ui.kit.layout import Frame, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_LEAST_ROOM = 240
# So many heads high is a view that has room for a title with its context, while its rows pass beneath.
_ROOM_FOR_CONTEXT = 8


class TaskHead(Frame):
    """A title on the left, progress in words on the right."""

    def __init__(self, look: Look, title: str = "", progress: str = "", *, short: str = "") -> None:
        """`short` is the title for where it has but one line."""
        super().__init__("bar")
        self.short = short or title
        self.title = Text(look, title, bold=True)
        self.progress = Text(look, progress, tone="muted", wrap=False)
        words = row(self.title, self.progress, gap=2)
        words.setStretch(0, 1)
        words.setContentsMargins(look.metrics.step(2), 16, look.metrics.step(2), 8)
        self.setLayout(words)


def head_of(look: Look, task: TaskView) -> TaskHead:
    """The head of a task."""
    short = title = f"{task.id}  {task.title}"
    if task.context:
        title = _("{title} · {context}").format(title=title, context=task.context)
    return TaskHead(look, title, task.progress, short=short)


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

    def room_over(self, top: int) -> int:
        """How much of the view it takes over a row that begins there; nothing where it is not shown."""
        passed = self._passed(top)
        high = self._high_as(passed) if passed else 0
        self.follow()
        return high if self._has_room(high) else 0

    def follow(self) -> None:
        """Shows the right head for where the scroll stands; none where room is scarce."""
        passed = self._passed(self._scroll.verticalScrollBar().value())
        high = self._high_as(passed) if passed else 0
        self.setVisible(bool(passed) and self._has_room(high))
        if passed:
            self.progress.say(passed.progress.text())
            self.setGeometry(0, 0, self._scroll.viewport().width(), high)
            self.raise_()

    def _passed(self, top: int) -> TaskHead | None:
        return next((head for head in reversed(self.heads) if head.y() < top), None)

    def _has_room(self, high: int) -> bool:
        return self._scroll.viewport().height() - high > self._least_room

    def _high_as(self, head: TaskHead) -> int:
        """Takes the title of a head, and is as high: with its context only where that leaves enough to the rows."""
        viewport = self._scroll.viewport()
        scarce = viewport.height() < _ROOM_FOR_CONTEXT * head.height()
        self.title.say(head.short if scarce else head.title.text())
        return self.heightForWidth(viewport.width()) if scarce else head.height()
