"""Blank observation sheets: numbered before they are printed, so that a mark can say which it came from."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.sitting import HERE, Attendance, Entry, Sitting
from assessor_app.services.assessing.ports import FormShelf
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.papers.ports import (
    SheetKind,
    SheetLearners,
    SheetSittings,
    SheetStaff,
    SheetStore,
)
from assessor_app.services.transactions import Transactions

WRITTEN_FOR = HERE | {Attendance.EXPECTED}


@dataclass(frozen=True, kw_only=True)
class SheetDesk:
    """The parts that numbering sheets is built from."""

    transactions: Transactions
    sheets: SheetStore
    sittings: SheetSittings
    learners: SheetLearners
    staff: SheetStaff
    shelf: FormShelf
    clock: Clock


@dataclass(frozen=True, kw_only=True)
class SheetPerson:
    """A learner as a sheet names them."""

    bib: str
    bench: str
    name: str
    number: str


@dataclass(frozen=True, kw_only=True)
class BlankSheet:
    """A sheet to write on: its number, for whom, on what."""

    number: int
    kind: SheetKind
    sitting: Sitting
    form: Form
    people: tuple[SheetPerson, ...]


def number_sheets(desk: SheetDesk, *, by: str, sitting: str, kind: SheetKind) -> tuple[BlankSheet, ...]:
    """New sheets for those who are here or still expected: one for each form, or one for each learner.

    Every printing has numbers of its own. Raises KnownError `sitting-closed`, `nobody-to-write-for`.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR, Role.CENTRE_STAFF)
    with desk.transactions.atomic():
        found = desk.sittings.get(sitting)
        if found.closed_at:
            raise KnownError("sitting-closed", place=found.place, date=found.date)
        entries = [entry for entry in desk.sittings.entries(sitting) if entry.attendance in WRITTEN_FOR]
        if not entries:
            raise KnownError("nobody-to-write-for")
        return tuple(_sheet(desk, by, found, kind, some) for some in _dealt(entries, kind))


def _dealt(entries: list[Entry], kind: SheetKind) -> Iterator[list[Entry]]:
    if kind is SheetKind.LEARNER:
        yield from ([entry] for entry in entries)
        return
    for form in dict.fromkeys(_form(entry) for entry in entries):
        yield [entry for entry in entries if _form(entry) == form]


def _form(entry: Entry) -> tuple[str, str]:
    return entry.form_code, entry.form_version


def _sheet(desk: SheetDesk, by: str, sitting: Sitting, kind: SheetKind, entries: list[Entry]) -> BlankSheet:
    form = _form(entries[0])
    number = desk.sheets.add(
        sitting=sitting.id,
        form=form,
        kind=kind,
        entry=entries[0].id if kind is SheetKind.LEARNER else "",
        at=stamp(desk.clock.now()),
        by=by,
    )
    return BlankSheet(
        number=number,
        kind=kind,
        sitting=sitting,
        form=desk.shelf.get(*form),
        people=tuple(_person(desk, entry) for entry in entries),
    )


def _person(desk: SheetDesk, entry: Entry) -> SheetPerson:
    learner = desk.learners.get(entry.learner)
    return SheetPerson(bib=entry.bib, bench=entry.bench, name=learner.name, number=learner.number)
