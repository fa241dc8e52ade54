"""A folder that was copied: what both copies signed on one chain, and what comes of the line that lost its place."""

from types import SimpleNamespace

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.formats.feed import ForkItem
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.formats.items import EnrolmentItem, Item
from assessor_app.formats.signed_record import link
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.deciding.stranded import WhichStranded, accept_stranded, reject_stranded
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.store import stranded
from assessor_app.trust.enrolling import prove_chain, sign_request
from caller import Caller
from office import Office, fetched
from samples import CENTRE, NOW
from scribe import Scribe
from story import ADMIN

SOMEBODY = Person(id="1" * 32, name="Ada", roles=frozenset({Role.REGISTRAR}))


def forked(office: Office, *, bundles: int = 1) -> SimpleNamespace:
    """A device whose folder was copied after record 2: the issuer has the copy's 3 and 4, the device its own 3 and 4."""
    caller = Caller()
    caller.join(caller.request(), office.code(), office.enrol)
    lines = [Scribe(key=caller.key, chain=caller.chain) for _ in range(2)]
    lines[0].write("chain-started", body={"reason": "new", "public": caller.key.public.hex()})
    lines[0].write("name-checked", by=ADMIN, body={"how": "staff"})
    mine, copied = lines
    copied.items, copied.texts, copied.prev = [*mine.items], [*mine.texts], mine.prev
    for line, how in ((copied, "document"), (mine, "learner")):
        for _ in range(2):
            line.write("name-checked", by=ADMIN, body={"how": how})
    caller.send(copied.items, office.receive)
    office.judge()
    (fork,) = [item for item in caller.send(mine.items, office.receive) if isinstance(item, ForkItem)]
    assert fork.seq == 3
    new = Caller(trust=caller.trust, issuer=caller.issuer, centre=caller.centre)
    head = ChainHead(chain=caller.chain, seq=4, hash=link(mine.texts[-1]))
    request = new.request(
        purpose="restart",
        old=lambda request_id: [prove_chain(request_id, public=new.key.public, head=head, key=caller.key)],
    )
    new.join(request, None, office.enrol)
    later = Scribe(key=new.key, chain=new.chain)
    lost = mine.texts[2:]
    first, more = (lost, []) if bundles == 1 else (lost[:1], lost[1:])
    body = {
        "reason": "chain-forked",
        "old": caller.chain,
        "seq": 2,
        "hash": link(mine.texts[1]),
        "enclosed": first,
        "public": new.key.public.hex(),
    }
    started = later.write("chain-started", about={"chain": caller.chain}, body=body | {"stranded": 2})
    if more:
        later.write("chain-enclosed", about={"chain": caller.chain}, needs=[started], body={"enclosed": more})
    return SimpleNamespace(old=caller, new=new, mine=mine, copied=copied, later=later)


def verdicts(items: list[Item], chain: str) -> list[tuple[int, str, str, str]]:
    return [
        (item.seq, item.hash, item.outcome.value, item.code)
        for item in items
        if isinstance(item, Verdict) and item.chain == chain
    ]


@pytest.mark.parametrize("bundles", [1, 2])
def test_what_forked_is_kept_counted_and_waits_for_a_person(office: Office, bundles: int) -> None:
    found = forked(office, bundles=bundles)
    records = len(found.later.items)
    found.new.send(found.later.items, office.receive)
    found.new.send(found.later.items, office.receive)
    office.judge()
    assert office.count() == {"captured": 4 + records + 2, "accepted": 4 + records, "held": 2}
    told = verdicts(fetched(found.new, office), found.old.chain)
    lost = [(seq, link(text), "held", "stranded") for seq, text in enumerate(found.mine.texts[2:], 3)]
    assert [one for one in told if one[3] == "stranded"] == lost
    kept = [(seq, link(text), "accepted", "") for seq, text in enumerate(found.copied.texts, 1)]
    assert [one for one in told if one[3] != "stranded"] == kept, "and it hears of the line that is stored"


def test_a_person_lets_one_count_and_another_not(office: Office) -> None:
    found = forked(office)
    found.new.send(found.later.items, office.receive)
    office.judge()
    with office.issuer.store.write() as connection:
        one, other = stranded.waiting(connection, CENTRE)
        good = WhichStranded(centre=CENTRE, chain=one.chain, hash=one.hash)
        bad = WhichStranded(centre=CENTRE, chain=other.chain, hash=other.hash)
        with pytest.raises(KnownError, match="reason-missing"):
            reject_stranded(connection, SOMEBODY, bad, reason=" ", now=NOW)
        accept_stranded(connection, SOMEBODY, good, reason="Seen on paper.", now=NOW)
        reject_stranded(connection, SOMEBODY, bad, reason="Nobody knows of it.", now=NOW)
        with pytest.raises(KnownError, match="decided-already"):
            accept_stranded(connection, SOMEBODY, bad, reason="After all.", now=NOW)
        assert stranded.waiting(connection) == ()
    told = [item for item in fetched(found.new, office) if isinstance(item, Verdict)]
    last = {item.hash: (item.outcome.value, item.code, item.by, item.n) for item in told}
    assert last[one.hash] == ("accepted", "", "Ada", 2)
    assert last[other.hash] == ("rejected", "by-person", "Ada", 2)
    assert office.count()["held" if "held" in office.count() else "rejected"] == 1


def test_what_fits_behind_the_stored_head_is_stored_there(office: Office) -> None:
    """A restored backup: the issuer has less than the copy that was lost signed, and nothing else came there."""
    caller = Caller()
    caller.join(caller.request(), office.code(), office.enrol)
    old = Scribe(key=caller.key, chain=caller.chain)
    old.write("chain-started", body={"reason": "new", "public": caller.key.public.hex()})
    for _ in range(3):
        old.write("name-checked", by=ADMIN, body={"how": "staff"})
    caller.send(old.items[:2], office.receive)
    new = Caller(trust=caller.trust, issuer=caller.issuer)
    head = ChainHead(chain=caller.chain, seq=2, hash=link(old.texts[1]))
    request = new.request(
        purpose="restart",
        old=lambda request_id: [prove_chain(request_id, public=new.key.public, head=head, key=caller.key)],
    )
    text = sign_request(request, key=new.key, code=None)
    (answer,) = [
        item
        for item in caller.send([EnrolmentItem(jws=text)], office.receive)
        if isinstance(item, EnrolmentItem)
    ]
    assert answer.jws
    later = Scribe(key=new.key, chain=new.chain)
    body = {"reason": "chain-restored", "old": caller.chain, "seq": 2, "hash": link(old.texts[1])}
    later.write("chain-started", body={**body, "enclosed": old.texts[2:], "public": new.key.public.hex()})
    came = new.send(later.items, office.receive)
    assert {(one.chain, one.last) for one in new.receipts(came)} == {(new.chain, 1), (caller.chain, 4)}
    office.judge()
    assert office.count() == {"captured": 5, "accepted": 5}
