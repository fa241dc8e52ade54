"""Whose work it was that somebody was at, and what of it was kept last: read from the store, which alone knows."""

from dataclasses import dataclass

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.services.assessing.desk import Desk
from assessor_app.services.assessing.ports import Change
from assessor_app.services.assessing.undo import act_of
from assessor_app.services.recovery.left import Left, Place


@dataclass(frozen=True, kw_only=True)
class LastKept:
    """The newest act that stands: its first change, how many marks it changed, and whose the first was."""

    change: Change
    count: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Recalled:
    """What can be said of where somebody stood.

    Attributes:
        place: where to go on; its details name the learner of the newest act where nobody had the focus.
        name: the learner who was before them; empty on a page of many.
        last: None where nothing of that sitting's open work is theirs.
    """

    place: Place
    name: str = ""
    last: LastKept | None = None


def recall(desk: Desk, left: Left, *, by: str) -> Recalled | None:
    """What `by`, who looks, may be told of it.

    None where there is nothing to go on with: nobody was at work, the work was taken away since, or whoever looks is
    another who may not assess it.
    """
    if not left.at_work:
        return None
    try:
        if by != left.by:
            require_role(desk.staff.get(by), Role.ASSESSOR)
        found = _on_the_board(desk, left) if left.place.room in {"board", "sitting"} else _on_one(desk, left)
        _require_told(desk, left, found, by)
    except KnownError:
        return None
    return found


def _require_told(desk: Desk, left: Left, found: Recalled, by: str) -> None:
    """Another sees marks and names only of work in their scope."""
    works = [left.place.about] if left.place.room in {"assessing", "decide"} else []
    works += [found.last.change.assessment] if found.last is not None else []
    refs = {(work.form_code, work.form_version) for work in map(desk.assessments.get, works)}
    if entry := found.place.details.get("entry", ""):
        listed = desk.sittings.entry(entry)
        refs.add((listed.form_code, listed.form_version))
    staff = desk.staff.get(by)
    if by != left.by and not all(staff.covers(desk.forms.get(*ref)) for ref in refs):
        raise KnownError("not-allowed", name=staff.name, roles=Role.ASSESSOR.value)


def _on_the_board(desk: Desk, left: Left) -> Recalled:
    sitting = desk.sittings.get(left.place.about.partition(" ")[0])
    last = _last_kept(desk, sitting.id, left.by)
    entry = left.place.details.get("entry", "")
    if not entry and last is not None:
        found = [one for one in desk.sittings.entries_of(last.change.assessment) if one.sitting == sitting.id]
        entry = found[0].id if found else ""
    on_board = left.place.room == "board"
    name = desk.learners.get(desk.sittings.entry(entry).learner).name if entry and on_board else ""
    details = {**left.place.details, "entry": entry} if on_board else left.place.details
    return Recalled(
        place=Place(room=left.place.room, about=sitting.id, details=details), name=name, last=last
    )


def _on_one(desk: Desk, left: Left) -> Recalled:
    work = desk.assessments.get(left.place.about)
    occasions = desk.assessments.occasions(work.id)
    last = _last_kept(desk, occasions[-1].sitting, left.by) if occasions else None
    return Recalled(place=left.place, name=desk.learners.get(work.learner).name, last=last)


def _last_kept(desk: Desk, sitting: str, by: str) -> LastKept | None:
    change = desk.work.last_in_sitting(sitting, by=by)
    if change is None:
        return None
    learner = desk.assessments.get(change.assessment).learner
    return LastKept(change=change, count=len(act_of(desk, change)), name=desk.learners.get(learner).name)
