"""Results as a table: one row for each entry of a sitting, or each assessment of a group."""

from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.assessment import Decision, End, State
from assessor_app.domain.people import Staff
from assessor_app.domain.sitting import Attendance, Identified
from assessor_app.services.deciding.ports import Acknowledged


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """One line of results. Days are ISO and empty where there is none; `assessor` and `name` are people's names.

    `attendance` is None where a row is about an assessment and no entry; `certificate` is the newest number.
    """

    name: str
    number: str
    group: str
    form_code: str
    form_version: str
    title: str
    date: str
    place: str
    bib: str = ""
    attendance: Attendance | None = None
    identified: Identified | None = None
    attempt: int | None = None
    state: State | None = None
    decision: Decision | None = None
    end: End | None = None
    decided: str = ""
    assessor: str = ""
    acknowledged: Acknowledged | None = None
    certificate: str = ""


class ResultReads(Protocol):
    def of_sitting(self, sitting: str) -> tuple[ResultRow, ...]:
        """Each entry, in the order of bibs."""

    def of_group(self, group: str) -> tuple[ResultRow, ...]:
        """Each assessment of a group's learners, by name and then by time; an empty group is everybody."""


class ResultStaff(Protocol):
    def get(self, staff_id: str) -> Staff: ...
