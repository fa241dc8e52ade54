"""A sync in words that an office secretary reads."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import EvidenceAsked, Registration, SyncPolicy
from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.services.syncing.conversation import Tally
from assessor_app.services.syncing.ports import SyncCarrier, SyncRun
from assessor_app.services.syncing.schedule import Link, Standing
from assessor_app.wording.syncing import last_words, next_words, policy_lines, stick_words, whole_words
from assessor_app.wording.verdicts import what_now

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
RUN = SyncRun(
    id=1,
    carrier=SyncCarrier.NETWORK,
    started_at="2026-11-22T14:03:00+00:00",
    ended_at="2026-11-22T14:03:09+00:00",
    sent=12,
    came=3,
    evidence=0,
    code="",
)
ONLINE = Link(reachable=True)


def test_the_last_sync_is_told_by_when_how_and_what() -> None:
    assert last_words(()) == "Nothing was handed over from this device yet."
    assert last_words((RUN,)) == (
        "Last Sun 22 Nov 2026, 14:03, by network: 12 records handed over · 3 answers."
    )
    stick = replace(RUN, carrier=SyncCarrier.STICK, sent=1)
    assert "by stick: 1 record written" in last_words((stick,))
    away = replace(RUN, sent=0, came=0, code="issuer-away")
    assert last_words((away,)).startswith(
        "Last Sun 22 Nov 2026, 14:03, by network. The awarding body's server"
    )
    assert "(…)" not in last_words((away,))
    killed = replace(RUN, sent=0, came=0, ended_at="")
    assert "the program ended before it did" in last_words((killed,))
    half = replace(RUN, code="cancelled")
    assert "12 records handed over · 3 answers. Somebody stopped it." in whole_words(half)


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(link=Link(reachable=False)), "as soon as there is one"),
        (Standing(link=Link(reachable=True, metered=True)), "paid for by use"),
        (Standing(link=ONLINE, wait=timedelta(minutes=15)), "Next by itself at 14:45."),
        (
            Standing(link=ONLINE, wait=timedelta(minutes=15), error=KnownError("issuer-away")),
            "Tries again at 14:45, or at once when a network returns.",
        ),
        (
            Standing(link=ONLINE, wait=timedelta(minutes=15), error=KnownError("chain-restored")),
            "It syncs again once a new chain of records is started.",
        ),
    ],
)
def test_the_next_sync_is_told_by_its_time_or_by_what_it_waits_for(standing: Standing, words: str) -> None:
    assert words in next_words(standing, address=True, now=NOW)


def test_what_has_no_time_says_nothing_of_one() -> None:
    assert next_words(Standing(), address=True, now=NOW) == ""
    under_way = Standing(link=ONLINE, under_way=SyncCarrier.NETWORK)
    assert next_words(under_way, address=True, now=NOW) == ""
    assert "syncs by stick" in next_words(Standing(link=ONLINE), address=False, now=NOW)


def test_a_stick_is_told_by_the_names_of_its_files() -> None:
    tally = Tally(sent=2, came=5, taken=["for-a-1.assessor-sync"], written=["to-b-2.assessor-sync"], pieces=1)
    assert stick_words(tally) == (
        "Taken: for-a-1.assessor-sync (5 answers). Written: to-b-2.assessor-sync (2 records written, 1 piece of"
        " evidence). Take the stick to the awarding body."
    )


def test_every_policy_and_every_verdict_has_its_sentence() -> None:
    for registration in Registration:
        for asked in EvidenceAsked:
            lines = policy_lines(SyncPolicy(registration=registration, evidence=asked, remarks=True))
            assert all(line.endswith(".") for line in lines)
            assert len(set(lines)) == 5
    for held in HeldCode:
        assert what_now(held.value, rejected=False).endswith(".")
    for rejected in RejectedCode:
        assert what_now(rejected.value, rejected=True).endswith(".")
