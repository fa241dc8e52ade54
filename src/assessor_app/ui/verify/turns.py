"""The newest question, told apart from those before it."""

from collections.abc import Callable
from typing import Any

Tell = Callable[[Any], None]


class Turns:
    """An answer that another question overtook is shown to nobody: it would be taken for the answer to that one."""

    def __init__(self) -> None:
        self._turn = 0

    def next(self) -> Callable[[Tell], Tell]:
        """A new question. What comes back wraps whatever hears of its answer."""
        self._turn += 1
        turn = self._turn

        def unless_overtaken(tell: Tell) -> Tell:
            return lambda found: tell(found) if turn == self._turn else None

        return unless_overtaken
