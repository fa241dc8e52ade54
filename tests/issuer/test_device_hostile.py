"""What no issuer sends: a device believes none of it, loses nothing, and says what was wrong."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import Outcome
from assessor_app.formats.body import pack
from assessor_app.formats.catalogue_files import CatalogueFile, CatalogueItem
from assessor_app.formats.feed import AnchorsItem, DelegationItem, ForkItem, Page, PaperState
from assessor_app.formats.items import Known, UnknownItem
from assessor_app.formats.receipt import Receipt, ReceiptItem
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.keys.online import KeyUse, signing_key
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.services.records.ledger import require_may_sign
from assessor_app.services.syncing.conversation import Synced
from assessor_app.services.syncing.sync import sync
from assessor_app.trust import envelopes, keys
from assessor_app.trust.envelopes import Route
from assessor_app.trust.keys import SigningKey
from assessor_app.trust.receipts import sign_receipt
from enrolled import Wire, certified, join
from made import an_issuer
from story import Story

AT = "2026-11-27T09:00:00+00:00"
Items = Callable[[], Sequence[Known]]


@pytest.fixture
def wire(story: Story, tmp_path: Path) -> Iterator[Wire]:
    folder = tmp_path / "issuer"
    folder.mkdir()
    store = open_store(read_url(file_url(folder).render_as_string(hide_password=False)))
    made = Wire(issuer=an_issuer(store, folder, now=story.clock.moment), clock=story.clock.now)
    join(story, made.issuer)
    certified(story)
    yield made
    store.close()


def synced(story: Story, wire: Wire) -> Synced:
    return sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None)


def key_of(wire: Wire) -> SigningKey:
    with wire.issuer.store.read() as connection:
        return signing_key(connection, KeyUse.RECEIPTS, vault=wire.issuer.vault)


def says(wire: Wire, *items: Known, key: SigningKey | None = None) -> Callable[..., bytes]:
    """In place of the issuer's answer: these items, by its own key or another one."""

    def fault(data: bytes, _on: object) -> bytes:
        head = envelopes.peek(data)
        return envelopes.seal(
            pack(items),
            Route(issuer=head.issuer, sender=head.issuer, receiver=head.sender),
            counter=10_000,
            at=wire.clock(),  # type: ignore[arg-type]  # the story's clock
            key=key or key_of(wire),
            answers=envelopes.hash_of(data),
        )

    return fault


def own_chain(story: Story) -> str:
    return story.device.tables.records.active_chain().id


def hash_of(story: Story, seq: int) -> str:
    return story.device.tables.records.hash_at(own_chain(story), seq) or ""


def receipt(story: Story, *, key: SigningKey, head: str = "", last: int = 2, issuer: str = "") -> ReceiptItem:
    content = Receipt(
        issuer=issuer or "did:web:issuer.test",
        centre="C-1042",
        chain=own_chain(story),
        first=1,
        last=last,
        head=head or hash_of(story, last),
        at=AT,
    )
    return ReceiptItem(jws=sign_receipt(content, key=key))


def test_a_receipt_by_another_key_moves_nothing(story: Story, wire: Wire) -> None:
    wire.faults = [says(wire, receipt(story, key=keys.generate()))]
    found = synced(story, wire)
    assert [problem.code for problem in found.tally.problems] == ["receipt-unknown-issuer"]
    assert found.settled, "the next envelope went to the issuer itself"
    assert wire.count() == vars(found.count)


def test_a_receipt_for_somebody_elses_records_is_a_fork(story: Story, wire: Wire) -> None:
    wire.faults = [says(wire, receipt(story, key=key_of(wire), head="0" * 64))]
    synced(story, wire)
    with pytest.raises(KnownError, match="chain-forked") as told:
        require_may_sign(story.device.ledger)
    # Where the lines parted is not told by it: all that has no receipt is in doubt, or a restart took it for common.
    assert told.value.details["seq"] == 1
    assert synced(story, wire).error.code == "chain-forked"  # type: ignore[union-attr]  # it is there


def test_a_told_fork_stops_signing_and_a_fork_of_what_is_here_does_not(story: Story, wire: Wire) -> None:
    same = ForkItem(chain=own_chain(story), seq=3, hash=hash_of(story, 3))
    wire.faults = [says(wire, same)]
    assert synced(story, wire).settled
    require_may_sign(story.device.ledger)
    wire.faults = [says(wire, ForkItem(chain=own_chain(story), seq=3, hash="0" * 64))]
    synced(story, wire)
    with pytest.raises(KnownError, match="chain-forked"):
        require_may_sign(story.device.ledger)


def test_a_clash_says_that_the_chain_has_to_be_restarted(story: Story, wire: Wire) -> None:
    def clash(_data: bytes, _on: object) -> bytes:
        raise KnownError("envelope-clash")

    wire.faults = [clash]
    found = synced(story, wire)
    assert found.error is not None
    assert found.error.code == "envelope-clash"
    with pytest.raises(KnownError, match="chain-forked"):
        require_may_sign(story.device.ledger)


def test_another_issuers_answer_is_nobodys(story: Story, wire: Wire, tmp_path: Path) -> None:
    other = tmp_path / "another"
    other.mkdir()
    store = open_store(read_url(file_url(other).render_as_string(hide_password=False)))
    stranger = Wire(issuer=an_issuer(store, other, now=story.clock.moment), clock=story.clock.now)
    wire.faults = [says(wire, receipt(story, key=key_of(stranger)), key=key_of(stranger))] * 4
    found = synced(story, wire)
    store.close()
    assert found.error is not None
    assert found.error.code == "issuer-key-unknown"
    assert found.count.unsent == found.count.captured


def test_unknown_kinds_and_states_are_passed_over(story: Story, wire: Wire) -> None:
    certificate = story.device.tables.certificates.lines()[0].number.replace("-", "")
    later = PaperState(number=certificate, state="framed", on="2026-11-27")
    no_number = PaperState(number="0000", state="registered", on="2026-11-27")
    wire.faults = [says(wire, Page(after=0, through=0), UnknownItem(kind="horoscope"), later, no_number)]  # type: ignore[arg-type]  # of a later program
    found = synced(story, wire)
    assert not found.settled, "its page was whole, and had no receipt"
    assert synced(story, wire).settled
    assert {problem.code for problem in found.tally.problems} == {"number-unreadable"}


def test_a_page_that_does_not_begin_at_the_cursor_is_not_applied(story: Story, wire: Wire) -> None:
    verdict = Verdict(
        chain=own_chain(story),
        seq=1,
        hash=hash_of(story, 1),
        n=9,
        outcome=Outcome.REJECTED,
        at=AT,
        codes=["rules"],
    )
    wire.faults = [says(wire, Page(after=700, through=900), verdict)]
    found = synced(story, wire)
    assert (found.count.rejected, found.settled) == (0, True)


def test_a_verdict_on_a_record_that_is_not_here_counts_nothing(story: Story, wire: Wire) -> None:
    stranger = Verdict(chain="e" * 32, seq=1, hash="0" * 64, n=1, outcome=Outcome.ACCEPTED, at=AT)
    wire.faults = [says(wire, stranger)]
    assert synced(story, wire).settled


def test_keys_delegations_and_catalogues_of_somebody_else_are_told_and_not_kept(
    story: Story, wire: Wire
) -> None:
    tables = story.device.tables
    before = (tables.trust.anchor_lists(), tables.records.active_chain().delegation)
    old = next(chain for chain in tables.records.chains() if chain.id != own_chain(story))
    assert old.delegation is not None
    damaged = CatalogueFile(path="catalogue.yaml", text="x", sha256="0" * 64)
    wire.faults = [
        says(
            wire,
            AnchorsItem(jws=tables.trust.own_anchors()),
            DelegationItem(chain=own_chain(story), delegation=old.delegation.hex()),
            CatalogueItem(version=9, files=[damaged]),
        )
    ]
    found = synced(story, wire)
    assert [problem.code for problem in found.tally.problems] == [
        "anchors-other-root",
        "delegation-not-ours",
        "catalogue-damaged",
    ]
    assert (tables.trust.anchor_lists(), tables.records.active_chain().delegation) == before
    assert found.settled


def test_rubbish_in_place_of_an_answer_loses_nothing(story: Story, wire: Wire) -> None:
    wire.faults = [lambda _data, _on: b"<html>", lambda _data, _on: b"", lambda data, _on: data]
    found = synced(story, wire)
    assert (found.error, found.settled) == (None, True)
