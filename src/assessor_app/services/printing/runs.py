"""Print runs: begun, sent, answered by the last good sheet, gone on with after a jam or a crash."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.domain.certificate import STANDS, Target
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.domain.print_run import Run, answers_after
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.awards.sheets import SheetToPrint, say_of_sheets, send_sheets, state
from assessor_app.services.clock import stamp
from assessor_app.services.printing.desk import PressDesk
from assessor_app.services.stock.take import expect, lay_under


@dataclass(frozen=True, kw_only=True)
class Started:
    """What was sent: the run that keeps its order, or None for a single paper, and its sheets."""

    run: int | None
    sheets: tuple[SheetToPrint, ...]


def start(
    desk: PressDesk,
    *,
    by: str,
    numbers: Sequence[str],
    about: str = "",
    reason: str = "",
    serial: str = "",
    clock_confirmed: bool = False,
) -> Started:
    """Begins a run of these papers, in this order, and sends all of them; a single one needs no run.

    `reason` stands on papers that came out before; `serial` is the number on the top sheet of security paper, as
    somebody read it, empty for plain paper. Raises KnownError `nothing-to-print`, and what `send_sheets` and `expect`
    raise; then nothing is written.
    """
    wanted = tuple(dict.fromkeys(numbers))
    if not wanted:
        raise KnownError("nothing-to-print")
    ledger, made = desk.awards.ledger, list[int]()

    def written(sheets: Sequence[SheetToPrint]) -> None:
        if len(sheets) > 1:
            at = stamp(ledger.clock.now())
            run = desk.runs.add(about=about.strip(), reason=reason.strip(), numbers=wanted, at=at, by=by)
            desk.runs.put_sheets(run, [(sheet.number, sheet.id) for sheet in sheets])
            made.append(run)
        _lay_under(desk, sheets, serial, by=by)

    sheets = send_sheets(
        desk.awards,
        by=by,
        numbers=wanted,
        target=Target.PRINTER,
        reason=reason,
        clock_confirmed=clock_confirmed,
        written=written,
    )
    return Started(run=made[0] if made else None, sheets=sheets)


def send(
    desk: PressDesk,
    *,
    by: str,
    run: int,
    reason: str = "",
    serial: str = "",
    clock_confirmed: bool = False,
) -> tuple[SheetToPrint, ...]:
    """Goes on with a run: writes down the sheets of everything in a run that is left, before the first byte of them, in the run's order.

    What fell since the run was begun is left out: a run is no reason to print it. `reason` stands on papers that came
    out before; without one the run's own does; `serial` is as for `start`. Raises KnownError `run-ended`, `run-unanswered` while nobody has said
    what became of those sent before, `nothing-to-print`, and what `send_sheets` and `expect` raise; then nothing is written.
    """
    found = desk.runs.get(run)
    if found.ended:
        raise KnownError("run-ended")
    if found.asked:
        raise KnownError("run-unanswered", count=len(found.asked))
    numbers = [paper.number for paper in found.left if state(desk.awards, paper.number) in STANDS]
    if not numbers:
        raise KnownError("nothing-to-print")

    def written(sheets: Sequence[SheetToPrint]) -> None:
        desk.runs.put_sheets(run, [(sheet.number, sheet.id) for sheet in sheets])
        _lay_under(desk, sheets, serial, by=by)

    return send_sheets(
        desk.awards,
        by=by,
        numbers=numbers,
        target=Target.PRINTER,
        reason=reason or found.reason,
        clock_confirmed=clock_confirmed,
        written=written,
    )


def _lay_under(desk: PressDesk, sheets: Sequence[SheetToPrint], serial: str, *, by: str) -> None:
    if serial:
        lay_under(desk.stock, sheets, expect(desk.stock, serial, count=len(sheets)), by=by)


def say_last_good(
    desk: PressDesk, *, by: str, run: int, good: int, spoiled: int = 0, clock_confirmed: bool = False
) -> Run:
    """Answers *did they come out?* for all sheets of a run at once: the first `good` did, then `spoiled` were ruined.

    The others never left the printer. Returns the run as it stands; it ends by itself once everything came out.
    Raises KnownError `sheet-answered` where somebody was faster, and what `say_of_sheets` raises.
    """
    found = desk.runs.get(run)
    try:
        answers = answers_after(found.asked, good=good, spoiled=spoiled)
    except ValueError as reason:
        raise KnownError("sheet-answered", number=found.papers[0].number) from reason
    said = [(paper.sheet, outcome) for paper, outcome in answers if paper.sheet is not None]
    say_of_sheets(desk.awards, by=by, answers=said, clock_confirmed=clock_confirmed)
    return settle(desk, by=by, run=run)


def settle(desk: PressDesk, *, by: str, run: int) -> Run:
    """Ends a run of which everything that still counts came out; returns it as it stands."""
    found = desk.runs.get(run)
    left = [paper for paper in found.left if state(desk.awards, paper.number) in STANDS]
    if not found.ended and not found.asked and not left:
        leave(desk, by=by, run=run)
    return desk.runs.get(run)


def leave(desk: PressDesk, *, by: str, run: int) -> None:
    """Ends a run: what is left of it is printed another time. Raises KnownError `run-unanswered`, `not-allowed`."""
    require_role(desk.awards.staff.get(by), *MAY_PRINT)
    found = desk.runs.get(run)
    if found.asked:
        raise KnownError("run-unanswered", count=len(found.asked))
    if not found.ended:
        with desk.awards.ledger.transactions.atomic():
            desk.runs.end(run, at=stamp(desk.awards.ledger.clock.now()), by=by)


def open_runs(desk: PressDesk, *, by: str) -> tuple[Run, ...]:
    """Runs that nobody has ended, oldest first: also those that a crash left. Raises KnownError `not-allowed`."""
    require_role(desk.awards.staff.get(by), *MAY_PRINT)
    return desk.runs.open()
