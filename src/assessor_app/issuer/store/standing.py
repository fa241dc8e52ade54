"""Where each record stands by its last verdict: held, accepted or rejected, and whether it is to be looked at again."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, bindparam, func, select, update

from assessor_app.domain.verdict import Outcome
from assessor_app.issuer.store import tally
from assessor_app.issuer.store.facts import stands
from assessor_app.issuer.store.gathering import Alike, gathered_on

# Made once: to build a statement takes longer than to run it.
_THESE = (
    (stands.c.centre == bindparam("at_centre"))
    & (stands.c.chain == bindparam("at_chain"))
    & stands.c.seq.between(bindparam("at_first"), bindparam("at_last"))
)
_BEFORE = (
    select(stands.c.outcome, stands.c.code, func.count().label("number"))
    .where(_THESE)
    .group_by(stands.c.outcome, stands.c.code)
)
_MOVE = (
    update(stands)
    .where(_THESE)
    .values(
        outcome=bindparam("now_outcome"),
        code=bindparam("now_code"),
        n=bindparam("now_n"),
        due=0,
    )
)


def move(
    connection: Connection, *, centre: str, chain: str, seq: int, outcome: Outcome, code: str, n: int
) -> None:
    """Where a record stands now: no longer to be looked at, until something changes.

    Where rows are gathered it is written with others that came to stand alike, at the latest when somebody asks: `written`.
    """
    alike = (centre, chain, outcome.value, code, n)
    gathered = gathered_on(connection)
    if gathered is None:
        _write(connection, alike, [seq])
    else:
        gathered.moves.setdefault(alike, []).append(seq)


def written(connection: Connection) -> None:
    """To be called before anything reads or changes where records stand."""
    gathered = gathered_on(connection)
    if gathered is None or not gathered.moves:
        return
    moves, gathered.moves = gathered.moves, {}
    for alike, seqs in moves.items():
        _write(connection, alike, seqs)


def _write(connection: Connection, alike: Alike, seqs: list[int]) -> None:
    centre, chain, outcome, code, n = alike
    changes: Counter[tuple[str, str]] = Counter()
    for first, last in _runs(seqs):
        where = {"at_centre": centre, "at_chain": chain, "at_first": first, "at_last": last}
        changes.update({(row.outcome, row.code): -row.number for row in connection.execute(_BEFORE, where)})
        connection.execute(_MOVE, {**where, "now_outcome": outcome, "now_code": code, "now_n": n})
    changes[outcome, code] -= sum(changes.values())
    tally.count_in(connection, centre=centre, chain=chain, changes=changes)


def _runs(seqs: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of places that follow each other, as most do: a list of them takes longer to write than to look up."""
    ordered = sorted(set(seqs))
    for _, run in groupby(enumerate(ordered), key=lambda one: one[1] - one[0]):
        places = [seq for _, seq in run]
        yield places[0], places[-1]
