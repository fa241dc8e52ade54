"""What a device can prove of what it signed before: its chains, each by its key or by the root that stood behind it."""

from collections.abc import Iterator

from assessor_app.domain.errors import KnownError
from assessor_app.formats import cose, qr_text
from assessor_app.formats.enrolment import OldChain, OwnRoot
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.formats.sync_limits import MOST_EARLIER, MOST_OLD_CHAINS
from assessor_app.services.enrolling.desk import EnrolDesk, OldPapers
from assessor_app.services.records.ports import Chain
from assessor_app.trust.enrolling import prove_chain, prove_root
from assessor_app.trust.keys import SigningKey


def head_of(chain: Chain) -> ChainHead:
    return ChainHead(chain=chain.id, seq=chain.head_seq, hash=chain.head_hash)


def own_root(desk: EnrolDesk, request_id: str, *, public: bytes) -> OwnRoot | None:
    """The root of a centre that stood alone, with its word for the new key; None where there never was one."""
    seed = _root_seed(desk)
    if seed is None:
        return None
    anchors = desk.trust.own_anchors()
    return prove_root(request_id, public=public, anchors=anchors, root=SigningKey(seed))


def old_chains(desk: EnrolDesk, request_id: str, *, public: bytes) -> list[OldChain]:
    """Every chain of this folder that somebody here can still vouch for, newest first where they are too many.

    The key of a chain that was restarted is gone: there the root vouches, with the delegations that it gave.
    """
    root = _root_seed(desk)
    found = []
    for chain in desk.ledger.records.chains():
        by_root = not chain.seed
        seed = chain.seed or root
        if seed is None or not chain.head_seq:
            continue
        last, earlier = _delegations(chain, desk.papers)
        proved = prove_chain(
            request_id,
            public=public,
            head=head_of(chain),
            key=SigningKey(seed),
            delegation=last,
            earlier=earlier,
            of=chain.public if by_root else None,
        )
        found.append(proved)
    return found[-MOST_OLD_CHAINS:]


def _root_seed(desk: EnrolDesk) -> bytes | None:
    try:
        return desk.trust.issuing_seed("root")
    except KnownError:
        return None


def _delegations(chain: Chain, papers: OldPapers) -> tuple[bytes | None, list[bytes]]:
    """The chain's newest delegation, and those before it that its papers carry, oldest first."""
    known = [found for found in _carried(papers, chain.id) if found != chain.delegation]
    if chain.delegation is None and known:
        return known[-1], known[:-1][-MOST_EARLIER:]
    return chain.delegation, known[-MOST_EARLIER:]


def _carried(papers: OldPapers, chain: str) -> list[bytes]:
    """The delegations on the papers of a chain, in the order in which they came.

    Two papers with one delegation have no other one between them, so few of many papers are read.
    """
    count = papers.count(chain)
    if not count:
        return []
    read = {place: _delegation_of(papers.qr(chain, place)) for place in {0, count - 1}}

    def between(first: int, last: int) -> Iterator[bytes]:
        if read[first] == read[last] or last - first == 1:
            yield from (read[first], read[last])
            return
        middle = (first + last) // 2
        read[middle] = _delegation_of(papers.qr(chain, middle))
        yield from between(first, middle)
        yield from between(middle, last)

    return [found for found in dict.fromkeys(between(0, count - 1)) if found]


def _delegation_of(qr: str) -> bytes:
    return cose.decode(qr_text.read(qr).data).delegation or b""
