"""Erasing at the issuer: personal parts with what was made of them, and evidence. Records stay, and so do chains."""

import json
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from assessor_app.issuer.store import audit, discarded, erasures, transcripts, wants
from assessor_app.issuer.store.between import paper_page, stranded
from assessor_app.issuer.store.cases import learner
from assessor_app.issuer.store.credentials import credential
from assessor_app.issuer.store.facts import assessment, entry, evidence, evidence_chunk, personal, record
from assessor_app.issuer.store.metadata import moment
from assessor_app.issuer.store.qualifications import centre_of_part, qualification, qualification_part
from assessor_app.issuer.store.wants import Want

_ITS_PARTS = (qualification_part.c.centre == qualification.c.centre) & (
    qualification_part.c.award == qualification.c.award
)


def erase_personal(
    connection: Connection, *, centre: str, chain: str, seq: int, by: str, now: datetime
) -> bool:
    """The personal part of one record, the page and the credential of its paper, and the learner's name once no part has it.

    It is taken in no more, and asked for no more. False where it was erased before. `by` is the id of the record that asks,
    or a clock.
    """
    subject = erasures.of_personal(chain, seq)
    if not erasures.note(connection, centre=centre, subject=subject, by=by, at=now):
        return False
    for table in (personal, paper_page):
        connection.execute(
            delete(table).where(table.c.centre == centre, table.c.chain == chain, table.c.seq == seq)
        )
    for what in (wants.PERSONAL, wants.PAGE):
        wants.settle(connection, Want(centre=centre, chain=chain, seq=seq, what=what))
    papers = select(entry.c.digest).where(
        entry.c.centre == centre, entry.c.chain == chain, entry.c.seq == seq
    )
    sums = (
        select(qualification.c.digest)
        .join(qualification_part, _ITS_PARTS)
        .join(
            entry,
            (entry.c.centre == centre_of_part) & (entry.c.award == qualification_part.c.part),
        )
        .where(entry.c.centre == centre, entry.c.chain == chain, entry.c.seq == seq)
    )
    # That of a qualification holds the name as its papers do, and may be another centre's.
    own = (credential.c.centre == centre) & credential.c.digest.in_(papers)
    connection.execute(
        update(credential).where(own | credential.c.digest.in_(sums)).values(content=None, jwt=None)
    )
    transcripts.forget_signed(connection, centre=centre)
    connection.execute(
        update(stranded)
        .where(stranded.c.centre == centre, stranded.c.chain == chain, stranded.c.seq == seq)
        .values(personal=None)
    )
    audit.note(
        connection, "personal-erased", by=by, subject=f"{chain}/{seq}", at=now, detail={"centre": centre}
    )
    return True


def erase_evidence(connection: Connection, *, centre: str, content: str, by: str, now: datetime) -> bool:
    """A piece of evidence (by the hash that records have): key and salt at once, its objects as soon as the object store takes it.

    What is announced or sent of it later is not kept. False where it was erased before.
    """
    subject = erasures.of_evidence(content)
    if not erasures.note(connection, centre=centre, subject=subject, by=by, at=now):
        return False
    this = (evidence.c.centre == centre) & (evidence.c.content == content)
    rows = connection.execute(
        select(evidence.c.hash, evidence.c.manifest, evidence.c.stored_at).where(this)
    ).all()
    for row in rows:
        bare = json.loads(row.manifest) | {"key": None, "salt": None}
        # Whoever is still sending it need not go on.
        values = {"manifest": json.dumps(bare, sort_keys=True).encode("utf-8")}
        connection.execute(
            update(evidence)
            .where(this, evidence.c.hash == row.hash)
            .values(**values, stored_at=row.stored_at or moment(now))
        )
        _drop_pieces(connection, centre=centre, address=row.hash, now=now)
    wants.evidence_is_here(connection, centre=centre, content=content)
    audit.note(connection, "evidence-erased", by=by, subject=content, at=now, detail={"centre": centre})
    return True


def _drop_pieces(connection: Connection, *, centre: str, address: str, now: datetime) -> None:
    its = (evidence_chunk.c.centre == centre) & (evidence_chunk.c.hash == address)
    numbers = connection.execute(select(evidence_chunk.c.number).where(its)).scalars().all()
    connection.execute(delete(evidence_chunk).where(its))
    discarded.discard(connection, address=address, numbers=numbers, at=now)


def forget_name(connection: Connection, *, centre: str, learner_id: str) -> None:
    """Empties what is known of a learner once no record of theirs has its personal part here any more."""
    works = select(assessment.c.record).where(
        assessment.c.centre == centre, assessment.c.learner == learner_id
    )
    awards = select(assessment.c.award).where(
        assessment.c.centre == centre, assessment.c.learner == learner_id
    )
    of_works = (
        select(personal.c.seq)
        .join(
            record,
            (record.c.centre == personal.c.centre)
            & (record.c.chain == personal.c.chain)
            & (record.c.seq == personal.c.seq),
        )
        .where(personal.c.centre == centre, record.c.id.in_(works))
    )
    of_papers = (
        select(personal.c.seq)
        .join(
            entry,
            (entry.c.centre == personal.c.centre)
            & (entry.c.chain == personal.c.chain)
            & (entry.c.seq == personal.c.seq),
        )
        .where(personal.c.centre == centre, entry.c.award.in_(awards))
    )
    if connection.execute(of_works).first() or connection.execute(of_papers).first():
        return
    nothing = dict.fromkeys(("number", "number_key", "name", "name_key", "mark_kind", "mark_value"), "")
    connection.execute(
        update(learner).where(learner.c.centre == centre, learner.c.id == learner_id).values(**nothing)
    )
