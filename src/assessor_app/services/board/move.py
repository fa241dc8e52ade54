"""Marks that were given to the wrong learner: moved or swapped in one act, with one undo, all of it in the history."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Judgement
from assessor_app.services.assessing.desk import Desk, open_assessment, reopen_if_decided, require_running
from assessor_app.services.assessing.ports import Change, Subject
from assessor_app.services.board.marking import working_on
from assessor_app.services.clock import stamp


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What a move did: ids of the criteria whose marks changed hands, in the order of the form."""

    source: str
    target: str
    criteria: tuple[str, ...]
    swapped: bool


@dataclass(frozen=True, kw_only=True)
class _Side:
    """One learner's work in the sitting, and what stood there before the marks that go: None where nothing did."""

    assessment: str
    occasion: str
    going: dict[str, Judgement]
    before: dict[str, Judgement | None]
    there: dict[str, Judgement]


def move_marks(
    desk: Desk,
    *,
    by: str,
    source: str,
    target: str,
    criteria: Sequence[str] = (),
    since: str = "",
    swap: bool = False,
) -> Moved:
    """Gives the marks of one entry to another of the same sitting and form, or swaps them.

    Only marks of `criteria` (all where it is empty), and only those observed at or after `since` (ISO 8601, all
    where it is empty). Each keeps its assessor and its times. What stood at the source before `since` comes back.
    Raises KnownError: `same-learner`, `forms-differ`, `nothing-to-move`, `marks-there-already` (a move would
    overwrite: swap instead), `stopped`, `assessment-closed`; all but the first two with `learner`, whose it is.
    """
    if source == target:
        raise KnownError("same-learner")
    act = secrets.token_hex(16)
    with desk.transactions.atomic():
        giving, taking = desk.sittings.entry(source), desk.sittings.entry(target)
        refs = {(entry.sitting, entry.form_code, entry.form_version) for entry in (giving, taking)}
        if len(refs) > 1:
            raise KnownError("forms-differ")
        order = [item.id for item in desk.forms.get(giving.form_code, giving.form_version).criteria()]
        wanted = set(criteria or order)
        names = [desk.learners.get(entry.learner).name for entry in (giving, taking)]
        sides = []
        for entry, name in zip((source, target), names, strict=True):
            with naming(name):
                sides.append(_side(desk, by, entry, wanted, since))
        one, other = sides
        _require_movable(names, one, other, swap=swap)
        _give(desk, by, act, one, other, swap=swap)
    changed = set(one.going) | (set(other.going) if swap else set())
    return Moved(
        source=source, target=target, criteria=tuple(item for item in order if item in changed), swapped=swap
    )


@contextmanager
def naming(learner: str) -> Iterator[None]:
    """Whatever is refused within says whose it is."""
    try:
        yield
    except KnownError as error:
        raise KnownError(error.code, **{**error.details, "learner": learner}) from error


def _side(desk: Desk, by: str, entry: str, wanted: set[str], since: str) -> _Side:
    assessment, occasion = working_on(desk, by=by, entry=entry)
    open_assessment(desk, assessment, by=by)
    require_running(desk, occasion)
    there = {
        criterion: judgement
        for (where, criterion), judgement in desk.work.judgements(assessment).items()
        if where == occasion and judgement.touched
    }
    going = {
        criterion: judgement
        for criterion, judgement in there.items()
        if criterion in wanted and _not_before(judgement.observed_at, since)
    }
    before = _before(desk, assessment, occasion, since) if since else {}
    return _Side(assessment=assessment, occasion=occasion, going=going, before=before, there=there)


def _not_before(moment: str, since: str) -> bool:
    return not since or datetime.fromisoformat(moment) >= datetime.fromisoformat(since)


def _before(desk: Desk, assessment: str, occasion: str, since: str) -> dict[str, Judgement | None]:
    """What stood at each criterion when `since` came."""
    found: dict[str, Judgement | None] = {}
    for change in desk.work.changes(assessment):
        late = _not_before(change.observed_at, since)
        if change.subject is Subject.CRITERION and change.occasion == occasion and late:
            old = change.old if isinstance(change.old, Judgement) else None
            found.setdefault(change.about, old)
    return found


def _require_movable(names: Sequence[str], one: _Side, other: _Side, *, swap: bool) -> None:
    giver, taker = names
    if not one.going and not (swap and other.going):
        raise KnownError("nothing-to-move", learner=giver)
    kept = set(other.there) - (set(other.going) if swap else set())
    in_the_way = sorted(set(one.going) & kept)
    if in_the_way:
        raise KnownError("marks-there-already", learner=taker, criterion=in_the_way[0])
    back = sorted(set(other.going) & (set(one.there) - set(one.going))) if swap else []
    if back:
        raise KnownError("marks-there-already", learner=giver, criterion=back[0])


def _give(desk: Desk, by: str, act: str, one: _Side, other: _Side, *, swap: bool) -> None:
    coming = other.going if swap else {}
    for criterion in {**one.going, **coming}:
        _put(desk, by, act, one, criterion, coming.get(criterion) or one.before.get(criterion))
        _put(desk, by, act, other, criterion, one.going.get(criterion) or other.before.get(criterion))
    for side in (one, other):
        reopen_if_decided(desk, desk.assessments.get(side.assessment), by=by)


def _put(desk: Desk, by: str, act: str, side: _Side, criterion: str, new: Judgement | None) -> None:
    old = side.there.get(criterion)
    if old == new:
        return
    if new is None:
        desk.work.remove_judgement(side.occasion, criterion)
    else:
        desk.work.put_judgement(side.assessment, side.occasion, new)
    now = stamp(desk.clock.now())
    change = Change(
        assessment=side.assessment,
        occasion=side.occasion,
        subject=Subject.CRITERION,
        about=criterion,
        old=old,
        new=new,
        observed_at=now,
        entered_at=now,
        how=How.MOVED,
        by=by,
        act=act,
    )
    desk.work.add_change(change)
