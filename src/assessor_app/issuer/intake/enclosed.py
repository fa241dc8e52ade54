"""What a restarted chain encloses: judged on its old chain as if it had come there, or kept for a person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats import compact, signed_record
from assessor_app.formats.personal import digest_of
from assessor_app.formats.signed_record import Record
from assessor_app.issuer.intake.records import Taken, take
from assessor_app.issuer.judging.case import is_id
from assessor_app.issuer.store import chains, records, stranded
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.chains import Chain
from assessor_app.issuer.store.stranded import Stranded
from assessor_app.trust.accepting import as_arrived, enclosed_in, restart_of
from assessor_app.trust.arrived import Arrived, hash_of
from assessor_app.trust.batch import Stored
from assessor_app.trust.keys import SigningKey


@dataclass(frozen=True, kw_only=True)
class Enclosing:
    """A record that encloses others, the chain that they are of, and the record there that they follow."""

    old: str
    after: int
    texts: tuple[str, ...]


def take_enclosed(
    connection: Connection,
    device: Device,
    stored: Sequence[Stored],
    *,
    issuer: str,
    key: SigningKey,
    now: datetime,
) -> Iterator[Taken]:
    """What came of the old chain for each of these records that encloses some; those that fork there are stranded."""
    for one in stored:
        enclosing = _enclosing(one.record) if one.record is not None and one.rejected is None else None
        if enclosing is None:
            continue
        arrived = as_arrived(enclosing.texts, after=enclosing.after)
        old = chains.find(connection, enclosing.old, locked=True)
        if old is None or old.device != device.id:
            for record in arrived:
                _strand(connection, device, enclosing.old, record, now=now)
            continue
        taken = take(connection, old, arrived, issuer=issuer, key=key, now=now, beyond_end=True)
        _strand_refused(connection, device, old, arrived, taken, now=now)
        yield taken


def keep_late_personal(connection: Connection, chain: Chain, arrived: Sequence[Arrived]) -> None:
    """Personal parts of stranded records come as records of their old chain, which has no place for them."""
    for one in arrived:
        if one.personal is None:
            continue
        known = stranded.find(connection, centre=chain.centre, chain=chain.id, digest=hash_of(one.jws))
        if known is not None and known.personal is None and _fits(one):
            stranded.add_personal(connection, known, one.personal)


def _enclosing(record: Record) -> Enclosing | None:
    texts = enclosed_in(record)
    if not texts:
        return None
    restart = restart_of(record)
    if restart is not None:
        return Enclosing(old=restart.old, after=restart.seq, texts=texts) if is_id(restart.old) else None
    old = record.about.get("chain")
    if record.type != RecordType.CHAIN_ENCLOSED or old is None or not is_id(old):
        return None
    return Enclosing(old=old, after=0, texts=texts)


def _strand_refused(
    connection: Connection,
    device: Device,
    old: Chain,
    arrived: Sequence[Arrived],
    taken: Taken,
    *,
    now: datetime,
) -> None:
    refused = set(taken.judged.refused)
    here = records.hashes(connection, centre=old.centre, chain=old.id, seqs=refused)
    for record in arrived:
        if record.seq in refused and here.get(record.seq) != hash_of(record.jws):
            _strand(connection, device, old.id, record, now=now)


def _strand(connection: Connection, device: Device, chain: str, record: Arrived, *, now: datetime) -> None:
    said = _read(record.jws)
    new = Stranded(
        centre=device.centre,
        chain=chain,
        seq=record.seq,
        hash=hash_of(record.jws),
        device=device.id,
        id=said.id if said else None,
        type=said.type if said else None,
        jws=record.jws,
    )
    stranded.add(connection, new, at=now)


def _fits(one: Arrived) -> bool:
    said = _read(one.jws)
    return said is not None and one.personal is not None and said.personal == digest_of(one.personal)


def _read(jws: str) -> Record | None:
    try:
        return signed_record.decode(compact.split(jws).payload)
    except KnownError:
        return None
