"""A real device with a real encrypted store that has as many unsent records as wanted: signed, chained, as the ledger keeps them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assessor_app.domain.record_types import RecordType
from assessor_app.formats import compact, signed_record
from assessor_app.formats.personal import open_sealed, seal
from assessor_app.formats.signed_record import Record, link
from assessor_app.services.records.ledger import signing
from assessor_app.services.records.ports import KeptRecord
from assessor_app.trust.jws import Typ, sign
from assessor_app.trust.keys import SigningKey
from enrolled import certified, join
from made import Issuer
from story import ASSESSOR, Story, begin

_AT_ONCE = 5_000
_KINDS = (RecordType.ACKNOWLEDGED, RecordType.NAME_CHECKED)


@contextmanager
def a_device(folder: Path, issuer: Issuer, url: str) -> Iterator[Story]:
    """Enrolled, with one learner assessed, certified and printed."""
    story = begin(folder / "data", folder / "state")
    story.clock.moment = datetime.now(UTC).replace(microsecond=0)
    join(story, issuer, url=url)
    certified(story)
    yield story
    story.device.close()


def fill(story: Story, number: int) -> float:
    """Signs so many small records on the chain in use: by turns that a learner acknowledged a decision, and that another's name was checked.

    The rows are the ledger's own, a few thousand in a transaction. Bytes of a record as it is handed over (these keep their
    personal part at home).
    """
    records = story.device.tables.records
    known = _said(story)
    size = 0
    for start in range(0, number, _AT_ONCE):
        chain = records.active_chain()
        key, seq, prev = SigningKey(chain.seed), chain.head_seq, chain.head_hash
        with story.device.store.atomic():
            for turn in range(start, min(start + _AT_ONCE, number)):
                record, personal = known[turn % len(known)]
                about = {"learner": secrets.token_hex(16)} if turn % len(known) else record.about
                seq += 1
                kept = _signed(record, personal, key=key, chain=chain.id, seq=seq, prev=prev, about=about)
                records.add(kept, about=about)
                prev = kept.hash
                size += len(kept.jws)
    _raise_mark(story)
    return size / number


def _signed(
    record: Record,
    personal: dict[str, Any] | None,
    *,
    key: SigningKey,
    chain: str,
    seq: int,
    prev: str,
    about: dict[str, str],
) -> KeptRecord:
    sealed = None if personal is None else seal(personal)
    made = Record(
        type=record.type,
        id=secrets.token_hex(16),
        chain=chain,
        seq=seq,
        prev=prev,
        at=record.at,
        elapsed=record.elapsed,
        boot=record.boot,
        seen=record.seen,
        by=record.by,
        about=about,
        needs=record.needs,
        body=record.body,
        personal=sealed.digest if sealed else None,
    )
    text = sign(signed_record.encode(made), typ=Typ.RECORD, key=key)
    return KeptRecord(
        chain=chain,
        seq=seq,
        id=made.id,
        type=made.type,
        jws=text,
        hash=link(text),
        personal=sealed.blob if sealed else None,
        made_at=made.at,
        by=made.by,
    )


def _said(story: Story) -> list[tuple[Record, dict[str, Any] | None]]:
    """What the device wrote itself of these kinds."""
    records = story.device.tables.records
    kept = {one.type: one for one in records.of_chain(records.active_chain().id)}
    found = []
    for kind in _KINDS:
        one = kept[kind]
        beside = None if one.personal is None else open_sealed(one.personal)
        found.append((signed_record.decode(compact.split(one.jws).payload), beside))
    return found


def _raise_mark(story: Story) -> None:
    """One more, as the ledger signs it: the mark outside the folder goes along."""
    with signing(story.device.ledger, clock_confirmed=True) as pen:
        about = {"learner": secrets.token_hex(16)}
        pen.sign(RecordType.NAME_CHECKED, by=ASSESSOR, about=about, personal={"name": "Amina Bello"})
