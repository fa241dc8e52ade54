"""Who came: attendance, how they were known, the briefing, and the walk-in of ten seconds."""

import secrets
from dataclasses import replace
from unicodedata import decimal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Learner, Role, require_role
from assessor_app.domain.sitting import HERE, Attendance, Entry, Identified, is_bib
from assessor_app.domain.stations import went
from assessor_app.services.clock import stamp
from assessor_app.services.people.learners import LONGEST_GROUP
from assessor_app.services.people.plain_text import line, name_line
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.services.sittings.open import add_entry, require_open

LONGEST_PLACING = 20
"""Characters of a bib number, and of the name of a bench."""
_NOTHING_SHOWN = frozenset({Attendance.EXPECTED, Attendance.ABSENT, Attendance.TURNED_AWAY})
"""What is said of nobody of whose work something is on record: both would stand in the closed count."""


def set_attendance(
    desk: SittingDesk,
    *,
    by: str,
    entry: str,
    attendance: Attendance,
    identified: Identified | None = None,
    note: str = "",
) -> Entry:
    """Says what became of an entry.

    Raises KnownError: `identity-needed` (whoever is here was identified somehow), `sitting-closed`, `entry-finished`
    where the work is signed: the records say that it was finished; `work-shown` for who is said not to have come, or to
    have been turned away, though something was seen of them.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR, Role.CENTRE_STAFF)
    with desk.transactions.atomic():
        kept = _open_entry(desk, entry)
        if kept.attendance is Attendance.FINISHED:
            raise KnownError("entry-finished", learner=desk.learners.get(kept.learner).name)
        if attendance in _NOTHING_SHOWN and _was_seen(desk, kept):
            raise KnownError("work-shown", learner=desk.learners.get(kept.learner).name)
        known = identified or kept.identified
        if attendance in HERE and known is None:
            raise KnownError("identity-needed", learner=desk.learners.get(kept.learner).name)
        changed = replace(kept, attendance=attendance, identified=known, note=note or kept.note)
        desk.sittings.put_entry(changed)
    return changed


def _was_seen(desk: SittingDesk, kept: Entry) -> bool:
    return bool(kept.assessment) and desk.manifest.shown(kept.sitting, kept.assessment)


def place_entry(desk: SittingDesk, *, by: str, entry: str, bib: str, bench: str) -> Entry:
    """Gives an entry its bib number (or none) and bench; where it stood before is kept.

    A bib that stands already may stay, whatever it is. Raises KnownError: `text-too-long`, `sitting-closed`,
    `bib-wrong` (1 to 9999), `bib-taken` with who has it in this sitting.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR, Role.CENTRE_STAFF)
    number, where = (
        line(text, field=field, most=LONGEST_PLACING) for field, text in (("bib", bib), ("bench", bench))
    )
    number = "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in number)
    with desk.transactions.atomic():
        kept = _open_entry(desk, entry)
        if number not in {"", kept.bib}:
            _require_free(desk, kept, number)
        changed = replace(kept, bib=number, bench=where)
        desk.sittings.put_entry(changed)
        if where != kept.bench:
            desk.stations.add(went(kept, changed, by=by, at=stamp(desk.clock.now())))
    return changed


def _require_free(desk: SittingDesk, entry: Entry, bib: str) -> None:
    """A mark by a bib must find one learner: the number can be typed, and nobody else here has it."""
    if not is_bib(bib):
        raise KnownError("bib-wrong", bib=bib)
    other = next(
        (item for item in desk.sittings.entries(entry.sitting) if item.bib == bib and item.id != entry.id),
        None,
    )
    if other is not None:
        raise KnownError("bib-taken", bib=bib, learner=desk.learners.get(other.learner).name)


def brief(desk: SittingDesk, *, by: str, sitting: str) -> int:
    """Ticks the briefing once for all who are here and not yet briefed; returns for how many.

    Late-comers stay *not briefed* until it is ticked again. Raises KnownError `sitting-closed`.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR)
    at = stamp(desk.clock.now())
    with desk.transactions.atomic():
        require_open(desk, sitting)
        waiting = [
            entry
            for entry in desk.sittings.entries(sitting)
            if entry.attendance in HERE and not entry.briefed_at
        ]
        for entry in waiting:
            desk.sittings.put_entry(replace(entry, briefed_at=at))
    return len(waiting)


def brief_one(desk: SittingDesk, *, by: str, entry: str) -> Entry:
    """Ticks the briefing of one who missed it; one that was given stands. Raises KnownError `sitting-closed`."""
    require_role(desk.staff.get(by), Role.ASSESSOR)
    with desk.transactions.atomic():
        kept = _open_entry(desk, entry)
        briefed = replace(kept, briefed_at=kept.briefed_at or stamp(desk.clock.now()))
        desk.sittings.put_entry(briefed)
    return briefed


def walk_in(
    desk: SittingDesk,
    *,
    by: str,
    sitting: str,
    name: str,
    form: tuple[str, str],
    identified: Identified,
    group: str = "",
) -> Entry:
    """Adds somebody who was not listed: a name is enough, the number can come later.

    Raises KnownError: `name-missing`, `text-too-long`, and what `add_entry` raises.
    """
    spoken = name_line(name)
    with_group = line(group, field="group", most=LONGEST_GROUP)
    with desk.transactions.atomic():
        learner = Learner(id=secrets.token_hex(16), name=spoken, group=with_group)
        desk.learners.put(learner, at=stamp(desk.clock.now()), by=by)
        return come_unlisted(
            desk, by=by, sitting=sitting, learner=learner.id, form=form, identified=identified
        )


def come_unlisted(
    desk: SittingDesk,
    *,
    by: str,
    sitting: str,
    learner: str,
    form: tuple[str, str],
    identified: Identified,
) -> Entry:
    """Lists somebody who is known here and was not listed, as present. Raises what `add_entry` and `set_attendance` raise."""
    with desk.transactions.atomic():
        made = add_entry(desk, by=by, sitting=sitting, learner=learner, form=form)
        return set_attendance(
            desk, by=by, entry=made.id, attendance=Attendance.PRESENT, identified=identified
        )


def _open_entry(desk: SittingDesk, entry: str) -> Entry:
    kept = desk.sittings.entry(entry)
    require_open(desk, kept.sitting)
    return kept
