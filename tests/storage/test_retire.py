"""A laptop is retired when nothing is left on it alone, or when all of it is on a stick."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.domain.left_here import LeftHere
from assessor_app.services.enrolling.restarting import restart_chain
from assessor_app.services.enrolling.retire import RetireDesk, asks_for_evidence, left_here, retire
from assessor_app.services.records.check import check_records
from assessor_app.services.records.ledger import require_may_sign
from assessor_app.services.safekeeping.copy import CopyDesk
from assessor_app.services.setup.found import own_root_delegate
from assessor_app.services.syncing.ports import KeptReceipt
from assessor_app.storage.engine import stick
from assessor_app.wording.errors import sentence
from assessor_app.wording.retiring import alone_words
from story import ADMIN, ASSESSOR, PINS, Story, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "data", tmp_path / "state")
    yield made
    made.device.close()


def desk_of(story: Story) -> RetireDesk:
    device = story.device
    return RetireDesk(
        ledger=device.ledger,
        pins=device.pins,
        copies=CopyDesk(
            transactions=device.store,
            settings=device.tables.settings,
            records=device.tables.records,
            work=device.tables.waiting,
            make=partial(stick.make_copy, device.store),
            staff=device.tables.staff,
            clock=device.clock,
        ),
        open_work=lambda: len(device.tables.assessments.unfinished()),
        evidence=device.tables.counted.evidence,
        asks_for_evidence=lambda: False,
    )


def all_sent(story: Story) -> None:
    """As if the issuer had said that it stored everything."""
    chain = story.device.tables.records.active_chain()
    receipt = KeptReceipt(
        hash="e" * 64,
        issuer="did:web:issuer.test",
        chain=chain.id,
        first=1,
        last=chain.head_seq,
        head=chain.head_hash,
        at=chain.head_at,
        text="e30.e30.e30",
    )
    assert story.device.tables.states.keep_receipt(receipt, came_at=chain.head_at)


def test_it_is_refused_while_anything_exists_there_alone(story: Story) -> None:
    desk = desk_of(story)
    story.add_learner("Amina Bello", "2031")
    _sitting, entries = story.open_sitting()
    story.start(entries[0])
    assert left_here(desk) == LeftHere(records=2, open=1, evidence=0, asked=False)
    with pytest.raises(KnownError) as refused:
        retire(desk, by=ADMIN, pin=PINS[ADMIN])
    assert (refused.value.code, refused.value.details["open"]) == ("retire-unsent", 1)
    assert sentence(refused.value) == (
        "On this device alone: 2 unsent records, 1 open assessment. Sync and finish what is open first, or copy everything to a stick."
    )
    all_sent(story)
    with pytest.raises(KnownError, match="retire-unsent"):
        retire(desk, by=ADMIN, pin=PINS[ADMIN])
    require_may_sign(story.device.ledger)


def test_evidence_that_nobody_asks_for_goes_to_a_stick_and_by_no_sync() -> None:
    told = alone_words(LeftHere(records=0, open=0, evidence=12, asked=False))
    assert told == (
        "On this device alone: 12 pieces of evidence. Nobody asks for it, so it stays here: copy everything to a stick."
    )
    assert "Sync" in alone_words(LeftHere(records=0, open=0, evidence=12, asked=True))
    assert not asks_for_evidence(None)


def test_only_an_administrator_with_the_pin_retires(story: Story) -> None:
    all_sent(story)
    with pytest.raises(KnownError, match="not-allowed"):
        retire(desk_of(story), by=ASSESSOR, pin=PINS[ASSESSOR])
    with pytest.raises(KnownError, match="pin-wrong"):
        retire(desk_of(story), by=ADMIN, pin="0000")
    require_may_sign(story.device.ledger)


def test_a_retired_device_signs_nothing_until_it_begins_anew(story: Story) -> None:
    all_sent(story)
    assert retire(desk_of(story), by=ADMIN, pin=PINS[ADMIN]) is None
    story.add_learner("Amina Bello", "2031")
    with pytest.raises(KnownError, match="chain-retired"):
        story.open_sitting()
    device = story.device
    delegate = own_root_delegate(device.founding, device.tables.settings.centre())
    restart_chain(device.enrolling, device.pins, by=ADMIN, pin=PINS[ADMIN], delegate=delegate)
    story.open_sitting()
    assert check_records(device.tables.records, device.tables.waiting).ok


def test_what_exists_there_alone_goes_on_a_stick(story: Story, tmp_path: Path) -> None:
    story.add_learner("Amina Bello", "2031")
    _sitting, entries = story.open_sitting()
    story.start(entries[0])
    out = tmp_path / "stick"
    out.mkdir()
    copy = retire(desk_of(story), by=ADMIN, pin=PINS[ADMIN], stick=out)
    assert copy is not None
    assert (copy.records, copy.open) == (2, 1)
    assert [path.name for path in out.iterdir()] == [copy.file]
    with pytest.raises(KnownError, match="chain-retired"):
        require_may_sign(story.device.ledger)
