"""Marks that were made on paper while there was no screen come back with their own time and the sheet's number."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from assessor_app.domain.assessment import State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.marks import SHEET, Paper
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.board.ports import BoardLine
from assessor_app.services.evidence.capture import capture
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.papers.ports import SheetKind


@dataclass(frozen=True, kw_only=True)
class Copying:
    """What is copied now: the sheet, when its marks were seen (ISO 8601), and whose it is (empty: the group's)."""

    sheet: int
    observed_at: str
    entry: str = ""

    @property
    def source(self) -> str:
        """The sheet as a mark and its record name it."""
        return source_of(self.sheet)

    @property
    def paper(self) -> Paper:
        """The sheet, and when what stands on it was seen."""
        return Paper(source=self.source, observed_at=self.observed_at)


def source_of(sheet: int) -> str:
    """A sheet as marks name it."""
    return f"{SHEET}{sheet}"


def keep_sheet_photo(
    desk: BoardDesk,
    evidence: EvidenceDesk,
    *,
    by: str,
    sitting: str,
    sheet: int,
    picture: BinaryIO,
    taken_at: str = "",
) -> Evidence:
    """Keeps the photo of a sheet with the first work that something was copied to; it counts for all of the sheet's.

    Raises KnownError: `sheet-not-copied` where no open work has anything from it, and what `capture` raises.
    """
    source = source_of(sheet)
    for line in desk.reads.lines(sitting):
        if line.state in {State.OPEN, State.DECIDED} and source in _copied(desk, line):
            return capture(
                evidence,
                by=by,
                assessment=line.entry.assessment,
                occasion=line.occasion,
                source=picture,
                name=source,
                taken_at=taken_at,
                photo=True,
                # A sheet of paper: the act itself says what is seen.
                paper=True,
            )
    raise KnownError("sheet-not-copied", sheet=sheet)


def _copied(desk: BoardDesk, line: BoardLine) -> frozenset[str]:
    """The sheets that marks, notes, readings and answers of a learner are from."""
    answers = desk.desk.work.oral(line.entry.assessment).values()
    marks = [said.sheets for said in line.marks.values()]
    return frozenset[str]().union(*marks, *(said.sheets for said in answers))


def begin_copying(desk: BoardDesk, *, sitting: str, sheet: int, observed_at: datetime) -> Copying:
    """Begins to copy a sheet of this sitting.

    Raises KnownError: `no-such-paper-sheet`, `sheet-of-other-sitting`, `seen-in-future`.
    """
    kept = desk.sheets.get(sheet)
    if kept.sitting != sitting:
        raise KnownError("sheet-of-other-sitting", sheet=sheet)
    if observed_at > desk.desk.clock.now():
        raise KnownError("seen-in-future", time=f"{observed_at:%Y-%m-%d %H:%M}")
    return Copying(
        sheet=sheet,
        observed_at=observed_at.isoformat(timespec="seconds"),
        entry=kept.entry if kept.kind is SheetKind.LEARNER else "",
    )


def require_on_sheet(desk: BoardDesk, copying: Copying, entry: str) -> None:
    """One learner's own sheet has marks of nobody else, a group's those of its sitting on its form.

    Raises KnownError: `sheet-of-other-learner` with whose it is, `sheet-of-other-sitting`, `sheet-of-other-form`.
    """
    sittings = desk.desk.sittings
    if copying.entry not in {"", entry}:
        owner = desk.desk.learners.get(sittings.entry(copying.entry).learner)
        raise KnownError("sheet-of-other-learner", sheet=copying.sheet, learner=owner.name)
    kept, listed = desk.sheets.get(copying.sheet), sittings.entry(entry)
    if kept.sitting != listed.sitting:
        raise KnownError("sheet-of-other-sitting", sheet=copying.sheet)
    if kept.form != (listed.form_code, listed.form_version):
        raise KnownError("sheet-of-other-form", sheet=copying.sheet, form="{} v{}".format(*kept.form))
