"""Which papers a cohort has, and in which order they are printed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assessor_app.domain.certificate import STANDS
from assessor_app.domain.people import require_role
from assessor_app.domain.print_run import Order
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.awards.sheets import state
from assessor_app.services.printing.desk import PressDesk
from assessor_app.services.printing.ports import Choices, CohortRow


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """Whose papers: of a group, a form, a sitting, or everybody's where all are empty; `again` takes printed ones too."""

    group: str = ""
    form: str = ""
    sitting: str = ""
    again: bool = False


def choices(desk: PressDesk, *, by: str) -> Choices:
    """By what a cohort can be named. Raises KnownError `not-allowed`."""
    require_role(desk.awards.staff.get(by), *MAY_PRINT)
    return desk.cohorts.choices()


def papers_of(desk: PressDesk, cohort: Cohort, *, order: Order, by: str) -> tuple[CohortRow, ...]:
    """The certificates of a cohort that count, in this order. Raises KnownError `not-allowed`."""
    require_role(desk.awards.staff.get(by), *MAY_PRINT)
    rows = desk.cohorts.cohort(group=cohort.group, form=cohort.form, sitting=cohort.sitting)
    wanted = (row for row in rows if cohort.again or not row.printed)
    return in_order((row for row in wanted if state(desk.awards, row.number) in STANDS), order)


def in_order(rows: Iterable[CohortRow], order: Order) -> tuple[CohortRow, ...]:
    """Sorted; within a group, a sitting or a form by name, so that a pile is handed out without shuffling."""
    keys: dict[Order, Callable[[CohortRow], tuple[str, ...]]] = {
        Order.NAME: lambda _row: (),
        Order.NUMBER: lambda row: (row.learner_number,),
        Order.GROUP: lambda row: (row.group.casefold(),),
        Order.SITTING: lambda row: (row.sitting_date, row.place.casefold(), row.sitting),
        Order.FORM: lambda row: (row.form_code,),
    }
    first = keys[order]
    return tuple(sorted(rows, key=lambda row: (*first(row), row.name, row.number)))
