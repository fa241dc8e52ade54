"""A device hands its records over exactly once, whatever becomes of the answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.domain.certificate import CertificateState
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.services.awards.listing import card
from assessor_app.services.records.check import check_records
from assessor_app.services.syncing.conversation import Synced
from assessor_app.services.syncing.sync import sync
from enrolled import Wire, certified, cut, join, lost, never, twice
from made import an_issuer
from story import Story, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


@pytest.fixture
def wire(story: Story, tmp_path: Path) -> Iterator[Wire]:
    folder = tmp_path / "issuer"
    folder.mkdir()
    store = open_store(read_url(file_url(folder).render_as_string(hide_password=False)))
    yield Wire(issuer=an_issuer(store, folder, now=story.clock.moment), clock=story.clock.now)
    store.close()


def synced(story: Story, wire: Wire, *, wait: float = 60) -> Synced:
    return sync(story.device.syncing, wire, wait=wait, pause=lambda _seconds: None)


def whole(story: Story, found: Synced, wire: Wire) -> None:
    """Everything accepted, on both sides the same."""
    count = found.count
    assert found.error is None, found.error
    assert count.closes
    assert (count.unsent, count.held, count.rejected) == (0, 0, 0)
    assert wire.count() == vars(count)
    assert check_records(story.device.tables.records, story.device.tables.waiting).ok


def test_records_go_up_and_the_paper_is_registered_as_it_was_printed(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    number = certified(story)
    before = story.device.tables.certificates.get(number)
    found = synced(story, wire)
    whole(story, found, wire)
    assert found.settled
    assert found.tally.sent == found.count.captured
    shown = card(story.device.awards, story.device.tables.office, number)
    assert shown.row.state is CertificateState.REGISTERED
    after = story.device.tables.certificates.get(number)
    assert (after.qr, after.page) == (before.qr, before.page)


def test_a_second_sync_sends_nothing(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    certified(story)
    synced(story, wire)
    sent = len(wire.carried)
    again = synced(story, wire)
    whole(story, again, wire)
    assert (again.tally.sent, len(wire.carried)) == (0, sent + 1)
    assert len(wire.carried[-1]) < 2_500


@pytest.mark.parametrize("fault", [lost, never, twice, cut], ids=lambda fault: fault.__name__)
def test_whatever_happens_on_the_way_each_record_arrives_once(
    story: Story, wire: Wire, fault: object
) -> None:
    join(story, wire.issuer)
    certified(story)
    wire.faults = [fault] * 2  # type: ignore[list-item]  # the parameter is one of the faults
    whole(story, synced(story, wire), wire)


def test_without_a_network_all_stays_and_goes_later(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    certified(story)
    wire.faults = [never] * 4
    away = synced(story, wire)
    assert away.error is not None
    assert away.error.code == "issuer-slow"
    assert away.count.unsent == away.count.captured
    whole(story, synced(story, wire), wire)
    assert [run.code for run in story.device.tables.runs.runs(most=5)] == ["", "issuer-slow"]
