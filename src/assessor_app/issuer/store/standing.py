"""Where each record stands by its last verdict: held, accepted or rejected, and whether it is to be looked at again."""

from sqlalchemy import Connection, bindparam, update

from assessor_app.domain.verdict import Outcome
from assessor_app.issuer.store.facts import stands
from assessor_app.issuer.store.gathering import Alike, gathered_on

# Made once: to build a statement takes longer than to run it.
_MOVE = (
    update(stands)
    .where(
        stands.c.centre == bindparam("at_centre"),
        stands.c.chain == bindparam("at_chain"),
        stands.c.seq.in_(bindparam("at_seqs", expanding=True)),
    )
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
    where = {"at_centre": centre, "at_chain": chain, "at_seqs": seqs}
    connection.execute(_MOVE, {**where, "now_outcome": outcome, "now_code": code, "now_n": n})
