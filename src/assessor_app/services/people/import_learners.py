"""Learners from a roster: a report on every row first, and nothing kept before somebody accepts it."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Learner
from assessor_app.services.clock import stamp
from assessor_app.services.people.learners import LONGEST_GROUP, LONGEST_NUMBER, LearnerDesk, require_editor
from assessor_app.services.people.plain_text import MOST_CHARACTERS, clean, is_name
from assessor_app.services.people.ports import Progress


@dataclass(frozen=True, kw_only=True)
class RosterRow:
    """One row of a file as it stands there. `line` counts from 1, the header included.

    `formula` is whether the name is a spreadsheet's formula without a value.
    """

    line: int
    name: str
    number: str = ""
    group: str = ""
    formula: bool = False


class Verdict(StrEnum):
    """What accepting a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REPEATED = "repeated"
    REFUSED = "refused"


_RUN = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
WRITTEN = frozenset({Verdict.NEW, Verdict.CHANGED})


@dataclass(frozen=True, kw_only=True)
class RowReport:
    """What would become of one row.

    `problem` (of a refused row): `missing-name`, `formula` (in its place, without a value), `too-long`, `duplicate-number` (the same number for another name
    on row `other`). `notes`: `control-characters` (taken out), `new-name`, `new-group`, `checked-name` (somebody
    checked the name that would change), `same-name` (somebody here is called the same), `looks-like-formula` (kept as
    the text that it is). `learner` is as it would be
    kept, `before` as it stands now.
    """

    row: RosterRow
    verdict: Verdict
    problem: str = ""
    other: int = 0
    notes: tuple[str, ...] = ()
    learner: Learner | None = None
    before: Learner | None = None


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """The report on every row, in the order of the file."""

    rows: tuple[RowReport, ...]

    def counts(self) -> Mapping[Verdict, int]:
        """How many rows have each verdict."""
        found = dict.fromkeys(Verdict, 0)
        for report in self.rows:
            found[report.verdict] += 1
        return found


@dataclass(frozen=True, kw_only=True)
class Imported:
    """How many learners an import added and changed."""

    added: int
    changed: int


def plan_import(
    desk: LearnerDesk, *, by: str, rows: Sequence[RosterRow], progress: Progress | None = None
) -> ImportPlan:
    """What accepting these rows would do, row by row; changes nothing. `progress` may raise to cancel.

    An empty number or group never takes away one that is known. Raises KnownError `not-allowed`.
    """
    require_editor(desk.staff, by)
    cleaned = [_clean(row) for row in rows]
    numbers = {row.number for row, _ in cleaned if row.number}
    sheet = _Sheet(desk=desk, known=desk.learners.by_numbers(numbers), clashes=_clashes(cleaned), seen={})
    reports = []
    for index, (row, removed) in enumerate(cleaned):
        if progress is not None and index % 1000 == 0:
            progress(index, len(cleaned))
        report = _judge(sheet, row)
        notes = (*report.notes, *(["control-characters"] if removed else []), *_looks(report, row))
        reports.append(replace(report, row=rows[index], notes=notes))
    return ImportPlan(rows=tuple(reports))


def accept_import(
    desk: LearnerDesk,
    *,
    by: str,
    plan: ImportPlan,
    leave_out: Collection[int] = (),
    progress: Progress | None = None,
) -> Imported:
    """Keeps what the plan says, all of it or nothing, but for the rows whose `line` is left out.

    One transaction: 5,000 rows take a fifth of a second, 100,000 eight, and a tap waits that long. In parts it would be
    shorter, and a power cut between two of them would leave half a roster that nobody accepted.
    `progress` may raise to cancel: then nothing was imported. Raises KnownError: `not-allowed`, `import-outdated`
    (a learner changed since the plan was made: make it again), `number-taken`.
    """
    require_editor(desk.staff, by)
    left_out = frozenset(leave_out)
    chosen = [one for one in plan.rows if one.verdict in WRITTEN and one.row.line not in left_out]
    learners = [one.learner for one in chosen if one.learner is not None]
    with desk.transactions.atomic():
        _require_current(desk, chosen)
        desk.learners.put_many(learners, at=stamp(desk.clock.now()), by=by, progress=progress)
    added = sum(one.verdict is Verdict.NEW for one in chosen)
    return Imported(added=added, changed=len(chosen) - added)


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """What one row is judged against: learners known by number, numbers given to two names, rows before it."""

    desk: LearnerDesk
    known: Mapping[str, Learner]
    clashes: Mapping[str, int]
    seen: dict[tuple[str, str, str], int]


def _clean(row: RosterRow) -> tuple[RosterRow, bool]:
    parts = [clean(text) for text in (row.name, row.number, row.group)]
    name, number, group = (part.text for part in parts)
    cleaned = replace(row, name=name, number=number, group=group)
    return cleaned, any(one.removed for one in parts)


def _clashes(cleaned: Sequence[tuple[RosterRow, bool]]) -> dict[str, int]:
    """Numbers that the file gives to two names or groups, with the line of the first: nobody knows which is right."""
    first: dict[str, RosterRow] = {}
    found: dict[str, int] = {}
    for row, _ in cleaned:
        earlier = first.setdefault(row.number, row) if row.number else row
        if (earlier.name, earlier.group) != (row.name, row.group):
            found[row.number] = earlier.line
    return found


def _judge(sheet: _Sheet, row: RosterRow) -> RowReport:
    if problem := _problem(row):
        return RowReport(row=row, verdict=Verdict.REFUSED, problem=problem)
    if row.number in sheet.clashes:
        other = sheet.clashes[row.number]
        return RowReport(row=row, verdict=Verdict.REFUSED, problem="duplicate-number", other=other)
    earlier = sheet.seen.setdefault((row.number, row.name, row.group), row.line)
    if earlier != row.line:
        return RowReport(row=row, verdict=Verdict.REPEATED, other=earlier)
    before = sheet.known.get(row.number) if row.number else None
    return _compare(sheet, row, before) if before else _newcomer(sheet, row)


def _looks(report: RowReport, row: RosterRow) -> Sequence[str]:
    """What a spreadsheet would run stays text here, and is told: it is hardly what somebody is called."""
    runs = row.name.startswith(_RUN) or any(text.startswith("=") for text in (row.number, row.group))
    return ["looks-like-formula"] if runs and report.verdict is not Verdict.REFUSED else []


def _problem(row: RosterRow) -> str:
    if row.formula:
        return "formula"
    if not is_name(row.name):
        return "missing-name"
    too_long = (
        len(row.name) > MOST_CHARACTERS or len(row.number) > LONGEST_NUMBER or len(row.group) > LONGEST_GROUP
    )
    return "too-long" if too_long else ""


def _compare(sheet: _Sheet, row: RosterRow, before: Learner) -> RowReport:
    after = replace(before, name=row.name, group=row.group or before.group)
    if after == before:
        return RowReport(row=row, verdict=Verdict.UNCHANGED, learner=before, before=before)
    notes = []
    if after.name != before.name:
        notes.append("new-name")
        if sheet.desk.learners.checked_name(before.id) == before.name:
            notes.append("checked-name")
    if after.group != before.group:
        notes.append("new-group")
    return RowReport(row=row, verdict=Verdict.CHANGED, notes=tuple(notes), learner=after, before=before)


def _newcomer(sheet: _Sheet, row: RosterRow) -> RowReport:
    """Without a number, the same name in the same group is the same person; otherwise a namesake is only noted."""
    namesakes = sheet.desk.learners.by_name(row.name)
    if not row.number:
        for one in namesakes:
            if row.group in {"", one.group}:
                return RowReport(row=row, verdict=Verdict.UNCHANGED, learner=one, before=one)
    made = Learner(id=secrets.token_hex(16), name=row.name, number=row.number, group=row.group)
    return RowReport(row=row, verdict=Verdict.NEW, notes=("same-name",) if namesakes else (), learner=made)


def _require_current(desk: LearnerDesk, chosen: Sequence[RowReport]) -> None:
    numbers = [one.learner.number for one in chosen if one.learner is not None and one.learner.number]
    now = desk.learners.by_numbers(numbers)
    for one in chosen:
        if one.learner is not None and one.learner.number and now.get(one.learner.number) != one.before:
            raise KnownError("import-outdated", number=one.learner.number, line=one.row.line)
