"""Joining by two files on a stick: the request goes out, the answer comes back, and no network is ever needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.errors import KnownError
from assessor_app.formats.enrolment import ANSWER_MAGIC
from assessor_app.services.enrolling.answer import Joined, take_answer
from assessor_app.services.enrolling.desk import EnrolDesk
from assessor_app.services.enrolling.ports import PendingRequest
from assessor_app.services.enrolling.request import request_file

# Somebody else's answers may lie there too.
_OTHERS = frozenset({"enrolled-other"})
_TORN = frozenset({"enrolled-unreadable", "jws-unreadable", "signature-invalid"})


class EnrolFile(Protocol):
    @property
    def name(self) -> str: ...
    def read(self) -> bytes:
        """All of it; raises KnownError `sync-file-unreadable`."""


class EnrolFolder(Protocol):
    """A folder that goes to the awarding body and comes back."""

    def enrolments(self) -> Iterator[EnrolFile]:
        """Everything that is named as a request or an answer, in the order of the names."""

    def write(self, name: str, content: bytes, /) -> object:
        """Raises KnownError `file-not-written`."""


def write_request(desk: EnrolDesk, folder: EnrolFolder, pending: PendingRequest) -> str:
    """Puts the request there, and gives its name. Twice is one file. Raises KnownError `file-not-written`."""
    name, content = request_file(desk, pending)
    folder.write(name, content)
    return name


def take_from(
    desk: EnrolDesk, folder: EnrolFolder, *, by: str, clock_confirmed: bool = False
) -> Joined | None:
    """Looks there for the answer to the request that is open, and applies it; None where it did not come yet.

    Raises what `take_one_of` raises.
    """
    return take_one_of(desk, answers_in(folder), by=by, clock_confirmed=clock_confirmed)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What lies in a folder: answers, to whomever, and how many files could not be read."""

    found: tuple[bytes, ...]
    torn: int = 0


def answers_in(folder: EnrolFolder) -> Answers:
    """Reads every answer that lies there. Raises KnownError `stick-missing`."""
    found, torn = [], 0
    for file in folder.enrolments():
        try:
            data = file.read()
        except KnownError as error:
            if error.code != "sync-file-unreadable":
                raise
            torn += 1
            continue
        if data.startswith(ANSWER_MAGIC.partition(b"/")[0]):
            found.append(data)
    return Answers(found=tuple(found), torn=torn)


def take_one_of(
    desk: EnrolDesk, answers: Answers, *, by: str, clock_confirmed: bool = False
) -> Joined | None:
    """Applies the one that answers the request that is open; None where none does.

    Other people's are passed over, and one that was cut off keeps no other from being taken. Raises KnownError:
    `enrolled-unreadable` where only a torn one is there, and what `take_answer` raises.
    """
    torn = KnownError("enrolled-unreadable") if answers.torn else None
    for data in answers.found:
        try:
            return take_answer(desk, data, by=by, clock_confirmed=clock_confirmed)
        except KnownError as error:
            if error.code in _TORN:
                torn = error
            elif error.code not in _OTHERS:
                raise
    if torn is not None:
        raise torn
    return None
