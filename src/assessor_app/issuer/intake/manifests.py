"""Evidence: manifests that name its pieces, and the pieces, each an object of its own."""

import json
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from assessor_app.domain.errors import KnownError
from assessor_app.formats.evidence_manifest import EvidenceManifest, EvidenceState, require_sound
from assessor_app.formats.feed import RefusedItem
from assessor_app.issuer.store import discarded, erasures, feed, verdicts, wants
from assessor_app.issuer.store.bodies import centre
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.facts import evidence, evidence_chunk
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.metadata import moment

LOST = "lost"


def take(
    connection: Connection, device: Device, manifest: EvidenceManifest, *, now: datetime
) -> EvidenceState | RefusedItem:
    """Keeps a manifest, once; what is missing of its pieces."""
    try:
        require_sound(manifest)
    except KnownError as error:
        return RefusedItem(code=error.code)
    # What was lost has no address: it is known by what the record has.
    address = manifest.address or manifest.evidence
    own = (evidence.c.centre == device.centre) & (evidence.c.hash == address)
    if connection.execute(select(evidence.c.hash).where(own)).first() is None:
        erased = _is_erased(connection, device.centre, manifest.evidence)
        connection.execute(
            insert(evidence).values(
                centre=device.centre,
                hash=address,
                bytes=manifest.size,
                chunks=len(manifest.pieces),
                manifest=_kept(manifest, with_key=not erased),
                record=manifest.record,
                content=manifest.evidence,
                device=device.id,
                named_at=moment(now),
                stored_at=moment(now) if manifest.lost or erased else None,
            )
        )
        if manifest.lost:
            wants.evidence_is_here(connection, centre=device.centre, content=manifest.evidence)
        close_if_whole(connection, centre_id=device.centre, address=address, now=now)
    return state(connection, centre_id=device.centre, address=address)


def state(connection: Connection, *, centre_id: str, address: str) -> EvidenceState:
    """Which pieces of an address are missing; all of it where no manifest named it."""
    row = connection.execute(
        select(evidence.c.chunks, evidence.c.stored_at).where(
            evidence.c.centre == centre_id, evidence.c.hash == address
        )
    ).one_or_none()
    if row is None:
        return EvidenceState(address=address)
    if row.stored_at is not None:
        return EvidenceState(address=address, closed=True)
    here = set(
        connection.execute(
            select(evidence_chunk.c.number).where(
                evidence_chunk.c.centre == centre_id, evidence_chunk.c.hash == address
            )
        ).scalars()
    )
    missing = [number for number in range(row.chunks) if number not in here]
    return EvidenceState(address=address, missing=missing)


def wanted_by(connection: Connection, *, address: str, number: int, digest: str) -> tuple[str, ...]:
    """The centres that named a piece with this hash at this place, and did not erase it since.

    Raises KnownError: "evidence-no-such-piece", "evidence-piece-differs".
    """
    found = connection.execute(
        select(evidence.c.centre, evidence.c.content, evidence.c.manifest).where(evidence.c.hash == address)
    )
    named = [((row.centre, row.content), json.loads(row.manifest)["pieces"]) for row in found]
    named = [(where, pieces) for where, pieces in named if 0 <= number < len(pieces)]
    if not named:
        raise KnownError("evidence-no-such-piece", place=number)
    wanted = tuple(where for where, pieces in named if pieces[number] == digest)
    if not wanted:
        raise KnownError("evidence-piece-differs", place=number)
    return tuple(where for where, content in wanted if not _is_erased(connection, where, content))


def note_piece(
    connection: Connection, *, centre_id: str, address: str, number: int, size: int, now: datetime
) -> None:
    """A piece lies in the object store; when it was the last one, the evidence is stored."""
    connection.execute(select(centre.c.id).where(centre.c.id == centre_id).with_for_update())
    content = connection.execute(
        select(evidence.c.content).where(evidence.c.centre == centre_id, evidence.c.hash == address)
    ).scalar_one()
    if _is_erased(connection, centre_id, content):
        # Erased while it was being put there.
        discarded.discard(connection, address=address, numbers=[number], at=now)
        return
    own = (evidence_chunk.c.centre == centre_id) & (evidence_chunk.c.hash == address)
    if connection.execute(
        select(evidence_chunk.c.number).where(own, evidence_chunk.c.number == number)
    ).first():
        return
    values = {"centre": centre_id, "hash": address, "number": number, "bytes": size, "at": moment(now)}
    connection.execute(insert(evidence_chunk).values(**values))
    close_if_whole(connection, centre_id=centre_id, address=address, now=now)


def close_if_whole(connection: Connection, *, centre_id: str, address: str, now: datetime) -> None:
    """Marks evidence as stored when every piece is here; whatever waited for it is looked at again."""
    own = (evidence.c.centre == centre_id) & (evidence.c.hash == address)
    row = connection.execute(
        select(evidence.c.chunks, evidence.c.stored_at, evidence.c.content, evidence.c.device).where(own)
    ).one_or_none()
    if row is None or row.stored_at is not None or not row.chunks:
        return
    here = connection.execute(
        select(func.count())
        .select_from(evidence_chunk)
        .where(evidence_chunk.c.centre == centre_id, evidence_chunk.c.hash == address)
    ).scalar_one()
    if here < row.chunks:
        return
    # Its device first, for feeds are held before anything that is judged.
    told = Item(kind="evidence", ref={"address": address})
    feed.append(connection, centre=centre_id, to=row.device, items=[told], at=now)
    connection.execute(update(evidence).where(own).values(stored_at=moment(now)))
    wants.evidence_is_here(connection, centre=centre_id, content=row.content)
    verdicts.wake(connection, centre=centre_id, needed=row.content)


def _is_erased(connection: Connection, centre_id: str, content: str) -> bool:
    return erasures.is_erased(connection, centre=centre_id, subject=erasures.of_evidence(content))


def _kept(manifest: EvidenceManifest, *, with_key: bool) -> bytes:
    told = {
        "record": manifest.record,
        "evidence": manifest.evidence,
        "media": manifest.media,
        "address": manifest.address,
        "size": manifest.size,
        "pieces": manifest.pieces,
        "key": manifest.key if with_key else None,
        "salt": manifest.salt if with_key else None,
        LOST: manifest.lost,
    }
    return json.dumps(told, sort_keys=True).encode("utf-8")
