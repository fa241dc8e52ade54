"""Records as they were handed over: exact bytes, each at its place of a chain, and where each stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    update,
)

from assessor_app.domain.verdict import Outcome
from assessor_app.issuer.store import erasures, standing, tally, unjudged, wants
from assessor_app.issuer.store.facts import evidence, personal, record, stands
from assessor_app.issuer.store.many import add_rows
from assessor_app.issuer.store.metadata import moment
from assessor_app.issuer.store.wants import Want
from assessor_app.trust.batch import Stored

_MANY = 500
SET_ASIDE = 2


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A stored record with its personal part, None where there is none here."""

    centre: str
    chain: str
    seq: int
    id: str | None
    type: str | None
    jws: str
    hash: str
    personal: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A record by its place, and where it stands: `code` is its gravest, `n` how many verdicts there were."""

    centre: str
    chain: str
    seq: int
    outcome: str
    code: str
    n: int


def add(
    connection: Connection, *, centre: str, chain: str, stored: Iterable[Stored], at: datetime
) -> Sequence[Stored]:
    """Stores records in their places, to be judged: held `undecided` until then. Gives them back, walked through once."""
    when, taken = moment(at), list[Stored]()

    def rows() -> Iterator[tuple[object, ...]]:
        for one in stored:
            taken.append(one)
            yield _row(centre, chain, one, when)

    add_rows(connection, record, _COLUMNS, rows())
    beside = [(centre, chain, one.seq, one.personal) for one in taken if one.personal is not None]
    if beside:
        add_rows(connection, personal, ("centre", "chain", "seq", "blob"), beside)
    if taken:
        unjudged.add(connection, centre=centre, chain=chain, first=taken[0].seq, last=taken[-1].seq)
        tally.count_in(connection, centre=centre, chain=chain, changes={unjudged.UNDECIDED: len(taken)})
    return taken


def add_personal(
    connection: Connection, *, centre: str, chain: str, late: Iterable[tuple[int, bytes]]
) -> tuple[int, ...]:
    """Keeps personal parts that came later, where there is none yet; whoever waits for one is looked at again.

    The places of those that were new.
    """
    new = []
    for seq, blob in late:
        if erasures.is_erased(connection, centre=centre, subject=erasures.of_personal(chain, seq)):
            continue  # whoever sends it again has not heard of it yet
        at = (personal.c.centre == centre) & (personal.c.chain == chain) & (personal.c.seq == seq)
        if connection.execute(select(personal.c.seq).where(at)).first() is None:
            connection.execute(insert(personal).values(centre=centre, chain=chain, seq=seq, blob=blob))
            wants.settle(connection, Want(centre=centre, chain=chain, seq=seq, what=wants.PERSONAL))
            make_due(connection, centre=centre, chain=chain, seq=seq)
            new.append(seq)
    return tuple(new)


def hashes(connection: Connection, *, centre: str, chain: str, seqs: Iterable[int]) -> dict[int, str]:
    """The hash of each of these places that is stored."""
    wanted, found = sorted(set(seqs)), {}
    for start in range(0, len(wanted), _MANY):
        chosen = select(record.c.seq, record.c.hash).where(
            record.c.centre == centre,
            record.c.chain == chain,
            record.c.seq.in_(wanted[start : start + _MANY]),
        )
        found.update({row.seq: row.hash for row in connection.execute(chosen)})
    return found


def between(connection: Connection, *, centre: str, chain: str, first: int, last: int) -> tuple[Kept, ...]:
    """Records of a chain, both ends inside, in their order."""
    return _kept(connection, _BETWEEN, {"centre": centre, "chain": chain, "first": first, "last": last})


def at_places(connection: Connection, *, centre: str, chain: str, seqs: Sequence[int]) -> tuple[Kept, ...]:
    """The records at these places of a chain (one at least), in their order."""
    if (
        seqs and seqs[-1] - seqs[0] == len(seqs) - 1
    ):  # they follow each other, as most do: a list takes longer to write
        return between(connection, centre=centre, chain=chain, first=seqs[0], last=seqs[-1])
    return _kept(connection, _AT_PLACES, {"centre": centre, "chain": chain, "seqs": seqs})


def doubled(connection: Connection, *, centre: str, ids: Sequence[str]) -> frozenset[str]:
    """Which of these ids several records of the centre have."""
    alike = _BEGINNING.in_({one[:_BEGINS] for one in ids})
    chosen = select(record.c.id).where(record.c.centre == centre, alike)
    found = connection.execute(chosen.group_by(record.c.id).having(func.count() > 1)).scalars()
    return frozenset(found).intersection(ids)


def of_id(connection: Connection, *, centre: str, record_id: str) -> tuple[Kept, ...]:
    """Records of a centre with this id: one, unless somebody made two."""
    return _kept(connection, _OF_ID, _named(centre, record_id))


def of_type(connection: Connection, *, centre: str, type_: str) -> tuple[str, ...]:
    """The JWS of every record of this type of a centre that could be read: it looks at all of them."""
    chosen = select(record.c.jws).where(
        record.c.centre == centre, record.c.type == type_, record.c.fault.is_(None)
    )
    return tuple(jws.decode("utf-8") for jws in connection.execute(chosen).scalars())


def places_of_id(connection: Connection, *, centre: str, record_id: str) -> tuple[Place, ...]:
    """Where the records of a centre with this id stand, without their bytes."""
    standing.written(connection)
    found = connection.execute(_PLACES_OF_ID, _named(centre, record_id))
    return tuple(
        Place(centre=centre, chain=row.chain, seq=row.seq, outcome=row.outcome, code=row.code, n=row.n)
        for row in found
    )


def accepted_of_id(connection: Connection, *, centre: str, record_id: str) -> tuple[tuple[str, str], ...]:
    """Type and JWS of the accepted records of a centre with this id."""
    standing.written(connection)
    found = connection.execute(_ACCEPTED_OF_ID, _named(centre, record_id))
    return tuple((row.type, row.jws.decode("utf-8")) for row in found)


def has_evidence(connection: Connection, *, centre: str, content: str) -> bool:
    """Whether a piece of evidence was named by a manifest, whole here or told as lost; by the hash that its record has."""
    found = select(evidence.c.hash).where(evidence.c.centre == centre, evidence.c.content == content)
    return connection.execute(found.limit(1)).first() is not None


def place(connection: Connection, *, centre: str, chain: str, seq: int) -> Place:
    """Where a stored record stands; LookupError where there is none."""
    standing.written(connection)
    row = connection.execute(_PLACE, {"centre": centre, "chain": chain, "seq": seq}).one_or_none()
    if row is None:
        raise LookupError(seq)
    return Place(centre=centre, chain=chain, seq=seq, outcome=row.outcome, code=row.code, n=row.n)


def make_due(connection: Connection, *, centre: str, chain: str, seq: int) -> None:
    """Has a record that is held looked at again."""
    standing.written(connection)
    connection.execute(
        update(stands)
        .where(
            stands.c.centre == centre,
            stands.c.chain == chain,
            stands.c.seq == seq,
            stands.c.outcome == Outcome.HELD.value,
        )
        .values(due=1)
    )


def set_aside(connection: Connection, this: Place) -> None:
    """Not looked at again by itself, for judging it met a bug of ours."""
    standing.written(connection)
    connection.execute(
        update(stands)
        .where(stands.c.centre == this.centre, stands.c.chain == this.chain, stands.c.seq == this.seq)
        .values(due=SET_ASIDE)
    )


_COLUMNS = ("centre", "chain", "seq", "id", "type", "jws", "hash", "fault", "stored_at")
# Made once: to build a statement takes longer than to run it.
_BEGINS = 8
# As the index has it: a number that is bound is none of its.
_BEGINNING: ColumnElement[str] = literal_column(f"substr(record.id, 1, {_BEGINS})", record.c.id.type)
# The rest beside it, and not the id whole: SQLite would put that in the place of the id in its beginning, and find no index.
_THIS_ID = (
    (record.c.centre == bindparam("centre"))
    & (bindparam("begins") == _BEGINNING)
    & (func.substr(record.c.id, _BEGINS + 1) == bindparam("rest"))
)


def _named(centre: str, record_id: str) -> dict[str, str]:
    """What `_THIS_ID` asks for."""
    return {"centre": centre, "begins": record_id[:_BEGINS], "rest": record_id[_BEGINS:]}


_COLUMNS_KEPT = (
    *(record.c.centre, record.c.chain, record.c.seq, record.c.id, record.c.type, record.c.hash, record.c.jws),
    personal.c.blob,
)
_ITS_PERSONAL = (
    (personal.c.centre == record.c.centre)
    & (personal.c.chain == record.c.chain)
    & (personal.c.seq == record.c.seq)
)
_KEPT = select(*_COLUMNS_KEPT)
_HERE = (record.c.centre == bindparam("centre")) & (record.c.chain == bindparam("chain"))
# The places are said of both: PostgreSQL, before it has counted, takes a table for small and reads all of a chain's in it.
_FIRST, _LAST = bindparam("first", type_=Integer()), bindparam("last", type_=Integer())
_BETWEEN = _KEPT.select_from(
    record.outerjoin(personal, _ITS_PERSONAL & personal.c.seq.between(_FIRST, _LAST))
).where(_HERE, record.c.seq.between(_FIRST, _LAST))
_THESE = bindparam("seqs", type_=Integer(), expanding=True)
_AT_PLACES = _KEPT.select_from(record.outerjoin(personal, _ITS_PERSONAL & personal.c.seq.in_(_THESE))).where(
    _HERE, record.c.seq.in_(_THESE)
)
_OF_ID = _KEPT.select_from(record.outerjoin(personal, _ITS_PERSONAL)).where(_THIS_ID)
_ITS_STANDING = (
    (stands.c.centre == record.c.centre) & (stands.c.chain == record.c.chain) & (stands.c.seq == record.c.seq)
)
_STANDING = record.join(stands, _ITS_STANDING)
_PERHAPS_STANDING = record.outerjoin(stands, _ITS_STANDING)
# Of a record that nobody has looked at there is no row.
_STANDS = (
    func.coalesce(stands.c.outcome, unjudged.UNDECIDED[0]).label("outcome"),
    func.coalesce(stands.c.code, unjudged.UNDECIDED[1]).label("code"),
    func.coalesce(stands.c.n, 0).label("n"),
)
_PLACES_OF_ID = select(record.c.chain, record.c.seq, *_STANDS).select_from(_PERHAPS_STANDING).where(_THIS_ID)
_ACCEPTED_OF_ID = (
    select(record.c.type, record.c.jws)
    .select_from(_STANDING)
    .where(_THIS_ID, stands.c.outcome == Outcome.ACCEPTED.value)
)
_PLACE = select(*_STANDS).select_from(_PERHAPS_STANDING).where(_HERE, record.c.seq == bindparam("seq"))


def _kept(connection: Connection, chosen: Select[Any], values: Mapping[str, object]) -> tuple[Kept, ...]:
    # Sorted here: asked to sort, a database may walk through the whole centre in its order to find one id.
    rows = sorted(connection.execute(chosen, values), key=lambda row: (row.chain, row.seq))
    return tuple(
        Kept(
            centre=row.centre,
            chain=row.chain,
            seq=row.seq,
            id=row.id,
            type=row.type,
            jws=row.jws.decode("utf-8"),
            hash=row.hash,
            personal=row.blob,
        )
        for row in rows
    )


def _row(centre: str, chain: str, one: Stored, when: str) -> tuple[object, ...]:
    """As `_COLUMNS` names it."""
    seq, digest, jws, read, _personal, rejected, held = one
    fault = rejected or held
    known = (None, None) if read is None else (read.id, read.type)
    return centre, chain, seq, *known, jws.encode("utf-8"), digest, fault.value if fault else None, when
