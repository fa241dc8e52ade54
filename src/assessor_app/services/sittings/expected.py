"""Sittings that another device of the centre planned: who is expected where, before anybody opens it here."""

from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Learner


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A group that is expected. `day` is ISO or empty; `forms` are code/version, as the device that planned it offers them.

    `learners` are ids, some of which may not be here.
    """

    id: str
    name: str
    made_at: str
    day: str = ""
    place: str = ""
    forms: tuple[str, ...] = ()
    learners: tuple[str, ...] = ()


class ExpectedBook(Protocol):
    """What is expected and was not opened here."""

    def put(self, expected: Expected, *, at: str) -> bool:
        """Keeps it once; False where it was here, or is a sitting of this device."""

    def get(self, expected: str) -> Expected | None: ...
    def waiting(self) -> tuple[Expected, ...]:
        """Those that no sitting was opened for here, by their day."""

    def opened(self, expected: str, *, sitting: str) -> None: ...


class LearnerBook(Protocol):
    def get(self, learner_id: str) -> Learner:
        """Raises KnownError `no-such-learner`."""


class NothingExpected:
    """A device to which nobody sends anything."""

    def put(self, expected: Expected, *, at: str) -> bool:  # noqa: ARG002 - whatever is sent
        return False

    def get(self, expected: str) -> Expected | None:  # noqa: ARG002 - whichever is asked for
        return None

    def waiting(self) -> tuple[Expected, ...]:
        return ()

    def opened(self, expected: str, *, sitting: str) -> None:
        """There is nothing to open."""


def learners_of(book: ExpectedBook, learners: LearnerBook, expected: str) -> tuple[Learner, ...]:
    """Those who are expected and known here, in their order."""
    found = book.get(expected)
    known = []
    for one in found.learners if found else ():
        try:
            known.append(learners.get(one))
        except KnownError as error:
            if error.code != "no-such-learner":
                raise
    return tuple(known)
