"""The way through a sheet by keys: who has the focus, who comes next, who stands beside whom."""

from collections.abc import Mapping

from assessor_app.ui.assess.oral import QuestionRow
from assessor_app.ui.assess.rows import CriterionRow


class Walk:
    """Criteria from the top, then the oral questions."""

    def __init__(self, rows: Mapping[str, CriterionRow], questions: Mapping[str, QuestionRow]) -> None:
        self._rows, self._questions = rows, questions
        self._at = self._criterion = ""

    def enter(self, key: str) -> None:
        """The focus came to this line."""
        self._at = key
        self._criterion = key if key in self._rows else self._criterion

    @property
    def at(self) -> str:
        """The key of the line that has, or last had, the focus; empty before."""
        return self._at

    def line(self, key: str) -> CriterionRow | QuestionRow | None:
        """The line of a criterion or question."""
        return self._rows.get(key) or self._questions.get(key)

    def here(self) -> CriterionRow | QuestionRow | None:
        """The criterion or question that has, or last had, the focus."""
        return self.line(self._at)

    def criterion(self) -> CriterionRow | None:
        """The criterion that has, or last had, the focus."""
        return self._rows.get(self._criterion)

    def next_unmarked(self, *, after: str) -> str:
        """The next line still to do after this one; where none is, nothing, or the first line if there is no `after`."""
        rows, questions = _from(list(self._rows), after), _from(list(self._questions), after)
        ordered = questions + rows if after in self._questions else rows + questions
        todo = [key for key in ordered if key != after and self._mark(key) == "not-seen"]
        first = "" if self.line(after) else next(iter(self._rows), "")
        return next(iter(todo), first)

    def beside(self, key: str, by: int) -> str:
        """The line so many further on; nothing beyond the ends."""
        keys = [*self._rows, *self._questions]
        at = keys.index(key) + by
        return keys[at] if 0 <= at < len(keys) else ""

    def following(self) -> str:
        """The next line still to do; where there is none, the one beneath, and after the last one the first."""
        beneath = self.beside(self._at, 1) if self.line(self._at) else ""
        return (
            self.next_unmarked(after=self._at) or beneath or next(iter([*self._rows, *self._questions]), "")
        )

    def oral(self) -> str:
        """The first question that was not asked yet, else the first."""
        waiting = [key for key in self._questions if self._mark(key) == "not-seen"]
        return next(iter(waiting or self._questions), "")

    def _mark(self, key: str) -> str:
        row = self._rows.get(key)
        return row.criterion.mark if row else self._questions[key].question.mark


def _from(keys: list[str], after: str) -> list[str]:
    """The keys, beginning after this one and coming round to it."""
    start = keys.index(after) + 1 if after in keys else 0
    return keys[start:] + keys[:start]
