"""The top bar says how things stand, and what it says is true."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.desktop.standing import Stands, read_standing, state_words
from assessor_app.device import open_device
from assessor_app.domain.count import Count
from assessor_app.domain.errors import KnownError
from assessor_app.services.records.ports import RETIRED_CHAIN
from assessor_app.services.syncing.ports import SyncCarrier
from assessor_app.services.syncing.schedule import Link, Standing
from story import Story, TestClock, begin

ONLINE, OFFLINE = Link(reachable=True), Link(reachable=False)
PAID = Link(reachable=True, metered=True)


def stands(
    *,
    unsent: int = 0,
    held: int = 0,
    rejected: int = 0,
    contact: Standing | None = None,
    **others: bool | int,
) -> Stands:
    count = Count(captured=70, unsent=unsent, held=held, accepted=70 - unsent - held, rejected=rejected)
    return Stands(count=count, contact=contact or Standing(), **{"belongs": True, "address": True, **others})  # type: ignore[arg-type]  # each is of its type


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (stands(unsent=70, belongs=False), "Standing alone · 70 waiting · all saved here"),
        (stands(unsent=70, contact=Standing(link=OFFLINE)), "Offline · 70 waiting · all saved here"),
        (stands(unsent=1, contact=Standing()), "1 waiting · all saved here"),
        (stands(contact=Standing(link=ONLINE)), "Online · all handed over · all saved here"),
        (stands(held=3, contact=Standing(link=ONLINE)), "Online · all handed over, 3 held · all saved here"),
        (
            stands(unsent=7, contact=Standing(link=ONLINE, under_way=SyncCarrier.NETWORK)),
            "Handing over · 7 waiting · all saved here",
        ),
        (
            stands(unsent=7, contact=Standing(under_way=SyncCarrier.STICK)),
            "Writing to the stick · 7 waiting · all saved here",
        ),
        (stands(unsent=7, address=False), "By stick · 7 waiting · all saved here"),
        (stands(unsent=7, contact=Standing(link=PAID)), "Paid network · 7 waiting · all saved here"),
        (
            stands(contact=Standing(link=ONLINE, error=KnownError("issuer-away"))),
            "Offline · all handed over · all saved here",
        ),
        (
            stands(here=2, rejected=2, contact=Standing(link=ONLINE)),
            "Online · all handed over · 2 need somebody: see Sync",
        ),
        (
            stands(unsent=4, stopped=True, contact=Standing(link=OFFLINE)),
            "Offline · 4 waiting · nothing can be signed: see Sync",
        ),
        (stands(broken=True), "The count does not close: see Sync"),
    ],
)
def test_what_the_top_bar_says(how: Stands, words: str) -> None:
    assert state_words(how) == words


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


def test_it_is_read_from_the_folder(story: Story) -> None:
    story.open_sitting()
    found = read_standing(story.device, Standing(link=OFFLINE))
    assert (found.belongs, found.broken, found.here, found.stopped) == (False, False, 0, False)
    assert found.count.unsent == found.count.captured > 0
    chain = story.device.tables.records.active_chain()
    story.device.tables.settings.put(RETIRED_CHAIN, chain.id)
    assert read_standing(story.device, Standing(link=OFFLINE)).stopped


def test_a_folder_that_was_copied_says_at_once_that_nothing_can_be_signed(
    story: Story, tmp_path: Path
) -> None:
    story.open_sitting()
    story.device.close()
    moved = open_device(
        tmp_path / "data",
        lambda slots: slots.open_with_recovery(story.recovery),
        state=tmp_path / "of-another-computer",
        clock=TestClock(moment=story.clock.moment),
    )
    assert "nothing can be signed: see Sync" in state_words(read_standing(moved, Standing(link=OFFLINE)))
    moved.close()
