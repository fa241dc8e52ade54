"""Who may have results as a table."""

from dataclasses import dataclass

from assessor_app.domain.people import Role, require_role
from assessor_app.services.results.ports import ResultReads, ResultRow, ResultStaff

MAY_READ = (Role.ASSESSOR, Role.QUALITY_ASSURER, Role.CENTRE_STAFF, Role.ADMINISTRATOR)


@dataclass(frozen=True, kw_only=True)
class ResultDesk:
    """The reads, and who works here."""

    reads: ResultReads
    staff: ResultStaff


def results_of_sitting(desk: ResultDesk, *, by: str, sitting: str) -> tuple[ResultRow, ...]:
    """Every entry of a sitting. Raises KnownError `not-allowed`."""
    require_role(desk.staff.get(by), *MAY_READ)
    return desk.reads.of_sitting(sitting)


def results_of_group(desk: ResultDesk, *, by: str, group: str) -> tuple[ResultRow, ...]:
    """Every assessment of a group's learners, of everybody's where no group is named."""
    require_role(desk.staff.get(by), *MAY_READ)
    return desk.reads.of_group(group)
