"""Evidence in an object store: a real S3-compatible server, a real process of the issuer, a real device."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import obstore
import pytest
from obstore.store import from_url
from sqlalchemy import select

from assessor_app.device.syncing import carrier
from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import EvidenceAsked, SyncPolicy
from assessor_app.issuer.erasing.discard import discard_due
from assessor_app.issuer.erasing.erase import erase_evidence
from assessor_app.issuer.intake.pieces import open_pieces, piece_path, read_place
from assessor_app.issuer.store import settings
from assessor_app.issuer.store.engine import Store, file_url, open_store, read_url
from assessor_app.issuer.store.facts import evidence
from assessor_app.services.syncing.conversation import Synced
from assessor_app.services.syncing.sync import sync
from enrolled import certified, join
from made import an_issuer
from running import serving
from s3 import BUCKET, s3
from story import Story, TestClock, begin
from tls import free_port

pytestmark = pytest.mark.slow
FILM = b"\x00\x00\x00\x18ftypisom" + bytes(range(256)) * 9_000  # some 2.2 MiB: three pieces
PLACE = f"s3://{BUCKET}/issuer"


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state", clock=TestClock(moment=datetime.now(UTC)))
    yield found
    found.device.close()


def synced(story: Story) -> Synced:
    with carrier(story.device) as network:
        return sync(story.device.syncing, network, wait=20, pause=lambda _seconds: None)


def test_pieces_lie_in_the_bucket_and_what_it_missed_goes_when_it_is_back(
    story: Story, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, kept, port = tmp_path / "issuer", tmp_path / "bucket", free_port()
    for folder in (home, kept):
        folder.mkdir()
    database = file_url(home).render_as_string(hide_password=False)
    store = open_store(read_url(database))
    issuer = an_issuer(store, home, now=datetime.now(UTC))
    with s3(repository, kept, port=port) as bucket:
        for name, value in bucket.environment.items():
            monkeypatch.setenv(name, value)
        assert read_place(PLACE) == PLACE
        with store.write() as connection:
            settings.put(connection, "evidence", PLACE)
    with serving(database, home) as running:
        join(story, issuer, url=running.url)
        with story.device.store.atomic():
            story.device.tables.enrolment.put_policy(SyncPolicy(evidence=EvidenceAsked.ALL), catalogue=1)
        certified(story, evidence=[FILM, b"%PDF-1.7 a task sheet"])
        away = synced(story)
        assert away.error is not None
        assert away.error.code == "issuer-away"
        assert (away.count.unsent, away.evidence.unsent, away.evidence.stored) == (0, 2, 0), "results first"
        with s3(repository, kept, port=port):
            back = synced(story)
            assert back.error is None
            assert (back.evidence.unsent, back.evidence.stored, back.settled) == (0, 2, True)
            objects = from_url(PLACE)
            found = [one["path"] for page in obstore.list(objects) for one in page]
            assert len(found) == 4
            for address in {path.split("/")[1] for path in found}:
                count = sum(address in path for path in found)
                whole = b"".join(
                    bytes(obstore.get(objects, piece_path(address, place)).bytes()) for place in range(count)
                )
                assert sha256(whole).hexdigest() == address
                assert b"ftypisom" not in whole, "encrypted by the device"
    store.close()


def test_what_is_erased_goes_from_the_bucket_and_waits_for_it_while_it_is_away(
    story: Story, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Retention at the issuer, by its own command and process; other evidence in the same bucket stays."""
    home, kept, port = tmp_path / "issuer", tmp_path / "bucket", free_port()
    for folder in (home, kept):
        folder.mkdir()
    database = file_url(home).render_as_string(hide_password=False)
    store = open_store(read_url(database))
    issuer = an_issuer(store, home, now=datetime.now(UTC))
    sheet = b"%PDF-1.7 a task sheet"
    with s3(repository, kept, port=port) as bucket:
        for name, value in bucket.environment.items():
            monkeypatch.setenv(name, value)
        with store.write() as connection:
            settings.put(connection, "evidence", PLACE)
        with serving(database, home) as running:
            join(story, issuer, url=running.url)
            with story.device.store.atomic():
                story.device.tables.enrolment.put_policy(SyncPolicy(evidence=EvidenceAsked.ALL), catalogue=1)
            certified(story, evidence=[FILM, sheet])
            assert synced(story).settled
        before = objects()
        film = address_of(store, pieces=3)
        mine = {path for path in before if film in path}
        assert (len(mine), len(before)) == (3, 4)
        erase(store, film)
        pieces = open_pieces(store, home)
        assert pieces is not None
    with pytest.raises(KnownError) as away:
        discard_due(store, pieces)
    assert away.value.code == "evidence-store-away"
    with s3(repository, kept, port=port):
        assert objects() == before, "nothing is half gone"
        assert (discard_due(store, pieces), discard_due(store, pieces)) == (3, 0)
        assert objects() == before - mine
    store.close()


def objects() -> set[str]:
    """The paths of everything in the bucket, as another program lists them."""
    return {one["path"] for page in obstore.list(from_url(PLACE)) for one in page}


def address_of(store: Store, *, pieces: int) -> str:
    """The address of the evidence that came in so many pieces."""
    with store.read() as connection:
        return str(
            connection.execute(select(evidence.c.hash).where(evidence.c.chunks == pieces)).scalar_one()
        )


def erase(store: Store, address: str) -> None:
    with store.write() as connection:
        row = connection.execute(
            select(evidence.c.centre, evidence.c.content).where(evidence.c.hash == address)
        ).one()
        assert erase_evidence(
            connection, centre=row.centre, content=row.content, by="test", now=datetime.now(UTC)
        )
