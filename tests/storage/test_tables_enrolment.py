"""The issuer that a device belongs to: one in force, a cursor that only goes on, counters that are never given twice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3

from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import EvidenceAsked, Registration, SyncPolicy
from assessor_app.services.enrolling.ports import Enrolment, PendingRequest
from story import ADMIN, Story, begin

AT = "2026-11-22T09:00:00+00:00"
ISSUER = "did:web:issuer.example"


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "data", tmp_path / "state")
    yield made
    made.device.close()


def an_enrolment(story: Story) -> Enrolment:
    return Enrolment(
        issuer=ISSUER,
        name="Example Awarding Body",
        url="https://issuer.example",
        centre="c-1",
        device=story.device.tables.records.active_chain().id,
        box=b"p" * 32,
        issuer_box=b"i" * 32,
        cursor=0,
        catalogue=3,
        policy=SyncPolicy(registration=Registration.AFTER_APPROVAL, evidence=EvidenceAsked.SAMPLE),
        enrolled_at=AT,
        by=ADMIN,
    )


def a_request(number: int) -> PendingRequest:
    return PendingRequest(
        id=f"{number:032x}",
        purpose="enrol",
        url="https://issuer.example",
        chain=f"{number + 100:032x}",
        public=b"k" * 32,
        seed=b"s" * 32,
        box=b"b" * 32,
        code=b"c" * 32,
        text="e30.e30.e30",
        made_at=AT,
        by=ADMIN,
    )


def test_a_device_stands_alone_until_it_joins(story: Story) -> None:
    table = story.device.tables.enrolment
    assert table.current() is None
    assert table.cursor() == 0
    assert not table.move_cursor(4, after=0)
    joined = an_enrolment(story)
    table.join(joined)
    assert table.current() == joined


def test_the_cursor_moves_only_from_where_it_stands_and_never_back(story: Story) -> None:
    table = story.device.tables.enrolment
    table.join(an_enrolment(story))
    assert table.move_cursor(7, after=0)
    assert not table.move_cursor(9, after=3)
    assert table.cursor() == 7
    with pytest.raises(sqlcipher3.DatabaseError, match="frozen: enrolment"):
        table.move_cursor(2, after=7)
    with pytest.raises(sqlcipher3.DatabaseError, match="frozen: enrolment"):
        table.join(an_enrolment(story))


def test_joining_another_issuer_leaves_the_one_before(story: Story) -> None:
    table = story.device.tables.enrolment
    table.join(an_enrolment(story))
    other = replace(an_enrolment(story), issuer="did:web:other.example", name="Other Body")
    table.join(other)
    assert table.current() == other
    table.join(an_enrolment(story))
    assert table.current() == an_enrolment(story)
    connection = story.device.store.raw()
    assert connection.execute("SELECT count(*) FROM enrolment").fetchone()[0] == 2


def test_what_the_issuer_asks_and_where_it_is_may_change(story: Story) -> None:
    table = story.device.tables.enrolment
    table.join(an_enrolment(story))
    policy = SyncPolicy(registration=Registration.AFTER_EVIDENCE, remarks=True, renew_after_days=30)
    table.put_policy(policy, catalogue=4)
    table.put_address("")
    now = table.current()
    assert now is not None
    assert (now.policy, now.catalogue, now.url) == (policy, 4, "")


def test_a_counter_is_given_once_even_when_the_envelope_is_never_sent(story: Story) -> None:
    table, other = story.device.tables.enrolment, "d" * 32
    assert [table.next_counter(ISSUER) for _ in range(3)] == [1, 2, 3]
    assert table.next_counter(other) == 1
    assert table.next_counter(ISSUER) == 4
    with pytest.raises(sqlcipher3.DatabaseError, match="frozen: envelope_counter"):
        story.device.store.raw().execute("UPDATE envelope_counter SET last = 2 WHERE receiver = ?", (ISSUER,))


def test_one_request_is_open_and_its_keys_go_with_its_end(story: Story) -> None:
    table = story.device.tables.enrolment
    assert table.pending() is None
    first, second = a_request(1), a_request(2)
    table.ask(first)
    assert table.pending() == first
    table.ask(second)
    assert table.pending() == second
    table.readdress(second.id, "")
    assert table.pending() == replace(second, url="")
    table.close_request(second.id, answered=True, at=AT)
    assert table.pending() is None
    kept = story.device.store.raw().execute(
        "SELECT state, private, box, code FROM enrolment_request ORDER BY id"
    )
    assert kept.fetchall() == [("dropped", None, None, None), ("answered", None, None, None)]


def test_a_transaction_that_fails_takes_its_counter_back(story: Story) -> None:
    table = story.device.tables.enrolment

    def sealing_fails() -> None:
        with story.device.store.atomic():
            table.next_counter(ISSUER)
            raise KnownError("disk-full")

    with pytest.raises(KnownError):
        sealing_fails()
    assert table.next_counter(ISSUER) == 1
