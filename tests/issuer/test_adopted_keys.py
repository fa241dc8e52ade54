"""The keys of centres that stood alone, in the list of the issuer that adopted them."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from msgspec import structs
from sqlalchemy import delete

from assessor_app.formats import cose
from assessor_app.formats.feed import AnchorsItem, Page
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.formats.items import Item
from assessor_app.issuer.enrolling.adopt import list_own_keys
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.register import published
from assessor_app.issuer.store import adopted_keys
from assessor_app.issuer.store.bodies import adopted_key
from assessor_app.trust import keys
from assessor_app.trust.anchors import AnchorList, TrustStore, read_anchor_list, sign_anchor_list
from assessor_app.trust.enrolling import prove_chain, prove_root
from assessor_app.trust.judge import Judged, judge_paper
from assessor_app.trust.register import read_register
from caller import Caller
from office import Office, items_of, joined, of_kind
from samples import CENTRE, NOW


def signed(office: Office) -> AnchorList:
    """The issuer's list, after its root signed it again."""
    with office.issuer.store.write() as connection:
        return read_anchor_list(anchors.sign(connection, office.issuer.root, now=NOW))


def current(office: Office) -> bool:
    with office.issuer.store.read() as connection:
        return anchors.newest(connection).current


def outside(office: Office, lone: SimpleNamespace) -> list[Judged]:
    """What a checker says of the centre's papers who holds nothing but what the issuer publishes."""
    with office.issuer.store.write() as connection:
        content = published.publish(connection, vault=office.issuer.vault, now=NOW).register.content
        trust = TrustStore.of([read_anchor_list(anchors.newest_text(connection))])
    held = [read_register(content, trust=trust)]
    return [
        judge_paper(paper.qr, trust=trust, registers=held, ledger=lambda _cti: None, now=NOW)
        for paper in lone.papers
    ]


def said(office: Office, lone: SimpleNamespace) -> list[tuple[str, str]]:
    return [(judged.answer.value, judged.reason.value) for judged in outside(office, lone)]


def test_adoption_lists_the_centres_own_key_once_the_root_has_signed(
    office: Office, lone: SimpleNamespace
) -> None:
    office.code()
    before = signed(office)
    assert current(office)
    assert before.adopted == []
    caller = joined(office, lone)
    assert not current(office), "it waits for the root"
    (own,) = read_anchor_list(lone.anchors).content.keys
    (listed,) = signed(office).adopted
    assert (listed.kid, listed.x, listed.centre) == (own.kid, own.x, CENTRE)
    assert (listed.from_, listed.until) == (own.from_, own.until)
    assert listed.kid == cose.decode(lone.chain.delegation).kid.hex()
    assert current(office)
    assert said(office, lone) == [("cannot-tell", "not-yet-registered")] * 2
    caller.send(items_of(lone), office.receive)
    office.judge()
    assert said(office, lone) == [("not-valid", "superseded"), ("valid", "registered")]
    assert {judged.awarding_body for judged in outside(office, lone)} == {"Example Awarding"}
    assert {judged.centre for judged in outside(office, lone)} == {CENTRE}


def test_the_same_key_proved_again_is_kept_once_for_the_centre_that_was_first(
    office: Office, lone: SimpleNamespace
) -> None:
    joined(office, lone)
    own = signed(office).adopted[0]
    later = adopted_keys.Adopted(
        kid=own.kid, public=own.x, centre=CENTRE, from_day=own.until, until_day="2099-12-31"
    )
    office.code("C-2007")
    with office.issuer.store.write() as connection:
        adopted_keys.keep(connection, later, at=NOW + timedelta(days=1))
        adopted_keys.keep(connection, replace(later, centre="C-2007", until_day="2100-12-31"), at=NOW)
        (kept,) = adopted_keys.all_adopted(connection)
    assert kept == replace(later, from_day=own.from_)


@pytest.mark.parametrize("by_root", [False, True])
def test_nobody_lists_the_key_of_another(office: Office, lone: SimpleNamespace, *, by_root: bool) -> None:
    """Mallory lists the centre's key as her own, and shows the delegation that each of its papers carries."""
    mallory, root, made_up = Caller(), keys.generate(), keys.generate()
    stolen = structs.replace(read_anchor_list(lone.anchors).content, issuer=keys.did_key(root.public))
    mine = sign_anchor_list(stolen, root=root)
    head = ChainHead(chain=lone.chain.id, seq=lone.chain.head_seq, hash=lone.chain.head_hash)
    request = mallory.request(
        old=lambda request_id: [
            prove_chain(
                request_id,
                public=mallory.key.public,
                head=head,
                key=root if by_root else made_up,
                of=lone.chain.public if by_root else None,
                delegation=lone.chain.delegation,
            )
        ],
        own_root=lambda request_id: prove_root(
            request_id, public=mallory.key.public, anchors=mine, root=root
        ),
    )
    mallory.join(request, office.code("C-2007"), office.enrol)
    assert signed(office).adopted == []


def test_a_centre_that_was_adopted_before_keys_were_kept_is_mended_by_its_own_list(
    office: Office, lone: SimpleNamespace
) -> None:
    caller = joined(office, lone)
    caller.send(items_of(lone), office.receive)
    office.judge()
    with office.issuer.store.write() as connection:
        connection.execute(delete(adopted_key))  # as the store was before revision 0007
    assert signed(office).adopted == []
    assert {answer for answer, _reason in said(office, lone)} == {"cannot-tell"}
    root = keys.generate()
    stranger = structs.replace(read_anchor_list(lone.anchors).content, issuer=keys.did_key(root.public))
    made_up = [
        structs.replace(key, x=root.public.hex(), kid=keys.key_id(root.public).hex()) for key in stranger.keys
    ]
    with office.issuer.store.write() as connection:
        other = sign_anchor_list(structs.replace(stranger, keys=made_up), root=root)
        assert list_own_keys(connection, other, by="test", now=NOW) == ()
        (mended,) = list_own_keys(connection, lone.anchors, by="test", now=NOW)
    assert mended.centre == CENTRE
    assert [key.kid for key in signed(office).adopted] == [mended.kid]
    assert said(office, lone) == [("not-valid", "superseded"), ("valid", "registered")]


def test_whoever_says_which_list_is_held_gets_the_newest_before_all_else(
    office: Office, lone: SimpleNamespace
) -> None:
    caller = joined(office, lone)
    held = caller.trust.lists[0]
    at = held.issued_at.isoformat(timespec="seconds")

    def asked(anchors: str | None) -> list[Item]:
        return caller.send([structs.replace(caller.ask(), anchors=anchors)], office.receive)

    assert of_kind(asked(at), AnchorsItem) == [], "nothing was signed since"
    again = signed(office)
    came = asked(at)
    place = [type(item) for item in came].index(Page)
    item = came[place + 1]
    assert isinstance(item, AnchorsItem)
    assert item.jws == again.text
    assert of_kind(asked(again.issued_at.isoformat(timespec="seconds")), AnchorsItem) == []
    assert of_kind(asked(None), AnchorsItem) == []
    assert of_kind(asked("2026-99-99T10:00:00+00:00"), AnchorsItem) == [], (
        "a day that no calendar has is no fault"
    )
