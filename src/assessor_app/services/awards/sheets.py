"""Sheets: what was sent to a printer or a file, and what came out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessor_app.domain.certificate import STANDS, CameOut, CertificateState, Target, state_of
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.paper_sides import sides_of
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.awards.ports import SheetRow
from assessor_app.services.clock import stamp
from assessor_app.services.records.ledger import Pen, require_may_sign, signing


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Said over a replacement: which copy, of which number, the day (ISO), and why."""

    copy: int
    number: str
    day: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SheetToPrint:
    """A sheet on its way: the row that will hold what came out, the frozen page, and its stamp, if any.

    `back` is the frozen page on the other side, where the certificate has one: then it goes through a printer that
    prints both sides.
    """

    id: int
    number: str
    page: bytes
    stamp: Stamp | None
    back: bytes | None = None


Written = Callable[[Sequence[SheetToPrint]], None]
"""Hears, in the transaction that writes sheets down, which they are."""


def send_sheets(
    desk: AwardDesk,
    *,
    by: str,
    numbers: Sequence[str],
    target: Target,
    reason: str = "",
    clock_confirmed: bool = False,
    written: Written = lambda _sheets: None,
) -> tuple[SheetToPrint, ...]:
    """Writes down what is about to be printed or saved, before the first byte of it.

    A certificate whose paper came out already is printed again as a stamped replacement, with a reason and a
    record; a file is the frozen page itself and is never stamped. A folder that may not sign cannot know what came
    out elsewhere, and prints nothing. `written` keeps what belongs to these sheets, or nothing of it is kept. Raises KnownError: `may-not-print` (with the state), `unanswered-sheet` when
    nobody has said what became of the last one, `appeal-open`, `reason-needed-for-copy`, and what `require_may_sign` raises.
    """
    require_role(desk.staff.get(by), *MAY_PRINT)
    require_may_sign(desk.ledger)
    numbers = tuple(dict.fromkeys(numbers))  # asked for twice, it would come out twice without a stamp
    copies = {} if target is Target.FILE else {number: _copy(desk, number) for number in numbers}
    if not any(copy > 1 for copy in copies.values()):
        with desk.ledger.transactions.atomic():
            plain = tuple(_sheet(desk, by, number, target, None) for number in numbers)
            written(plain)
            return plain
    if not reason.strip():
        raise KnownError(
            "reason-needed-for-copy", number=next(key for key, copy in copies.items() if copy > 1)
        )
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        sheets = []
        for number in numbers:
            stamped = None
            if copies[number] > 1:
                day = desk.ledger.clock.now().date().isoformat()
                stamped = Stamp(copy=copies[number] - 1, number=number, day=day, reason=reason.strip())
                pen.sign(
                    RecordType.CERTIFICATE_REPRINTED,
                    by=by,
                    about={"certificate": number},
                    needs=[desk.certificates.get(number).record],
                    body={"number": number, "copy": copies[number]},
                    personal={"reason": reason.strip()},
                )
            sheets.append(_sheet(desk, by, number, target, stamped))
        written(sheets)
        return tuple(sheets)


def _copy(desk: AwardDesk, number: str) -> int:
    """Which copy the next paper is: 1 as long as none came out."""
    papers = [row for row in desk.sheets.of_certificate(number) if row.target is Target.PRINTER]
    if any(row.outcome is CameOut.UNCONFIRMED for row in papers):
        raise KnownError("unanswered-sheet", number=number)
    return 1 + sum(row.outcome is CameOut.CAME_OUT for row in papers)


def _sheet(desk: AwardDesk, by: str, number: str, target: Target, stamped: Stamp | None) -> SheetToPrint:
    _require_stands(desk, number)
    certificate = desk.certificates.get(number)
    copy = 1 if stamped is None else stamped.copy + 1
    row = desk.sheets.add(
        number=number,
        copy=copy,
        target=target,
        stamp="" if stamped is None else stamped.reason,
        at=stamp(desk.ledger.clock.now()),
        by=by,
    )
    front, back = sides_of(certificate.page)
    return SheetToPrint(id=row, number=number, page=front, stamp=stamped, back=back)


def _require_stands(desk: AwardDesk, number: str) -> None:
    found = state(desk, number)
    if found not in STANDS:
        raise KnownError("may-not-print", number=number, state=found.value)
    require_not_appealed(desk, number)


def require_not_appealed(desk: AwardDesk, number: str) -> None:
    """Raises KnownError `appeal-open`: an appeal freezes the award and all its papers, on whichever device it was lodged."""
    certificate = desk.certificates.get(number)
    work = desk.elsewhere.work(certificate.assessment)
    if work is not None:
        if work.appealed:
            raise KnownError("appeal-open", learner=certificate.holder)
        return
    kept = desk.assessments.get(certificate.assessment)
    if kept.after.appealed:
        raise KnownError("appeal-open", learner=desk.learners.get(kept.learner).name)


def state(desk: AwardDesk, number: str) -> CertificateState:
    """The state of a paper today."""
    line = desk.certificates.line(number)
    return state_of(
        provisional_until=line.provisional_until,
        valid_until=line.valid_until,
        events=[event.kind for event in line.events],
        today=desk.ledger.clock.now().date(),
    )


def say_what_came_out(
    desk: AwardDesk, *, by: str, sheet: int, outcome: CameOut, clock_confirmed: bool = False
) -> None:
    """Answers *did it come out?* for one sheet. A spoiled one is a record, and the next needs no stamp.

    Raises KnownError `sheet-answered` when somebody has said so already.
    """
    say_of_sheets(desk, by=by, answers=[(sheet, outcome)], clock_confirmed=clock_confirmed)


def say_of_sheets(
    desk: AwardDesk, *, by: str, answers: Sequence[tuple[int, CameOut]], clock_confirmed: bool = False
) -> None:
    """The same for many at once: all answers are kept, or none. Raises KnownError `sheet-answered`."""
    require_role(desk.staff.get(by), *MAY_PRINT)
    rows = [(desk.sheets.get(sheet), outcome) for sheet, outcome in answers]
    answered = next((row for row, _outcome in rows if row.outcome is not CameOut.UNCONFIRMED), None)
    if answered is not None:
        raise KnownError("sheet-answered", number=answered.number)
    if all(outcome is not CameOut.SPOILED for _row, outcome in rows):
        with desk.ledger.transactions.atomic():
            for row, outcome in rows:
                _answer(desk, row, outcome, by=by, record=None)
        return
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        for row, outcome in rows:
            spoiled = outcome is CameOut.SPOILED
            _answer(desk, row, outcome, by=by, record=_spoiled(desk, pen, row, by) if spoiled else None)


def _spoiled(desk: AwardDesk, pen: Pen, row: SheetRow, by: str) -> str:
    return pen.sign(
        RecordType.CERTIFICATE_SPOILED,
        by=by,
        about={"certificate": row.number},
        needs=[desk.certificates.get(row.number).record],
        body={"number": row.number, "copy": row.copy},
    ).id


def _answer(desk: AwardDesk, row: SheetRow, outcome: CameOut, *, by: str, record: str | None) -> None:
    """The sheet, and the security paper that it went to."""
    desk.sheets.set_outcome(row.id, outcome, record=record)
    desk.stock.answered(row.id, outcome, at=stamp(desk.ledger.clock.now()), by=by)
