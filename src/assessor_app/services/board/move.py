"""Marks that were given to the wrong learner: moved or swapped in one act, with one undo, all of it in the history.

The evidence that they rest on goes with them. Its file is sealed under a key of its own and stays as it is: whose it is
stands in the database alone, so that marks and evidence change hands in one transaction or not at all.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.form import Form
from assessor_app.domain.marks import How, Judgement, OralAnswer
from assessor_app.services.assessing.desk import Desk, reopen_if_decided
from assessor_app.services.assessing.ports import Change, Subject
from assessor_app.services.board.pieces_moved import (
    give_pieces,
    require_may_take,
    require_own_way,
    require_room_at,
)
from assessor_app.services.board.sides import Key, Said, Side, everything, side_of
from assessor_app.services.clock import stamp


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What a move did: ids of the criteria and questions whose marks and answers changed hands, as the form has them.

    `pieces` is the evidence that went with them, as it was before; `left` is the source's evidence of this sitting that
    did not go (and in a swap the target's).
    """

    source: str
    target: str
    criteria: tuple[str, ...]
    swapped: bool
    questions: tuple[str, ...] = ()
    pieces: tuple[Evidence, ...] = ()
    left: tuple[Evidence, ...] = ()


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
    """Gives the marks of one entry, and the evidence for them, to another of the same sitting and form, or swaps them.

    Only marks of `criteria` (all, and the oral answers, where it is empty), and only those observed at or after `since`
    (ISO 8601, all where it is empty). Each keeps its assessor and its times. What stood at the source before `since`
    comes back, with what was kept for it. Which evidence goes: `sides`. Raises KnownError: `same-learner`,
    `forms-differ`, `nothing-to-move`, `marks-there-already` (a move would overwrite: swap instead), `answer-not-dealt`,
    `prior-learning-stays`, `moved-to-minor`, `moved-to-age-unsaid` and `moved-to-refusing` (evidence would come to a
    learner of whom it may not be kept), `moved-too-many`, `stopped`, `assessment-closed`; all but the first two with
    `learner`, whose it is.
    """
    if source == target:
        raise KnownError("same-learner")
    act = secrets.token_hex(16)
    with desk.transactions.atomic():
        giving, taking = desk.sittings.entry(source), desk.sittings.entry(target)
        refs = {(entry.sitting, entry.form_code, entry.form_version) for entry in (giving, taking)}
        if len(refs) > 1:
            raise KnownError("forms-differ")
        form = desk.forms.get(giving.form_code, giving.form_version)
        wanted = {(Subject.CRITERION, one) for one in criteria} if criteria else everything(form)
        sides = []
        for entry in (giving, taking):
            with naming(desk.learners.get(entry.learner).name):
                sides.append(side_of(desk, by=by, entry=entry, form=form, wanted=wanted, since=since))
        one, other = sides
        ways = ((one, other), (other, one)) if swap else ((one, other),)
        _require_movable(desk, one, other, swap=swap)
        _give(desk, by, act, one, other, swap=swap)
        for giver, taker in ways:
            give_pieces(desk, by=by, act=act, giver=giver, taker=taker)
        for _giver, taker in ways:
            require_room_at(desk, taker)
    return _moved(form, source, target, [giver for giver, _taker in ways], swap=swap)


def foresee_move(
    desk: Desk,
    *,
    by: str,
    source: str,
    target: str,
    criteria: Sequence[str] = (),
    since: str = "",
    swap: bool = False,
) -> Moved:
    """What `move_marks` would do, or its refusal: it is tried, and let go."""
    try:
        with desk.transactions.atomic():
            _let_go(
                move_marks(
                    desk, by=by, source=source, target=target, criteria=criteria, since=since, swap=swap
                )
            )
    except _Foreseen as seen:
        return seen.moved


class _Foreseen(Exception):  # noqa: N818 - nothing went wrong
    """Ends a transaction that nobody meant, with what it did."""

    def __init__(self, moved: Moved) -> None:
        super().__init__(moved)
        self.moved = moved


def _let_go(moved: Moved) -> NoReturn:
    raise _Foreseen(moved)


@contextmanager
def naming(learner: str) -> Iterator[None]:
    """Whatever is refused within says whose it is."""
    try:
        yield
    except KnownError as error:
        raise KnownError(error.code, **{**error.details, "learner": learner}) from error


def _moved(form: Form, source: str, target: str, givers: Sequence[Side], *, swap: bool) -> Moved:
    changed = {key for giver in givers for key in giver.going}
    return Moved(
        source=source,
        target=target,
        criteria=tuple(item.id for item in form.criteria() if (Subject.CRITERION, item.id) in changed),
        swapped=swap,
        questions=tuple(about for subject, about in sorted(changed) if subject is Subject.QUESTION),
        pieces=tuple(item for giver in givers for item in giver.pieces),
        left=tuple(item for giver in givers for item in giver.staying),
    )


def _require_movable(desk: Desk, one: Side, other: Side, *, swap: bool) -> None:
    if not one.going and not (swap and other.going):
        raise KnownError("nothing-to-move", learner=one.learner.name)
    kept = set(other.there) - (set(other.going) if swap else set())
    in_the_way = sorted(set(one.going) & kept)
    if in_the_way:
        raise KnownError("marks-there-already", learner=other.learner.name, criterion=in_the_way[0][1])
    back = sorted(set(other.going) & (set(one.there) - set(one.going))) if swap else []
    if back:
        raise KnownError("marks-there-already", learner=one.learner.name, criterion=back[0][1])
    for giver, taker in ((one, other), (other, one))[: 2 if swap else 1]:
        require_own_way(giver)
        _require_dealt(giver, taker)
        require_may_take(desk, giver, taker)


def _require_dealt(giver: Side, taker: Side) -> None:
    """No answer comes to a question that the other is not asked."""
    for subject, about in sorted(giver.going):
        if subject is Subject.QUESTION and about not in taker.dealt:
            raise KnownError("answer-not-dealt", learner=taker.learner.name, question=about)


def _give(desk: Desk, by: str, act: str, one: Side, other: Side, *, swap: bool) -> None:
    coming = other.going if swap else {}
    for key in {**one.going, **coming}:
        _put(desk, by, act, one, key, coming.get(key) or one.before.get(key))
        _put(desk, by, act, other, key, one.going.get(key) or other.before.get(key))
    for side in (one, other):
        reopen_if_decided(desk, desk.assessments.get(side.assessment), by=by)


def _put(desk: Desk, by: str, act: str, side: Side, key: Key, new: Said | None) -> None:
    (subject, about), old = key, side.there.get(key)
    if old == new:
        return
    if isinstance(new, Judgement):
        desk.work.put_judgement(side.assessment, side.occasion, new)
    elif isinstance(new, OralAnswer):
        desk.work.put_oral(side.assessment, new)
    elif subject is Subject.CRITERION:
        desk.work.remove_judgement(side.occasion, about)
    else:
        desk.work.remove_oral(side.assessment, about)
    now = stamp(desk.clock.now())
    change = Change(
        assessment=side.assessment,
        occasion=side.occasion if subject is Subject.CRITERION else "",
        subject=subject,
        about=about,
        old=old,
        new=new,
        observed_at=now,
        entered_at=now,
        how=How.MOVED,
        by=by,
        act=act,
    )
    desk.work.add_change(change)
