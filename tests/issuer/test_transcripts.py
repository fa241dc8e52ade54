"""Transcripts that devices ask for: signed off the path of any request, each once, kept until the device has them."""

import json
import threading
from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.answer import PaperState
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.feed import Page, TranscriptItem
from assessor_app.formats.items import Item
from assessor_app.formats.piece import Piece, data_of
from assessor_app.issuer.credentials import kept, transcripts
from assessor_app.issuer.credentials.at_once import make_all_due
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.credentials.transcripts import sign_transcripts_due
from assessor_app.issuer.intake.receiving import receive
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.changing import change
from assessor_app.issuer.store import transcripts as queue
from assessor_app.issuer.store.facts import assessment, record
from assessor_app.issuer.store.transcripts import transcript, transcript_file
from caller import Caller
from office import Office, items_of, joined
from samples import NOW
from scribe import Scribe


@pytest.fixture
def known(office: Office, lone: SimpleNamespace) -> Caller:
    """A device whose papers are registered and have credentials."""
    caller = joined(office, lone)
    caller.send(items_of(lone), office.receive)
    office.judge()
    issue_due(office.issuer.store, vault=office.issuer.vault, badges=FormBadges(), now=NOW)
    return caller


@pytest.fixture
def learner(office: Office, known: Caller) -> str:
    """Whose papers those of `known` are."""
    assert known.chain
    with office.issuer.store.read() as connection:
        return str(connection.execute(select(assessment.c.learner).limit(1)).scalar_one())


def asks(caller: Caller, office: Office, *learners: str) -> list[Item]:
    return caller.send([caller.ask(transcripts=list(learners))], office.receive)


def sign(office: Office, **given: object) -> int:
    signed = sign_transcripts_due(
        office.issuer.store,
        vault=office.issuer.vault,
        **{"now": NOW, **given},  # type: ignore[arg-type]
    )
    assert not signed.faults, signed.faults
    return signed.count


def came(items: Sequence[Item]) -> tuple[list[TranscriptItem], list[dict[str, object]]]:
    """The transcripts that an answer tells of, and what is in their pieces."""
    told = [one for one in items if isinstance(one, TranscriptItem)]
    pieces = [one for one in items if isinstance(one, Piece) and one.what == "transcript"]
    return told, [json.loads(data_of(one)) for one in pieces]


def rows(office: Office) -> tuple[int, int]:
    with office.issuer.store.read() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(one)).scalar_one()
            for one in (transcript, transcript_file)
        ]
        return counts[0], counts[1]


def through(items: Sequence[Item]) -> int:
    (page,) = (one for one in items if isinstance(one, Page))
    return page.through


def test_a_request_signs_none_and_a_worker_tells_of_it(office: Office, known: Caller, learner: str) -> None:
    assert came(asks(known, office, learner)) == ([], [])
    assert rows(office) == (1, 0)
    assert sign(office) == 1
    assert sign(office) == 0
    answer = asks(known, office, learner)
    told, contents = came(answer)
    assert [one.learner for one in told] == [learner]
    (content,) = contents
    assert content["type"] == ["VerifiableCredential", "ClrCredential"]
    assert rows(office) == (1, 1), "asked for again while it is on its way"
    known.cursor = through(answer)
    assert came(asks(known, office)) == ([], [])
    assert rows(office) == (0, 0), "nothing is kept of what the device has"


def test_workers_share_the_queue_and_sign_each_once(office: Office, known: Caller, learner: str) -> None:
    asks(known, office, learner, "0" * 32, "1" * 32)
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(sign(office))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 3
    told, contents = came(asks(known, office))
    assert sorted(one.learner for one in told) == sorted([learner, "0" * 32, "1" * 32])
    assert (len(contents), sum(len(one.files) for one in told)) == (1, 1), "of nobody there is no file"


def test_a_worker_that_ended_in_the_middle_loses_its_turn(
    office: Office, known: Caller, learner: str
) -> None:
    asks(known, office, learner)
    with office.issuer.store.write() as connection:
        first = queue.claim(connection, now=NOW)
    assert first is not None
    assert sign(office, now=NOW + timedelta(minutes=1)) == 0
    assert sign(office, now=NOW + timedelta(minutes=11)) == 1
    with office.issuer.store.write() as connection:
        assert not queue.is_mine(connection, first), "whoever comes back late finds that it is done"


def test_what_was_withdrawn_while_it_was_signed_is_not_in_it(
    office: Office, known: Caller, learner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks(known, office, learner)
    real, once = transcripts._signed, [True]

    def slow(*given: object, **more: object) -> tuple[bytes, ...]:
        files = real(*given, **more)  # type: ignore[arg-type]
        if once.pop() if once else False:
            with office.issuer.store.write() as connection:
                (made,) = kept.standing(connection)
                paper = entries.by_digest(connection, made.digest)
                assert paper is not None
                change(connection, paper, PaperState.REVOKED, now=NOW)
        return files

    monkeypatch.setattr(transcripts, "_signed", slow)
    sign(office)
    (told,), contents = came(asks(known, office))
    assert (told.files, contents) == ([], [])


def test_a_bug_in_one_blocks_none_behind_it(
    office: Office, known: Caller, learner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks(known, office, learner, "0" * 32)
    real = transcripts._signed

    def fails(connection: object, made: Sequence[object], **more: object) -> tuple[bytes, ...]:
        if made:
            raise RuntimeError("a bug")
        return real(connection, made, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(transcripts, "_signed", fails)
    signed = sign_transcripts_due(office.issuer.store, vault=office.issuer.vault, now=NOW)
    assert (signed.count, [str(one) for one in signed.faults]) == (2, ["a bug"])
    told, _contents = came(asks(known, office))
    assert [one.files for one in told] == [[], []]


def test_erasing_takes_what_is_on_its_way_along(office: Office, known: Caller, learner: str) -> None:
    asks(known, office, learner)
    sign(office)
    assert rows(office) == (1, 1)
    with office.issuer.store.read() as connection:
        chosen = select(record.c.id).where(record.c.type == RecordType.CERTIFICATE_ISSUED.value)
        papers = list(connection.execute(chosen.order_by(record.c.seq)).scalars())
    scribe = Scribe(key=known.key, chain=known.chain)
    for paper in papers:
        scribe.write(RecordType.ERASED.value, about={"record": paper}, body={"why": "request"})
    known.send(scribe.items, office.receive)
    office.judge()
    assert rows(office) == (0, 0)
    assert came(asks(known, office, learner)) == ([], [])
    sign(office, now=NOW + timedelta(seconds=1))
    assert [one.files for one in came(asks(known, office))[0]] == [[]]


def test_a_stick_brings_it_with_the_same_answer(office: Office, known: Caller, learner: str) -> None:
    store, vault = office.issuer.store, office.issuer.vault
    envelope = known.envelope([known.ask(transcripts=[learner])])
    received = receive(
        store,
        envelope,
        vault=vault,
        now=NOW,
        meanwhile=lambda: make_all_due(store, vault=vault, badges=FormBadges(), now=NOW),
    )
    told, contents = came(known.read(received.answer))
    assert ([one.learner for one in told], len(contents)) == ([learner], 1)


def test_one_device_fills_no_queue_and_what_nobody_fetches_goes(office: Office, known: Caller) -> None:
    for turn in range(12):
        asks(known, office, *(f"{5 * turn + place:032x}" for place in range(5)))
    assert rows(office) == (queue.MOST_WAITING, 0)
    with office.issuer.store.write() as connection:
        queue.expire(connection, now=NOW + timedelta(days=queue.DAYS - 1))
    assert rows(office)[0] == queue.MOST_WAITING
    with office.issuer.store.write() as connection:
        assert queue.waiting(connection) == queue.MOST_WAITING
        queue.expire(connection, now=NOW + timedelta(days=queue.DAYS + 1))
    assert rows(office) == (0, 0)
