"""What the papers of the window are made from: desks that read, and whoever draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessor_app.domain.centre import Centre
from assessor_app.domain.sitting import Sitting
from assessor_app.services.badges.issue import BadgeDesk
from assessor_app.services.badges.ports import BadgeToPrint
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.papers.sheets import BlankSheet, SheetDesk
from assessor_app.services.people.history import LearnerReads, LearnerRow
from assessor_app.services.results.ports import ResultRow
from assessor_app.services.results.results import ResultDesk
from assessor_app.services.sittings.closed import ClosedSitting
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.services.slips.content import SlipContent
from assessor_app.services.slips.desk import SlipDesk


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Draws; everything here may take long and is called off the GUI thread.

    `slips` takes one of the keys "a4", "four", "roll"; `table` makes a file of ".csv" or ".xlsx".
    """

    slips: Callable[[Sequence[SlipContent], str], PaperFile]
    manifest: Callable[[ClosedSitting, Centre], PaperFile]
    sheets: Callable[[Sequence[BlankSheet], Centre], PaperFile]
    attendance: Callable[[Sitting, Sequence[ResultRow], Centre], PaperFile]
    learners: Callable[[Sequence[LearnerRow], str, Centre, str], PaperFile]
    table: Callable[[Sequence[ResultRow], str], bytes]
    badges: Callable[[Sequence[BadgeToPrint], Centre], PaperFile]


@dataclass(frozen=True, kw_only=True)
class PaperDesks:
    """The desks that papers are read from. `centre` reads the centre anew."""

    slips: SlipDesk
    sittings: SittingDesk
    sheets: SheetDesk
    results: ResultDesk
    learners: LearnerReads
    badges: BadgeDesk
    centre: Callable[[], Centre]
    drawing: Drawing
