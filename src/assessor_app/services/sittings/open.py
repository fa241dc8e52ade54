"""Opening a sitting, listing who is expected, and closing it with a count that adds up."""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_may_assess, require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sitting import HERE, Attendance, Entry, Environment, Sitting, is_bib
from assessor_app.services.clock import stamp
from assessor_app.services.records.ledger import signing
from assessor_app.services.sittings.clocks import stop_clocks
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.services.sittings.interpreting import require_no_interpreter
from assessor_app.services.sittings.manifest import as_body, kind_of, manifest_of
from assessor_app.services.sittings.ports import WorkDone

LONGEST_PLACE = 120


def open_sitting(
    desk: SittingDesk,
    *,
    by: str,
    place: str,
    environment: Environment,
    on: date,
    form: tuple[str, str],
    learners: Sequence[str] = (),
    clock_confirmed: bool = False,
) -> Sitting:
    """Opens a sitting for one form and lists the learners expected, with bib numbers from 1.

    Raises KnownError: `out-of-scope`, `qualification-expired`, `place-missing`, `environment-not-allowed`,
    `no-such-form`, `form-version-changed`.
    """
    made = _sitting(desk, by=by, place=place, environment=environment, on=on)
    entries = [
        _entry(made.id, learner, form, bib=str(number)) for number, learner in enumerate(learners, start=1)
    ]
    _open(desk, made, form=form, entries=entries, clock_confirmed=clock_confirmed)
    return made


def _sitting(desk: SittingDesk, *, by: str, place: str, environment: Environment, on: date) -> Sitting:
    name = " ".join(place.split())
    if not name or len(name) > LONGEST_PLACE:
        raise KnownError("place-missing", most=LONGEST_PLACE)
    return Sitting(
        id=secrets.token_hex(16),
        place=name,
        environment=environment,
        date=on.isoformat(),
        opened_by=by,
        opened_at=stamp(desk.clock.now()),
    )


def _open(
    desk: SittingDesk,
    made: Sitting,
    *,
    form: tuple[str, str],
    entries: Sequence[Entry],
    clock_confirmed: bool,
) -> None:
    offered = desk.shelf.offered().get(form)
    if offered is None:
        raise KnownError("no-such-form", form=f"{form[0]} v{form[1]}")
    require_may_assess(desk.staff.get(made.opened_by), offered.form, date.fromisoformat(made.date))
    allowed = offered.form.conditions.environments
    if made.environment.value not in allowed:
        raise KnownError("environment-not-allowed", form=offered.form.ref, allowed=", ".join(allowed))
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        desk.shelf.adopt(offered.content, at=desk.clock.now())
        desk.sittings.add(made)
        for entry in entries:
            desk.sittings.put_entry(entry)
        pen.sign(
            RecordType.SITTING_OPENED,
            by=made.opened_by,
            about={"sitting": made.id},
            body={
                "environment": made.environment,
                "date": made.date,
                "form": _form(form),
                "listed": len(entries),
            },
            personal={"place": made.place},
        )


def add_entry(desk: SittingDesk, *, by: str, sitting: str, learner: str, form: tuple[str, str]) -> Entry:
    """Lists one more learner, with the next free bib.

    Raises KnownError `entry-doubled`, `sitting-closed`, `learner-interprets` for who interprets for another at it.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR, Role.CENTRE_STAFF)
    offered = desk.shelf.offered().get(form)
    if offered is None:
        raise KnownError("no-such-form", form=f"{form[0]} v{form[1]}")
    with desk.transactions.atomic():
        require_open(desk, sitting)
        require_no_interpreter(desk, sitting, learner)
        desk.shelf.adopt(offered.content, at=desk.clock.now())
        made = _entry(sitting, learner, form, bib=_next_bib(desk, sitting))
        desk.sittings.put_entry(made)
    return made


def duplicate(
    desk: SittingDesk, *, by: str, sitting: str, on: date, clock_confirmed: bool = False
) -> Sitting:
    """Opens the same sitting on another day: place, environment, learners, bibs and benches, nobody marked yet."""
    before = desk.sittings.get(sitting)
    entries = desk.sittings.entries(sitting)
    if not entries:
        raise KnownError("sitting-empty")
    form = (entries[0].form_code, entries[0].form_version)
    made = _sitting(desk, by=by, place=before.place, environment=before.environment, on=on)
    again = [
        replace(
            _entry(made.id, entry.learner, (entry.form_code, entry.form_version), bib=entry.bib),
            bench=entry.bench,
        )
        for entry in entries
    ]
    _open(desk, made, form=form, entries=again, clock_confirmed=clock_confirmed)
    return made


def close_sitting(
    desk: SittingDesk, *, by: str, sitting: str, clock_confirmed: bool = False
) -> dict[Attendance, int]:
    """Closes a sitting; the record lists every entry by what became of it, and holds the manifest.

    Those still expected are absent now; those here without a finished assessment have left. Raises KnownError
    `sitting-closed`, and `stop-unsaid-here` where work was stopped and nobody said what happened.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR)
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        require_open(desk, sitting)
        stops = desk.stops.all_of(sitting)
        for stop in stops:
            if stop.unsaid:
                raise KnownError("stop-unsaid-here", time=stop.at[11:16])
        for entry in desk.sittings.entries(sitting):
            desk.sittings.put_entry(_settled(entry))
        settled = desk.sittings.entries(sitting)
        counts = Counter(entry.attendance for entry in settled)
        manifest = manifest_of(
            desk.manifest,
            sitting=sitting,
            entries=settled,
            records=desk.ledger.records.count(),
            stops=len(stops),
            words=desk.words,
        )
        works = desk.manifest.works(sitting)
        stop_clocks(desk.timings, desk.clock, by=by, sitting=sitting)
        desk.sittings.close(sitting, at=stamp(desk.clock.now()))
        pen.sign(
            RecordType.SITTING_CLOSED,
            by=by,
            about={"sitting": sitting},
            needs=[record.id for record in desk.ledger.records.about("sitting", sitting)],
            body={
                "listed": len(settled),
                "entries": [_listed(entry, works.get(entry.assessment)) for entry in settled],
                "manifest": as_body(manifest),
            },
        )
    return dict(counts)


def _form(form: tuple[str, str]) -> dict[str, str]:
    return {"code": form[0], "version": form[1]}


def _listed(entry: Entry, work: WorkDone | None) -> dict[str, object]:
    """An entry as its record lists it: ids and codes alone; `kind` is the part of the manifest's sum that it is in."""
    return {
        "learner": entry.learner,
        "form": _form((entry.form_code, entry.form_version)),
        "attendance": entry.attendance,
        "identified": entry.identified,
        "briefed": entry.briefed_at,
        "assessment": entry.assessment,
        "kind": kind_of(entry.attendance, work),
    }


def _settled(entry: Entry) -> Entry:
    if entry.attendance is Attendance.EXPECTED:
        return replace(entry, attendance=Attendance.ABSENT)
    if entry.attendance in HERE:
        return replace(entry, attendance=Attendance.LEFT)
    return entry


def require_open(desk: SittingDesk, sitting: str) -> Sitting:
    """The sitting, if nobody closed it; raises KnownError `sitting-closed`: its record says what became of whom."""
    found = desk.sittings.get(sitting)
    if found.closed_at:
        raise KnownError("sitting-closed", place=found.place, date=found.date)
    return found


def _entry(sitting: str, learner: str, form: tuple[str, str], *, bib: str) -> Entry:
    return Entry(
        id=secrets.token_hex(16),
        sitting=sitting,
        learner=learner,
        form_code=form[0],
        form_version=form[1],
        bib=bib,
    )


def _next_bib(desk: SittingDesk, sitting: str) -> str:
    used = {int(entry.bib) for entry in desk.sittings.entries(sitting) if is_bib(entry.bib)}
    after = str(max(used, default=0) + 1)
    return after if is_bib(after) else str(next(number for number in count(1) if number not in used))
