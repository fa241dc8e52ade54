"""How many records of each chain stand alike: kept in the transaction that moves them, and counted anew to be checked.

Whoever writes `stands` or `unjudged` calls `count_in` with what came and went. To count the rows themselves takes as long as there are
many, and every answer to a device says how many there are.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, literal, select, text, update

from assessor_app.issuer.store.facts import chain, stands, tally, unjudged
from assessor_app.issuer.store.unjudged import UNDECIDED


@dataclass(frozen=True, order=True, kw_only=True)
class Standing:
    """Records of a chain that stand alike: `outcome`, and the gravest code, empty where there is none."""

    centre: str
    chain: str
    outcome: str
    code: str


@dataclass(frozen=True, order=True, kw_only=True)
class Drift:
    """Where the number that was kept is not the number of rows."""

    standing: Standing
    kept: int
    counted: int


# Made once: to build a statement takes longer than to run it.
_MORE = text(
    "INSERT INTO tally (centre, chain, outcome, code, number)"
    " VALUES (:at_centre, :at_chain, :at_outcome, :at_code, :by)"
    " ON CONFLICT (centre, chain, outcome, code) DO UPDATE SET number = tally.number + excluded.number"
)
_LESS = (
    update(tally)
    .where(
        tally.c.centre == bindparam("at_centre"),
        tally.c.chain == bindparam("at_chain"),
        tally.c.outcome == bindparam("at_outcome"),
        tally.c.code == bindparam("at_code"),
    )
    .values(number=tally.c.number + bindparam("by"))
)
_ALIKE = (tally.c.centre, tally.c.chain, tally.c.outcome, tally.c.code)
_WAITING = (
    select(unjudged.c.chain, func.sum(unjudged.c.last - unjudged.c.first + 1).label("number"))
    .where(unjudged.c.centre == bindparam("centre"))
    .group_by(unjudged.c.chain)
)
_STAND = (stands.c.centre, stands.c.chain, stands.c.outcome, stands.c.code)


def count_in(
    connection: Connection, *, centre: str, chain: str, changes: Mapping[tuple[str, str], int]
) -> None:
    """Adds to the numbers of a chain, by outcome and code; a change of 0 is none."""
    for (outcome, code), by in sorted(changes.items()):
        values = {"at_centre": centre, "at_chain": chain, "at_outcome": outcome, "at_code": code, "by": by}
        if by:
            connection.execute(_MORE if by > 0 else _LESS, values)


def of_device(connection: Connection, *, centre: str, device: str) -> Counter[str]:
    """How many records of a device stand how, by outcome: of all chains that it brings."""
    found: Counter[str] = Counter()
    # Chains first: joined, a database may read the numbers of the whole centre.
    mine = select(chain.c.id).where(chain.c.centre == centre, chain.c.device == device)
    for row in connection.execute(
        select(tally.c.outcome, tally.c.number).where(tally.c.centre == centre, tally.c.chain.in_(mine))
    ):
        found[row.outcome] += row.number
    return found


def by_code(connection: Connection, *, centre: str = "") -> Counter[tuple[str, str]]:
    """How many records stand how, by outcome and code, in one centre or in all."""
    chosen = select(tally.c.outcome, tally.c.code, func.sum(tally.c.number).label("number"))
    found: Counter[tuple[str, str]] = Counter()
    for row in connection.execute(
        (chosen.where(tally.c.centre == centre) if centre else chosen).group_by(tally.c.outcome, tally.c.code)
    ):
        found[row.outcome, row.code] += int(row.number)
    return found


def by_chain(connection: Connection) -> Counter[tuple[str, str]]:
    """How many records stand how, by chain and outcome."""
    found: Counter[tuple[str, str]] = Counter()
    for row in connection.execute(select(tally.c.chain, tally.c.outcome, tally.c.number)):
        found[row.chain, row.outcome] += row.number
    return found


def drift(connection: Connection) -> tuple[Drift, ...]:
    """Every number that is not what counting all rows comes to. It reads everything: not for an answer."""
    nothing = literal(0)
    kept = select(*_ALIKE, tally.c.number.label("kept"), nothing.label("counted"))
    counted = select(*_STAND, nothing.label("kept"), func.count().label("counted")).group_by(*_STAND)
    found: dict[Standing, tuple[int, int]] = {}
    waiting = select(
        unjudged.c.centre,
        unjudged.c.chain,
        *map(literal, UNDECIDED),
        nothing,
        (unjudged.c.last - unjudged.c.first + 1),
    )
    # One statement, so that both are of the same moment though devices hand over meanwhile.
    for row in connection.execute(kept.union_all(counted, waiting)):
        this = Standing(centre=row.centre, chain=row.chain, outcome=row.outcome, code=row.code)
        before = found.get(this, (0, 0))
        found[this] = before[0] + row.kept, before[1] + row.counted
    return tuple(
        Drift(standing=this, kept=numbers[0], counted=numbers[1])
        for this, numbers in sorted(found.items())
        if numbers[0] != numbers[1]
    )


def recount(connection: Connection, centre: str) -> None:
    """Writes the numbers of a centre anew from its rows. The caller holds the centre, so that nobody moves one meanwhile."""
    connection.execute(delete(tally).where(tally.c.centre == centre))
    counting = select(*_STAND, func.count()).where(stands.c.centre == centre).group_by(*_STAND)
    connection.execute(insert(tally).from_select([column.name for column in tally.c], counting))
    for row in connection.execute(_WAITING, {"centre": centre}):
        count_in(connection, centre=centre, chain=row.chain, changes={UNDECIDED: row.number})
