"""What one record costs does not grow with how many there are."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert

from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.answer import PaperState
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sync_policy import EvidenceAsked, SyncPolicy
from assessor_app.formats.register import bucket_of, decode_bundle
from assessor_app.issuer.credentials.again import sign_again_due
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.credentials.jwts import sign_jwts_due
from assessor_app.issuer.deciding import queue
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.register import entries, published
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.store import records, settings
from assessor_app.issuer.store.engine import file_url, open_store
from assessor_app.issuer.store.facts import entry
from assessor_app.issuer.store.metadata import moment
from assessor_app.issuer.store.migrate import migrate
from assessor_app.services.records.ledger import signing
from assessor_app.services.syncing.sync import sync
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.register import MOST_IN_ONE_BUCKET, lookup, read_register
from enrolled import Wire, certified, join
from samples import CENTRE, NOW
from story import ASSESSOR, Story

GROWS = frozenset(
    {
        "record",
        "personal",
        "receipt",
        "verdict",
        "stands",
        "waits",
        "feed",
        "assessment",
        "award",
        "entry",
        "evidence",
        "evidence_chunk",
        "learner",
        "same_learner",
        "credential",
        "paper_page",
        "wanted",
        "stranded",
        "envelope",
        "audit",
        "erasure",
        "discarded",
    }
)
"""Tables that have a row for each record, paper, learner or envelope."""
OF_WHAT_IS_DUE = "credential_without_jwt"
"""An index that has only those rows for which something is to be done."""
ONE_CENTRE = re.compile(r"\(centre=\?\)$")


@contextmanager
def asked(engine: Engine) -> Iterator[dict[str, Any]]:
    """Every statement of the block, with values that it was given."""
    found: dict[str, Any] = {}

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        found.setdefault(statement, values[0] if isinstance(values, list) else values)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def walks(engine: Engine, found: dict[str, Any]) -> list[str]:
    """Of these statements, each that reads a table that grows from end to end, or all that a centre has in it."""
    walked = []
    with engine.connect() as connection:
        for statement, values in found.items():
            if not re.match(r"\s*(SELECT|UPDATE|DELETE|INSERT)", statement):
                continue
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            for step in (row[3] for row in plan):
                act, table, *_how = step.split()
                whole = act == "SCAN" or (act == "SEARCH" and ONE_CENTRE.search(step))
                if whole and table in GROWS and OF_WHAT_IS_DUE not in step:
                    walked.append(f"{step} | {' '.join(statement.split())}")
    return walked


def test_a_record_is_found_by_its_id_without_walking_through_its_centre(tmp_path: Path) -> None:
    store = open_store(file_url(tmp_path))
    migrate(store)
    with asked(store.engine) as found, store.read() as connection:
        records.of_id(connection, centre=CENTRE, record_id="1" * 32)
    with store.read() as connection:
        statement, values = next(one for one in found.items() if "FROM record" in one[0])
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    store.close()
    assert any("record_by_id" in str(row) for row in plan), plan


def test_nothing_that_an_answer_or_a_verdict_asks_walks_through_what_is_stored(
    story: Story, wire: Wire
) -> None:
    """A certificate with evidence is handed over, held, registered and answered, and its credential is made."""
    store, vault = wire.issuer.store, wire.issuer.vault
    with store.write() as connection:
        settings.put(connection, "policy", "after-evidence")
    join(story, wire.issuer)
    with story.device.store.atomic():
        story.device.tables.enrolment.put_policy(SyncPolicy(evidence=EvidenceAsked.ALL), catalogue=1)
    certified(story, evidence=[b"%PDF-1.7 a task sheet"])
    with asked(store.engine) as found:
        assert sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None).settled
        now = story.clock.now()
        assert issue_due(store, vault=vault, badges=FormBadges(), now=now).count == 1
        assert sign_again_due(store, vault=vault, now=now).count == 0
        assert sign_jwts_due(store, vault=vault, now=now) == 0
        with signing(story.device.ledger, clock_confirmed=True) as pen:
            pen.sign(
                RecordType.NAME_CHECKED,
                by=ASSESSOR,
                about={"learner": "1" * 32},
                personal={"name": "Amina Bello"},
            )
        assert sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None).settled
    assert len(found) > 100, "what was asked was heard"
    assert walks(store.engine, found) == []


@pytest.mark.parametrize("shelf", [queue.Shelf.DECIDE, queue.Shelf.REJECTED])
def test_a_list_for_people_reads_what_waits_and_not_what_is_stored(wire: Wire, shelf: queue.Shelf) -> None:
    with asked(wire.issuer.store.engine) as found, wire.issuer.store.read() as connection:
        queue.lengths(connection)
        queue.listed(connection, shelf, centre=CENTRE)
    assert walks(wire.issuer.store.engine, found) == []


def papers(number: int) -> list[dict[str, object]]:
    """Rows of a register with so many papers."""
    rows = []
    for n in range(number):
        digest = sha256(n.to_bytes(16, "big")).hexdigest()
        row = Paper(
            centre=CENTRE,
            digest=digest,
            state=PaperState.REGISTERED.value,
            on_day="2026-09-14",
            successor=None,
            number=f"ELE{n:08d}",
            award=digest[:32],
            chain="2" * 32,
            seq=n + 1,
        )
        place = bucket_of(bytes.fromhex(digest), entries.BITS)
        rows.append({**vars(row), "bucket": place, "changed_at": moment(NOW)})
    return rows


def test_a_large_register_is_made_again_of_what_changed_alone(wire: Wire) -> None:
    """Its bytes are those of one for which every paper was read, but for its times and its signature."""
    store, vault = wire.issuer.store, wire.issuer.vault
    rows = papers(MOST_IN_ONE_BUCKET + 200)
    with store.write() as connection:
        connection.execute(insert(entry), rows)
        first = published.publish(connection, vault=vault, now=NOW)
        changed = entries.by_digest(connection, str(rows[7]["digest"]))
        assert changed is not None
        entries.change(connection, changed, PaperState.REVOKED, on=NOW.date(), successor=None, at=NOW)
    alike = sum(row["bucket"] == rows[7]["bucket"] for row in rows)
    with asked(store.engine) as found, store.write() as connection:
        again = published.publish(connection, vault=vault, now=NOW)
    assert walks(store.engine, found) == []
    with store.write() as connection:
        renewed = published.publish(connection, vault=vault, now=NOW)
        whole = published.publish(connection, vault=vault, now=NOW, whole=True)
        trust = TrustStore.of([read_anchor_list(anchors.newest_text(connection))])
    read = [(one.papers, one.buckets) for one in (first, again, renewed, whole)]
    assert read == [(len(rows), 4096), (alike, 1), (0, 0), (len(rows), 4096)]
    before, *same = (decode_bundle(one.register.content).buckets for one in (first, again, renewed, whole))
    assert same == [same[-1]] * 3
    assert [place for place in range(4096) if before[place] != same[0][place]] == [rows[7]["bucket"]]
    told = lookup(read_register(again.register.content, trust=trust), (7).to_bytes(16, "big"))
    assert told is not None
    assert told.state is PaperState.REVOKED
    made = [read_register(one.register.content, trust=trust).as_of for one in (first, again, renewed, whole)]
    assert made == sorted(set(made)), "each is newer than the one before"


def test_a_walk_is_seen(wire: Wire) -> None:
    """The check itself: to make a small register every paper is read."""
    store = wire.issuer.store
    with asked(store.engine) as found, store.write() as connection:
        published.publish(connection, vault=wire.issuer.vault, now=wire.clock())  # type: ignore[arg-type]  # the story's clock
    assert [step.split(" | ")[0] for step in walks(store.engine, found)] == ["SCAN entry"]
