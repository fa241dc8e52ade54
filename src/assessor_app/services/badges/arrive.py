"""A learner's badge was scanned: who it is, and where their work is. Whoever was expected has come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessor_app.domain.assessment import State
from assessor_app.domain.people import Learner, Role
from assessor_app.domain.sitting import HERE, Attendance, Identified
from assessor_app.services.assessing.desk import Desk
from assessor_app.services.assessing.start import old_enough, start
from assessor_app.services.badges.issue import BadgeDesk, find
from assessor_app.services.sittings.attend import set_attendance
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.services.today.ports import EntryLine, FloorReads

_OPEN = frozenset({None, State.OPEN, State.DECIDED})


@dataclass(frozen=True, kw_only=True)
class Landing:
    """Where a scan leads.

    Attributes:
        room: `assessing` (about an assessment), `sitting` (about a sitting), or `learners` (about the learner).
        came: the learner was expected, and is present now, identified by the badge.
        bib, bench: of the entry that it leads to; empty where there is none.
        sitting, entry: where the work is, and whose; empty unless the work itself opens.
    """

    learner: Learner
    room: str
    about: str
    came: bool = False
    bib: str = ""
    bench: str = ""
    sitting: str = ""
    entry: str = ""


@dataclass(frozen=True, kw_only=True)
class ArrivalDesk:
    """What a scan works with."""

    badges: BadgeDesk
    sittings: SittingDesk
    assessing: Desk
    floor: FloorReads


def arrive(desk: ArrivalDesk, *, by: str, token: bytes, here: str = "") -> Landing:
    """Finds the learner, marks them present where an open sitting expects them, and begins or goes on with the work.

    `here` is the id of what is on the screen: the sitting that it is, or that it is worked on in, comes before newer
    ones. Where the badge alone does not say which work is meant (several forms, turned away, signed already), or an age has to be
    asked first, the sitting or the learner opens and a person chooses. Raises what `find` and `assessing.start.start` raise.
    """
    learner = find(desk.badges, by=by, token=token)
    if not desk.badges.staff.get(by).has(Role.ASSESSOR):
        return Landing(learner=learner, room="learners", about=learner.id)
    sitting, lines = next(_listed(desk, learner.id, here), ("", ()))
    still = [
        line for line in lines if line.state in _OPEN and line.entry.attendance is not Attendance.FINISHED
    ]
    if not still:
        return Landing(learner=learner, room="learners", about=learner.id)
    came = _come(desk, by, still)
    entry = still[0].entry
    to_work_on = came or entry.attendance in HERE
    form = desk.assessing.forms.get(entry.form_code, entry.form_version)
    may_begin = bool(entry.assessment) or old_enough(desk.assessing, entry, form)
    if len(still) > 1 or not to_work_on or not may_begin:
        return Landing(
            learner=learner, room="sitting", about=sitting, came=came, bib=entry.bib, bench=entry.bench
        )
    work = start(desk.assessing, by=by, entry=entry.id)
    return Landing(
        learner=learner,
        room="assessing",
        about=work.id,
        came=came,
        bib=entry.bib,
        bench=entry.bench,
        sitting=sitting,
        entry=entry.id,
    )


def _listed(desk: ArrivalDesk, learner: str, here: str) -> Iterator[tuple[str, Sequence[EntryLine]]]:
    """The open sittings that list the learner, the one on the screen first, then the newest; with their lines."""
    found = []
    for listed in desk.floor.open_sittings():
        lines = desk.floor.entry_lines(listed.sitting.id)
        mine = [line for line in lines if line.entry.learner == learner]
        if mine:
            shown = here and (
                here == listed.sitting.id or any(line.entry.assessment == here for line in lines)
            )
            found.append((0 if shown else 1, listed.sitting.id, mine))
    found.sort(key=lambda item: item[0])
    return ((sitting, mine) for _rank, sitting, mine in found)


def _come(desk: ArrivalDesk, by: str, lines: Sequence[EntryLine]) -> bool:
    """Marks what is expected as present; says whether anything was."""
    expected = [line.entry.id for line in lines if line.entry.attendance is Attendance.EXPECTED]
    with desk.sittings.transactions.atomic():
        for entry in expected:
            set_attendance(
                desk.sittings, by=by, entry=entry, attendance=Attendance.PRESENT, identified=Identified.BADGE
            )
    return bool(expected)
