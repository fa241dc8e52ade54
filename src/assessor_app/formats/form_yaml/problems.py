"""What is wrong with a file, where, as a code: `wording.forms` makes the sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from assessor_app.domain.errors import KnownError

MOST_PROBLEMS = 1000


class Severity(StrEnum):
    """An error keeps a form from being used; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Place(Protocol):
    """Anything that knows where it stands in the file; both counts begin at 1, columns in characters."""

    @property
    def line(self) -> int: ...
    @property
    def col(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong, at a line and column that begin at 1."""

    line: int
    col: int
    code: str
    severity: Severity = Severity.ERROR
    details: Mapping[str, object] = field(default_factory=dict)


class Findings:
    """Collects problems, at most `MOST_PROBLEMS`: a hostile file must not fill the memory or the screen."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    @property
    def full(self) -> bool:
        return len(self._found) > MOST_PROBLEMS

    def error(self, place: Place, code: str, **details: object) -> None:
        self._add(place, code, Severity.ERROR, details)

    def warn(self, place: Place, code: str, **details: object) -> None:
        self._add(place, code, Severity.WARNING, details)

    def _add(self, place: Place, code: str, severity: Severity, details: Mapping[str, object]) -> None:
        if self.full:
            return
        if len(self._found) == MOST_PROBLEMS:
            code, severity, details = "too-many-problems", Severity.ERROR, {"count": MOST_PROBLEMS}
        self._found.append(
            Problem(line=place.line, col=place.col, code=code, severity=severity, details=details)
        )

    def sorted(self) -> tuple[Problem, ...]:
        """Every problem, in the order of the file."""
        return tuple(sorted(self._found, key=lambda problem: (problem.line, problem.col, problem.code)))


def invalid(code: str, problems: tuple[Problem, ...]) -> KnownError:
    """What is raised for a file with errors: `first` says where the first stands and what it is, `count` how many."""
    errors = errors_of(problems)
    first = f"{errors[0].line}:{errors[0].col} {errors[0].code}"
    return KnownError(code, first=first, count=len(errors))


def errors_of(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
