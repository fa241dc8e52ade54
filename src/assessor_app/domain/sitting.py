"""A sitting and its entries: who was expected, who came, what became of each."""

import re
from dataclasses import dataclass
from enum import StrEnum

_BIB = re.compile("[1-9][0-9]{0,3}")


class Environment(StrEnum):
    WORKPLACE = "workplace"
    SIMULATED = "simulated"


class Attendance(StrEnum):
    EXPECTED = "expected"
    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"
    TURNED_AWAY = "turned-away"
    LEFT = "left"
    TRANSFERRED = "transferred"
    FINISHED = "finished"


class Method(StrEnum):
    """How somebody is assessed: by what is seen, or by what they learnt before."""

    OBSERVATION = "observation"
    RPL = "rpl"


HERE = frozenset({Attendance.PRESENT, Attendance.LATE})


class Identified(StrEnum):
    """How it was known who stood there."""

    KNOWN = "known-to-assessor"
    DOCUMENT = "identity-document"
    BADGE = "badge"
    VOUCHED = "vouched-for"


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """An assessment session. `date` is ISO; `closed_at` is empty while it is open."""

    id: str
    place: str
    environment: Environment
    date: str
    opened_by: str
    opened_at: str
    closed_at: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One learner in one sitting for one form; `assessment` is empty until work begins.

    `task` is where the learner is when a group goes round the tasks of a form; empty for all of them.
    """

    id: str
    sitting: str
    learner: str
    form_code: str
    form_version: str
    attendance: Attendance = Attendance.EXPECTED
    identified: Identified | None = None
    briefed_at: str = ""
    bib: str = ""
    bench: str = ""
    assessment: str = ""
    note: str = ""
    task: str = ""
    method: Method = Method.OBSERVATION


def is_bib(text: str) -> bool:
    """Whether it can be typed and is one number: 1 to 9999, no zero before it (a key of its own on the board)."""
    return _BIB.fullmatch(text) is not None
